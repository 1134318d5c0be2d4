import { Opaque } from '../template/syntax.js'

/** What a template computes with. */
export type Data = string | number | boolean | null | readonly Data[] | Map<string, Data> | Hole

/** A value that only an installation knows: the release's name, what the cluster has, a random password. */
export class Hole {
  /** What it is computed from: `.Release.Name`. Equal names mean equal values. */
  readonly name: string
  /** What stands for it in text that people see: `{{ .Release.Name }}-api`. */
  readonly text: string

  constructor(name: string, text = `{{ ${name} }}`) {
    this.name = shortened(name)
    this.text = shortened(text)
  }
}

const MAX_TEXT = 200

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}

/** Characters of one string, and items of one list, that a template may make. */
export const MAX_LENGTH = 1_000_000
export const MAX_ITEMS = 10_000

/** Private-use characters that stand around a hole's number in rendered text. */
const OPEN = '\uE000'
const CLOSE = '\uE001'

/** The holes that were printed, so that rendered text can hold a mark for each. */
export class Holes {
  readonly #list: Hole[] = []
  readonly #marks = new Map<string, string>()

  /** The mark of a hole; holes of one text share it. */
  mark(hole: Hole): string {
    const known = this.#marks.get(hole.text)
    if (known !== undefined) return known
    const mark = `${OPEN}${this.#list.push(hole) - 1}${CLOSE}`
    this.#marks.set(hole.text, mark)
    return mark
  }

  /** The text with each mark replaced by what is shown for its hole. */
  explain(text: string): string {
    return text.replace(/\uE000(\d+)\uE001/g, (_, index: string) => this.#list[Number(index)]?.text ?? '')
  }

  /** Names of the holes in a text. */
  names(text: string): string[] {
    return Array.from(text.matchAll(/\uE000(\d+)\uE001/g), ([, index]) => this.#list[Number(index)]?.name ?? '')
  }
}

/** Whether rendered text holds the mark of a hole. */
export function isMarked(text: string): boolean {
  return text.includes(OPEN) || text.includes(CLOSE)
}

/** Whether the value, looked at from outside, is not known: a hole, or text with one. */
export function isUnknown(value: Data): boolean {
  return value instanceof Hole || (typeof value === 'string' && isMarked(value))
}

/**
 * Whether a condition holds for the value (Go package text/template: "if"; sprig: empty). Undefined for what is not
 * known; text with a hole and anything else is not empty.
 */
export function truth(value: Data): boolean | undefined {
  if (value instanceof Hole) return undefined
  if (typeof value === 'string' && isMarked(value)) {
    return value.replace(/\uE000\d+\uE001/g, '') === '' ? undefined : true
  }
  if (value instanceof Map) return value.size > 0
  return isList(value) ? value.length > 0 : Boolean(value)
}

export function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value)
}

/** The value as `{{ … }}` prints it; a list as Go does, in brackets. Maps are refused: nobody means Go's syntax for them. */
export function printed(value: Data, holes: Holes): string {
  if (value === null) return ''
  if (value instanceof Hole) return holes.mark(value)
  if (value instanceof Map) throw new Opaque('a map is printed')
  if (!isList(value)) return String(value)
  if (value.some((item) => item === null || isList(item))) throw new Opaque('a list of lists is printed')
  return `[${value.map((item) => printed(item, holes)).join(' ')}]`
}

/** The string, unless it is longer than a chart may make. */
export function bounded(text: string): string {
  if (text.length > MAX_LENGTH) throw new Opaque(`text grows over ${MAX_LENGTH} characters`)
  return text
}

/** A copy that shares nothing that can change. */
export function cloned(value: Data, depth = 0): Data {
  if (depth > 100) throw new Opaque('values nest too deep')
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, cloned(each, depth + 1)]))
  return isList(value) ? value.map((each) => cloned(each, depth + 1)) : value
}
