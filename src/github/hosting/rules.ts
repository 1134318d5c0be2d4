import type { AppliedRule, RequiredCheck } from '../../models/hosting.js'
import { at, flagAt, listAt, numberAt, textAt, textsAt } from '../json.js'
import type { Demands } from './demands.js'
import { levelOf, sourceOf, type Ruleset } from './rulesets.js'

/** The rulesets of the repository by number; empty where they could not be listed. */
type Listed = ReadonlyMap<number, Pick<Ruleset, 'name' | 'level'>>

/** What the active rules of a branch, of all rulesets and levels together, come to. */
export interface BranchRules {
  readonly demands: Demands
  /** True if one of the rules restricts what reaches the branch, or how. */
  readonly protects: boolean
  /** True if there is any rule at all. */
  readonly any: boolean
  /** All of them, unknown types included. */
  readonly rules: readonly AppliedRule[]
  /** The rulesets they are from. */
  readonly rulesetIds: ReadonlySet<number | undefined>
  readonly mergeQueue: boolean
  readonly requiredWorkflows: readonly string[]
  readonly requiredDeployments: readonly string[]
}

/** Rule types that protect a branch. Others ask for a review by a machine, or judge names and messages. */
const PROTECTING: ReadonlySet<string> = new Set([
  'pull_request',
  'required_status_checks',
  'update',
  'non_fast_forward',
  'merge_queue',
  'workflows',
  'required_deployments',
  'code_scanning',
])

/**
 * Reads the answer of "Get rules for a branch" (GitHub docs: REST API endpoints for rules). Several rulesets may hold a
 * rule of the same type: the strictest counts. Unknown types are left alone.
 */
export function readRules(rules: readonly unknown[], rulesets: Listed): BranchRules {
  const parametersOf = (type: string): unknown[] => rules.filter(typed(type)).map((rule) => at(rule, 'parameters'))
  const has = (...types: string[]): boolean => types.some((type) => rules.some(typed(type)))
  const reviews = parametersOf('pull_request')
  const checks = parametersOf('required_status_checks')
  const teamReviews = reviews.flatMap((review) => listAt(review, 'required_reviewers'))
  return {
    demands: {
      pullRequest: has('pull_request', 'merge_queue'),
      approvals: most([
        ...reviews.map((review) => numberAt(review, 'required_approving_review_count')),
        ...teamReviews.filter(ofEveryFile).map((review) => numberAt(review, 'minimum_approvals')),
      ]),
      // A team named for a file pattern does what an owner of these files does.
      codeOwners:
        reviews.some((review) => flagAt(review, 'require_code_owner_review')) ||
        teamReviews.some((review) => (numberAt(review, 'minimum_approvals') ?? 0) > 0),
      dismissesStale: reviews.some((review) => flagAt(review, 'dismiss_stale_reviews_on_push')),
      lastPushApproval: reviews.some((review) => flagAt(review, 'require_last_push_approval')),
      checks: rules.filter(typed('required_status_checks')).flatMap((rule) => checksOf(rule, rulesets)),
      strict: checks.some((each) => flagAt(each, 'strict_required_status_checks_policy')),
      blocksForcePush: has('non_fast_forward', 'update'),
      blocksDeletion: has('deletion'),
      signatures: has('required_signatures'),
      conversations: reviews.some((review) => flagAt(review, 'required_review_thread_resolution')),
      linearHistory: has('required_linear_history'),
      restrictsPush: has('update'),
    },
    protects: has(...PROTECTING),
    any: rules.length > 0,
    rules: rules.flatMap((rule) => appliedRule(rule, rulesets)),
    rulesetIds: new Set(rules.map((rule) => numberAt(rule, 'ruleset_id'))),
    mergeQueue: has('merge_queue'),
    requiredWorkflows: parametersOf('workflows')
      .flatMap((each) => listAt(each, 'workflows'))
      .flatMap((workflow) => textAt(workflow, 'path') ?? []),
    requiredDeployments: parametersOf('required_deployments').flatMap((each) =>
      textsAt(each, 'required_deployment_environments'),
    ),
  }
}

function typed(type: string): (rule: unknown) => boolean {
  return (rule) => textAt(rule, 'type') === type
}

function most(counts: readonly (number | undefined)[]): number {
  return Math.max(0, ...counts.map((count) => count ?? 0))
}

function ofEveryFile(review: unknown): boolean {
  return textsAt(review, 'file_patterns').some((pattern) => ['*', '**', '**/*'].includes(pattern))
}

function checksOf(rule: unknown, rulesets: Listed): RequiredCheck[] {
  const source = rulesetOf(rule, rulesets)
  return listAt(rule, 'parameters', 'required_status_checks').flatMap((check) => {
    const context = textAt(check, 'context')
    const integrationId = numberAt(check, 'integration_id')
    return context === undefined ? [] : [{ context, source, ...(integrationId !== undefined && { integrationId }) }]
  })
}

function appliedRule(rule: unknown, rulesets: Listed): AppliedRule[] {
  const type = textAt(rule, 'type')
  if (type === undefined) return []
  const parameters = at(rule, 'parameters')
  const level = levelOf(textAt(rule, 'ruleset_source_type')) ?? rulesets.get(numberAt(rule, 'ruleset_id') ?? -1)?.level
  return [
    {
      type,
      parameters: typeof parameters === 'object' && parameters !== null ? { ...parameters } : {},
      source: rulesetOf(rule, rulesets),
      ...(level !== undefined && { level }),
    },
  ]
}

function rulesetOf(rule: unknown, rulesets: Listed): string {
  const id = numberAt(rule, 'ruleset_id')
  const name = id === undefined ? undefined : rulesets.get(id)?.name
  return sourceOf(name ?? id ?? textAt(rule, 'ruleset_source') ?? '').trimEnd()
}
