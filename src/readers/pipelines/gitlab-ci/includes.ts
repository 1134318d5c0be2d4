import { because, type Because, type Location } from '../../../core/location.js'
import { compileGlob } from '../../../core/glob.js'
import type { Include, Unresolved } from '../../../models/index.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { unresolved } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import type { ConfigFiles } from './files.js'
import { includeItems, type IncludeItem } from './include-items.js'
import { inputsOf, interpolated } from './inputs.js'
import { emptyMapping, given, mergedNodes, without } from './nodes.js'
import { knownTemplate } from './templates.js'

/** GitLab takes at most 150 files (GitLab docs: `include`, Maximum includes); more only come about by mistake. */
const MAX_FILES = 200
const MAX_DEPTH = 50

/** Values that the files of one pipeline come to, those of inputs put in counted for each file. */
const MAX_CHARACTERS = 5_000_000

/** A configuration with everything brought in that the tree holds. */
export interface Assembled {
  readonly root: YamlMapping
  readonly includes: readonly Include[]
  readonly unresolved: readonly Unresolved[]
  /** Names of keys that only an include on conditions brings in, with the rules of that include. */
  readonly guards: ReadonlyMap<string, readonly YamlNode[]>
  /** How each file came in: the lines of the includes that lead there. */
  readonly because: ReadonlyMap<string, readonly Because[]>
}

/** What is brought in by one file, the file's own keys on top. */
export interface Part {
  readonly root: YamlMapping
  readonly guards: ReadonlyMap<string, readonly YamlNode[]>
}

interface Entry {
  readonly inputs: YamlNode | undefined
  readonly because: readonly Because[]
  readonly callers: readonly string[]
}

/** Puts a pipeline together from files. */
export class Assembly {
  readonly includes: Include[] = []
  readonly unresolved: Unresolved[] = []
  readonly because = new Map<string, readonly Because[]>()
  readonly #reading: AdapterReading
  readonly #files: ConfigFiles
  #read = 0
  #characters = 0

  constructor(reading: AdapterReading, files: ConfigFiles) {
    this.#reading = reading
    this.#files = files
  }

  /** The file with all that it includes. Undefined if it cannot be read; why is then in `unresolved`. */
  file(path: string, what: string, at: Location, entry: Entry): Part | undefined {
    const text = this.#reading.context.files.text(path)
    this.#characters += text?.length ?? 0
    if (++this.#read > MAX_FILES || this.#characters > MAX_CHARACTERS || entry.callers.length > MAX_DEPTH) {
      this.#leave(what, 'too-deep', at, entry.because)
      return undefined
    }
    const loaded = this.#files.load(path)
    if (!('file' in loaded)) {
      if (loaded.error !== undefined) this.#reading.context.defect(loaded.error)
      this.#leave(`${what}, which ${loaded.fault}`, 'unsupported', at, entry.because)
      return undefined
    }
    if (!this.because.has(path)) this.because.set(path, entry.because)
    const { root, inputs } = loaded.file
    const known = text?.includes('$[[') === true ? interpolated(root, inputsOf(inputs, entry.inputs)) : root
    return this.onTopOf(
      this.items(includeItems(given(known, 'include')), [...entry.callers, path], entry.because),
      known,
    )
  }

  /** Everything that the items bring in, later ones on top of earlier ones. */
  items(items: readonly IncludeItem[], callers: readonly string[], chain: readonly Because[]): Part[] {
    return items.flatMap((item) => this.#item(item, callers, chain).map((part) => guarded(part, item.rules)))
  }

  /** A file's own keys on top of what it includes. */
  onTopOf(parts: readonly Part[], own: YamlMapping): Part {
    const below = parts.reduce((left, right) => merged(left, right), { root: emptyMapping(own.at), guards: NONE })
    return merged(below, { root: without(own, 'include'), guards: NONE })
  }

  #item(item: IncludeItem, callers: readonly string[], chain: readonly Because[]): Part[] {
    const { at } = item.node
    switch (item.kind) {
      case 'local':
        return this.#local(item, item.path.text, callers, chain)
      case 'named': {
        this.includes.push(item.include)
        const root = knownTemplate(item.include.kind, item.name, item.inputs, at)
        if (root === undefined) this.#leave(item.what, 'remote', at, chain)
        return root === undefined ? [] : [{ root, guards: NONE }]
      }
      case 'elsewhere':
        this.includes.push(item.include)
        this.#leave(item.what, 'remote', at, chain)
        return []
      case 'made':
        this.#leave(item.what, 'dynamic', at, chain)
        return []
      case 'unfit':
        this.#leave(item.what, 'unsupported', at, chain)
        return []
    }
  }

  #local(item: IncludeItem, written: string, callers: readonly string[], chain: readonly Because[]): Part[] {
    const { at } = item.node
    if (/\$/.test(written)) {
      this.#leave(item.what, 'dynamic', at, chain)
      return []
    }
    const paths = this.#paths(written.replace(/^\/+/, ''))
    // A pattern may fit nothing.
    if (paths.length === 0 && !written.includes('*'))
      this.#leave(`${item.what}, which is not in the tree`, 'missing', at, chain)
    const way = [...chain, because(at, item.what)]
    return paths.flatMap((path) => {
      if (callers.includes(path)) return []
      return this.file(path, item.what, at, { inputs: item.inputs, because: way, callers }) ?? []
    })
  }

  /** Files that a path names; a component is named without the ending of its file. */
  #paths(path: string): string[] {
    const { files } = this.#reading.context
    if (path.includes('*')) {
      // Here, `**.yml` goes through folders (GitLab docs: `include:local` with wildcard file paths).
      const matches = compileGlob(path.replace(/(^|\/)\*\*(?=[^/*])/g, '$1**/*'))
      return files.paths.filter((each) => /\.ya?ml$/.test(each) && matches(each)).slice(0, MAX_FILES + 1)
    }
    const component = /^templates\/[\w-]+$/.test(path) ? [`${path}.yml`, `${path}/template.yml`] : []
    return [path, ...component].filter((each) => files.has(each)).slice(0, 1)
  }

  #leave(what: string, reason: Unresolved['reason'], at: Location, chain: readonly Because[]): void {
    this.unresolved.push(unresolved(what, reason, at, chain))
  }
}

const NONE: ReadonlyMap<string, readonly YamlNode[]> = new Map()

function merged(below: Part, above: Part): Part {
  const guards = new Map<string, readonly YamlNode[]>()
  for (const [one, other] of [
    [below, above],
    [above, below],
  ] as const) {
    const others = new Set(other.root.entries.map(({ key }) => key.text))
    for (const [name, rules] of one.guards) if (!others.has(name)) guards.set(name, rules)
  }
  return { root: mergedNodes(below.root, above.root), guards }
}

/** All keys of the part come in on the condition of these rules. */
function guarded(part: Part, rules: YamlNode | undefined): Part {
  if (rules === undefined) return part
  const guards = part.root.entries.map(({ key }) => [key.text, [...(part.guards.get(key.text) ?? []), rules]] as const)
  return { ...part, guards: new Map(guards) }
}
