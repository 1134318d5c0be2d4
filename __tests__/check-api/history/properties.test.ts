import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { METRICS, historySummary } from '../../../src/check-api/history/metrics.js'
import { known } from '../../../src/core/known.js'
import type { PastChange, PastDeployment, PastRun } from '../../../src/models/index.js'
import { ago, change, deployment, historyOf, pastRun } from '../../helpers/delivery-history.js'
import { CD, DELIVERY, E2E, facts } from './support.js'

/** Different moments of the window, in days before its end. */
const moments = (minLength: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 89_999 }), { minLength, maxLength: 60 })
    .map((each) => each.map((n) => n / 1000))

const changes: fc.Arbitrary<PastChange[]> = moments(0).chain((days) =>
  fc.tuple(
    ...days.map((day) =>
      fc
        .record(
          {
            way: fc.constantFrom('pull-request', 'direct', 'queue'),
            automated: fc.boolean(),
            author: fc.constantFrom('ann', 'bob'),
            approved: fc.boolean(),
            lines: fc.nat(3000),
            repairs: fc.constantFrom('revert', 'hotfix'),
            firstCommitAt: fc.integer({ min: 0, max: 90 }).map((more) => ago(day + more)),
          },
          { requiredKeys: ['way', 'automated', 'author'] },
        )
        .map((part) => change(day, part as Partial<PastChange>)),
    ),
  ),
)

const runs: fc.Arbitrary<PastRun[]> = moments(0).chain((days) =>
  fc.tuple(
    ...days.map((day) =>
      fc
        .record({
          path: fc.constantFrom('.github/workflows/ci.yml', E2E, CD),
          event: fc.constantFrom('push', 'pull_request', 'workflow_dispatch'),
          conclusion: fc.constantFrom('success', 'failure', 'cancelled'),
          attempt: fc.integer({ min: 1, max: 3 }),
        })
        .map((part) => pastRun(day, part)),
    ),
  ),
)

const deployments = (all: readonly PastChange[]): fc.Arbitrary<PastDeployment[]> =>
  moments(0).chain((days) =>
    fc.tuple(
      ...days.map((day) =>
        fc
          .record({
            sha: fc.constantFrom('x', 'y', ...all.map(({ sha }) => sha)),
            environment: fc.constantFrom('production', 'production-eu'),
            state: fc.constantFrom('success', 'success', 'failure'),
          })
          .map(({ sha, environment, state }) =>
            deployment(day, { sha, environment, result: { state: state as 'success', at: ago(day) } }),
          ),
      ),
    ),
  )

const histories = changes.chain((all) => fc.record({ changes: fc.constant(all), runs, deployments: deployments(all) }))

const summary = (lists: Parameters<typeof historyOf>[0]) =>
  historySummary(known(historyOf(lists)), known(DELIVERY), new Map(), () => undefined)

test('the order of the lists does not matter', () => {
  fc.assert(
    fc.property(histories, fc.integer(), (lists, seed) => {
      const mixed = <T>(items: readonly T[]): T[] =>
        fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { numRuns: 1, seed })[0] ?? []
      const other = { changes: mixed(lists.changes), runs: mixed(lists.runs), deployments: mixed(lists.deployments) }
      expect(summary(other)).toEqual(summary(lists))
    }),
    { numRuns: 60 },
  )
})

describe('one more of what is bad never improves', () => {
  const measure = (id: string, lists: Parameters<typeof historyOf>[0]) => {
    const measured = METRICS.find((each) => each.id === id)?.measure(facts(historyOf(lists)), {})
    return measured?.known === true ? measured.value.value : undefined
  }
  const days = fc.integer({ min: 1, max: 89 }).map((day) => day + 0.0005)

  function neverBetter(id: string, spoil: (lists: Lists, day: number) => Lists, sign: 1 | -1): void {
    test(id, () => {
      fc.assert(
        fc.property(histories, days, (lists, day) => {
          const [before, after] = [measure(id, lists), measure(id, spoil(lists, day))]
          if (before !== undefined && after !== undefined)
            expect(sign * after).toBeGreaterThanOrEqual(sign * before - 1e-9)
        }),
        { numRuns: 150 },
      )
    })
  }
  type Lists = { changes: PastChange[]; runs: PastRun[]; deployments: PastDeployment[] }
  const failure = (day: number): PastDeployment =>
    deployment(day, { sha: 'x', result: { state: 'failure', at: ago(day) } })

  neverBetter('change-failure-rate', (all, day) => ({ ...all, deployments: [failure(day), ...all.deployments] }), 1)
  neverBetter('deployment-frequency', (all, day) => ({ ...all, deployments: [failure(day), ...all.deployments] }), -1)
  neverBetter(
    'build-success-rate',
    (all, day) => ({ ...all, runs: [pastRun(day, { conclusion: 'failure' }), ...all.runs] }),
    -1,
  )
  neverBetter('flaky-reruns', (all, day) => ({ ...all, runs: [pastRun(day, { attempt: 2 }), ...all.runs] }), 1)
  neverBetter('direct-pushes', (all, day) => ({ ...all, changes: [change(day, { way: 'direct' }), ...all.changes] }), 1)
  neverBetter(
    'manual-deployments',
    (all, day) => ({
      ...all,
      runs: [pastRun(day, { path: CD, event: 'workflow_dispatch' }), ...all.runs],
    }),
    1,
  )
  neverBetter(
    'pull-request-size',
    (all, day) => ({ ...all, changes: [change(day, { lines: 5000 }), ...all.changes] }),
    1,
  )
  neverBetter(
    'branch-lifespan',
    (all, day) => ({
      ...all,
      changes: [change(day, { firstCommitAt: ago(day + 500) }), ...all.changes],
    }),
    1,
  )
})
