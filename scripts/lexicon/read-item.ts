/** Checks items of the lexicon's data files and brings them into the form that the lexicon works with. */
import { INTENT_KINDS, type IntentKind } from '../../src/core/intent-kind.js'
import type {
  ActionCaseData,
  ActionData,
  DelegateData,
  EntryData,
  ImageData,
  ProgramData,
} from '../../src/lexicon/types.js'

/** A mistake in a data file; the message starts with its place. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError'
}

type Fields = Readonly<Record<string, unknown>>

/** One mapping of a data file, with its place (`file:line`) for messages. */
export interface Item {
  readonly fields: Fields
  readonly place: string
}

/** An entry and the names by which it is found. */
export interface Named<T> {
  readonly names: readonly string[]
  readonly entry: T
}

const PROGRAM_KEYS =
  'tool programs covers system style values grouped oneDash throughDashes skips entries delegates opaque'.split(' ')
const ENTRY_KEYS =
  'sub except remote with also without operand notOperand bare upload url intents levels tool covers opaque'.split(' ')
const DELEGATE_KEYS = 'sub option except skip dashes alone image fallback'.split(' ')
const ACTION_KEYS = 'action tool covers intents cases defaults scripts remote apiScript runs idle opaque'.split(' ')
const CASE_KEYS = 'when maybe intents tool covers'.split(' ')
const IMAGE_KEYS = 'images program'.split(' ')

/** The mapping at `place`. */
export function asItem(value: unknown, place: string): Item {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LexiconError(`${place}: must be a mapping`)
  }
  return { fields: value as Fields, place }
}

/** A program with its entries. */
export function readProgram(item: Item): Named<ProgramData> {
  checkKeys(item, PROGRAM_KEYS)
  const tool = text(item, 'tool')
  const style = text(item, 'style')
  if (style !== undefined && style !== 'goals') throw new LexiconError(`${item.place}: style must be goals`)
  const names = list(item, 'programs') ?? [tool ?? missing(item, 'tool')]
  const entry = compact<ProgramData>({
    tool,
    covers: list(item, 'covers'),
    system: flag(item, 'system'),
    style,
    values: list(item, 'values'),
    grouped: flag(item, 'grouped'),
    oneDash: flag(item, 'oneDash'),
    throughDashes: flag(item, 'throughDashes'),
    skips: globs(item, 'skips'),
    entries: children(item, 'entries')?.map((entry) => readEntry(entry, style === 'goals')),
    delegates: children(item, 'delegates')?.map(readDelegate),
    opaque: text(item, 'opaque'),
  })
  return named(item, names, entry)
}

function readEntry(item: Item, goals: boolean): EntryData {
  checkKeys(item, ENTRY_KEYS)
  const url = text(item, 'url')
  if (url !== undefined && url !== 'service') throw new LexiconError(`${item.place}: url must be service`)
  return compact({
    sub: paths(item, 'sub', goals),
    except: paths(item, 'except', goals),
    remote: flag(item, 'remote'),
    with: list(item, 'with'),
    also: list(item, 'also'),
    without: list(item, 'without'),
    operand: globs(item, 'operand'),
    notOperand: globs(item, 'notOperand'),
    bare: flag(item, 'bare'),
    upload: globs(item, 'upload')?.[0],
    url,
    intents: intents(item),
    levels: flag(item, 'levels'),
    tool: text(item, 'tool'),
    covers: list(item, 'covers'),
    opaque: text(item, 'opaque'),
  })
}

function readDelegate(item: Item): DelegateData {
  checkKeys(item, DELEGATE_KEYS)
  return compact({
    sub: text(item, 'sub')?.split(' '),
    option: text(item, 'option'),
    except: list(item, 'except'),
    skip: number(item, 'skip'),
    dashes: flag(item, 'dashes'),
    alone: text(item, 'alone'),
    image: flag(item, 'image'),
    fallback: text(item, 'fallback'),
  })
}

/** An action with its cases. */
export function readAction(item: Item): Named<ActionData> {
  checkKeys(item, ACTION_KEYS)
  const entry = compact<ActionData>({
    tool: text(item, 'tool'),
    covers: list(item, 'covers'),
    intents: intents(item),
    cases: children(item, 'cases')?.map(readCase),
    defaults: record(item, 'defaults', (value) => String(value)),
    scripts: list(item, 'scripts'),
    remote: flag(item, 'remote'),
    apiScript: text(item, 'apiScript'),
    runs: list(item, 'runs'),
    idle: record(item, 'idle', (value) => checkGlobs(item, strings(item, 'idle', value))),
    opaque: text(item, 'opaque'),
  })
  return named(item, list(item, 'action') ?? missing(item, 'action'), entry)
}

