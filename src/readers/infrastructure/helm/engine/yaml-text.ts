import { Opaque } from '../template/syntax.js'
import { Hole, bounded, isList, type Data, type Holes } from './data.js'

const MAX_DEPTH = 60

/** Text that may stand without quotes, unless it reads as something else. */
const PLAIN = /^[A-Za-z0-9_./][\w./ :@+%,=()-]*$/

/** Text that may read as a number, a time or a date, or that a colon or blank at its end would change. */
const NOT_PLAIN = /^[0-9.][0-9_.:eExXoObB+-]*$|: |[ :]$/

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
const WORDS: ReadonlySet<string> = new Set('y n yes no on off true false null nil nan inf ~ .inf .nan'.split(' '))

/** The value in YAML's block style, keys sorted, without a line break at the end, as Helm's `toYaml` writes it. */
export function toYamlText(value: Data, holes: Holes): string {
  return bounded(block(value, holes, 0).join('\n'))
}

/** Lines of a value; nothing in front of the first. */
function block(value: Data, holes: Holes, depth: number): string[] {
  if (depth > MAX_DEPTH) throw new Opaque('values nest too deep')
  if (value instanceof Map && value.size > 0) {
    return [...value]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, each]) => entry(`${scalarText(key, holes)}:`, each, holes, depth))
  }
  if (isList(value) && value.length > 0) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = block(item, holes, depth + 1)
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
    })
  }
  return [scalarText(value, holes)]
}

function entry(key: string, value: Data, holes: Holes, depth: number): string[] {
  const lines = block(value, holes, depth + 1)
  if (value instanceof Map && value.size > 0) return [key, ...lines.map((line) => `  ${line}`)]
  return isList(value) && value.length > 0 ? [key, ...lines] : [`${key} ${lines.join(' ')}`]
}

function scalarText(value: Data, holes: Holes): string {
  if (value instanceof Hole) return holes.mark(value)
  if (value === null) return 'null'
  if (value instanceof Map) return '{}'
  if (isList(value)) return '[]'
  if (typeof value !== 'string') return String(value)
  if (/^[0-9]+(?:\.[0-9]+){2,}$/.test(value)) return value
  const plain = PLAIN.test(value) && !NOT_PLAIN.test(value) && !WORDS.has(value.toLowerCase())
  return plain ? value : JSON.stringify(value)
}

/** The value as JSON, keys sorted. */
export function toJsonText(value: Data, holes: Holes, depth = 0): string {
  if (depth > MAX_DEPTH) throw new Opaque('values nest too deep')
  if (value instanceof Hole) return JSON.stringify(holes.mark(value))
  if (value instanceof Map) {
    const entries = [...value].sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${toJsonText(each, holes, depth + 1)}`).join(',')}}`
  }
  if (isList(value)) return `[${value.map((each) => toJsonText(each, holes, depth + 1)).join(',')}]`
  return JSON.stringify(value)
}
