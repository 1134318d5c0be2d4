import { branchName, commitId } from './event.js'
import { numberAt, textAt, at } from './json.js'
import type { GitHub } from './types.js'

/** The run that a `workflow_run` follows, as the event tells: GitHub wrote it, though its names are other people's. */
export interface FollowedRun {
  /** What started it: `pull_request` … */
  readonly event: string
  readonly headSha: string
  readonly headBranch: string
  /** Owner of the repository that the head is in: a fork, or this one. */
  readonly headOwner: string
  readonly headRepository: number
}

/** See {@link FollowedRun}; undefined if the payload lacks any of it, as for a fork that is gone. */
export function readFollowedRun(payload: unknown): FollowedRun | undefined {
  const run = at(payload, 'workflow_run')
  const event = textAt(run, 'event')
  const headSha = commitId(textAt(run, 'head_sha'))
  const headBranch = branchName(textAt(run, 'head_branch'))
  const headOwner = textAt(run, 'head_repository', 'owner', 'login')
  const headRepository = numberAt(run, 'head_repository', 'id')
  if (event === undefined || headSha === undefined || headBranch === undefined) return undefined
  if (headOwner === undefined || !/^[\w.-]{1,100}$/.test(headOwner) || headRepository === undefined) return undefined
  return { event, headSha, headBranch, headOwner, headRepository }
}

/** An open pull request, as the API tells. */
export interface OpenPull {
  readonly number: number
  readonly headSha: string
  readonly baseSha: string
  readonly baseRef: string
  /** The commit by which the host tries out the merge; empty if there is none. */
  readonly mergeSha: string
  readonly fork: boolean
  readonly author: string
}

/** Pages of open pull requests that are looked at; one head has few. */
const MOST_PAGES = 3

/**
 * The open pull requests of this repository whose head is the branch that a run was made for, whatever their head commit
 * is by now. The event does not name those of forks (GitHub docs: `workflow_run`). A sentence if they cannot be read.
 */
export async function pullsOfRun(github: GitHub, run: FollowedRun): Promise<readonly OpenPull[] | string> {
  const parameters = { state: 'open', head: `${run.headOwner}:${run.headBranch}`, per_page: 100 }
  const list = await github.list('pulls', parameters, { most: MOST_PAGES })
  const found = list.ok ? list.items.flatMap((item) => openPull(item, run) ?? []) : []
  // That none is there can only be said of a whole list.
  const why = list.ok ? (found.length === 0 ? list.why?.why : undefined) : list.why
  if (why === undefined) return found
  return `${why.reason}${why.remedy === undefined ? '' : `: ${why.remedy}`}`
}

function openPull(item: unknown, { headBranch, headRepository }: FollowedRun): OpenPull | undefined {
  const number = numberAt(item, 'number')
  const headSha = commitId(textAt(item, 'head', 'sha'))
  const isOfRun = numberAt(item, 'head', 'repo', 'id') === headRepository && textAt(item, 'head', 'ref') === headBranch
  if (number === undefined || headSha === undefined || !isOfRun || textAt(item, 'state') !== 'open') return undefined
  return {
    number,
    headSha,
    baseSha: commitId(textAt(item, 'base', 'sha')) ?? '',
    baseRef: branchName(textAt(item, 'base', 'ref')) ?? '',
    mergeSha: commitId(textAt(item, 'merge_commit_sha')) ?? '',
    fork: numberAt(item, 'base', 'repo', 'id') !== headRepository,
    author: textAt(item, 'user', 'login') ?? '',
  }
}
