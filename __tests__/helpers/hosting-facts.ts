import type { Hosting } from '../../src/models/index.js'
import type { Known } from '../../src/core/known.js'

/** Every fact of the host by its path, those inside of known facts included: `protection.requiredApprovals`. */
export function factsIn(hosting: Hosting): Map<string, Known<unknown>> {
  const found = new Map<string, Known<unknown>>()
  collect(hosting, '', found)
  return found
}

function collect(value: unknown, path: string, found: Map<string, Known<unknown>>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  if ('known' in value) {
    const fact = value as Known<unknown>
    found.set(path, fact)
    if (fact.known) collect(fact.value, path, found)
    return
  }
  for (const [name, each] of Object.entries(value)) collect(each, path === '' ? name : `${path}.${name}`, found)
}

/** Whether a fact holds facts itself, which are compared one by one. */
export function isWhole(fact: Known<unknown>): boolean {
  if (!fact.known || typeof fact.value !== 'object' || fact.value === null || Array.isArray(fact.value)) return true
  return !Object.values(fact.value).some((each) => typeof each === 'object' && each !== null && 'known' in each)
}
