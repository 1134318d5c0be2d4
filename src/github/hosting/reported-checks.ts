import { known, unknown, type Known } from '../../core/known.js'
import type { Hosting } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { listAt, textAt } from '../json.js'
import type { GitHub, Items } from '../types.js'

/** Merged pull requests whose checks are looked at. */
const PULLS = 3

/** The app that is named for a commit status, which no app has to report. */
const STATUS_APP = 'commit status'

type ReportedCheck = { readonly name: string; readonly app: string }

/**
 * Reads the names of the checks and statuses that were reported on the heads of recently merged pull requests. Unknown
 * unless all of it could be read: a name that is missing from the list must really not have been reported.
 */
export async function readReportedChecks(github: GitHub, branch: string): Promise<Hosting['reportedChecks']> {
  const pulls = await github.call('pulls', {
    state: 'closed',
    base: branch,
    sort: 'updated',
    direction: 'desc',
    per_page: 30,
  })
  if (!pulls.ok) return pulls.why
  const heads = listAt(pulls.data)
    .filter((pull) => textAt(pull, 'merged_at') !== undefined)
    .flatMap((pull) => textAt(pull, 'head', 'sha') ?? [])
    .slice(0, PULLS)
  if (heads.length === 0) return unknown(`no recently merged pull request on ${branch} tells which checks report`)

  const reported = await Promise.all(heads.map(async (sha) => checksOf(github, sha)))
  const byKey = new Map<string, ReportedCheck>()
  for (const checks of reported) {
    if (!checks.known) return checks
    for (const check of checks.value) byKey.set(`${check.app}\n${check.name}`, check)
  }
  return known([...byKey.values()])
}

async function checksOf(github: GitHub, sha: string): Promise<Known<readonly ReportedCheck[]>> {
  const [runs, statuses] = await Promise.all([
    github.list('checkRuns', { ref: sha, filter: 'latest', per_page: 100 }, { key: 'check_runs', most: 3 }),
    github.list('commitStatus', { ref: sha, per_page: 100 }, { key: 'statuses', most: 2 }),
  ])
  const gap = gapOf(runs) ?? gapOf(statuses)
  if (gap !== undefined) return gap.why
  return known([
    ...itemsOf(runs).flatMap((run) => checkNamed(textAt(run, 'name'), textAt(run, 'app', 'slug') ?? '')),
    ...itemsOf(statuses).flatMap((status) => checkNamed(textAt(status, 'context'), STATUS_APP)),
  ])
}

function gapOf(list: Items | Failure): Failure | undefined {
  return list.ok ? list.why : list
}

function itemsOf(list: Items | Failure): readonly unknown[] {
  return list.ok ? list.items : []
}

function checkNamed(name: string | undefined, app: string): ReportedCheck[] {
  return name === undefined ? [] : [{ name, app }]
}
