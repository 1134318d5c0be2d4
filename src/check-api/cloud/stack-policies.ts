import type { Location } from '../../core/location.js'
import type { Value } from '../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../models/value.js'
import { policyOf } from '../security/trust-policies.js'

/**
 * Whether a stack policy, written as JSON, allows every update of every resource; undefined for what cannot be read as one
 * (CloudFormation docs: Prevent updates to stack resources).
 */
export function allowsEveryUpdate(text: string, at: Location): boolean | undefined {
  const written = valueAt(policyOf({ kind: 'scalar', value: text, at }), 'Statement')
  if (written === undefined) return undefined
  const statements = written.kind === 'list' ? itemsOf(written) : [written]
  const effects = statements.map((statement) => textOf(valueAt(statement, 'Effect')))
  if (effects.some((effect) => effect !== 'Allow' && effect !== 'Deny')) return undefined
  if (effects.includes('Deny')) return false
  return statements.some(
    (statement) =>
      valueAt(statement, 'Condition') === undefined &&
      names(valueAt(statement, 'Action'), 'Update:*', '*') &&
      names(valueAt(statement, 'Resource'), '*'),
  )
}

function names(value: Value | undefined, ...wanted: readonly string[]): boolean {
  const all = value?.kind === 'list' ? itemsOf(value) : [value]
  return all.some((each) => wanted.includes(textOf(each) ?? ''))
}
