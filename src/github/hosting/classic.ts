import { known, unknown, type Known, type Unknown } from '../../core/known.js'
import type { BypassActor, RequiredCheck } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { at, flagAt, listAt, numberAt, textAt, textsAt } from '../json.js'
import { SETTINGS_TOKEN } from '../operations.js'
import type { Answer, GitHub } from '../types.js'
import type { Administration } from './administration.js'
import { bypassOfClassic } from './bypass.js'
import { HIDDEN_DEMANDS, NO_DEMANDS, type Demands } from './demands.js'

const SOURCE = 'classic protection'

/** What was found out about classic branch protection. `present` is undefined where even that is not certain. */
export interface Classic {
  readonly present: boolean | undefined
  readonly demands: Demands
  readonly bypass: Known<readonly BypassActor[]>
  /** Why the hidden part of the demands is hidden. */
  readonly why: Unknown
  readonly sources: readonly string[]
}

const ABSENT: Omit<Classic, 'why'> = { present: false, demands: NO_DEMANDS, bypass: known([]), sources: [] }

/**
 * Reads classic protection from whatever the token may see: all of it with `administration: read`, else the required
 * checks that the branch shows, and the settings that GitHub shows to everyone who may read (`refUpdateRule`).
 *
 * @param branch the answer of "Get a branch"
 * @param settings the answer of the settings query
 * @param administration whether administrators' settings can be read: if not, the protection itself is not asked for
 * @param rules whether active rules apply; undefined if that could not be read
 */
export async function readClassic(
  github: GitHub,
  name: string,
  branch: Answer | Failure,
  settings: Answer | Failure,
  administration: Administration,
  rules: boolean | undefined,
): Promise<Classic> {
  const why = hiddenBecause(branch)
  const shown = branch.ok ? branch.data : undefined
  // GitHub also calls a branch protected that only rules apply to; `enabled` speaks of classic protection alone.
  if (flagAt(shown, 'protected') === false || flagAt(shown, 'protection', 'enabled') === false) {
    return { ...ABSENT, why }
  }
  const full = administration.refused ?? (await github.call('classicProtection', { branch: name }, { admin: true }))
  if (full.ok) {
    const bypass = known(bypassOfClassic(full.data, SOURCE))
    return { present: true, demands: demandsOf(full.data), bypass, why, sources: [full.source] }
  }
  if (full.kind === 'missing' && /not protected/i.test(full.message)) return { ...ABSENT, why }

  const visible = settings.ok ? at(settings.data, 'protection', 'ref', 'refUpdateRule') : undefined
  const seen = isObject(visible)
  const reason = full.kind === 'forbidden' || full.kind === 'missing' ? why : full.why
  return {
    present: seen || (flagAt(shown, 'protected') === true && rules === false) ? true : undefined,
    demands: { ...HIDDEN_DEMANDS, ...(seen && visibleDemands(visible)), ...(branch.ok && shownChecks(shown)) },
    bypass: reason,
    why: reason,
    sources: seen && settings.ok ? ['GraphQL Ref.refUpdateRule'] : [],
  }
}

function hiddenBecause(branch: Answer | Failure): Unknown {
  if (!branch.ok && branch.kind !== 'forbidden' && branch.kind !== 'missing') return branch.why
  return unknown('classic branch protection is only visible with `administration: read`', {
    permission: 'administration: read',
    remedy: `Give Pillarlint a token with \`administration: read\` (${SETTINGS_TOKEN}), or move the settings to a ruleset, which everyone may read.`,
  })
}

/** Source: GitHub docs, "Get branch protection". A block that is absent is switched off. */
function demandsOf(protection: unknown): Demands {
  const reviews = at(protection, 'required_pull_request_reviews')
  const checks = at(protection, 'required_status_checks')
  return {
    pullRequest: isObject(reviews),
    approvals: numberAt(reviews, 'required_approving_review_count') ?? 0,
    codeOwners: flagAt(reviews, 'require_code_owner_reviews') ?? false,
    dismissesStale: flagAt(reviews, 'dismiss_stale_reviews') ?? false,
    lastPushApproval: flagAt(reviews, 'require_last_push_approval') ?? false,
    checks: checksOf(checks),
    strict: flagAt(checks, 'strict') ?? false,
    blocksForcePush:
      flagAt(protection, 'lock_branch', 'enabled') === true ||
      flagAt(protection, 'allow_force_pushes', 'enabled') !== true,
    blocksDeletion: flagAt(protection, 'allow_deletions', 'enabled') !== true,
    signatures: flagAt(protection, 'required_signatures', 'enabled') === true,
    conversations: flagAt(protection, 'required_conversation_resolution', 'enabled') === true,
    linearHistory: flagAt(protection, 'required_linear_history', 'enabled') === true,
    restrictsPush: flagAt(protection, 'lock_branch', 'enabled') === true || isObject(at(protection, 'restrictions')),
  }
}

/** Source: GitHub GraphQL, object RefUpdateRule. A pull request that needs no approval leaves no trace in it. */
function visibleDemands(rule: unknown): Partial<Demands> {
  const approvals = numberAt(rule, 'requiredApprovingReviewCount')
  const forcePush = flagAt(rule, 'allowsForcePushes')
  const deletion = flagAt(rule, 'allowsDeletions')
  return {
    pullRequest: approvals === undefined ? undefined : true,
    approvals: approvals ?? 0,
    codeOwners: flagAt(rule, 'requiresCodeOwnerReviews'),
    checks: textsAt(rule, 'requiredStatusCheckContexts').map((context) => ({ context, source: SOURCE })),
    blocksForcePush: forcePush === undefined ? undefined : !forcePush,
    blocksDeletion: deletion === undefined ? undefined : !deletion,
    signatures: flagAt(rule, 'requiresSignatures'),
    conversations: flagAt(rule, 'requiresConversationResolution'),
    linearHistory: flagAt(rule, 'requiresLinearHistory'),
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function shownChecks(branch: unknown): Partial<Demands> {
  const checks = at(branch, 'protection', 'required_status_checks')
  return checks === undefined ? {} : { checks: checksOf(checks) }
}

/** `checks` names the app as well, `contexts` is the older form of the same list. */
function checksOf(block: unknown): RequiredCheck[] {
  const named = listAt(block, 'checks').flatMap((check): RequiredCheck[] => {
    const context = textAt(check, 'context')
    const app = numberAt(check, 'app_id')
    // -1 stands for any app.
    const fixed = app !== undefined && app > 0
    return context === undefined ? [] : [{ context, source: SOURCE, ...(fixed && { integrationId: app }) }]
  })
  const known = new Set(named.map(({ context }) => context))
  const others = textsAt(block, 'contexts').filter((context) => !known.has(context))
  return [...named, ...others.map((context) => ({ context, source: SOURCE }))]
}
