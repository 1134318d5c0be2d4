import type { Known } from '../../core/known.js'
import type { Leftover } from '../../core/report.js'
import { itemsOf, valueAt } from '../../readers/yaml/navigate.js'
import type { YamlScalar } from '../../readers/yaml/node.js'
import type { Files } from '../../snapshot/snapshot.js'
import { documentOf, readDocument, type ConfigDocument } from '../document.js'
import type { ConfigError } from '../errors.js'
import { findConfig } from '../find.js'
import { isPinned, nameOf, parseReference, type Reference, type RemoteReference } from './reference.js'

/** The ways to the files that `extends` names. */
export interface ExtendsSources {
  /** The text of a file of the governing revision, by its path from the linted folder, which may begin with `../`. */
  local(path: string): Known<string> | Promise<Known<string>>
  /** The text of a file of another repository. Without it, or where it gives nothing, such files are left out unsaid. */
  remote?(reference: RemoteReference): Promise<Known<string> | undefined>
}

/** What the configuration builds on. */
export interface Extended {
  /** The nearer before the farther: where two say something of the same, the earlier one counts. */
  readonly documents: readonly ConfigDocument[]
  readonly errors: readonly ConfigError[]
  /** References that somebody else can make mean something else. */
  readonly leftovers: readonly Leftover[]
}

/** Files on the way from the configuration to the farthest one, and files in all. */
const MAX_DEPTH = 5
const MAX_FILES = 20

/** Longer files are no configuration: the largest is read whole with every check spelt out. */
const MAX_LENGTH = 256_000

interface Walk {
  readonly sources: ExtendsSources
  readonly documents: ConfigDocument[]
  readonly errors: ConfigError[]
  readonly leftovers: Leftover[]
  readonly seen: Set<string>
}

/**
 * Reads what the configuration extends, and what that extends. Undefined if it extends nothing, which is most often so
 * and told without reading it.
 *
 * @param path the configuration file, if it is not at one of the known places
 */
export async function gatherExtended(
  files: Files,
  path: string | undefined,
  sources: ExtendsSources,
): Promise<Extended | undefined> {
  const ignored: ConfigError[] = [] // who loads the configuration finds the same mistakes, and tells them
  const file = findConfig(files, path, ignored)
  if (file === undefined || files.text(file)?.includes('extends') !== true) return undefined
  const document = readDocument(files, file, ignored)
  if (document === undefined || valueAt(document.node, 'extends') === undefined) return undefined
  const walk: Walk = { sources, documents: [], errors: [], leftovers: [], seen: new Set([file]) }
  await follow(document, [{ kind: 'local', path: file }], walk)
  return walk
}

/** Reads what one file extends: of several the last counts most, and each more than what it extends itself. */
async function follow(document: ConfigDocument, chain: readonly Reference[], walk: Walk): Promise<void> {
  for (const entry of entriesOf(document).reverse()) {
    const fail = (problem: string) =>
      void walk.errors.push({ at: entry.at, message: `extends "${cut(entry.text)}" ${problem}` })
    const from = chain.at(-1)
    const reference = from === undefined ? '' : parseReference(entry.text, from)
    if (typeof reference === 'string') fail(reference)
    else await open(reference, entry, chain, walk, fail)
  }
}

async function open(
  reference: Reference,
  entry: YamlScalar,
  chain: readonly Reference[],
  walk: Walk,
  fail: (problem: string) => void,
): Promise<void> {
  const name = nameOf(reference)
  const names = chain.map(nameOf)
  if (names.includes(name)) return fail(`closes a circle: ${[...names.slice(names.indexOf(name)), name].join(' → ')}`)
  if (chain.length > MAX_DEPTH)
    return fail(`is more than ${MAX_DEPTH} files away from ${names[0] ?? ''}: extend it directly`)
  if (walk.seen.has(name) || (reference.kind === 'remote' && walk.sources.remote === undefined)) return
  if (walk.seen.size > MAX_FILES) return fail(`is one file more than the ${MAX_FILES} that a configuration may extend`)
  walk.seen.add(name)
  if (reference.kind === 'remote' && !isPinned(reference)) walk.leftovers.push(unpinned(reference, entry, chain))
  const text = await textOf(reference, walk.sources)
  if (text === undefined) return
  if ('problem' in text) return fail(text.problem)
  const document = documentOf(name, text.text, walk.errors)
  if (document === undefined) return
  if (document.node.kind !== 'mapping') return fail('is no configuration: it holds no mapping of keys')
  walk.documents.push(document)
  await follow(document, [...chain, reference], walk)
}

/** The text, or what is wrong with it as the end of a sentence; undefined for one that is left out. */
async function textOf(
  reference: Reference,
  sources: ExtendsSources,
): Promise<{ text: string } | { problem: string } | undefined> {
  const found = await (reference.kind === 'local' ? sources.local(reference.path) : sources.remote?.(reference))
  if (found === undefined) return undefined
  if (!found.known) {
    const remedy = found.remedy === undefined ? '' : `; ${found.remedy.replace(/\.$/, '')}`
    return { problem: `cannot be read: ${found.reason}${remedy}` }
  }
  if (found.value.length > MAX_LENGTH) return { problem: `has more than ${MAX_LENGTH} characters, which are not read` }
  return { text: found.value }
}

/** The entries that are text; others are for the schema to refuse. */
function entriesOf({ node }: ConfigDocument): YamlScalar[] {
  const value = valueAt(node, 'extends')
  const items = value?.kind === 'scalar' ? [value] : itemsOf(value)
  return items.filter((item) => item.kind === 'scalar').filter(({ text }) => text !== '')
}

function unpinned(reference: RemoteReference, { at }: YamlScalar, chain: readonly Reference[]): Leftover {
  const { owner, repo, ref } = reference
  const what = ref === undefined ? 'its default branch' : `"${ref}"`
  const message = `extends ${nameOf({ kind: 'remote', ...reference })} follows ${what}: whoever can move that in ${owner}/${repo} decides what counts here. Write a commit id in its place.`
  return { message, severity: 'notice', ...(chain.at(-1)?.kind === 'local' && { at }) }
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
