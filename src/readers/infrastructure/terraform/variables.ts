import { pathsFitting } from '../../../core/path-index.js'
import type { Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { contextOf } from '../../hcl/context.js'
import { expressionValue } from '../../hcl/expression-value.js'
import { viaOf } from '../../hcl/resolve.js'
import type { HclBlock, HclExpression } from '../../hcl/syntax.js'
import { parseHcl } from '../../hcl/parse.js'
import { yamlOf } from '../../yaml/cache.js'
import { toValue } from '../../yaml/to-value.js'
import { attributeOf } from './facts.js'
import { blocksOf, type TerraformFile } from './files.js'
import { moduleFolder } from './paths.js'
import { conform } from './variable-types.js'

/** What a variable stands for, and what a value that hangs on it is said to come from. */
export interface KnownVariable {
  readonly value: Value
  readonly via: readonly string[]
}

/** One variable of a module, as its block declares it. */
export interface Declaration {
  readonly name: string
  readonly type?: HclExpression
  readonly default?: Value
  readonly file: TerraformFile
}

/** Names of files that Terraform reads by itself, from the folder that it runs in (Terraform docs: Input Variables). */
const READ_BY_ITSELF = /(?:^|\/)(?:terraform\.tfvars|[^/]*\.auto\.tfvars)(?:\.json)?$/

const VARIABLES = /\.tfvars(?:\.json)?$/

/** The values that the tree's `*.tfvars` files give. */
export class VariableFiles {
  /** Names that files set which somebody has to name on the command line: which of them, if any, is not known. */
  readonly #named = new Set<string>()
  /** Folder → name → value, from the files that Terraform reads there by itself. */
  readonly #own = new Map<string, Map<string, Value>>()

  /** `folders` are those that hold a module. Files that Terraform reads by itself mean nothing to modules elsewhere. */
  constructor(context: ReaderContext, folders: ReadonlySet<string>) {
    const paths = pathsFitting(context.files.paths, [VARIABLES])
    for (const path of paths.toSorted(byPrecedence)) {
      const folder = moduleFolder(path)
      const values = readVariables(context, path)
      if (!READ_BY_ITSELF.test(path) || !folders.has(folder)) {
        for (const name of values.keys()) this.#named.add(name)
        continue
      }
      const own = this.#own.get(folder) ?? new Map<string, Value>()
      for (const [name, value] of values) own.set(name, value)
      this.#own.set(folder, own)
    }
  }

  /** Whether it is not known which file, if any, sets the variable. */
  isOpen(name: string): boolean {
    return this.#named.has(name)
  }

  /** What Terraform reads by itself in the folder. */
  valueIn(folder: string, name: string): Value | undefined {
    return this.#own.get(folder)?.get(name)
  }
}

/** Later files win: `terraform.tfvars`, then its JSON, then the others by name. */
function byPrecedence(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b))
}

function rank(path: string): number {
  return path.endsWith('terraform.tfvars') ? 0 : path.endsWith('terraform.tfvars.json') ? 1 : 2
}

function readVariables(context: ReaderContext, path: string): Map<string, Value> {
  if (path.endsWith('.json')) {
    const root = yamlOf(context, path)?.documents[0]
    return new Map(root?.kind === 'mapping' ? root.entries.map(({ key, value }) => [key.text, toValue(value)]) : [])
  }
  const text = context.files.text(path)
  if (text === undefined) return new Map()
  const file = parseHcl(path, text)
  const own = contextOf(file)
  return new Map(
    file.body.items.flatMap((item) =>
      item.kind === 'attribute' ? [[item.name, expressionValue(item.value, own, item.name)]] : [],
    ),
  )
}

/** The variables that the files of a module declare. */
export function declarationsOf(files: readonly TerraformFile[]): Declaration[] {
  return blocksOf(files, 'variable').flatMap(({ block, file }) => {
    const [name] = block.labels
    const type = attributeOf(block.body, 'type')?.value
    const value = name === undefined ? undefined : defaultOf(block, file, name)
    return name === undefined
      ? []
      : [{ name, file, ...(type !== undefined && { type }), ...(value !== undefined && { default: value }) }]
  })
}

function defaultOf({ body }: HclBlock, file: TerraformFile, name: string): Value | undefined {
  const attribute = attributeOf(body, 'default')
  if (attribute === undefined) return undefined
  const value = expressionValue(attribute.value, file.context, `variable.${name}.default`)
  return value.kind === 'unresolved' || viaOf(value).length > 0 ? undefined : value
}

/** The value as the variable's type makes it; undefined if it is not known or does not fit. */
export function accepted({ type, file }: Declaration, value: Value | undefined): Value | undefined {
  if (value === undefined || value.kind === 'unresolved') return undefined
  return conform(value, type, file.context)
}
