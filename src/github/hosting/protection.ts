import { known, unknown, type Known } from '../../core/known.js'
import type { BypassActor, Protection, RepositoryFacts } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { flagAt, textAt } from '../json.js'
import type { Answer, GitHub, Items } from '../types.js'
import type { Administration } from './administration.js'
import { bypassOfRuleset } from './bypass.js'
import { readClassic, type Classic } from './classic.js'
import { allChecks, anyDemands, HIDDEN_DEMANDS, mostApprovals, type Source } from './demands.js'
import { readRules, type BranchRules } from './rules.js'
import { inactiveFor, sourceOf, unseen, type Rulesets } from './rulesets.js'

/** A branch has few rules; more pages than these are not read, and the rules count as unknown. */
const RULE_PAGES = 3

/** Answers that other facts need as well. */
export interface Asked {
  /** The repository, whose default branch rulesets may mean without naming it. */
  readonly facts: Promise<Known<RepositoryFacts>>
  /** The answer of the settings query. */
  readonly settings: Promise<Answer | Failure>
  readonly rulesets: Promise<Rulesets>
  readonly administration: Promise<Administration>
}

/**
 * Reads what protects a branch: all active rules and classic protection together, the strictest value of each. What
 * neither shows to this token is unknown; what one of them demands is known, whatever the other hides.
 */
export async function readProtection(github: GitHub, branch: string, asked: Asked): Promise<Known<Protection>> {
  const [rules, shown, rulesets, query, administration, facts] = await Promise.all([
    github.list('branchRules', { branch, per_page: 100 }, { most: RULE_PAGES }),
    github.call('branch', { branch }),
    asked.rulesets,
    asked.settings,
    asked.administration,
    asked.facts,
  ])
  const listed = new Map(rulesets.all.map((each) => [each.id, each]))
  const active = rules.ok && rules.complete ? readRules(rules.items, listed) : undefined
  const classic = await readClassic(github, branch, shown, query, administration, active?.any)
  const isProtected = protectedBy(active, rules, shown, classic)
  if (!isProtected.known) return isProtected

  const queue = query.ok && textAt(query.data, 'queue', 'mergeQueue', 'id') !== undefined
  const sources = [...(rules.ok ? [rules.source] : []), ...(shown.ok ? [shown.source] : []), ...classic.sources]
  return known({
    branch,
    protected: isProtected.value,
    ...combined(active, rules, classic),
    ...otherRules(active, inactiveFor(rulesets, branch, facts), queue),
    rules: active === undefined ? whyHidden(rules) : known(active.rules),
    bypass: active === undefined ? whyHidden(rules) : bypassOf(active, rulesets, classic),
    sources,
  })
}

const LOOK = { remedy: 'Look at the bypass lists under Settings → Rules → Rulesets.' }

/** Everyone who may pass by one of the sources; unknown unless all of them let it be seen. */
function bypassOf(
  { rulesetIds }: BranchRules,
  { all, gap }: Rulesets,
  classic: Classic,
): Known<readonly BypassActor[]> {
  const actors: BypassActor[] = []
  for (const id of rulesetIds) {
    const ruleset = all.find((each) => each.id === id)
    if (ruleset === undefined) return gap ?? unknown('one of the rulesets of the branch is not listed', LOOK)
    // Not looked at: only those who may edit it would see the list.
    const seen = ruleset.whole === undefined ? bypassOfRuleset(undefined, sourceOf(ruleset.name)) : undefined
    const bypass = ruleset.whole?.ok === true ? bypassOfRuleset(ruleset.whole.data, sourceOf(ruleset.name)) : seen
    if (bypass?.known !== true) return bypass ?? unseen(ruleset)
    actors.push(...bypass.value)
  }
  return classic.bypass.known ? known([...actors, ...classic.bypass.value]) : classic.bypass
}

/** Whether anything protects the branch; unknown where what is hidden could. */
function protectedBy(
  active: BranchRules | undefined,
  rules: Items | Failure,
  shown: Answer | Failure,
  classic: Classic,
): Known<boolean> {
  if (active?.protects === true || classic.present === true) return known(true)
  if (active === undefined) {
    // Without the rules, the branch's own word counts only if it is yes.
    return shown.ok && flagAt(shown.data, 'protected') === true ? known(true) : whyHidden(rules)
  }
  if (classic.present === false) return known(false)
  return shown.ok ? classic.why : shown.why
}

function whyHidden(rules: Items | Failure): Failure['why'] {
  if (!rules.ok) return rules.why
  return rules.why?.why ?? { known: false, reason: 'the rules of the branch could not be read in full' }
}

function combined(active: BranchRules | undefined, rules: Items | Failure, classic: Classic) {
  const sources: Source[] = [
    { demands: active?.demands ?? HIDDEN_DEMANDS, why: whyHidden(rules) },
    { demands: classic.demands, why: classic.why },
  ]
  const not = (value: Known<boolean>): Known<boolean> => (value.known ? known(!value.value) : value)
  return {
    pullRequestRequired: anyDemands(sources, (demands) => demands.pullRequest),
    requiredApprovals: mostApprovals(sources),
    codeOwnerReview: anyDemands(sources, (demands) => demands.codeOwners),
    staleReviewsDismissed: anyDemands(sources, (demands) => demands.dismissesStale),
    lastPushApproval: anyDemands(sources, (demands) => demands.lastPushApproval),
    requiredChecks: allChecks(sources),
    strict: anyDemands(sources, (demands) => demands.strict),
    forcePushAllowed: not(anyDemands(sources, (demands) => demands.blocksForcePush)),
    deletionAllowed: not(anyDemands(sources, (demands) => demands.blocksDeletion)),
    signaturesRequired: anyDemands(sources, (demands) => demands.signatures),
    conversationsResolved: anyDemands(sources, (demands) => demands.conversations),
    linearHistory: anyDemands(sources, (demands) => demands.linearHistory),
    pushRestricted: anyDemands(sources, (demands) => demands.restrictsPush),
  }
}

function otherRules(active: BranchRules | undefined, inactive: readonly string[], queue: boolean) {
  return {
    inactiveRulesets: inactive,
    mergeQueue: queue || active?.mergeQueue === true,
    requiredWorkflows: active?.requiredWorkflows ?? [],
    requiredDeployments: active?.requiredDeployments ?? [],
  }
}
