import { PartialMap, UNKNOWN, isDataMap } from '../../../../models/expression-data.js'
import { tokensOf, type ExpressionToken } from '../../../../models/expression.js'
import type { YamlNode } from '../../../yaml/node.js'
import { callFunction, type Value } from './functions.js'

/** A value, with the part of a file that holds it where it is written out there. */
export interface Evaluated {
  readonly value: Value
  readonly node?: YamlNode
  /** What a property of it is, where that is more than the property of the value. */
  readonly child?: (key: string) => Evaluated
}

/** What names and functions outside the table mean; undefined where they mean nothing known. */
export interface Names {
  value(name: string): Evaluated | undefined
  call?(name: string, values: readonly Value[]): Value | undefined
  /** The part of the file below a node that a key or index stands for. */
  below?(node: YamlNode, key: string | number): YamlNode | undefined
}

export const NOTHING_KNOWN: Evaluated = { value: UNKNOWN }

const MAX_DEPTH = 50

/**
 * The value of an expression of Azure Pipelines, without the `${{ }}` or `$[ ]` around it. Not known for a malformed one.
 */
export function evaluate(expression: string, names: Names): Evaluated {
  const tokens = tokensOf(expression)
  if (tokens === undefined || tokens.length === 0) return NOTHING_KNOWN
  const evaluator = new Evaluator(tokens, names)
  const result = evaluator.expression(0)
  return evaluator.atEnd ? result : NOTHING_KNOWN
}

/** The values of a collection after `.*`, of each of which a property is asked for next. */
interface Result extends Evaluated {
  readonly each?: readonly Value[]
}

class Evaluator {
  readonly #tokens: readonly ExpressionToken[]
  readonly #names: Names
  #index = 0
  #failed = false

  constructor(tokens: readonly ExpressionToken[], names: Names) {
    this.#tokens = tokens
    this.#names = names
  }

  get atEnd(): boolean {
    return !this.#failed && this.#index === this.#tokens.length
  }

  expression(depth: number): Result {
    if (depth > MAX_DEPTH) return this.#fail()
    let result = this.#primary(depth)
    for (;;) {
      if (this.#take('.')) {
        const token = this.#tokens[this.#index++]
        if (token?.kind === 'name') result = this.#property(result, String(token.value))
        else if (token?.value === '*') result = allOf(result)
        else return this.#fail()
      } else if (this.#take('[')) {
        const isAll = this.#take('*')
        const key = isAll ? UNKNOWN : this.expression(depth + 1).value
        if (!this.#take(']')) return this.#fail()
        if (isAll) result = allOf(result)
        else if (typeof key === 'string' || typeof key === 'number') result = this.#property(result, key)
        else result = NOTHING_KNOWN
      } else return result
    }
  }

  #primary(depth: number): Result {
    const token = this.#tokens[this.#index++]
    if (token?.kind === 'literal') return { value: token.value }
    if (token?.kind !== 'name') return this.#fail()
    const name = token.value.toLowerCase()
    if (this.#take('(')) return this.#call(name, depth)
    if (name === 'true' || name === 'false') return { value: name === 'true' }
    if (name === 'null') return { value: null }
    return this.#names.value(name) ?? NOTHING_KNOWN
  }

  #call(name: string, depth: number): Result {
    const values: Value[] = []
    if (!this.#take(')')) {
      do values.push(this.expression(depth + 1).value)
      while (this.#take(','))
      if (!this.#take(')')) return this.#fail()
    }
    return { value: this.#names.call?.(name, values) ?? callFunction(name, values) }
  }

  #property({ value, node, child, each }: Result, key: string | number): Result {
    if (child !== undefined) return child(String(key))
    if (each !== undefined) {
      const values = each.map((item) => propertyOf(item, key)).filter((item) => item !== null)
      return { value: values, each: values }
    }
    const inner = node === undefined ? undefined : this.#names.below?.(node, key)
    return { value: propertyOf(value, key), ...(inner !== undefined && { node: inner }) }
  }

  #take(symbol: string): boolean {
    const token = this.#tokens[this.#index]
    if (token?.kind !== 'symbol' || token.value !== symbol) return false
    this.#index++
    return true
  }

  #fail(): Result {
    this.#failed = true
    this.#index = this.#tokens.length
    return NOTHING_KNOWN
  }
}

function allOf({ value }: Evaluated): Result {
  if (value === UNKNOWN || typeof value !== 'object' || value === null) return NOTHING_KNOWN
  const each = isDataMap(value) ? [...value.values()] : value
  return { value: each, each }
}

/** Names have no case; a property that is missing is null. */
function propertyOf(value: Value, key: string | number): Value {
  if (value === UNKNOWN) return UNKNOWN
  if (Array.isArray(value)) return (value as readonly Value[])[Number(key)] ?? null
  if (!isDataMap(value)) return null
  const exact = value.get(String(key))
  if (exact !== undefined) return exact
  const name = String(key).toLowerCase()
  for (const [each, found] of value) if (each.toLowerCase() === name) return found
  return value instanceof PartialMap ? UNKNOWN : null
}
