import { imageProgram } from '../../lexicon/index.js'
import { pathFrom, type Argument } from '../shell/index.js'
import { readOptions, valueOf, type Options } from './options.js'
import { WRAPPERS, type Wrapper } from './wrappers.js'

/** The command inside a command. */
export interface Unwrapped {
  /** Its words; empty if it is `text`. */
  readonly words: readonly Argument[]
  /** Its text, to be parsed. */
  readonly text?: Argument
  readonly env: readonly (readonly [string, string])[]
  /** The folder it runs in, seen from the outer one; absent: the same. */
  readonly folder?: Argument
  readonly where?: 'container' | 'host'
  /** The folder of the tree that it runs in inside a container, where a mount tells it. */
  readonly mounted?: string
  /** The image that it runs in. */
  readonly image?: string
  /** True for a container that is only started. */
  readonly detached?: boolean
  /** Why its failure does not count. */
  readonly ignoredFailure?: string
}

interface Row {
  readonly wrapper: Wrapper
  readonly valued: ReadonlySet<string>
}

let rows: ReadonlyMap<string, readonly Row[]> | undefined

function rowsOf(program: string): readonly Row[] {
  if (rows === undefined) {
    const found = new Map<string, Row[]>()
    for (const wrapper of WRAPPERS) {
      const row = { wrapper, valued: new Set([...(wrapper.values ?? []), ...(wrapper.text ?? [])]) }
      for (const each of wrapper.programs) found.set(each, [...(found.get(each) ?? []), row])
    }
    rows = found
  }
  return rows.get(program) ?? []
}

/** Takes one wrapper off; undefined if the program is none, or holds no command here. */
export function unwrap(
  program: string,
  words: readonly Argument[],
  directory: string | undefined,
): Unwrapped | undefined {
  for (const row of rowsOf(program)) {
    const inner = unwrapWith(row, words, directory)
    if (inner !== undefined) return inner
  }
  return undefined
}

function unwrapWith(
  { wrapper, valued }: Row,
  words: readonly Argument[],
  directory: string | undefined,
): Unwrapped | undefined {
  const subs = wrapper.sub ?? []
  const ahead = subs.length + (wrapper.operands ?? 0)
  // `su user -c text`: where nothing but text can be the command, it may stand behind operands.
  const textOnly = wrapper.text !== undefined && wrapper.values === undefined
  const options = readOptions(words, valued, textOnly ? Number.POSITIVE_INFINITY : ahead + 1)
  const text = valueOf(options, wrapper.text ?? [])
  if (!fits(subs, options) || (wrapper.unless ?? []).some((each) => excludes(options, each, subs.length))) {
    return undefined
  }
  if (text !== undefined) return { words: [], text, env: [], ...placeOf(wrapper, options) }
  if (wrapper.program !== undefined) return behindOption(words, wrapper.program, wrapper)
  const from = innerStart(wrapper, words, options, ahead)
  if (from === undefined) return undefined
  const inner = innerWords(wrapper, words, from)
  const image = wrapper.image === true ? options.operands[ahead - 1]?.word : undefined
  const entry = image === undefined ? undefined : entryPoint(options, image)
  const all = entry === undefined ? inner.words : [entry, ...inner.words]
  if (all.length === 0) return undefined
  const container = image === undefined ? undefined : containerOf(options, image, directory)
  const common = { env: inner.env, ...placeOf(wrapper, options), ...container }
  return wrapper.joined === true ? { words: [], text: joined(all), ...common } : { words: all, ...common }
}

function fits(subs: readonly (readonly string[])[], { operands }: Options): boolean {
  return subs.every((names, index) => {
    const operand = operands[index]?.word
    return operand?.literal === true && (names[0] === '*' || names.includes(operand.text))
  })
}

function excludes(options: Options, word: string, position: number): boolean {
  return word.startsWith('-') ? options.values.has(word) : options.operands[position]?.word.text === word
}

function placeOf(wrapper: Wrapper, options: Options): Pick<Unwrapped, 'folder' | 'where'> {
  const folder = valueOf(options, wrapper.folder ?? [])
  return { ...(folder !== undefined && { folder }), ...(wrapper.where !== undefined && { where: wrapper.where }) }
}

