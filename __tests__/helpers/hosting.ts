import { known, unknown } from '../../src/core/known.js'
import type { Hosting, Protection } from '../../src/models/index.js'

/** A branch with a ruleset that asks for everything, for tests to take away from. */
export function protection(changes: Partial<Protection> = {}): Pick<Hosting, 'protection'> {
  const everything: Protection = {
    branch: 'main',
    protected: true,
    inactiveRulesets: [],
    pullRequestRequired: known(true),
    requiredApprovals: known(1),
    codeOwnerReview: known(true),
    requiredChecks: known([]),
    requiredWorkflows: [],
    strict: known(true),
    mergeQueue: false,
    forcePushAllowed: known(false),
    deletionAllowed: known(false),
    requiredDeployments: [],
    sources: ['GET /repos/acme/shop/rules/branches/main'],
  }
  return { protection: known({ ...everything, ...changes }) }
}

/** A branch of which only `protected: true` is known, as for a token without administration rights. */
export function hiddenProtection(): Pick<Hosting, 'protection'> {
  const hidden = unknown('classic protection is not readable', { permission: 'administration: read' })
  return protection({
    pullRequestRequired: hidden,
    requiredApprovals: hidden,
    codeOwnerReview: hidden,
    requiredChecks: hidden,
    strict: hidden,
    forcePushAllowed: hidden,
    deletionAllowed: hidden,
  })
}
