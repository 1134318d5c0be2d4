import { known, unknown, type Known } from '../../core/known.js'
import type { MergeSettings } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { at, flagAt } from '../json.js'
import type { Answer, GitHub } from '../types.js'

/** Each part stands under a name of its own, so that one that may not be read does not take the others with it. */
/** What is asked of the rule that a branch has for the asking token. */
export const UPDATE_RULE = `refUpdateRule {
        allowsDeletions
        allowsForcePushes
        requiresSignatures
        requiresConversationResolution
        requiresLinearHistory
        requiredApprovingReviewCount
        requiredStatusCheckContexts
        requiresCodeOwnerReviews
      }`

const PARTS: readonly string[] = [
  `protection: repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $ref) {
      ${UPDATE_RULE}
    }
  }`,
  `queue: repository(owner: $owner, name: $repo) {
    mergeQueue(branch: $branch) {
      id
    }
  }`,
  `alerts: repository(owner: $owner, name: $repo) {
    hasVulnerabilityAlertsEnabled
  }`,
  `merging: repository(owner: $owner, name: $repo) {
    mergeCommitAllowed
    squashMergeAllowed
    rebaseMergeAllowed
    autoMergeAllowed
    deleteBranchOnMerge
    allowUpdateBranch
  }`,
]

/**
 * Asks in one query for settings that the REST API shows to administrators alone. A host that is older than a field
 * refuses all of the query, so it is asked once more without the part that holds the field.
 */
export async function askSettings(github: GitHub, branch: string): Promise<Answer | Failure> {
  const { owner, repo } = github
  const variables = { owner, repo, ref: `refs/heads/${branch}`, branch }
  const answer = await github.query(queryOf(PARTS), variables)
  if (answer.ok) return answer
  const field = /^Field '(\w{1,60})' doesn't exist/.exec(answer.message)?.[1]
  const rest = PARTS.filter((part) => field !== undefined && !new RegExp(`\\b${field}\\b`).test(part))
  return rest.length === 0 ? answer : github.query(queryOf(rest), variables)
}

/** GraphQL refuses variables that nothing uses. */
function queryOf(parts: readonly string[]): string {
  const text = parts.join('\n  ')
  const types = { owner: 'String!', repo: 'String!', ref: 'String!', branch: 'String!' }
  const used = Object.entries(types).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text))
  return `query PillarlintSettings(${used.map(([name, type]) => `$${name}: ${type}`).join(', ')}) {\n  ${text}\n}`
}

/**
 * How pull requests are merged: the query tells everyone, the repository itself only those who may write.
 *
 * @param repository the answer of "Get a repository"
 * @param settings the answer of {@link askSettings}
 */
export function readMerging(repository: Answer | Failure, settings: Answer | Failure): Known<MergeSettings> {
  const asked = settings.ok ? mergingOf(at(settings.data, 'merging'), QUERY_NAMES) : undefined
  const shown = repository.ok ? mergingOf(repository.data, REST_NAMES) : undefined
  const merging = asked ?? shown
  if (merging !== undefined) return known(merging)
  if (!settings.ok) return settings.why
  return unknown('how pull requests are merged is not shown to this token', {
    permission: 'metadata: read',
    remedy: 'Check that the token belongs to this repository.',
  })
}

type Names = Readonly<Record<keyof MergeSettings, string>>

const QUERY_NAMES: Names = {
  mergeCommits: 'mergeCommitAllowed',
  squash: 'squashMergeAllowed',
  rebase: 'rebaseMergeAllowed',
  autoMerge: 'autoMergeAllowed',
  deletesMerged: 'deleteBranchOnMerge',
  offersUpdate: 'allowUpdateBranch',
}

const REST_NAMES: Names = {
  mergeCommits: 'allow_merge_commit',
  squash: 'allow_squash_merge',
  rebase: 'allow_rebase_merge',
  autoMerge: 'allow_auto_merge',
  deletesMerged: 'delete_branch_on_merge',
  offersUpdate: 'allow_update_branch',
}

/** Undefined unless all of it is there. */
function mergingOf(data: unknown, names: Names): MergeSettings | undefined {
  const flag = (name: keyof MergeSettings): boolean | undefined => flagAt(data, names[name])
  const mergeCommits = flag('mergeCommits')
  const squash = flag('squash')
  const rebase = flag('rebase')
  const autoMerge = flag('autoMerge')
  const deletesMerged = flag('deletesMerged')
  const offersUpdate = flag('offersUpdate')
  if (mergeCommits === undefined || squash === undefined || rebase === undefined) return undefined
  if (autoMerge === undefined || deletesMerged === undefined) return undefined
  return { mergeCommits, squash, rebase, autoMerge, deletesMerged, ...(offersUpdate !== undefined && { offersUpdate }) }
}
