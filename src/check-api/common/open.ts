import type { DictValue, Resource, Value } from '../../models/index.js'
import { hasUnresolved, isOpen } from '../../models/value.js'

/** Whether a block of Terraform may be made by a `dynamic` block. */
export function isDynamic(properties: DictValue, path: string): boolean {
  const [block = ''] = path.split('.')
  const dynamic = properties.entries.get('dynamic')
  if (dynamic === undefined) return false
  if (dynamic.kind !== 'dict') return true
  return dynamic.entries.has(block)
}

/** Whether it hangs on something unknown if there is such a resource at all. */
export function mayBeLeftOut({ properties }: Resource): boolean {
  if (properties.entries.has('@Condition')) return true
  const rounds = ['count', 'for_each'].map((key) => properties.entries.get(key))
  return rounds.some((each) => hasUnresolved(each) || isOpen(each))
}

/**
 * Whether an expression is made of attributes of resources alone (`aws_vpc.main.cidr_block`): they name the very thing, never
 * everybody or everything.
 */
export function isOfResource(value: Value): boolean {
  if (value.kind !== 'unresolved' || value.references.length === 0) return false
  return value.references.every(
    (name) => /^(?:data\.)?[a-z0-9]+_\w+\.|^GetAtt:/.test(name) && !name.startsWith('data.terraform_remote_state.'),
  )
}
