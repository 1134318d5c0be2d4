/** One `${{ … }}` of a text. */
export interface ExpressionSpan {
  readonly start: number
  /** After the `}}`. */
  readonly end: number
  readonly expression: string
}

/** The expressions of a text, in order. One without an end is text. */
export function spansOf(text: string): ExpressionSpan[] {
  const spans: ExpressionSpan[] = []
  for (let start = text.indexOf('${{'); start >= 0;) {
    const end = endOfExpression(text, start + 3)
    if (end === undefined) break
    spans.push({ start, end, expression: text.slice(start + 3, end - 2) })
    start = text.indexOf('${{', end)
  }
  return spans
}

/** The offset after the `}}` that is not part of a quoted text. */
function endOfExpression(text: string, from: number): number | undefined {
  let inQuotes = false
  for (let offset = from; offset < text.length; offset++) {
    const char = text.charAt(offset)
    if (char === "'") inQuotes = !inQuotes
    else if (char === '}' && !inQuotes && text.charAt(offset + 1) === '}') return offset + 2
  }
  return undefined
}

/** One token of an expression of GitHub Actions. */
export type ExpressionToken =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'name' | 'symbol'; readonly value: string }

const NUMBER = /^(?:0x[0-9a-fA-F]+|[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)/
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*/
const SYMBOL = /^(?:&&|\|\||==|!=|<=|>=|[!<>()[\].,*])/

/** Longest expression GitHub accepts (GitHub docs: Actions limits). */
const MAX_LENGTH = 21_000

/** The tokens of an expression, or undefined if it is none. */
export function tokensOf(expression: string): ExpressionToken[] | undefined {
  if (expression.length > MAX_LENGTH) return undefined
  const tokens: ExpressionToken[] = []
  let rest = expression.trimStart()
  while (rest !== '') {
    const [token, length] = nextToken(rest, tokens.at(-1))
    if (token === undefined) return undefined
    tokens.push(token)
    rest = rest.slice(length).trimStart()
  }
  return tokens
}

function nextToken(text: string, before: ExpressionToken | undefined): [ExpressionToken | undefined, number] {
  if (text.startsWith("'")) return quoted(text)
  const name = NAME.exec(text)?.[0]
  if (name !== undefined) return [{ kind: 'name', value: name }, name.length]
  const number = before?.value === '.' ? undefined : NUMBER.exec(text)?.[0]
  if (number !== undefined) return [{ kind: 'literal', value: Number(number) }, number.length]
  const symbol = SYMBOL.exec(text)?.[0]
  return symbol === undefined ? [undefined, 0] : [{ kind: 'symbol', value: symbol }, symbol.length]
}

/** A text in single quotes; a quote inside is written twice. */
function quoted(text: string): [ExpressionToken | undefined, number] {
  let value = ''
  let start = 1
  for (;;) {
    const end = text.indexOf("'", start)
    if (end < 0) return [undefined, 0]
    value += text.slice(start, end)
    if (text.charAt(end + 1) !== "'") return [{ kind: 'literal', value }, end + 1]
    value += "'"
    start = end + 2
  }
}
