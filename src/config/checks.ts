import type { AnyCheck } from '../check-api/check.js'
import type { CheckPolicy } from '../core/policy.js'
import { entriesOf, isNull, valueAt } from '../readers/yaml/navigate.js'
import type { YamlEntry } from '../readers/yaml/node.js'
import type { ConfigDocument } from './document.js'
import type { ConfigError } from './errors.js'
import { errorsOf } from './issues.js'
import { checkEntry } from './schema.js'
import { CHECK_WORD } from './schema-words.js'
import { unknownId } from './schema-records.js'

/**
 * What the `checks` key says, by check id. Each entry is validated against its check's own options, so that a mistake
 * in one is reported at its place before anything runs.
 */
export function checkPolicies(
  document: ConfigDocument | undefined,
  checks: readonly AnyCheck[],
  errors: ConfigError[],
): ReadonlyMap<string, CheckPolicy> {
  const byId = new Map(checks.map((check) => [check.id, check]))
  const policies = new Map<string, CheckPolicy>()
  const values = (document?.value as { checks?: Record<string, unknown> } | undefined)?.checks
  for (const entry of entriesOf(document && valueAt(document.node, 'checks'))) {
    const id = entry.key.text
    const check = byId.get(id)
    if (check === undefined) {
      errors.push({ at: entry.key.at, message: unknownId('check', id, [...byId.keys()]) })
    } else if (!isNull(entry.value)) {
      const policy = policyOf(check, entry, values?.[id], errors)
      if (policy !== undefined) policies.set(id, policy)
    }
  }
  return policies
}

function policyOf(
  check: AnyCheck,
  { value: node }: YamlEntry,
  value: unknown,
  errors: ConfigError[],
): CheckPolicy | undefined {
  const path = ['checks', check.id]
  if (node.kind !== 'mapping') {
    const word = CHECK_WORD.safeParse(value)
    if (!word.success) errors.push(...errorsOf(word.error.issues, CHECK_WORD, node, path))
    else if (word.data === 'off') return { enabled: false }
    else return { enabled: true, severity: word.data }
    return undefined
  }
  const schema = checkEntry(check)
  const parsed = schema.safeParse(value)
  const options = ownOptions(value)
  // The second look is for rules on the options as a whole, which the entry's schema does not take over.
  const issues = parsed.error?.issues ?? check.options.safeParse(options).error?.issues
  if (!parsed.success || issues !== undefined) {
    errors.push(...errorsOf(issues ?? [], schema, node, path))
    return undefined
  }
  const { severity, enabled = true } = parsed.data
  return { enabled, ...(severity !== undefined && { severity }), ...(Object.keys(options).length > 0 && { options }) }
}

function ownOptions(value: unknown): Record<string, unknown> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter(([key]) => key !== 'severity' && key !== 'enabled'))
}
