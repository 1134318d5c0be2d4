import type { TokenCursor } from './cursor.js'
import { TOKEN } from './tokens.js'

/** Tokens that are looked at to tell a type, or the parameters of a closure: more than anybody writes. */
const MAX_LOOK_AHEAD = 60

const PRIMITIVES: ReadonlySet<string> = new Set([
  'boolean',
  'byte',
  'char',
  'def',
  'double',
  'float',
  'int',
  'long',
  'short',
  'void',
  'var',
])

/** Index behind the type at `index` (`def`, `String[]`, `Map<String, List<String>>`, `java.util.Date`), or undefined. */
export function typeEnd(cursor: TokenCursor, index: number): number | undefined {
  if (cursor.kindAt(index) !== TOKEN.name) return undefined
  let at = index + 1
  while (cursor.kindAt(at) === TOKEN.dot && cursor.kindAt(at + 1) === TOKEN.name) at += 2
  if (cursor.textAt(at) === '<' && cursor.kindAt(at) === TOKEN.operator) {
    const close = genericsEnd(cursor, at)
    if (close === undefined) return at
    at = close
  }
  while (cursor.kindAt(at) === TOKEN.bracketOpen && cursor.kindAt(at + 1) === TOKEN.bracketClose) at += 2
  return at
}

function genericsEnd(cursor: TokenCursor, index: number): number | undefined {
  let depth = 0
  for (let at = index; at < index + MAX_LOOK_AHEAD; at += 1) {
    const kind = cursor.kindAt(at)
    const text = cursor.textAt(at)
    if (kind === TOKEN.operator && /^<+$/.test(text)) depth += text.length
    else if (kind === TOKEN.operator && /^>+$/.test(text)) depth -= text.length
    else if (kind !== TOKEN.name && kind !== TOKEN.comma && kind !== TOKEN.dot && kind !== TOKEN.question) {
      if (kind !== TOKEN.bracketOpen && kind !== TOKEN.bracketClose) return undefined
    }
    if (depth <= 0) return at + 1
  }
  return undefined
}

/** Whether a name is written as types are: they begin with a capital letter, unless the language has them. */
export function isTypeName(name: string): boolean {
  return PRIMITIVES.has(name) || /^[A-Z]/.test(name)
}

/** Index behind `(Type)` at the cursor, if something follows that can be cast. */
export function castEnd(cursor: TokenCursor): number | undefined {
  const { index } = cursor
  const first = cursor.textAt(index + 1)
  if (cursor.kindAt(index + 1) !== TOKEN.name) return undefined
  const end = typeEnd(cursor, index + 1)
  if (end === undefined || cursor.kindAt(end) !== TOKEN.parenClose) return undefined
  if (!isTypeName(first) && !isTypeName(cursor.textAt(end - 1))) return undefined
  const next = cursor.kindAt(end + 1)
  const isOperand =
    next === TOKEN.name || next === TOKEN.number || next === TOKEN.quoteOpen || next === TOKEN.bracketOpen
  return isOperand || next === TOKEN.parenOpen ? end + 1 : undefined
}

/** Index of the arrow behind the parameters of the closure whose brace stands at the cursor, if it has any. */
export function closureArrow(cursor: TokenCursor): number | undefined {
  const from = cursor.index + 1
  for (let at = from; at < from + MAX_LOOK_AHEAD; at += 1) {
    switch (cursor.kindAt(at)) {
      case TOKEN.arrow:
        return at
      case TOKEN.bracketOpen:
      case TOKEN.quoteOpen:
      case TOKEN.parenOpen:
        at = cursor.closeOf(at)
        break
      case TOKEN.name:
      case TOKEN.comma:
      case TOKEN.assign:
      case TOKEN.number:
      case TOKEN.newline:
      case TOKEN.dot:
        break
      case TOKEN.operator:
        if (!/^[<>]+$/.test(cursor.textAt(at))) return undefined
        break
      default:
        return undefined
    }
  }
  return undefined
}
