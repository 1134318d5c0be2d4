import { DAY } from '../core/days.js'
import { known, unknown, type Known } from '../core/known.js'
import type { DeliveryHistory, Hosting } from '../models/index.js'
import { countMerged, readBranches } from './history/branches.js'
import { readChanges } from './history/changes.js'
import { readDeployments } from './history/deployments.js'
import { readIncidents } from './history/incidents.js'
import { EVENTS_QUERY } from './history/queries.js'
import { readReleases } from './history/releases.js'
import { readRuns } from './history/runs.js'
import type { GitHub } from './types.js'

interface DeliveryHistoryRequest {
  /** The window, in days back from `until`, which is in milliseconds since 1970. */
  readonly days: number
  readonly until: number
  /** What the host says of the repository: its default branch and the checks that this requires. */
  readonly hosting: Pick<Hosting, 'repository' | 'protection'>
  /** The default branch, if the hosting facts do not name it. */
  readonly branch?: string
}

/**
 * Reads how delivery has gone, in six calls at most: two pages of changes, one of everything that happens beside them,
 * two of runs, and one that tells no deployments from hidden ones. Where fewer are left the first pages come first. Never
 * throws: each list is known or says why not.
 */
export async function readDeliveryHistory(
  github: GitHub,
  { days, until, hosting, branch: named }: DeliveryHistoryRequest,
): Promise<Known<DeliveryHistory>> {
  const { repository, protection } = hosting
  const branch = repository.known ? repository.value.defaultBranch : named
  if (branch === undefined || branch === '') {
    return repository.known ? unknown('the repository has no default branch') : repository
  }
  const window = { days, from: until - days * DAY, until }
  const required = protection.known ? protection.value.requiredChecks : protection
  const { owner, repo } = github
  const [{ changes, began, commits }, events, runs] = await Promise.all([
    readChanges(github, {
      branch,
      window,
      ...(required.known && { requiredChecks: required.value.map(({ context }) => context) }),
    }),
    github.query(EVENTS_QUERY, { owner, repo }),
    readRuns(github, window),
  ])
  return known({
    source: 'api',
    window: { ...window, ...(began !== undefined && { began }) },
    defaultBranch: branch,
    changes,
    openBranches: readBranches(events, branch, window, commits),
    mergedBranches: countMerged(events, branch),
    deployments: await readDeployments(github, events, window, runs),
    runs,
    releases: readReleases(events, window),
    incidents: readIncidents(events, window),
  })
}
