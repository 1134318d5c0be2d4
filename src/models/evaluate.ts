import { oncePerText } from '../core/once.js'
import { spansOf, tokensOf, type ExpressionToken } from './expression.js'
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
} from './expression-data.js'
import { callFunction } from './expression-functions.js'

/** Contexts by name (`matrix`, `inputs`); a context that is absent is not known. */
export type Contexts = ReadonlyMap<string, DataMap>

export const NO_CONTEXTS: Contexts = new Map()

const MAX_DEPTH = 50
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])

/** What is known of a value. Whether it counts as true may be known where the value itself is not. */
interface Result {
  readonly value: Data | Unknown
  readonly truth: boolean | undefined
}

/**
 * The value of what stands between `${{` and `}}`, as far as the contexts tell; else UNKNOWN. A malformed expression
 * is not known either: GitHub rejects the whole workflow then.
 */
export function evaluate(expression: string, contexts: Contexts): Data | Unknown {
  return resultOf(expression, contexts).value
}

/** Whether the condition of an `if`, with or without `${{ }}`, holds; undefined where that hangs on what is not known. */
export function conditionHolds(condition: string, contexts: Contexts): boolean | undefined {
  const text = condition.trim()
  const [span] = spansOf(text)
  return resultOf(span?.start === 0 && span.end === text.length ? span.expression : text, contexts).truth
}

/** The same conditions stand in many jobs, and are asked for each kind of run. */
const tokensIn = oncePerText(tokensOf)

function resultOf(expression: string, contexts: Contexts): Result {
  const tokens = tokensIn(expression)
  if (tokens === undefined || tokens.length === 0) return known(UNKNOWN)
  const evaluator = new Evaluator(tokens, contexts)
  const result = evaluator.either(0)
  return evaluator.atEnd ? result : known(UNKNOWN)
}

function known(value: Data | Unknown): Result {
  return { value, truth: value === UNKNOWN ? undefined : isTruthy(value) }
}

class Evaluator {
  readonly #tokens: readonly ExpressionToken[]
  readonly #contexts: Contexts
  #index = 0
  #failed = false

  constructor(tokens: readonly ExpressionToken[], contexts: Contexts) {
    this.#tokens = tokens
    this.#contexts = contexts
  }

  /** Whether every token was understood. */
  get atEnd(): boolean {
    return !this.#failed && this.#index === this.#tokens.length
  }

  /** `a || b`: the first true value, else the last. */
  either(depth: number): Result {
    let left = this.#both(depth)
    while (this.#take('||')) left = chosen(left, this.#both(depth), true)
    return left
  }

  /** `a && b`: the first false value, else the last. */
  #both(depth: number): Result {
    let left = this.#comparison(depth)
    while (this.#take('&&')) left = chosen(left, this.#comparison(depth), false)
    return left
  }

  #comparison(depth: number): Result {
    let left = this.#unary(depth)
    for (let operator = this.#peek(); operator !== undefined && COMPARISONS.has(operator); operator = this.#peek()) {
      this.#index++
      const { value } = this.#unary(depth)
      left = known(left.value === UNKNOWN || value === UNKNOWN ? UNKNOWN : compare(left.value, operator, value))
    }
    return left
  }

  #unary(depth: number): Result {
    if (depth > MAX_DEPTH) return this.#fail()
    if (!this.#take('!')) return this.#postfix(depth)
    const { truth } = this.#unary(depth + 1)
    return known(truth === undefined ? UNKNOWN : !truth)
  }

  #postfix(depth: number): Result {
    let result = this.#primary(depth)
    for (;;) {
      if (this.#take('.')) {
        const token = this.#tokens[this.#index++]
        if (token?.kind === 'name') result = known(property(result.value, token.value))
        else if (token?.value === '*') result = known(allOf(result.value))
        else return this.#fail()
      } else if (this.#take('[')) {
        const isAll = this.#take('*')
        const key = isAll ? UNKNOWN : this.either(depth + 1).value
        if (!this.#take(']')) return this.#fail()
        if (isAll) result = known(allOf(result.value))
        else result = known(key === UNKNOWN ? UNKNOWN : property(result.value, key))
      } else return result
    }
  }

  #primary(depth: number): Result {
    if (this.#take('(')) {
      const result = this.either(depth + 1)
      return this.#take(')') ? result : this.#fail()
    }
    const token = this.#tokens[this.#index++]
    if (token?.kind === 'literal') return known(token.value)
    if (token?.kind !== 'name') return this.#fail()
    if (this.#take('(')) return this.#call(token.value, depth)
    switch (token.value) {
      case 'true':
        return known(true)
      case 'false':
        return known(false)
      case 'null':
        return known(null)
      default:
        return known(this.#contexts.get(token.value.toLowerCase()) ?? UNKNOWN)
    }
  }

  #call(name: string, depth: number): Result {
    const values: (Data | Unknown)[] = []
    if (this.#take(')')) return known(callFunction(name, values))
    do values.push(this.either(depth + 1).value)
    while (this.#take(','))
    return this.#take(')') ? known(callFunction(name, values)) : this.#fail()
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

  #fail(): Result {
    this.#failed = true
    this.#index = this.#tokens.length
    return known(UNKNOWN)
  }
}

/** The result of `left || right` (`deciding` true) or `left && right` (`deciding` false). */
function chosen(left: Result, right: Result, deciding: boolean): Result {
  if (left.truth === deciding) return left
  if (left.truth === !deciding) return right
  return { value: UNKNOWN, truth: right.truth === deciding ? deciding : undefined }
}

/** What an object filter gives: a property of it is the list of that property of every item. */
class Filtered extends Array<Data | Unknown> {}

/** `.*`: the items of a list or the values of a mapping (GitHub docs: Evaluate expressions, Object filters). */
function allOf(value: Data | Unknown): Data | Unknown {
  if (value === UNKNOWN || value instanceof PartialMap) return UNKNOWN
  if (!Array.isArray(value) && !isDataMap(value)) return new Filtered()
  return Filtered.from((isDataMap(value) ? value.values() : value) as Iterable<Data | Unknown>)
}

/** A missing property is null, as in GitHub's evaluator; names of properties have no case. */
function property(value: Data | Unknown, key: Data): Data | Unknown {
  if (value === UNKNOWN) return UNKNOWN
  if (value instanceof Filtered) return Filtered.from(value, (item) => property(item, key))
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