/** The index of the inner command's first word, or undefined if it is not there. */
function innerStart(wrapper: Wrapper, words: readonly Argument[], options: Options, ahead: number): number | undefined {
  if (wrapper.dashes === true) {
    const dashes = words.findIndex(({ text }) => text === '--')
    return dashes < 0 ? undefined : dashes + 1
  }
  const last = options.operands[ahead - 1]
  if (wrapper.where === 'container' && wrapper.operands !== undefined && last !== undefined) {
    return words[last.index + 1]?.text === '--' ? last.index + 2 : last.index + 1
  }
  if (options.operands.length > ahead) return options.operands[ahead]?.index
  if (options.operands.length < ahead) return undefined
  return options.rest
}

function innerWords(
  wrapper: Wrapper,
  words: readonly Argument[],
  from: number,
): { words: readonly Argument[]; env: (readonly [string, string])[] } {
  const env: (readonly [string, string])[] = []
  let start = from
  while (wrapper.assignments === true) {
    const assignment = /^(\w+)=([^]*)$/.exec(words[start]?.text ?? '')
    if (assignment === null && words[start]?.text !== '--') break
    if (assignment !== null) env.push([assignment[1] ?? '', assignment[2] ?? ''])
    start += 1
  }
  if (wrapper.number === true && /^\d+$/.test(words[start]?.text ?? '')) start += 1
  const end = words.findIndex(({ text }, index) => index >= start && wrapper.end?.includes(text) === true)
  return { words: words.slice(start, end < 0 ? undefined : end), env }
}

/** `find … -exec command {} \;`, whose failure find forgets unless the command ends with `+` (POSIX: find). */
function behindOption(words: readonly Argument[], option: string, wrapper: Wrapper): Unwrapped | undefined {
  const ends = wrapper.end ?? []
  const at = words.findIndex(({ text }) => text === option)
  if (at < 0) return undefined
  const end = words.findIndex(({ text }, index) => index > at && ends.includes(text))
  const inner = words.slice(at + 1, end < 0 ? undefined : end)
  const [program] = inner
  if (program === undefined || wrapper.only?.includes(program.text) === false) return undefined
  return { words: inner, env: [], ...(words[end]?.text === ';' && { ignoredFailure: `${option} … \\;` }) }
}

function containerOf(
  options: Options,
  image: Argument,
  directory: string | undefined,
): Pick<Unwrapped, 'where' | 'mounted' | 'image' | 'detached'> {
  const detached = ['-d', '--detach', '-dit', '-itd', '-dt', '-td', '-di', '-id'].some((name) =>
    options.values.has(name),
  )
  return { where: 'container', image: image.text, detached, ...mountOf(options, directory) }
}

/** The program that a container starts: its `--entrypoint`, or the one that its image is known for. */
function entryPoint(options: Options, image: Argument): Argument | undefined {
  const given = valueOf(options, ['--entrypoint'])
  if (given !== undefined) return given.text === '' ? undefined : given
  const program = image.literal ? imageProgram(image.text) : undefined
  return program === undefined ? undefined : { text: program, literal: true }
}

const HERE = /^(?:\$PWD|\$\{PWD\}|\$\(pwd\)|`pwd`|\.\/?)$/
const ROOT = /^(?:\$\{\{ *github\.workspace *\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?)$/

/** The folder of the tree that `-w` names, if a mount puts it there. */
function mountOf(options: Options, directory: string | undefined): { mounted?: string } {
  const inside = valueOf(options, ['-w', '--workdir'])
  if (inside?.literal !== true) return {}
  for (const { text } of [...(options.values.get('-v') ?? []), ...(options.values.get('--volume') ?? [])]) {
    const colon = text.indexOf(':/')
    if (colon < 0) continue
    const source = text.slice(0, colon)
    const target = text
      .slice(colon + 1)
      .replace(/:[a-zA-Z,]+$/, '')
      .replace(/\/$/, '')
    const base = HERE.test(source) ? directory : ROOT.test(source) ? '' : undefined
    const below = inside.text.replace(/\/$/, '')
    if (base === undefined || (below !== target && !below.startsWith(`${target}/`))) continue
    const mounted = pathFrom(base, below.slice(target.length + 1))
    if (mounted !== undefined) return { mounted }
  }
  return {}
}

function joined(words: readonly Argument[]): Argument {
  const [first] = words
  const literal = words.every((word) => word.literal)
  const offset = words.length === 1 && first?.offset !== undefined ? { offset: first.offset } : {}
  return { text: words.map(({ text }) => text).join(' '), literal, ...offset }
}
