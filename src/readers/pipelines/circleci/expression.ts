import { UNKNOWN, isTruthy, type Data, type Unknown } from '../../../models/expression-data.js'
import { fitsRegular } from '../regular.js'

/** The value of a name such as `pipeline.git.branch`. */
export type Lookup = (path: string) => Data | Unknown

type Value = Data | Unknown

const TOKEN =
  /\s*(?:(?<string>"[^"]*"|'[^']*')|(?<regular>\/(?:[^/\\\n]|\\.)*\/)|(?<number>-?\d+(?:\.\d+)?)(?![\w.-])|(?<name>[A-Za-z][\w.-]*)|(?<symbol>==|!=|<=|>=|[<>()]))/y
const MAX_DEPTH = 50
const MAX_LENGTH = 2_000
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'starts-with', 'matches'])

interface Token {
  readonly kind: 'string' | 'regular' | 'number' | 'name' | 'symbol'
  readonly text: string
}

/**
 * The value of an expression (docs: Configuration reference, Using expressions in your configuration). Undefined if it
 * is malformed; unknown where it hangs on a value that is not known.
 */
export function evaluateExpression(text: string, lookup: Lookup): Value | undefined {
  const tokens = tokensOf(text)
  if (tokens === undefined) return undefined
  const evaluator = new Evaluator(tokens, lookup)
  const value = evaluator.either(0)
  return evaluator.ended ? value : undefined
}

function tokensOf(text: string): Token[] | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const groups = TOKEN.exec(text)?.groups
    if (groups === undefined) return undefined
    const [kind, value = ''] = Object.entries(groups).find(([, each]) => each !== undefined) ?? []
    tokens.push({ kind: kind as Token['kind'], text: value })
  }
  return tokens
}

class Evaluator {
  readonly #tokens: readonly Token[]
  readonly #lookup: Lookup
  #at = 0

  constructor(tokens: readonly Token[], lookup: Lookup) {
    this.#tokens = tokens
    this.#lookup = lookup
  }

  get ended(): boolean {
    return this.#at === this.#tokens.length
  }

  either(depth: number): Value {
    let left = this.#both(depth)
    while (this.#take('or')) {
      const right = this.#both(depth)
      // The value of `unknown or "text"` may be either; only of true and false is the outcome the same.
      if (left === UNKNOWN) left = right === true ? true : UNKNOWN
      else if (!isTruthy(left)) left = right
    }
    return left
  }

  #both(depth: number): Value {
    let left = this.#comparison(depth)
    while (this.#take('and')) {
      const right = this.#comparison(depth)
      if (left === UNKNOWN) left = right === false ? false : UNKNOWN
      else if (isTruthy(left)) left = right
    }
    return left
  }

  #comparison(depth: number): Value {
    const left = this.#negated(depth)
    const operator = this.#tokens[this.#at]?.text ?? ''
    if (!COMPARISONS.has(operator) || this.#tokens[this.#at]?.kind === 'string') return left
    this.#at++
    if (operator === 'matches') return this.#matched(left, depth)
    const right = this.#negated(depth)
    return left === UNKNOWN || right === UNKNOWN ? UNKNOWN : compared(left, operator, right)
  }

  #matched(left: Value, depth: number): Value {
    const token = this.#tokens[this.#at]
    if (token?.kind === 'regular') this.#at++
    const right = token?.kind === 'regular' ? token.text.slice(1, -1) : this.#negated(depth)
    if (typeof left !== 'string' || typeof right !== 'string') return left === null ? false : UNKNOWN
    return fitsRegular(right, left, { whole: true }) ?? UNKNOWN
  }

  #negated(depth: number): Value {
    if (depth > MAX_DEPTH) return this.#fail()
    if (!this.#take('not')) return this.#primary(depth)
    const value = this.#negated(depth + 1)
    return value === UNKNOWN ? UNKNOWN : !isTruthy(value)
  }

  #primary(depth: number): Value {
    if (this.#take('(')) {
      const value = this.either(depth + 1)
      return this.#take(')') ? value : this.#fail()
    }
    const token = this.#tokens[this.#at++]
    switch (token?.kind) {
      case 'string':
        return token.text.slice(1, -1)
      case 'number':
        return Number(token.text)
      case 'name':
        if (token.text === 'true' || token.text === 'false') return token.text === 'true'
        return token.text === 'null' ? null : this.#lookup(token.text)
      default:
        return this.#fail()
    }
  }

  #take(text: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.text !== text || token.kind === 'string') return false
    this.#at++
    return true
  }

  #fail(): Value {
    this.#at = this.#tokens.length + 1
    return UNKNOWN
  }
}

function compared(left: Data, operator: string, right: Data): Value {
  const isText = typeof left === 'string' && typeof right === 'string'
  switch (operator) {
    case '==':
      return left === right
    case '!=':
      return left !== right
    case 'starts-with':
      return isText ? left.startsWith(right) : left === null ? false : UNKNOWN
    default:
      break
  }
  if (typeof left !== 'number' || typeof right !== 'number') return UNKNOWN
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}
