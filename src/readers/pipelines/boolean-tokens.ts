/** A word, a text (also that of a regular expression) or a sign of a rule. */
export interface ExpressionToken {
  readonly kind: 'word' | 'text' | 'symbol'
  readonly text: string
}

const MAX_LENGTH = 2_000
const TOKEN =
  /\s*(?:\/\/[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(=~|!~|==|!=|<=|>=|&&|\|\||[!()[\],<>])|([\w.-]+))/y

/** The tokens of a rule, comments (`// …`) left out; undefined if it is too long or has what is none. */
export function tokensOf(text: string): ExpressionToken[] | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const tokens: ExpressionToken[] = []
  const end = text.trimEnd().length
  let at = 0
  while (at < end) {
    const before = tokens.at(-1)?.text
    const regular = before === '=~' || before === '!~' ? regularAt(text, at) : undefined
    if (regular !== undefined) {
      tokens.push({ kind: 'text', text: regular.text })
      at = regular.end
      continue
    }
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (match === null) return undefined
    at = TOKEN.lastIndex
    const [, double, single, symbol, word] = match
    if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (double !== undefined || single !== undefined)
      tokens.push({ kind: 'text', text: (double ?? single ?? '').replace(/\\(["'])/g, '$1') })
  }
  return tokens
}

/** A regular expression between slashes; `i` behind it is set before it, as the reader of such expressions knows it. */
function regularAt(text: string, from: number): { text: string; end: number } | undefined {
  let start = from
  while (start < text.length && /\s/.test(text.charAt(start))) start++
  if (text[start] !== '/') return undefined
  let end = start + 1
  while (end < text.length && text[end] !== '/') end += text[end] === '\\' ? 2 : 1
  if (end >= text.length) return undefined
  const ignoresCase = text[end + 1] === 'i'
  return { text: `${ignoresCase ? '(?i)' : ''}${text.slice(start + 1, end)}`, end: end + (ignoresCase ? 2 : 1) }
}
