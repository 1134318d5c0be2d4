import { known, unknown } from '../../src/core/known.js'
import type { EnvironmentSettings, Hosting, Protection, RepositoryFacts } from '../../src/models/index.js'

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

/** Environments without any rule, each but for what is said about it. */
export function environments(
  settings: Readonly<Record<string, Partial<EnvironmentSettings>>>,
): Pick<Hosting, 'environments'> {
  const bare = { reviewers: 0, waitMinutes: 0, customRules: 0 }
  return { environments: known(Object.entries(settings).map(([name, each]) => ({ name, ...bare, ...each }))) }
}

/** A repository that is in use. */
export function repository(visibility: RepositoryFacts['visibility'] = 'public'): Pick<Hosting, 'repository'> {
  const facts = {
    fullName: 'acme/shop',
    defaultBranch: 'main',
    visibility,
    archived: false,
    mirror: false,
    fork: false,
  }
  return { repository: known(facts) }
}
