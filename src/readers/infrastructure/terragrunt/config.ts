import { fileLocation, type Location } from '../../../core/location.js'
import type { DictValue, Value } from '../../../models/index.js'
import { textOf, valueAt } from '../../../models/value.js'
import { expressionValue } from '../../hcl/expression-value.js'
import { bodyValue } from '../../hcl/value.js'
import { dict } from '../make-value.js'
import { attributeOf } from '../terraform/facts.js'
import { blocksOf, type TerraformFile } from '../terraform/files.js'
import type { ModuleScope } from '../terraform/scope.js'
import { generatedBackend, type UnitState } from './generated.js'
import { withoutCheckout } from './places.js'

/** What one configuration says, or several that were merged. */
export interface Config {
  readonly locals: DictValue
  readonly inputs: ReadonlyMap<string, Value>
  /** Whether there may be other inputs, and values that win over these. */
  readonly open: boolean
  /** Where the code of the unit comes from. Paths in it may be absolute. */
  readonly source?: Value
  readonly state?: UnitState
  /** The `terraform` block, or the first line. */
  readonly at: Location
  /** False if a file of it could not be found or read whole. */
  readonly complete: boolean
}

/** What the blocks of one file say, without those that it includes. */
export function configOf(file: TerraformFile, scope: ModuleScope): Config {
  const context = scope.within(file)
  const valueOf = (name: string) => {
    const attribute = attributeOf(file.body, name)
    return attribute && expressionValue(attribute.value, context, name)
  }
  const [terraform] = blocksOf([file], 'terraform').map(({ block }) => block)
  const settings = terraform && bodyValue(terraform.body, context, 'terraform')
  const source = settings?.entries.get('source')
  const inputs = valueOf('inputs')
  const state = stateOf(file, scope, valueOf('remote_state')) ?? generatedBackend(file, context, valueOf('generate'))
  return {
    locals: dict(scope.locals(), fileLocation(file.path)),
    inputs: inputs?.kind === 'dict' ? inputs.entries : new Map(),
    open: (inputs !== undefined && inputs.kind !== 'dict') || givesVariables(settings),
    ...(source !== undefined && { source }),
    ...(state !== undefined && { state }),
    at: terraform === undefined ? fileLocation(file.path) : file.context.at(terraform.header, 'terraform'),
    complete: file.complete,
  }
}

/** Whether `extra_arguments` set variables, which win over inputs: files of them, `-var`, or the environment. */
function givesVariables(settings: DictValue | undefined): boolean {
  const extra = settings?.entries.get('extra_arguments')
  const blocks = extra?.kind === 'list' ? extra.items : []
  return blocks.some((block) => {
    const content = block.kind === 'dict' ? [...block.entries.values()][0] : undefined
    if (content?.kind !== 'dict') return true
    if (['required_var_files', 'optional_var_files', 'env_vars'].some((name) => content.entries.has(name))) return true
    const words = content.entries.get('arguments')
    if (words === undefined) return false
    return words.kind !== 'list' || words.items.some((word) => !/^-(?!-?var)/.test(textOf(word) ?? '-var'))
  })
}

/** `remote_state`, a block or an attribute. */
function stateOf(file: TerraformFile, scope: ModuleScope, attribute: Value | undefined): UnitState | undefined {
  const [block] = blocksOf([file], 'remote_state').map((each) => each.block)
  const value = block === undefined ? attribute : bodyValue(block.body, scope.within(file), 'remote_state')
  if (value === undefined) return undefined
  const at = block === undefined ? value.at : file.context.at(block.header, 'remote_state')
  const type = textOf(valueAt(value, 'backend'))
  const config = value.kind === 'dict' ? value.entries.get('config') : undefined
  const settings = config === undefined ? dict([], at) : withoutCheckout(config)
  return {
    ...(type !== undefined && { type }),
    ...(settings.kind === 'dict' && { settings }),
    whole: type !== undefined && config?.kind === 'dict',
    at,
  }
}

/** What a configuration includes, with its own on top (Terragrunt docs: include, merge_strategy). */
export function merged(base: Config, own: Config, deep: boolean): Config {
  // Inputs that are an expression may replace any of the base.
  const kept = own.open && own.inputs.size === 0 ? new Map<string, Value>() : base.inputs
  const inputs = new Map(kept)
  for (const [name, value] of own.inputs) {
    const before = inputs.get(name)
    inputs.set(name, deep && before !== undefined ? mergedValue(before, value, 0) : value)
  }
  return {
    ...base,
    ...own,
    inputs,
    open: base.open || own.open,
    at: own.source === undefined && base.source !== undefined ? base.at : own.at,
    complete: base.complete && own.complete,
  }
}

/** Deeper than this, values are taken as they are. */
const MAX_DEPTH = 20

function mergedValue(base: Value, own: Value, depth: number): Value {
  if (depth > MAX_DEPTH) return own
  if (base.kind === 'list' && own.kind === 'list') return { ...own, items: [...base.items, ...own.items] }
  if (base.kind !== 'dict' || own.kind !== 'dict') return own
  const entries = new Map(base.entries)
  for (const [key, value] of own.entries) {
    const before = entries.get(key)
    entries.set(key, before === undefined ? value : mergedValue(before, value, depth + 1))
  }
  return { ...own, entries }
}
