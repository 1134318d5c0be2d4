import { DAY } from '../../core/days.js'
import { known, unknown, type Known, type Unknown } from '../../core/known.js'
import { once } from '../../core/once.js'
import type { DeliveryHistory, HistoryWindow } from '../../models/index.js'
import { isShallow } from '../history.js'
import { readChanges, readMainline, type Mainline } from './changes.js'
import { readCommits } from './commits.js'
import { findDefaultBranch } from './default-branch.js'
import { readOpenBranches } from './open-branches.js'
import { readReleases } from './releases.js'
import { sharedCost, type Source } from './source.js'

export interface GitHistoryRequest {
  readonly root: string
  /** The window to look at, in days back from `until`, which is in milliseconds since 1970. */
  readonly days: number
  readonly until: number
  /** The default branch, where the host named it. */
  readonly branch?: string
}

const NO_BRANCH: Unknown = unknown('the clone does not tell which branch is the default branch', {
  remedy: 'Fetch it (git fetch origin, git remote set-head origin --auto), or use `history: api`.',
})

/**
 * How delivery has gone, as far as a clone tells: what reached the default branch, open branches, tags that name a
 * version. Each list is read when it is first asked for. Deployments, runs and incidents are the host's to tell.
 */
export function readGitDeliveryHistory({
  root,
  days,
  until,
  branch: named,
}: GitHistoryRequest): Known<DeliveryHistory> {
  const branch = findDefaultBranch(root, named)
  if (branch === undefined) return NO_BRANCH
  const window = { days, from: until - days * DAY, until }
  const source: Source = { root, branch, window, shallow: isShallow(root), cost: sharedCost() }
  const mainline = once(() => readMainline(source))
  const changes = once(() => {
    const read = mainline()
    return read.known ? known(readChanges(source, read.value)) : read
  })
  const openBranches = once(() => readOpenBranches(source, changes()))
  const releases = once(() => readReleases(source))
  const whole = once(() => withBeginning(source, mainline()))
  return known({
    source: 'git',
    get window() {
      return whole()
    },
    defaultBranch: branch.name,
    get changes() {
      return changes()
    },
    get openBranches() {
      return openBranches()
    },
    get releases() {
      return releases()
    },
    deployments: onlyOnHost('deployments', 'deployments: read'),
    runs: onlyOnHost('the runs of pipelines', 'actions: read'),
    incidents: onlyOnHost('reports of incidents', 'issues: read'),
  })
}

function onlyOnHost(what: string, permission: string): Unknown {
  return unknown(`git does not record ${what}`, {
    permission,
    remedy: `Use \`history: api\` with a token that has \`${permission}\`.`,
  })
}

/** When the branch began, which a shallow clone does not know. */
function withBeginning({ root, branch, window, shallow, cost }: Source, mainline: Known<Mainline>): HistoryWindow {
  if (shallow || !mainline.known) return window
  const { commits, before, complete } = mainline.value
  const first = complete && before === undefined ? commits.at(-1) : undefined
  if (first !== undefined) return { ...window, began: first.committedAt }
  const roots = readCommits(root, ['--first-parent', '--max-parents=0', '--max-count=1', branch.ref], cost())
  const began = typeof roots === 'string' ? before?.committedAt : (roots[0] ?? before)?.committedAt
  return began === undefined ? window : { ...window, began }
}
