import type { Value } from '../../../models/index.js'
import type { HclContext, HclLookup, HclScope } from '../../hcl/context.js'
import { expressionValue } from '../../hcl/expression-value.js'
import type { HclExpression } from '../../hcl/syntax.js'
import { blocksOf, type TerraformFile } from './files.js'
import { FUNCTIONS } from './functions.js'
import type { KnownVariable } from './variables.js'

/** Locals that lead to locals are followed this far. */
const MAX_CHAIN = 8
/** A value of more nodes, or deeper, than this is not put in the place of a name. */
const MAX_NODES = 1_000
const MAX_LEVELS = 50
/** Nodes that may be put in the place of names in one module, all together: names that repeat names grow fast. */
const MAX_SUBSTITUTED = 200_000

interface Definition {
  readonly expression: HclExpression
  readonly context: HclContext
  readonly route: string
}

interface Weight {
  readonly nodes: number
  readonly levels: number
}

/** Characters of code that may be read again in one module, for the rounds of loops. */
const MAX_REPEATED = 1_000_000

/** What else than locals and variables has a meaning in the files of a scope. */
export interface ScopeExtras {
  /** First part of a name → what it stands for. */
  readonly names?: ReadonlyMap<string, Value>
  readonly functions?: HclScope['functions']
}

/** What the names of one module stand for: `local.x`, and `var.x` where its value is known. Everything else is unknown. */
export class ModuleScope implements HclScope {
  readonly functions: HclScope['functions']
  readonly #names: ReadonlyMap<string, Value>
  readonly #locals: ReadonlyMap<string, Definition>
  readonly #variables: ReadonlyMap<string, KnownVariable>
  readonly #values = new Map<string, Value | undefined>()
  readonly #weights = new WeakMap<Value, Weight>()
  #chain = 0
  #substituted = 0
  #repeated = 0

  constructor(
    files: readonly Pick<TerraformFile, 'body' | 'context'>[],
    variables: ReadonlyMap<string, KnownVariable>,
    { names = new Map(), functions = FUNCTIONS }: ScopeExtras = {},
  ) {
    this.functions = functions
    this.#names = names
    this.#locals = new Map(localsOf(files))
    this.#variables = variables
  }

  /** The context of `file` with this scope. */
  within(file: Pick<TerraformFile, 'context'>): HclContext {
    return { ...file.context, scope: this }
  }

  lookup([kind, name = '']: readonly string[]): HclLookup | undefined {
    if (kind === 'var') {
      const variable = this.#variables.get(name)
      return variable && { ...variable, taken: 2 }
    }
    const other = this.#names.get(kind ?? '')
    if (other !== undefined) return { value: other, taken: 1 }
    const value = kind === 'local' ? this.#local(name) : undefined
    return value && { value, taken: 2 }
  }

  /** All locals, by name; what is not known is unresolved. */
  locals(): Map<string, Value> {
    return new Map(
      [...this.#locals].map(([name, { context, expression, route }]) => [
        name,
        this.#local(name) ?? expressionValue(expression, context, route),
      ]),
    )
  }

  #local(name: string): Value | undefined {
    const definition = this.#locals.get(name)
    if (definition === undefined) return undefined
    if (!this.#values.has(name)) {
      if (this.#chain >= MAX_CHAIN) return undefined
      this.#values.set(name, undefined) // what refers to itself is unknown
      this.#chain += 1
      const { expression, context, route } = definition
      this.#values.set(name, expressionValue(expression, { ...context, scope: this }, route))
      this.#chain -= 1
    }
    return this.#values.get(name)
  }

  admits(value: Value): boolean {
    const { nodes, levels } = this.#weigh(value)
    if (nodes > MAX_NODES || levels > MAX_LEVELS || this.#substituted + nodes > MAX_SUBSTITUTED) return false
    this.#substituted += nodes
    return true
  }

  affords(characters: number): boolean {
    if (this.#repeated + characters > MAX_REPEATED) return false
    this.#repeated += characters
    return true
  }

  #weigh(value: Value): Weight {
    const known = this.#weights.get(value)
    if (known !== undefined) return known
    const below = value.kind === 'list' ? value.items : value.kind === 'dict' ? [...value.entries.values()] : []
    let nodes = 1
    let levels = 0
    for (const each of below) {
      const weight = this.#weigh(each)
      nodes += weight.nodes
      levels = Math.max(levels, weight.levels)
    }
    const weight = { nodes, levels: levels + 1 }
    this.#weights.set(value, weight)
    return weight
  }
}

function* localsOf(files: readonly Pick<TerraformFile, 'body' | 'context'>[]): Generator<[string, Definition]> {
  for (const { block, file } of blocksOf(files, 'locals')) {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute') continue
      yield [item.name, { expression: item.value, context: file.context, route: `locals.${item.name}` }]
    }
  }
}
