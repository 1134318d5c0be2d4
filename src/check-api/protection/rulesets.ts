import type { Known } from '../../core/known.js'
import type { SettingsChange } from '../../core/outcome.js'
import type { Codeowners, History, Job, Pipelines, Protection, RepositoryFacts } from '../../models/index.js'
import { failsWithItsNeeds, guardOf } from '../pipelines/guards.js'
import { descendantsOf, type JobInPipeline } from '../pipelines/pipelines.js'
import { changeJobs, runsTests } from './change-jobs.js'
import { settingsChange, type Json } from './changes.js'
import { changeGap, runsInQueue, skipGap } from './report-gaps.js'
import { skippedFor } from './skipped-for.js'

/** What checks want beside the protection, so that {@link branchRuleset} can be made. */
export const RULESET_SUBJECTS = ['pipelines', 'history', 'repository', 'codeowners'] as const

/** What a ruleset for the default branch is made from: subjects of checks. They are read only where it is made. */
export interface BranchFacts {
  readonly protection: Protection
  readonly pipelines: Known<Pipelines>
  readonly history: Known<History>
  readonly repository: Known<RepositoryFacts>
  /** Approvals that are wanted at least. */
  readonly approvals?: number
  readonly codeowners: Known<Codeowners>
}

/** Names that one rule asks for. */
const MOST_CHECKS = 30

const missing = (fact: Known<boolean> | undefined, value: boolean): boolean =>
  fact?.known === true && fact.value === value

/**
 * One ruleset with all that the default branch is known to lack, beside what it has: of several rulesets the strictest
 * counts, so nothing that stands is loosened (GitHub docs, "About rulesets"). Undefined if nothing is known to be missing.
 */
export function branchRuleset(facts: BranchFacts): readonly SettingsChange[] | undefined {
  const { protection } = facts
  const bare = !protection.protected
  const contexts = missingChecks(facts)
  const reviews = reviewRule(facts)
  const deletion = bare || missing(protection.deletionAllowed, true)
  const forcePush = bare || missing(protection.forcePushAllowed, true)
  const rules: readonly (readonly [part: string, rule: Json])[] = [
    ...(reviews === undefined ? [] : [['pull requests', reviews] as const]),
    ...(contexts.length === 0 ? [] : [['passing checks', checksRule(contexts)] as const]),
    ...(forcePush ? [['no force pushes', { type: 'non_fast_forward' }] as const] : []),
    ...(deletion ? [['no deletion', { type: 'deletion' }] as const] : []),
  ]
  if (rules.length === 0) return undefined
  return [
    rulesetOf(
      'branch',
      `Default branch: ${rules.map(([part]) => part).join(', ')}`,
      ['~DEFAULT_BRANCH'],
      rules.map(([, rule]) => rule),
    ),
  ]
}

/** A ruleset that keeps tags where they are. @param patterns of full names, as rulesets have them */
export function tagRuleset(patterns: readonly string[]): readonly SettingsChange[] {
  return [
    rulesetOf('tag', 'Release tags: no update, no deletion', patterns, [{ type: 'update' }, { type: 'deletion' }]),
  ]
}

function rulesetOf(
  target: 'branch' | 'tag',
  name: string,
  include: readonly string[],
  rules: readonly Json[],
): SettingsChange {
  const conditions = { ref_name: { include, exclude: [] } }
  return settingsChange('POST', 'rulesets', { name, target, enforcement: 'active', conditions, rules }, 'ruleset.json')
}

/** Who works alone has nobody to approve; a pull request then still brings the checks. */
function reviewRule(facts: BranchFacts): Json | undefined {
  const { protection, history, approvals = 1 } = facts
  const { requiredApprovals, pullRequestRequired, staleReviewsDismissed, lastPushApproval } = protection
  const isAlone = history.known && !history.value.shallow && history.value.authors === 1
  const present = requiredApprovals.known ? requiredApprovals.value : 0
  const count = isAlone ? 0 : Math.max(approvals, present)
  const owners = !isAlone && lacksOwners(facts)
  const isStale = count > 0 && missing(staleReviewsDismissed, false) && missing(lastPushApproval, false)
  const isFew = requiredApprovals.known && present < count
  if (protection.protected && !missing(pullRequestRequired, false) && !isFew && !isStale && !owners) return undefined
  return {
    type: 'pull_request',
    parameters: {
      required_approving_review_count: Math.min(count, 10),
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: owners,
      require_last_push_approval: count > 0,
      required_review_thread_resolution: false,
    },
  }
}

function lacksOwners({ protection, codeowners }: BranchFacts): boolean {
  if (!codeowners.known || codeowners.value.host !== 'github') return false
  if (codeowners.value.rules.every(({ owners }) => owners.length === 0)) return false
  return !protection.protected || missing(protection.codeOwnerReview, false)
}

function checksRule(contexts: readonly string[]): Json {
  return {
    type: 'required_status_checks',
    parameters: {
      strict_required_status_checks_policy: false,
      required_status_checks: contexts.map((context) => ({ context })),
    },
  }
}

/**
 * The names of checks that would guard the tests which a merge does not wait for. Only those that every pull request,
 * and the merge queue if there is one, gets: a check that is required and not reported holds everything up.
 */
function missingChecks({ protection, pipelines, repository }: BranchFacts): string[] {
  const { branch, requiredChecks, requiredWorkflows, mergeQueue } = protection
  const required = protection.protected ? (requiredChecks.known ? requiredChecks.value : undefined) : []
  if (!pipelines.known || required === undefined) return []
  const open = changeJobs(pipelines.value, branch, runsTests).filter(
    (each) => !each.filtered && guardOf(each, required, requiredWorkflows) === undefined,
  )
  const reports = ({ pipeline }: JobInPipeline) =>
    pipeline.system === 'github-actions' &&
    changeGap(pipeline, branch) === undefined &&
    (!mergeQueue || runsInQueue(pipeline, branch))
  const names = open.filter(reports).flatMap((each) => {
    const guard = guardsOf(each).find((job) => isDependable({ pipeline: each.pipeline, job }, repository))
    return guard?.checkNames ?? []
  })
  return [...new Set(names)].slice(0, MOST_CHECKS)
}

/** Jobs that fail with the job: those that sum up first, because their names stay when a matrix changes. */
function guardsOf({ pipeline, job }: JobInPipeline): Job[] {
  const sums = descendantsOf(pipeline, job).filter((each) => each.matrix === undefined && failsWithItsNeeds(each))
  return [...sums, job]
}

function isDependable({ pipeline, job }: JobInPipeline, repository: Known<RepositoryFacts>): boolean {
  const { checkNames, checkNamesComplete, allowFailure, calls } = job
  return (
    checkNames.length > 0 &&
    checkNamesComplete &&
    calls === undefined &&
    allowFailure === undefined &&
    skipGap(pipeline, job, repository) === undefined &&
    skippedFor(pipeline, job, repository) !== 'every pull request'
  )
}
