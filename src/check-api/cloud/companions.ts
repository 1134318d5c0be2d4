import type { Resource } from '../../models/index.js'
import { referencesIn, textOf, valueAt } from '../../models/value.js'

/**
 * Whether a resource of Terraform is for another one, which the property `by` names: by reference, or by the same name as
 * its property `named`. Undefined where an expression decides.
 */
export function isCompanionOf(
  companion: Resource,
  { type, name, properties, module }: Resource,
  { by, named }: { readonly by: string; readonly named: string },
): boolean | undefined {
  const value = valueAt(companion.properties, by)
  const references = referencesIn(value)
  if (references.some((text) => text.startsWith('each.') || text.startsWith('var.') || text.startsWith('local.')))
    return undefined
  if (references.length > 0)
    return companion.module === module && references.some((text) => isTo(text, `${type}.${name}`))
  const own = textOf(valueAt(properties, named))
  const text = textOf(value)
  return text === undefined || own === undefined ? undefined : text === own
}

/** `aws_s3_bucket.logs`, `aws_s3_bucket.logs.id`, `aws_s3_bucket.logs[0].id`. */
function isTo(reference: string, address: string): boolean {
  return reference.startsWith(address) && /^(?:$|[.[])/.test(reference.slice(address.length))
}
