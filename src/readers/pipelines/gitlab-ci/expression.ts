import type { PatternText } from './pattern.js'

export type Operand =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'pattern' } & PatternText)
  | { readonly kind: 'null' }

/** What stands behind `if` of a rule (GitLab docs: CI/CD expressions). */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'given'; readonly operand: Operand }

const MAX_TOKENS = 500
const MAX_DEPTH = 50
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '=~', '!~'])

type Token = { readonly symbol: string } | { readonly operand: Operand }

/** The expression, or undefined if it is not one that GitLab would take, or of unusual size. */
export function parseExpression(text: string): Expression | undefined {
  const tokens = tokensOf(text)
  if (tokens === undefined) return undefined
  const parser = new Parser(tokens)
  const expression = parser.either(0)
  return parser.atEnd ? expression : undefined
}

/** Names of the variables in an expression. */
export function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [...namesIn(expression.left), ...namesIn(expression.right)]
    case 'given':
      return namesOf(expression.operand)
    case 'compare':
      return [...namesOf(expression.left), ...namesOf(expression.right)]
  }
}

function namesOf(operand: Operand): string[] {
  return operand.kind === 'variable' ? [operand.name] : []
}

/** Comparisons bind stronger than `&&`, which binds stronger than `||`. */
class Parser {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  either(depth: number): Expression | undefined {
    return this.#chain('||', 'or', () => this.#chain('&&', 'and', () => this.#single(depth)))
  }

  #chain(symbol: string, kind: 'and' | 'or', next: () => Expression | undefined): Expression | undefined {
    let left = next()
    while (left !== undefined && this.#take(symbol)) {
      const right = next()
      left = right && { kind, left, right }
    }
    return left
  }

  #single(depth: number): Expression | undefined {
    if (depth > MAX_DEPTH) return undefined
    if (this.#take('(')) {
      const inner = this.either(depth + 1)
      return this.#take(')') ? inner : undefined
    }
    const left = this.#operand()
    if (left === undefined) return undefined
    const token = this.#tokens[this.#at]
    const operator = token !== undefined && 'symbol' in token ? token.symbol : ''
    if (!COMPARISONS.has(operator)) return { kind: 'given', operand: left }
    this.#at++
    const right = this.#operand()
    return right && { kind: 'compare', operator, left, right }
  }

  #operand(): Operand | undefined {
    const token = this.#tokens[this.#at++]
    return token !== undefined && 'operand' in token ? token.operand : undefined
  }

  #take(symbol: string): boolean {
    const token = this.#tokens[this.#at]
    if (token === undefined || !('symbol' in token) || token.symbol !== symbol) return false
    this.#at++
    return true
  }
}

const SYMBOL = /(?:==|!=|=~|!~|&&|\|\||[()])/y
const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/y
const NULL = /null\b/y

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = []
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const found = tokenAt(text, at)
    if (found === undefined || tokens.length >= MAX_TOKENS) return undefined
    tokens.push(found.token)
    at = found.end
  }
  return tokens
}

function tokenAt(text: string, at: number): { token: Token; end: number } | undefined {
  const symbol = matchAt(SYMBOL, text, at)
  if (symbol !== null) return { token: { symbol: symbol[0] }, end: at + symbol[0].length }
  const variable = matchAt(VARIABLE, text, at)
  if (variable !== null) {
    const name = variable[1] ?? variable[2] ?? ''
    return { token: { operand: { kind: 'variable', name } }, end: at + variable[0].length }
  }
  if (matchAt(NULL, text, at) !== null) return { token: { operand: { kind: 'null' } }, end: at + 4 }
  const quote = text.charAt(at)
  if (quote === '/') return patternAt(text, at)
  if (quote !== '"' && quote !== "'") return undefined
  const end = text.indexOf(quote, at + 1)
  return end < 0 ? undefined : { token: { operand: { kind: 'text', text: text.slice(at + 1, end) } }, end: end + 1 }
}

function patternAt(text: string, at: number): { token: Token; end: number } | undefined {
  const pattern = patternOf(text, at)
  return pattern && { token: { operand: { kind: 'pattern', ...pattern.pattern } }, end: pattern.end }
}

/** The `/…/flags` that begins at `at`. */
export function patternOf(text: string, at: number): { pattern: PatternText; end: number } | undefined {
  if (text.charAt(at) !== '/') return undefined
  let end = at + 1
  while (end < text.length && text.charAt(end) !== '/') end += text.charAt(end) === '\\' ? 2 : 1
  if (text.charAt(end) !== '/') return undefined
  const flags = /^[a-zA-Z]*/.exec(text.slice(end + 1, end + 8))?.[0] ?? ''
  return { pattern: { text: text.slice(at + 1, end), flags }, end: end + 1 + flags.length }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (/^\s$/.test(text.charAt(at))) at++
  return at
}
