import { oncePerText } from '../../core/once.js'
import { spansOf, tokensOf, type ExpressionToken } from '../../models/expression.js'

/** A context whose value can become the value of an expression, or a part of it. */
export interface Flow {
  /** Lower case, indices as `*`: `github.event.commits.*.message`. */
  readonly path: string
  /** True where the whole object is written out (`toJSON(github.event)`), with everything below it. */
  readonly whole: boolean
}

/** One `${{ … }}` of a text: what flows into the text at that place. */
export interface TemplateExpression {
  readonly start: number
  /** After the `}}`. */
  readonly end: number
  readonly flows: readonly Flow[]
}

/** Tests give true or false, and hashes no text that anybody chose (GitHub docs: Evaluate expressions, Functions). */
const TESTS = new Set(['contains', 'startswith', 'endswith', 'hashfiles', 'success', 'failure', 'always', 'cancelled'])
const OPERATORS = new Set(['==', '!=', '<', '<=', '>', '>='])
const MAX_DEPTH = 50

/** The template expressions of `text`, in order. */
export function expressionsIn(text: string): TemplateExpression[] {
  return spansOf(text).map(({ start, end, expression }) => ({ start, end, flows: flowsOf(expression) }))
}

/** What flows into a text through its template expressions. */
export function flowsInto(text: string): Flow[] {
  return expressionsIn(text).flatMap(({ flows }) => flows)
}

/**
 * The contexts that can become the value of an expression: `b` and `c` of `a && b || c`, nothing of a comparison. None
 * for a malformed expression, which GitHub refuses to run.
 */
export const flowsOf = oncePerText((expression: string): readonly Flow[] => {
  const tokens = tokensOf(expression)
  if (tokens === undefined) return []
  const reader = new FlowReader(tokens)
  const flows = reader.either(0)
  return reader.atEnd ? flows : []
})

class FlowReader {
  readonly #tokens: readonly ExpressionToken[]
  #index = 0

  constructor(tokens: readonly ExpressionToken[]) {
    this.#tokens = tokens
  }

  get atEnd(): boolean {
    return this.#index === this.#tokens.length
  }

  either(depth: number): Flow[] {
    const flows = this.#both(depth)
    while (this.#take('||')) flows.push(...this.#both(depth))
    return flows
  }

  /** The left side of `&&` comes through only if it is false or empty. */
  #both(depth: number): Flow[] {
    let flows = this.#comparison(depth)
    while (this.#take('&&')) flows = this.#comparison(depth)
    return flows
  }

  #comparison(depth: number): Flow[] {
    let flows = this.#unary(depth)
    while (OPERATORS.has(this.#symbol())) {
      this.#index++
      this.#unary(depth)
      flows = []
    }
    return flows
  }

  #unary(depth: number): Flow[] {
    if (depth > MAX_DEPTH) return this.#fail()
    if (!this.#take('!')) return this.#postfix(depth)
    this.#unary(depth + 1)
    return []
  }

  #postfix(depth: number): Flow[] {
    let flows = this.#primary(depth)
    for (;;) {
      if (this.#take('.')) {
        const token = this.#tokens[this.#index++]
        if (token === undefined || (token.kind !== 'name' && token.value !== '*')) return this.#fail()
        flows = below(flows, String(token.value))
      } else if (this.#take('[')) {
        const key = this.#tokens[this.#index]
        const name = key?.kind === 'literal' && typeof key.value === 'string' ? key.value : '*'
        if (!this.#take('*')) this.either(depth + 1)
        if (!this.#take(']')) return this.#fail()
        flows = below(flows, name)
      } else return flows
    }
  }

  #primary(depth: number): Flow[] {
    if (this.#take('(')) {
      const flows = this.either(depth + 1)
      return this.#take(')') ? flows : this.#fail()
    }
    const token = this.#tokens[this.#index++]
    if (token?.kind === 'literal') return []
    if (token?.kind !== 'name') return this.#fail()
    if (this.#take('(')) return this.#call(token.value.toLowerCase(), depth)
    const name = token.value.toLowerCase()
    return name === 'true' || name === 'false' || name === 'null' ? [] : [{ path: name, whole: false }]
  }

  #call(name: string, depth: number): Flow[] {
    const values: Flow[][] = []
    if (!this.#take(')')) {
      do values.push(this.either(depth + 1))
      while (this.#take(','))
      if (!this.#take(')')) return this.#fail()
    }
    if (TESTS.has(name)) return []
    if (name === 'tojson') return values.flat().map(({ path }) => ({ path, whole: true }))
    // Conditions stand before their values, the default stands last.
    if (name === 'case') return values.filter((_, index) => index % 2 === 1 || index === values.length - 1).flat()
    return values.flat()
  }

  #symbol(): string {
    const token = this.#tokens[this.#index]
    return token?.kind === 'symbol' ? token.value : ''
  }

  #take(symbol: string): boolean {
    if (this.#symbol() !== symbol) return false
    this.#index++
    return true
  }

  #fail(): Flow[] {
    this.#index = this.#tokens.length + 1
    return []
  }
}

function below(flows: readonly Flow[], key: string): Flow[] {
  return flows.map(({ path, whole }) => ({ path: `${path}.${key.toLowerCase()}`, whole }))
}
