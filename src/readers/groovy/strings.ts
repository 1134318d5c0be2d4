import type { GroovyText } from './syntax.js'

const BACKSLASH = '\\'

/** Source: Groovy Language Documentation, Escaping special characters. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['s', ' '],
  ['t', '\t'],
])

/** A text that is put together from pieces of the source. */
class TextBuilder {
  #value = ''
  readonly #segments: { offset: number; source: number }[] = []

  add(text: string, source: number): void {
    if (text === '') return
    this.#segments.push({ offset: this.#value.length, source })
    this.#value += text
  }

  get text(): GroovyText {
    return { kind: 'text', value: this.#value, segments: this.#segments }
  }
}

/**
 * The characters from `start` to `end` of the source, as they are in a string that these marks open: escapes resolved,
 * line breaks as `\n`.
 */
export function textOf(source: string, start: number, end: number, open: string): GroovyText {
  const builder = new TextBuilder()
  const special = open === '$/' ? '$' : BACKSLASH
  let from = start
  for (let at = start; at < end;) {
    const char = source.charAt(at)
    const length = char === special ? escapeLength(source, at, open) : char === '\r' && source[at + 1] === '\n' ? 1 : 0
    if (length === 0) {
      at += 1
      continue
    }
    builder.add(source.slice(from, at), from)
    builder.add(char === special ? resolved(source, at, length, open) : '', at)
    at = Math.min(at + length, end)
    from = at
  }
  builder.add(source.slice(from, end), from)
  return builder.text
}

/** How many characters the escape at `at` takes; 0 if the character stands for itself. */
function escapeLength(source: string, at: number, open: string): number {
  const next = source.charAt(at + 1)
  if (open === '$/') return next === '$' || next === '/' ? 2 : 0
  if (open === '/') return next === '/' ? 2 : 0
  if (next === '\r' && source.charAt(at + 2) === '\n') return 3
  if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(source.slice(at + 2, at + 6))) return 6
  return next === '' ? 1 : 2
}

function resolved(source: string, at: number, length: number, open: string): string {
  const next = source.charAt(at + 1)
  if (open === '$/' || open === '/') return next
  if (length === 6) return String.fromCharCode(parseInt(source.slice(at + 2, at + 6), 16))
  if (next === '\n' || next === '\r') return ''
  return ESCAPES.get(next) ?? next
}
