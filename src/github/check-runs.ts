import type { Unknown } from '../core/known.js'
import type { Failure } from './failure.js'
import { listAt, numberAt, textAt } from './json.js'
import type { GitHub } from './types.js'

/** Annotations that one request may carry (GitHub docs: REST API endpoints for check runs). */
const BATCH = 50

/** Requests after the first one, each with another batch. */
const MORE_BATCHES = 3

/** A check run's summary may have this many characters. */
export const CHECK_SUMMARY_LIMIT = 65_535

/** One annotation as GitHub takes it: at most 64 KB of message and 255 characters of title. */
export interface CheckAnnotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number
  readonly end_column?: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

export interface CheckRun {
  readonly name: string
  /** Tells this run from others, so that it is found again where the answer got lost. */
  readonly key: string
  /** In a pull request the head of the branch, not the merge commit that was checked out. */
  readonly headSha: string
  readonly conclusion: 'success' | 'failure'
  readonly title: string
  readonly summary: string
  readonly annotations: readonly CheckAnnotation[]
}

export type CheckRunResult =
  /** `why`: the reason why not all annotations are in it, where that is a failure. */
  | { readonly state: 'created'; readonly url: string; readonly annotated: number; readonly why?: Unknown }
  | { readonly state: 'failed'; readonly why: Unknown }

/** Creates a finished check run; further annotations follow in batches, as far as the run's calls reach. */
export async function createCheckRun(github: GitHub, check: CheckRun): Promise<CheckRunResult> {
  const output = { title: check.title, summary: check.summary }
  const answer = await github.call(
    'createCheckRun',
    {
      name: check.name,
      external_id: check.key,
      head_sha: check.headSha,
      status: 'completed',
      conclusion: check.conclusion,
      output: { ...output, annotations: check.annotations.slice(0, BATCH) },
    },
    { publish: true },
  )
  const created = answer.ok ? answer.data : await madeAfterAll(github, check, answer)
  if (!answer.ok && created === undefined) return { state: 'failed', why: answer.why }

  let annotated = Math.min(BATCH, check.annotations.length)
  const url = textAt(created, 'html_url') ?? ''
  const id = numberAt(created, 'id')
  for (let batch = 0; batch < MORE_BATCHES && annotated < check.annotations.length; batch += 1) {
    const annotations = check.annotations.slice(annotated, annotated + BATCH)
    const parameters = { check_run_id: id, output: { ...output, annotations } }
    const updated = await github.call('updateCheckRun', parameters, { publish: true })
    if (!updated.ok) return { state: 'created', url, annotated, why: updated.why }
    annotated += annotations.length
  }
  return { state: 'created', url, annotated }
}

/** The check run of which the answer got lost, if there is one: the host may have made it before it failed. */
async function madeAfterAll(github: GitHub, { name, key, headSha }: CheckRun, { kind }: Failure): Promise<unknown> {
  if (kind !== 'unreachable' && kind !== 'malformed') return undefined
  const parameters = { ref: headSha, check_name: name, filter: 'latest', per_page: 100 }
  const found = await github.call('checkRuns', parameters, { publish: true })
  const runs = found.ok ? listAt(found.data, 'check_runs') : []
  return runs.find((run) => textAt(run, 'external_id') === key)
}
