import { flagAt, listAt, numberAt, textAt } from './json.js'

/** The pull request that started a run. */
export interface PullRequest {
  readonly number: number
  readonly headSha: string
  /** The base branch's commit when the event was made; empty if the event does not tell. */
  readonly baseSha: string
  readonly baseRef: string
  /** True if the head is in another repository, or in one that is gone: the token is then read-only. */
  readonly fork: boolean
  readonly author: string
  readonly draft: boolean
}

/** What started the run. Everything in it was written by others: names are data, commit ids are checked. */
export interface Event {
  /** `pull_request`, `push`, `merge_group` … */
  readonly name: string
  /** `owner/name`. */
  readonly repository: string
  readonly pull?: PullRequest
  /** Where the change of a merge group starts: the commit that it is added to. */
  readonly base?: { readonly sha: string; readonly ref: string }
  /** The commit that was checked out, or would be. */
  readonly sha: string
  readonly ref: string
  readonly defaultBranch?: string
  readonly actor: string
  /** Started by Dependabot: the token is read-only unless the workflow declares permissions. */
  readonly dependabot: boolean
  /** Number of the workflow run and of its attempt; zero outside GitHub Actions. */
  readonly run: { readonly id: number; readonly attempt: number }
}

const DEPENDABOT = 'dependabot[bot]'

/**
 * Reads what started the run from the variables and the payload that the runner gives. Never throws: what the payload
 * lacks, or holds in another shape, is left out. Source: GitHub docs, "Events that trigger workflows".
 */
export function readEvent(env: Readonly<Record<string, string | undefined>>, payload: unknown): Event {
  const name = env['GITHUB_EVENT_NAME'] ?? ''
  const pull = name === 'workflow_run' ? pullOfRun(payload) : pullOf(payload)
  const base = name === 'merge_group' ? baseOfGroup(payload) : undefined
  const defaultBranch = branchName(textAt(payload, 'repository', 'default_branch'))
  const actor = env['GITHUB_ACTOR'] ?? textAt(payload, 'sender', 'login') ?? ''
  return {
    name,
    repository: env['GITHUB_REPOSITORY'] ?? textAt(payload, 'repository', 'full_name') ?? '',
    ...(pull && { pull }),
    ...(base && { base }),
    sha: commitId(env['GITHUB_SHA']) ?? commitId(textAt(payload, 'merge_group', 'head_sha')) ?? '',
    ref: env['GITHUB_REF'] ?? '',
    ...(defaultBranch !== undefined && { defaultBranch }),
    actor,
    dependabot: actor === DEPENDABOT || pull?.author === DEPENDABOT,
    run: { id: Number(env['GITHUB_RUN_ID']) || 0, attempt: Number(env['GITHUB_RUN_ATTEMPT']) || 0 },
  }
}

function pullOf(payload: unknown): PullRequest | undefined {
  const number = pullNumber(numberAt(payload, 'pull_request', 'number') ?? numberAt(payload, 'number'))
  const headSha = commitId(textAt(payload, 'pull_request', 'head', 'sha'))
  if (number === undefined || headSha === undefined) return undefined
  const head = textAt(payload, 'pull_request', 'head', 'repo', 'full_name')
  const base = textAt(payload, 'pull_request', 'base', 'repo', 'full_name')
  return {
    number,
    headSha,
    baseSha: commitId(textAt(payload, 'pull_request', 'base', 'sha')) ?? '',
    baseRef: branchName(textAt(payload, 'pull_request', 'base', 'ref')) ?? '',
    fork: head === undefined || head !== base,
    author: textAt(payload, 'pull_request', 'user', 'login') ?? '',
    draft: flagAt(payload, 'pull_request', 'draft') ?? false,
  }
}

/** A run started by another run names its pull requests only if they come from the same repository. */
function pullOfRun(payload: unknown): PullRequest | undefined {
  const [first] = listAt(payload, 'workflow_run', 'pull_requests')
  const number = pullNumber(numberAt(first, 'number'))
  const headSha = commitId(textAt(payload, 'workflow_run', 'head_sha'))
  if (number === undefined || headSha === undefined) return undefined
  const head = textAt(payload, 'workflow_run', 'head_repository', 'full_name')
  const here = textAt(payload, 'workflow_run', 'repository', 'full_name') ?? textAt(payload, 'repository', 'full_name')
  return {
    number,
    headSha,
    baseSha: commitId(textAt(first, 'base', 'sha')) ?? '',
    baseRef: branchName(textAt(first, 'base', 'ref')) ?? '',
    fork: head === undefined || head !== here,
    author: textAt(payload, 'workflow_run', 'actor', 'login') ?? '',
    draft: false,
  }
}

function baseOfGroup(payload: unknown): { sha: string; ref: string } | undefined {
  const sha = commitId(textAt(payload, 'merge_group', 'base_sha'))
  const ref = textAt(payload, 'merge_group', 'base_ref')?.replace(/^refs\/heads\//, '')
  return sha === undefined ? undefined : { sha, ref: branchName(ref) ?? '' }
}

function pullNumber(value: number | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : undefined
}

/** A full commit id, SHA-1 or SHA-256; it may be handed to git. */
export function commitId(value: string | undefined): string | undefined {
  return value !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined
}

/** A name that git accepts for a branch and that no command line can take for an option. */
export function branchName(value: string | undefined): string | undefined {
  // eslint-disable-next-line no-control-regex -- git check-ref-format forbids control characters
  const forbidden = /^-|^$|[\x00-\x20~^:?*[\\\x7f]|\.\.|@\{/
  return value === undefined || forbidden.test(value) ? undefined : value
}
