/** A literal among the arguments of a call, by offsets in the text. */
export interface Literal {
  /** The name that stands before it: `table` in `table: "orders"` and `table="orders"`. */
  readonly key?: string
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Arguments longer than this are read up to there. */
export const MAX_LENGTH = 40_000

/** What brackets hold behind a call, or the rest of its line where it has none; the offset behind it with the brackets. */
export function argumentsOf(
  code: string,
  from: number,
  limit = MAX_LENGTH,
): { readonly start: number; readonly end: number } {
  let at = from
  if (code[at] === '<') at = code.indexOf('>', at) + 1
  while (code[at] === ' ') at += 1
  if (code[at] !== '(') return { start: at, end: endOfStatement(code, at, limit) }
  let depth = 0
  for (let end = at; end < code.length && end - at < limit; end += 1) {
    if (code[end] === '(') depth += 1
    if (code[end] === ')' && --depth === 0) return { start: at + 1, end }
  }
  return { start: at + 1, end: Math.min(code.length, at + limit) }
}

/** A line goes on if it ends with a comma. */
function endOfStatement(code: string, from: number, limit: number): number {
  for (let end = from; end - from < limit;) {
    const newline = code.indexOf('\n', end)
    if (newline < 0 || newline - from > limit) return Math.min(code.length, from + limit)
    if (!/,\s{0,40}$/.test(code.slice(Math.max(end, newline - 42), newline))) return newline
    end = newline + 1
  }
  return Math.min(code.length, from + limit)
}

/**
 * The literals between two offsets. `code` is the text with the content of strings blanked out, so that a quote in it
 * opens or closes one. With `symbols`, `:orders` is one too.
 */
export function literalsIn(text: string, code: string, start: number, end: number, symbols: boolean): Literal[] {
  const literals: Literal[] = []
  for (let at = start; at < end; at += 1) {
    const char = code[at] ?? ''
    if (char === '"' || char === "'" || char === '`') {
      const mark = code.startsWith(char.repeat(3), at) ? char.repeat(3) : char
      const close = code.indexOf(mark, at + mark.length)
      if (close < 0 || close > end) break
      literals.push({
        ...keyBefore(code, at),
        text: text.slice(at + mark.length, close),
        start: at + mark.length,
        end: close,
      })
      at = close + mark.length - 1
    } else if (symbols && char === ':' && code[at - 1] !== ':' && /[a-z_]/i.test(code[at + 1] ?? '')) {
      const name = /^\w{1,200}/.exec(code.slice(at + 1, at + 201))?.[0] ?? ''
      literals.push({ ...keyBefore(code, at), text: name, start: at + 1, end: at + 1 + name.length })
      at += name.length
    }
  }
  return literals
}

function keyBefore(code: string, at: number): { readonly key?: string } {
  const key = /(\w{1,80})\s{0,9}[:=]\s{0,9}[@$frbu]{0,2}$/.exec(code.slice(Math.max(0, at - 100), at))?.[1]
  return key === undefined ? {} : { key }
}
