import type { Unknown } from '../core/known.js'
import { numberAt, textAt } from './json.js'
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
  /** In a pull request the head of the branch, not the merge commit that was checked out. */
  readonly headSha: string
  readonly conclusion: 'success' | 'failure'
  readonly title: string
  readonly summary: string
  readonly annotations: readonly CheckAnnotation[]
}

export type CheckRunResult =
  | { readonly state: 'created'; readonly url: string; readonly annotated: number }
  | { readonly state: 'failed'; readonly why: Unknown }

/** Creates a finished check run; further annotations follow in batches, as far as the run's calls reach. */
export async function createCheckRun(github: GitHub, check: CheckRun): Promise<CheckRunResult> {
  const output = { title: check.title, summary: check.summary }
  const created = await github.call(
    'createCheckRun',
    {
      name: check.name,
      head_sha: check.headSha,
      status: 'completed',
      conclusion: check.conclusion,
      output: { ...output, annotations: check.annotations.slice(0, BATCH) },
    },
    { publish: true },
  )
  if (!created.ok) return { state: 'failed', why: created.why }

  let annotated = Math.min(BATCH, check.annotations.length)
  const id = numberAt(created.data, 'id')
  for (let batch = 0; id !== undefined && batch < MORE_BATCHES && annotated < check.annotations.length; batch += 1) {
    const annotations = check.annotations.slice(annotated, annotated + BATCH)
    const parameters = { check_run_id: id, output: { ...output, annotations } }
    const updated = await github.call('updateCheckRun', parameters, { publish: true })
    if (!updated.ok) break
    annotated += annotations.length
  }
  return { state: 'created', url: textAt(created.data, 'html_url') ?? '', annotated }
}
