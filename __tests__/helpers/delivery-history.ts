import type { Case } from './check-tester.js'
import { known, unknown, type Known } from '../../src/core/known.js'
import type {
  DeliveryHistory,
  HistoryWindow,
  PastChange,
  PastDeployment,
  PastRun,
  Recorded,
} from '../../src/models/index.js'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Friday, 29 May 2026, noon: when the windows of tests end. */
export const UNTIL = Date.UTC(2026, 4, 29, 12)

/** So many days before the window's end. */
export const ago = (days: number): number => UNTIL - days * DAY

type Lists = 'changes' | 'openBranches' | 'deployments' | 'runs' | 'releases' | 'incidents'
type ItemOf<L extends Lists> = DeliveryHistory[L] extends Known<Recorded<infer T>> ? T : never

/** A complete list of a history. */
export function complete<T>(items: readonly T[]): Known<Recorded<T>> {
  return known({ items, complete: true })
}

/** 90 days of which the host told everything: the lists that are given, and that there was nothing else. */
export function historyOf(
  lists: { readonly [L in Lists]?: readonly ItemOf<L>[] | Known<Recorded<ItemOf<L>>> } = {},
  more: { readonly source?: 'api' | 'git'; readonly window?: Partial<HistoryWindow>; readonly noBranch?: true } = {},
): DeliveryHistory {
  const list = <L extends Lists>(name: L) => {
    const given = lists[name] as readonly ItemOf<L>[] | Known<Recorded<ItemOf<L>>> | undefined
    if (given === undefined) return complete<ItemOf<L>>([])
    return Array.isArray(given) ? complete<ItemOf<L>>(given) : (given as Known<Recorded<ItemOf<L>>>)
  }
  return {
    source: more.source ?? 'api',
    window: { days: 90, from: ago(90), until: UNTIL, began: ago(900), ...more.window },
    ...(more.noBranch !== true && { defaultBranch: 'main' }),
    changes: list('changes'),
    openBranches: list('openBranches'),
    deployments: list('deployments'),
    runs: list('runs'),
    releases: list('releases'),
    incidents: list('incidents'),
  }
}

const HIDDEN = unknown('git does not keep them')

/** What git alone tells. */
export function gitHistoryOf(lists: Parameters<typeof historyOf>[0] = {}): DeliveryHistory {
  return historyOf({ deployments: HIDDEN, runs: HIDDEN, incidents: HIDDEN, ...lists }, { source: 'git' })
}

/** `count` things, `step` days apart; the newest is so many days old. */
export function series<T>(count: number, step: number, make: (days: number, index: number) => T, newest = 1): T[] {
  return Array.from({ length: count }, (_, index) => make(newest + index * step, index))
}

/** A pull request of 100 lines that lived two days and was approved by somebody else. */
export function change(days: number, part: Partial<PastChange> = {}): PastChange {
  const mergedAt = ago(days)
  return {
    sha: `c${days}`,
    mergedAt,
    firstCommitAt: mergedAt - 2 * DAY,
    author: Math.floor(days) % 4 < 2 ? 'ann' : 'bob',
    automated: false,
    way: 'pull-request',
    lines: 100,
    readyAt: mergedAt - DAY,
    firstReviewAt: mergedAt - 20 * HOUR,
    approved: true,
    failedChecks: [],
    reviewers: ['cy'],
    ...part,
  }
}

/** A successful deployment to production. */
export function deployment(days: number, part: Partial<PastDeployment> = {}): PastDeployment {
  return {
    sha: `c${days}`,
    environment: 'production',
    production: true,
    createdAt: ago(days) - HOUR / 4,
    result: { state: 'success', at: ago(days) },
    ...part,
  }
}

export function failed(days: number, part: Partial<PastDeployment> = {}): PastDeployment {
  return deployment(days, { result: { state: 'failure', at: ago(days) }, ...part })
}

let lastId = 0

/** A run of ten minutes on the default branch that succeeded at once. */
export function pastRun(days: number, part: Partial<PastRun> = {}): PastRun {
  const createdAt = ago(days)
  return {
    id: ++lastId,
    path: '.github/workflows/ci.yml',
    event: 'push',
    sha: `c${days}`,
    branch: 'main',
    createdAt,
    startedAt: createdAt + 30_000,
    endedAt: createdAt + 30_000 + 10 * 60_000,
    conclusion: 'success',
    attempt: 1,
    ...part,
  }
}

/** The cases in a repository that lints itself every week, so that its figures are looked at. */
export function scheduled(cases: readonly Case[]): Case[] {
  const steps = '[{ uses: acme/pillarlint@v1 }]'
  const weekly = `on: { schedule: [{ cron: "0 6 * * 1" }] }\njobs: { lint: { runs-on: ubuntu-latest, steps: ${steps} } }\n`
  return cases.map((each) => ({ ...each, files: { ...each.files, '.github/workflows/weekly.yml': weekly } }))
}
