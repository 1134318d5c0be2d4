import type { Value } from '../../../models/index.js'
import type { HclContext, HclScope } from '../../hcl/context.js'
import { expressionValue } from '../../hcl/expression-value.js'
import { viaOf } from '../../hcl/resolve.js'
import type { HclExpression } from '../../hcl/syntax.js'
import { attributeOf } from './facts.js'
import { blocksOf, type TerraformFile } from './files.js'

/**
 * Functions that only change the form of their argument (Terraform docs: Built-in Functions). `jsonencode` and
 * `yamlencode` among them: who reads a policy or a container definition wants what is encoded.
 */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'jsonencode',
  'nonsensitive',
  'sensitive',
  'tolist',
  'tomap',
  'toset',
  'yamlencode',
])

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

/**
 * What the names of one module stand for: `local.x`, and `var.x` by its default where `takesDefault` says that nobody
 * sets it. Everything else is unknown.
 */
export class ModuleScope implements HclScope {
  readonly transparent = TRANSPARENT
  readonly #definitions: ReadonlyMap<string, Definition>
  readonly #values = new Map<string, Value | undefined>()
  readonly #weights = new WeakMap<Value, Weight>()
  #chain = 0
  #substituted = 0

  constructor(files: readonly TerraformFile[], takesDefault: (variable: string) => boolean) {
    this.#definitions = new Map([...localsOf(files), ...defaultsOf(files, takesDefault)])
  }

  /** The context of `file` with this scope. */
  within(file: TerraformFile): HclContext {
    return { ...file.context, scope: this }
  }

  lookup([kind = '', name = '']: readonly string[]): { value: Value; taken: number } | undefined {
    const key = `${kind}.${name}`
    const definition = this.#definitions.get(key)
    if (definition === undefined) return undefined
    if (!this.#values.has(key)) {
      if (this.#chain >= MAX_CHAIN) return undefined
      this.#values.set(key, undefined) // what refers to itself is unknown
      this.#chain += 1
      const { expression, context, route } = definition
      this.#values.set(key, expressionValue(expression, { ...context, scope: this }, route))
      this.#chain -= 1
    }
    const value = this.#values.get(key)
    return value === undefined ? undefined : { value, taken: 2 }
  }

  admits(value: Value): boolean {
    const { nodes, levels } = this.#weigh(value)
    if (nodes > MAX_NODES || levels > MAX_LEVELS || this.#substituted + nodes > MAX_SUBSTITUTED) return false
    this.#substituted += nodes
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

function* localsOf(files: readonly TerraformFile[]): Generator<[string, Definition]> {
  for (const { block, file } of blocksOf(files, 'locals')) {
    for (const item of block.body.items) {
      if (item.kind !== 'attribute') continue
      yield [`local.${item.name}`, { expression: item.value, context: file.context, route: `locals.${item.name}` }]
    }
  }
}

function* defaultsOf(
  files: readonly TerraformFile[],
  takesDefault: (variable: string) => boolean,
): Generator<[string, Definition]> {
  for (const { block, file } of blocksOf(files, 'variable')) {
    const [name] = block.labels
    const attribute = attributeOf(block.body, 'default')
    if (name === undefined || attribute === undefined || !takesDefault(name)) continue
    const value = expressionValue(attribute.value, file.context, '')
    const type = attributeOf(block.body, 'type')?.value
    if (!isLiteral(value) || !fits(value, type)) continue
    yield [`var.${name}`, { expression: attribute.value, context: file.context, route: `variable.${name}.default` }]
  }
}

/** A null default means that the value is meant to come from somewhere else. */
function isLiteral(value: Value): boolean {
  return value.kind !== 'unresolved' && viaOf(value).length === 0 && !(value.kind === 'scalar' && value.value === null)
}

/** Whether Terraform would not convert the value: it turns `"1"` into a number where the type says so. */
function fits(value: Value, type: HclExpression | undefined): boolean {
  const name = type?.kind === 'variable' ? type.name : undefined
  if (value.kind !== 'scalar' || name === undefined || name === 'any') return true
  return name === (typeof value.value === 'boolean' ? 'bool' : typeof value.value)
}
