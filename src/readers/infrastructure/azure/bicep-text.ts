const BLANKS = /[ \t]*/y

/** The offset behind the blanks and the comments in a line at `start`. */
export function blankEnd(source: string, start: number): number {
  let at = start
  for (;;) {
    if (at >= source.length) return source.length
    BLANKS.lastIndex = at
    BLANKS.exec(source)
    at = BLANKS.lastIndex
    const end = commentEnd(source, at)
    if (end === undefined) return at
    at = end
  }
}

/** The same with line breaks. */
export function spaceEnd(source: string, start: number): number {
  let at = blankEnd(source, start)
  while (source.charAt(at) === '\n' || source.charAt(at) === '\r') at = blankEnd(source, at + 1)
  return at
}

/** The offset behind a comment, or a word to the linter (`#disable-next-line`); undefined if none stands at `at`. */
function commentEnd(source: string, at: number): number | undefined {
  if (source.startsWith('//', at) || source.startsWith('#disable', at) || source.startsWith('#restore', at))
    return lineEnd(source, at)
  if (!source.startsWith('/*', at)) return undefined
  const end = source.indexOf('*/', at + 2)
  return end < 0 ? source.length : end + 2
}

/** The offset of the line break that ends the line of `at`. */
export function lineEnd(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end < 0 ? source.length : end
}

/** A text in quotation marks. */
export interface BicepString {
  /** Decoded; as written where it holds expressions. */
  readonly text: string
  /** The names in its expressions; absent where there is none. */
  readonly names?: readonly string[]
  readonly end: number
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ["'", "'"],
  ['\\', '\\'],
  ['$', '$'],
])

/** The string at `start`, in one line or between three quotes; undefined if there is none or it is not closed. */
export function stringAt(source: string, start: number): BicepString | undefined {
  if (source.startsWith("'''", start)) {
    const end = source.indexOf("'''", start + 3)
    return end < 0 ? undefined : { text: source.slice(start + 3, end).replace(/^\r?\n/, ''), end: end + 3 }
  }
  if (source.charAt(start) !== "'") return undefined
  const parts: string[] = []
  const names: string[] = []
  let open = false
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at)
    if (character === '\n') return undefined
    if (character === "'") {
      const written = source.slice(start + 1, at)
      return open ? { text: written, names, end: at + 1 } : { text: parts.join(''), end: at + 1 }
    }
    if (character === '\\') parts.push(ESCAPES.get(source.charAt(++at)) ?? '')
    else if (source.startsWith('${', at)) {
      const end = bracketEnd(source, at + 1)
      names.push(...namesIn(source.slice(at + 2, end - 1)))
      open = true
      at = end - 1
    } else parts.push(character)
  }
  return undefined
}

const OPENING = '([{'
const CLOSING = ')]}'

/** The offset behind the bracket that closes the one at `start`, or of the line's end where none does. */
function bracketEnd(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length && source.charAt(at) !== '\n'; at++) {
    const character = source.charAt(at)
    if (OPENING.includes(character)) depth++
    else if (CLOSING.includes(character) && --depth === 0) return at + 1
  }
  return lineEnd(source, start)
}

/** Where the expression goes on in a later line, if what stands there belongs to what stands before it. */
function goesOnAt(source: string, at: number): number | undefined {
  const next = spaceEnd(source, at)
  return continues(source, next) ? next : undefined
}

/** Whether what stands at `at` can only be the rest of an expression. */
export function continues(source: string, at: number): boolean {
  return /^(?:\?|:|&&|\|\||==|!=|\.[^.]|[+*%<>])/.test(source.slice(at, at + 2))
}

/** The names that an expression reads, once each; those in texts without expressions are none. */
export function namesIn(expression: string): string[] {
  const plain = expression.replaceAll(/'[^'\n$]{0,500}'/g, ' ')
  return [...new Set(Array.from(plain.matchAll(/[A-Za-z_][\w.]{0,200}/g), ([name]) => name))]
}

/** The offset at which an expression ends: a comma, a closing bracket or a line break that is not within brackets. */
export function expressionEnd(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at)
    const skipped = character === "'" || character === '/' ? skippedEnd(source, at) : undefined
    if (skipped !== undefined) at = skipped - 1
    else if (OPENING.includes(character)) depth++
    else if (CLOSING.includes(character) && depth-- === 0) return at
    else if (depth > 0) continue
    else if (character === ',') return at
    else if (character === '\n') {
      const next = goesOnAt(source, at)
      if (next === undefined && !isUnfinished(source, start, at)) return at
      at = (next ?? at + 1) - 1
    }
  }
  return source.length
}

/** The offset behind a string or a comment; undefined if neither stands at `at`. */
function skippedEnd(source: string, at: number): number | undefined {
  return source.charAt(at) === "'" ? (stringAt(source, at)?.end ?? lineEnd(source, at)) : commentEnd(source, at)
}

/** Whether the line that ends at `end` stops at an operator. */
function isUnfinished(source: string, start: number, end: number): boolean {
  const last =
    source
      .slice(Math.max(start, end - 80), end)
      .trimEnd()
      .at(-1) ?? ''
  return '?:&|=+*'.includes(last) && last !== ''
}