function readCase(item: Item): ActionCaseData {
  checkKeys(item, CASE_KEYS)
  return compact({
    when: record(item, 'when', (value) => checkGlobs(item, strings(item, 'when', value))) ?? missing(item, 'when'),
    maybe: flag(item, 'maybe'),
    intents: intents(item) ?? missing(item, 'intents'),
    tool: text(item, 'tool'),
    covers: list(item, 'covers'),
  })
}

/** Images with the program that they start. */
export function readImages(item: Item): Named<ImageData> {
  checkKeys(item, IMAGE_KEYS)
  const program = text(item, 'program') ?? missing(item, 'program')
  return named(item, list(item, 'images') ?? missing(item, 'images'), { program })
}

/** Look-ups are in lower case, and a line of the generated file parts its names by blanks. */
function named<T>({ place }: Item, names: readonly string[], entry: T): Named<T> {
  const wrong = names.find((name) => name !== name.toLowerCase() || name.includes(' ') || name.includes('{'))
  if (wrong !== undefined) throw new LexiconError(`${place}: ${wrong} must be one word in lower case`)
  return { names, entry }
}

/** The object without its undefined members, in their order. */
function compact<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

function checkKeys({ fields, place }: Item, known: readonly string[]): void {
  const key = Object.keys(fields).find((each) => !known.includes(each))
  if (key !== undefined) throw new LexiconError(`${place}: unknown key ${key}; known are ${known.join(', ')}`)
}

function missing({ place }: Item, key: string): never {
  throw new LexiconError(`${place}: ${key} is missing`)
}

/** The text under `key`, or undefined. */
export function text({ fields, place }: Item, key: string): string | undefined {
  const value = fields[key]
  if (value === undefined || typeof value === 'string') return value
  throw new LexiconError(`${place}: ${key} must be text`)
}

function flag({ fields, place }: Item, key: string): true | undefined {
  const value = fields[key]
  if (value === undefined || value === true) return value
  throw new LexiconError(`${place}: ${key} must be true or left out`)
}

function number({ fields, place }: Item, key: string): number | undefined {
  const value = fields[key]
  if (value === undefined || typeof value === 'number') return value
  throw new LexiconError(`${place}: ${key} must be a number`)
}

/** One text or a list of texts; booleans and numbers are written out. */
export function list(item: Item, key: string): string[] | undefined {
  const value = item.fields[key]
  return value === undefined ? undefined : strings(item, key, value)
}

function strings({ place }: Item, key: string, value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  const wrong = all.find((each) => !['string', 'number', 'boolean'].includes(typeof each))
  if (wrong !== undefined || all.includes(undefined)) throw new LexiconError(`${place}: ${key} must hold texts`)
  const texts = all.map(String)
  const twice = texts.find((each, index) => texts.indexOf(each) !== index)
  if (twice !== undefined) throw new LexiconError(`${place}: ${key} names ${twice} twice`)
  return texts
}

function globs(item: Item, key: string): string[] | undefined {
  const all = list(item, key)
  return all && checkGlobs(item, all)
}

/** Globs have their `*` at the ends: fits() knows no other. */
function checkGlobs({ place }: Item, all: string[]): string[] {
  const wrong = all.find((each) => each.slice(1, -1).includes('*'))
  if (wrong !== undefined) throw new LexiconError(`${place}: ${wrong} has a * inside`)
  return all
}

/** Sub-command paths are words; a goal is one operand, blanks and all. */
function paths(item: Item, key: string, goals: boolean): string[][] | undefined {
  return list(item, key)?.map((path) => checkGlobs(item, goals ? [path] : path.split(' ')))
}

function intents(item: Item): IntentKind[] | undefined {
  return list(item, 'intents')?.map((kind) => {
    const known = INTENT_KINDS.find((each) => each === kind)
    if (known === undefined) throw new LexiconError(`${item.place}: ${kind} is no intent kind`)
    return known
  })
}

function children(item: Item, key: string): Item[] | undefined {
  const value = item.fields[key]
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw new LexiconError(`${item.place}: ${key} must be a list`)
  return value.map((each, index) => asItem(each, `${item.place}: ${key}[${index}]`))
}

function record<T>(item: Item, key: string, read: (value: unknown) => T): Record<string, T> | undefined {
  const value = item.fields[key]
  if (value === undefined) return undefined
  const { fields } = asItem(value, `${item.place}: ${key}`)
  const wrong = Object.keys(fields).find((name) => name !== name.toLowerCase())
  if (wrong !== undefined) throw new LexiconError(`${item.place}: input ${wrong} must be in lower case`)
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, read(each)]))
}
