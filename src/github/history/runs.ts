import { known, type Known } from '../../core/known.js'
import type { HistoryWindow, PastRun, Recorded } from '../../models/index.js'
import { numberAt, textAt } from '../json.js'
import type { GitHub } from '../types.js'
import { timeAt } from './part.js'

/** Pages of 100 runs, the newest. */
const PAGES = 2

/** Reads the runs of workflows that have ended: two pages, the newest. */
export async function readRuns(github: GitHub, window: HistoryWindow): Promise<Known<Recorded<PastRun>>> {
  const created = `>=${new Date(window.from).toISOString().slice(0, 19)}Z`
  const parameters = { created, status: 'completed', exclude_pull_requests: true, per_page: 100 }
  const list = await github.list('workflowRuns', parameters, { key: 'workflow_runs', most: PAGES })
  if (!list.ok) return list.why
  const items = list.items.flatMap((run) => runOf(run) ?? []).filter(({ createdAt }) => createdAt <= window.until)
  return known({ items: items.sort((a, b) => b.createdAt - a.createdAt), complete: list.complete })
}

/** A run has no time of its end: that of its last change is it, once it has ended. */
function runOf(run: unknown): PastRun | undefined {
  const [id, createdAt, endedAt] = [numberAt(run, 'id'), timeAt(run, 'created_at'), timeAt(run, 'updated_at')]
  const conclusion = textAt(run, 'conclusion')
  if (id === undefined || createdAt === undefined || endedAt === undefined || conclusion === undefined) return undefined
  return {
    id,
    // A run of a required workflow of another repository names its version after the path.
    path: (textAt(run, 'path') ?? '').replace(/@[^@]*$/, ''),
    event: textAt(run, 'event') ?? '',
    sha: textAt(run, 'head_sha') ?? '',
    branch: textAt(run, 'head_branch') ?? '',
    createdAt,
    startedAt: timeAt(run, 'run_started_at') ?? createdAt,
    endedAt,
    conclusion,
    attempt: numberAt(run, 'run_attempt') ?? 1,
  }
}
