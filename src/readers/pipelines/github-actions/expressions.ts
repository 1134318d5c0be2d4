import {
  PartialMap,
  UNKNOWN,
  isDataMap,
  isTruthy,
  looselyEqual,
  numberOf,
  type Data,
  type DataMap,
  type Unknown,
} from './data.js'
import { callFunction } from './functions.js'
import { tokensOf, type Token } from './tokens.js'

/** Contexts by name (`matrix`, `inputs`); a context that is absent is not known. */
export type Contexts = ReadonlyMap<string, DataMap>

export const NO_CONTEXTS: Contexts = new Map()

const MAX_DEPTH = 50
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])

/**
 * The value of what stands between `${{` and `}}`, as far as the contexts tell; else UNKNOWN. A malformed expression
 * is not known either: GitHub rejects the whole workflow then.
 */
export function evaluate(expression: string, contexts: Contexts): Data | Unknown {
  const tokens = tokensOf(expression)
  if (tokens === undefined || tokens.length === 0) return UNKNOWN
  const evaluator = new Evaluator(tokens, contexts)
  const value = evaluator.either(0)
  return evaluator.atEnd ? value : UNKNOWN
}

class Evaluator {
  readonly #tokens: readonly Token[]
  readonly #contexts: Contexts
  #index = 0
  #failed = false

  constructor(tokens: readonly Token[], contexts: Contexts) {
    this.#tokens = tokens
    this.#contexts = contexts
  }

  /** Whether every token was understood. */
  get atEnd(): boolean {
    return !this.#failed && this.#index === this.#tokens.length
  }

  /** `a || b`: the first true value, else the last. */
  either(depth: number): Data | Unknown {
    let value = this.#both(depth)
    while (this.#take('||')) {
      const right = this.#both(depth)
      if (value !== UNKNOWN && !isTruthy(value)) value = right
    }
    return value
  }

  /** `a && b`: the first false value, else the last. */
  #both(depth: number): Data | Unknown {
    let value = this.#comparison(depth)
    while (this.#take('&&')) {
      const right = this.#comparison(depth)
      if (value !== UNKNOWN && isTruthy(value)) value = right
    }
    return value
  }

  #comparison(depth: number): Data | Unknown {
    let left = this.#unary(depth)
    for (let operator = this.#peek(); operator !== undefined && COMPARISONS.has(operator); operator = this.#peek()) {
      this.#index++
      const right = this.#unary(depth)
      left = left === UNKNOWN || right === UNKNOWN ? UNKNOWN : compare(left, operator, right)
    }
    return left
  }

  #unary(depth: number): Data | Unknown {
    if (depth > MAX_DEPTH) return this.#fail()
    if (!this.#take('!')) return this.#postfix(depth)
    const value = this.#unary(depth + 1)
    return value === UNKNOWN ? UNKNOWN : !isTruthy(value)
  }

  #postfix(depth: number): Data | Unknown {
    let value = this.#primary(depth)
    for (;;) {
      if (this.#take('.')) {
        const token = this.#tokens[this.#index++]
        value = token?.kind === 'name' ? property(value, token.value) : token?.value === '*' ? UNKNOWN : this.#fail()
      } else if (this.#take('[')) {
        const key = this.#take('*') ? UNKNOWN : this.either(depth + 1)
        if (!this.#take(']')) return this.#fail()
        value = key === UNKNOWN ? UNKNOWN : property(value, key)
      } else return value
    }
  }

  #primary(depth: number): Data | Unknown {
    if (this.#take('(')) {
      const value = this.either(depth + 1)
      return this.#take(')') ? value : this.#fail()
    }
    const token = this.#tokens[this.#index++]
    if (token?.kind === 'literal') return token.value
    if (token?.kind !== 'name') return this.#fail()
    if (this.#take('(')) return this.#call(token.value, depth)
    switch (token.value) {
      case 'true':
        return true
      case 'false':
        return false
      case 'null':
        return null
      default:
        return this.#contexts.get(token.value.toLowerCase()) ?? UNKNOWN
    }
  }

  #call(name: string, depth: number): Data | Unknown {
    const values: (Data | Unknown)[] = []
    if (this.#take(')')) return callFunction(name, values)
    do values.push(this.either(depth + 1))
    while (this.#take(','))
    return this.#take(')') ? callFunction(name, values) : this.#fail()
  }

  #peek(): string | undefined {
    const token = this.#tokens[this.#index]
    return token?.kind === 'symbol' ? token.value : undefined
  }

  #take(symbol: string): boolean {
    if (this.#peek() !== symbol) return false
    this.#index++
    return true
  }

  #fail(): Unknown {
    this.#failed = true
    this.#index = this.#tokens.length
    return UNKNOWN
  }
}

/** A missing property is null, as in GitHub's evaluator; names of properties have no case. */
function property(value: Data | Unknown, key: Data): Data | Unknown {
  if (value === UNKNOWN) return UNKNOWN
  if (Array.isArray(value)) return (value as readonly (Data | Unknown)[])[numberOf(key)] ?? null
  if (!isDataMap(value)) return null
  const name = String(key)
  const exact = value.get(name)
  if (exact !== undefined) return exact
  const lower = name.toLowerCase()
  const missing = value instanceof PartialMap ? UNKNOWN : null
  return [...value].find(([each]) => each.toLowerCase() === lower)?.[1] ?? missing
}

function compare(left: Data, operator: string, right: Data): boolean {
  if (operator === '==') return looselyEqual(left, right)
  if (operator === '!=') return !looselyEqual(left, right)
  const texts = typeof left === 'string' && typeof right === 'string'
  const order = texts
    ? left.toLowerCase() < right.toLowerCase()
      ? -1
      : Number(left.toLowerCase() !== right.toLowerCase())
    : numberOf(left) - numberOf(right)
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}
