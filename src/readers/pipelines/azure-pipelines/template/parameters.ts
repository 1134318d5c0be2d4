import { UNKNOWN } from '../../../../models/expression-data.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../../yaml/navigate.js'
import type { YamlNode } from '../../../yaml/node.js'
import { NOTHING_KNOWN, type Evaluated } from './evaluate.js'
import { everywhere, perRunOf, type PerRun, type RunKind, type Scope } from './scope.js'

interface Declaration {
  readonly name: string
  readonly type: string | undefined
  readonly standard: YamlNode | undefined
}

/** Declared as a list of name, type and default, or, as of old, as a mapping of names to defaults. */
function declarationsOf(node: YamlNode | undefined): Declaration[] {
  if (node?.kind === 'mapping') {
    return node.entries.map(({ key, value }) => ({ name: key.text, type: undefined, standard: value }))
  }
  return itemsOf(node).flatMap((item) => {
    const name = scalarAt(item, 'name')?.text
    const type = scalarAt(item, 'type')?.text.toLowerCase()
    return name === undefined ? [] : [{ name, type, standard: valueAt(item, 'default') }]
  })
}

/** What the parameters of a template are, by name in lower case. `given` is expanded where the template is asked for. */
export function bindParameters(
  declared: YamlNode | undefined,
  given: YamlNode | undefined,
  scope: Scope,
): ReadonlyMap<string, PerRun> {
  const bound = new Map<string, PerRun>()
  const values = new Map(entriesOf(given).map(({ key, value }) => [key.text.toLowerCase(), value]))
  for (const [name, value] of values) bound.set(name, perRunOf(value, scope))
  for (const { name, type, standard } of declarationsOf(declared)) {
    const key = name.toLowerCase()
    const value = values.get(key) ?? standard
    const perRun = value === undefined ? everywhere(scope, NOTHING_KNOWN) : perRunOf(value, scope)
    bound.set(key, typedPerRun(perRun, type))
  }
  return bound
}

/** What the parameters of a pipeline itself are: their defaults, unless a person starts it and chooses others. */
export function ownParameters(
  declared: YamlNode | undefined,
  runs: readonly RunKind[],
  scope: Scope,
): ReadonlyMap<string, PerRun> {
  const defaults = bindParameters(declared, undefined, scope)
  return new Map(
    Array.from(defaults, ([name, perRun]) => {
      const chosen = perRun.map((each, run) => (runs[run]?.automatic === true ? each : NOTHING_KNOWN))
      return [name, chosen] as const
    }),
  )
}

/** Values from which a person chooses, by name in lower case. */
export function allowedValuesOf(declared: YamlNode | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(
    itemsOf(declared).flatMap((item) => {
      const name = scalarAt(item, 'name')?.text.toLowerCase()
      const values = itemsOf(valueAt(item, 'values')).flatMap((value) => (value.kind === 'scalar' ? [value.text] : []))
      return name === undefined || values.length === 0 ? [] : [[name, values] as const]
    }),
  )
}

function typedPerRun(perRun: PerRun, type: string | undefined): PerRun {
  const [first] = perRun
  if (first !== undefined && perRun.every((each) => each === first)) {
    const value = typed(first, type)
    return perRun.map(() => value)
  }
  return perRun.map((each) => typed(each, type))
}

/** Scalars without a type, or of type string, are texts. */
function typed(each: Evaluated, type: string | undefined): Evaluated {
  if (typeof each.value !== 'string') return each
  const text = each.value.trim().toLowerCase()
  if (type === 'boolean') return { value: text === 'true' ? true : text === 'false' ? false : UNKNOWN }
  if (type !== 'number') return each
  const number = Number(text)
  return { value: text === '' || Number.isNaN(number) ? UNKNOWN : number }
}
