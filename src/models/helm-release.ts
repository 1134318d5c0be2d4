import type { DictValue } from './value.js'
import { hasUnresolved, numberOf, textOf, truthOf, valueAt } from './value.js'

/**
 * Whether Flux brings the release before back when an upgrade fails; undefined where an expression decides. Without
 * retries it remediates only if told to, and not by uninstalling. (Flux docs: Helm Releases, Upgrade remediation.)
 */
export function takesUpgradeBack(release: DictValue): boolean | undefined {
  const upgrade = valueAt(release, 'spec.upgrade')
  if (hasUnresolved(upgrade)) return undefined
  const remediation = valueAt(upgrade, 'remediation')
  const last = truthOf(valueAt(remediation, 'remediateLastFailure'))
  const remediates = last ?? (numberOf(valueAt(remediation, 'retries')) ?? 0) !== 0
  return (
    remediates &&
    textOf(valueAt(remediation, 'strategy')) !== 'uninstall' &&
    truthOf(valueAt(upgrade, 'disableWait')) !== true
  )
}
