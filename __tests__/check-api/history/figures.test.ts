import { describe, expect, test } from '@jest/globals'
import { buildDuration, buildSuccess, flakyReruns, worst } from '../../../src/check-api/history/builds.js'
import {
  branchLifespan,
  directPushes,
  openBranchesOf,
  pullRequestSize,
  reviewTimeToMerge,
  timeToFirstReview,
  topReviewerShare,
  unreviewedChanges,
} from '../../../src/check-api/history/changes.js'
import { deploymentFrequency } from '../../../src/check-api/history/deployment-frequency.js'
import { changeFailureRate, rollbackFrequency } from '../../../src/check-api/history/failures.js'
import { changeLeadTime, timeToProduction } from '../../../src/check-api/history/lead-time.js'
import { manualDeployments } from '../../../src/check-api/history/manual.js'
import { timeToRestore } from '../../../src/check-api/history/recovery.js'
import { known, unknown } from '../../../src/core/known.js'
import type { Figure } from '../../../src/core/figure.js'
import type { Measured } from '../../../src/check-api/history/measured.js'
import {
  ago,
  change,
  DAY,
  deployment,
  failed,
  gitHistoryOf,
  historyOf,
  HOUR,
  pastRun,
  series,
} from '../../helpers/delivery-history.js'
import { CD, E2E, facts, NO_DELIVERY } from './support.js'

/** `value of sample`, with the level; or why there is none. */
function shown(measured: Measured): string {
  if (!measured.known) return measured.reason
  const { value, sample, band } = measured.value as Figure
  return `${Math.round(value * 1000) / 1000} of ${sample}${band === undefined ? '' : ` ${band}`}`
}

const release = (days: number, part = {}) => ({
  name: `v1.${days}`,
  sha: `c${days}`,
  at: ago(days),
  prerelease: false,
  ...part,
})

describe('deployment frequency', () => {
  const frequency = (history: Parameters<typeof facts>[0], delivery?: Parameters<typeof facts>[1]) =>
    shown(deploymentFrequency(facts(history, delivery)))

  test.each([
    ['two are too few', historyOf({ deployments: series(2, 1, (days) => deployment(days)) }), 'fewer than 3'],
    [
      'a young history',
      historyOf({ deployments: series(5, 1, (days) => deployment(days)) }, { window: { began: ago(10) } }),
      'the history is 10 days long, shorter than 28',
    ],
    ['every ten days', historyOf({ deployments: series(9, 10, (days) => deployment(days)) }), '0.7 of 9 medium'],
    ['each day', historyOf({ deployments: series(90, 1, (days) => deployment(days), 0) }), '7 of 90 high'],
    [
      'failures do not count',
      historyOf({ deployments: [...series(9, 10, (days) => deployment(days)), failed(3), failed(7)] }),
      '0.7 of 9 medium',
    ],
    [
      'one version in two regions counts once',
      historyOf({
        deployments: series(9, 10, (days) => deployment(days)).flatMap((each) => [
          each,
          { ...each, environment: 'eu' },
        ]),
      }),
      '0.7 of 9 medium',
    ],
    [
      'the same version in the same place counts again',
      historyOf({ deployments: series(9, 10, (days) => deployment(days, { sha: 'same' })) }),
      '0.7 of 9 medium',
    ],
    [
      'a list that was cut is measured as far as it goes',
      historyOf({ deployments: known({ items: series(20, 0.5, (days) => deployment(days), 0.5), complete: false }) }),
      '13.985 of 20 elite',
    ],
    [
      'runs where nothing is recorded, those of other branches and other events left out',
      historyOf({
        runs: [
          ...series(9, 10, (days) => pastRun(days, { path: CD })),
          pastRun(2, { path: CD, branch: 'try' }),
          pastRun(4, { path: CD, event: 'schedule' }),
          pastRun(5, { path: CD, conclusion: 'failure' }),
          pastRun(6),
        ],
      }),
      '0.7 of 9 medium',
    ],
    [
      'runs that a tag started',
      historyOf({ runs: series(9, 10, (days, index) => pastRun(days, { path: CD, branch: `v1.${index}` })) }),
      '0.7 of 9 medium',
    ],
    ['git does not know deployments', gitHistoryOf({ releases: series(9, 10, release) }), 'git does not keep them'],
  ])('%s', (_name, history, expected) => expect(frequency(history)).toContain(expected))

  test('releases, where nothing is deployed; early ones and packages of one commit do not count', () => {
    const releases = [
      ...series(9, 10, release),
      release(1, { name: 'ui@1.1' }),
      release(50, { prerelease: true, name: 'v2.0.0-rc.1' }),
    ]
    expect(frequency(gitHistoryOf({ releases }), NO_DELIVERY)).toBe('0.7 of 9 medium')
  })

  test('the configuration says which environments are production, before their names do', () => {
    const deployments = [
      ...series(9, 10, (days) => deployment(days, { environment: 'shop', production: false })),
      ...series(9, 10, (days) => deployment(days, { environment: 'prod-drill' }), 3),
    ]
    const environments = new Map([
      ['shop', 'production'],
      ['prod-drill', 'test'],
    ] as const)
    expect(shown(deploymentFrequency({ ...facts(historyOf({ deployments })), environments }))).toBe('0.7 of 9 medium')
  })

  test('nothing to deploy and nothing released', () => {
    expect(deploymentFrequency(facts(historyOf(), NO_DELIVERY))).toMatchObject({ known: false, applies: false })
  })
})

describe('lead time', () => {
  // Merged each day, deployed every second day, half a day after a merge.
  const changes = series(20, 1, (days) => change(days))
  const deployments = series(10, 2, (days) => deployment(days, { result: { state: 'success', at: ago(days - 0.5) } }))

  test('from commit and from merge, what the first deployment brought left out', () => {
    const history = facts(historyOf({ changes, deployments }))
    // 18 changes: nine waited half a day, nine one and a half; work began two days before the merge.
    expect(shown(timeToProduction(history))).toBe('1 of 18')
    expect(shown(changeLeadTime(history))).toBe('3 of 18 high')
  })

  test('releases of packages beside those of the whole deliver nothing', () => {
    const whole = series(10, 2, (days) => release(days, { at: ago(days - 0.5) }))
    const packages = series(20, 1, (days) => release(days, { name: `ui-1.${days}`, at: ago(days - 0.1) }))
    expect(
      shown(timeToProduction(facts(gitHistoryOf({ changes, releases: [...whole, ...packages] }), NO_DELIVERY))),
    ).toBe('1 of 18')
  })

  test('tags without a date of their own do not say when a release was made', () => {
    const releases = series(10, 2, (days, index) => release(days, index < 4 ? {} : { undated: true }))
    expect(shown(changeLeadTime(facts(gitHistoryOf({ changes, releases }), NO_DELIVERY)))).toBe(
      '6 of 10 releases are tags without a date of their own',
    )
  })

  test('going back and deploying again delivers nothing new', () => {
    const again = deployment(3, { sha: 'c11', result: { state: 'success', at: ago(2.9) } })
    expect(shown(timeToProduction(facts(historyOf({ changes, deployments: [...deployments, again] }))))).toBe('1 of 18')
  })

  test.each([
    [
      'squashed commits',
      historyOf({ changes: changes.map(({ firstCommitAt: _, ...each }) => each), deployments }),
      'no delivered changes whose first commit is known',
    ],
    [
      'most are squashed',
      historyOf({
        changes: changes.map((each, index) =>
          index % 3 === 0 ? each : { ...each, firstCommitAt: undefined as never },
        ),
        deployments,
      }),
      'of 18 delivered changes only 6 say when they began',
    ],
    [
      'deployed from another branch',
      historyOf({ changes, deployments: deployments.map((each) => ({ ...each, sha: `x${each.sha}` })) }),
      'only 0 of 10 deployments to production are of commits of the default branch',
    ],
    ['two deployments', historyOf({ changes, deployments: deployments.slice(0, 2) }), 'only 2 deployments'],
    ['changes unknown', historyOf({ changes: unknown('no right to read them'), deployments }), 'no right to read'],
  ])('%s', (_name, history, expected) => expect(shown(changeLeadTime(facts(history)))).toContain(expected))
})

describe('failures', () => {
  const good = series(18, 4, (days) => deployment(days))

  test.each([
    ['none', historyOf({ deployments: good }), '0 of 18 elite'],
    ['two of twenty', historyOf({ deployments: [...good, failed(2), failed(6)] }), '10 of 20 high'],
    [
      'other environments do not count',
      historyOf({ deployments: [...good, failed(2, { environment: 'qa', production: false })] }),
      '0 of 18 elite',
    ],
    [
      'what has no result yet does not count',
      historyOf({ deployments: [...good, { ...deployment(2), result: undefined as never }] }),
      '0 of 18 elite',
    ],
    [
      'taken back within a day: the version before follows',
      historyOf({
        deployments: [...good, deployment(1.8, { sha: 'bad' }), deployment(1.6, { sha: 'c5' })],
      }),
      '5 of 20 elite',
    ],
    [
      'taken back after a week is no failure of the deployment',
      historyOf({ deployments: [...series(18, 4, (days) => deployment(days), 10), deployment(1, { sha: 'c14' })] }),
      '0 of 19 elite',
    ],
    [
      'a hotfix and an incident count against the last deployment, once',
      historyOf({
        deployments: good,
        changes: [change(4.8, { repairs: 'hotfix' }), change(7.5, { repairs: 'revert' })],
        incidents: [{ openedAt: ago(4.9) }],
      }),
      '5.556 of 18 high',
    ],
    ['nine are too few', historyOf({ deployments: good.slice(0, 9) }), 'only 9 finished deployments'],
    [
      'runs may fail before they deploy',
      historyOf({ runs: series(20, 1, (days) => pastRun(days, { path: CD })) }),
      'may have failed before it deployed',
    ],
  ])('change failure rate: %s', (_name, history, expected) =>
    expect(shown(changeFailureRate(facts(history)))).toContain(expected),
  )

  test('releases do not say whether they worked', () => {
    const history = facts(historyOf({ releases: series(20, 2, release) }), NO_DELIVERY)
    expect([
      shown(changeFailureRate(history)),
      shown(timeToRestore(history)),
      shown(rollbackFrequency(history)),
    ]).toEqual(Array.from({ length: 3 }, () => 'releases do not say whether they worked'))
  })

  test('rollback frequency: pipelines that share an environment do not take each other back', () => {
    const runs = [pastRun(3, { path: 'api.yml' }), pastRun(2, { path: 'web.yml' }), pastRun(1, { path: 'api.yml' })]
    const [api = 0, web = 0, again = 0] = runs.map(({ id }) => id)
    const shared = [
      deployment(3, { sha: 'a', runId: api }),
      deployment(2, { sha: 'b', runId: web }),
      deployment(1, { sha: 'a', runId: again }),
    ]
    const before = series(17, 4, (days) => deployment(days), 5)
    expect(shown(rollbackFrequency(facts(historyOf({ deployments: [...before, ...shared], runs }))))).toBe('0 of 20')
    const alone = shared.map(({ runId: _, ...each }) => each)
    expect(shown(rollbackFrequency(facts(historyOf({ deployments: [...before, ...alone] }))))).toBe('5 of 20')
  })

  test.each([
    ['nothing failed', historyOf({ deployments: good }), 'no deployment to production failed'],
    ['one failure', historyOf({ deployments: [...good, failed(2)] }), 'only 1 failed deployment'],
    [
      'until the next success of the same environment',
      // One day each.
      historyOf({ deployments: [...good, failed(2), failed(1.5), failed(6), deployment(5.9, { environment: 'eu' })] }),
      '24 of 2 high',
    ],
    [
      'what has not recovered lasts until the end',
      historyOf({ deployments: [...good, failed(0.5), failed(2)] }),
      '18 of 2 high',
    ],
    [
      'taken back',
      historyOf({
        deployments: [
          deployment(9, { sha: 'a' }),
          deployment(8, { sha: 'b' }),
          deployment(7, { sha: 'a' }),
          deployment(6, { sha: 'c' }),
          deployment(4, { sha: 'a' }),
        ],
      }),
      '36 of 2 medium',
    ],
    [
      'incidents',
      historyOf({
        incidents: [
          { openedAt: ago(4), closedAt: ago(3.5) },
          { openedAt: ago(1), closedAt: ago(0.75) },
        ],
      }),
      '9 of 2 high',
    ],
  ])('time to restore: %s', (_name, history, expected) =>
    expect(shown(timeToRestore(facts(history)))).toContain(expected),
  )
})

describe('builds', () => {
  const green = series(18, 1, (days) => pastRun(days))

  test('success at the first attempt on the default branch; what was cancelled says nothing', () => {
    const runs = [
      ...green,
      pastRun(0.5, { conclusion: 'failure' }),
      pastRun(5.5, { attempt: 2 }),
      pastRun(5, { conclusion: 'cancelled' }),
      pastRun(5, { conclusion: 'failure', branch: 'try' }),
      pastRun(5, { conclusion: 'failure', event: 'pull_request' }),
    ]
    const figures = buildSuccess(facts(historyOf({ runs })))
    expect(shown(worst(figures, 'more'))).toBe('90 of 20')
    expect(figures).toMatchObject({ value: [{ file: '.github/workflows/ci.yml', rerun: 5 }] })
    // Red from the failure until the end of the window.
    expect(figures.known && figures.value[0]?.longestRed).toBeCloseTo(12 - 10.5 / 60, 5)
  })

  test('the worst of several pipelines, each judged alone', () => {
    const runs = [
      ...series(20, 1, (days) => pastRun(days)),
      ...series(20, 1, (days, index) => pastRun(days, { path: E2E, conclusion: index < 5 ? 'failure' : 'success' })),
      ...series(20, 1, (days) => pastRun(days, { path: 'lint.yml', conclusion: 'failure' })),
    ]
    expect(worst(buildSuccess(facts(historyOf({ runs }))), 'more')).toMatchObject({ value: { value: 75, file: E2E } })
  })

  test.each([
    ['too few', historyOf({ runs: green }), 'only 18 test runs on the default branch in 90 days, fewer than 20'],
    ['the default branch is not known', historyOf({ runs: green }, { noBranch: true }), 'is not known'],
    ['runs unknown', gitHistoryOf(), 'git does not keep them'],
  ])('%s', (_name, history, expected) => expect(shown(worst(buildSuccess(facts(history)), 'more'))).toContain(expected))

  test('no pipeline tests', () => {
    expect(buildSuccess(facts(historyOf({ runs: green }), NO_DELIVERY))).toMatchObject({ applies: false })
  })

  test('flaky: good only when the same commit was run again', () => {
    const runs = [...green, pastRun(0.5, { attempt: 3 }), pastRun(0.4, { attempt: 2, conclusion: 'failure' })]
    expect(shown(worst(flakyReruns(facts(historyOf({ runs }))), 'less'))).toBe('5 of 20')
  })

  test('duration of runs for changes under review, the wait for a runner left out', () => {
    const take = (minutes: number) => (days: number) => {
      const createdAt = ago(days)
      const startedAt = createdAt + 120_000
      return pastRun(days, { event: 'pull_request', createdAt, startedAt, endedAt: startedAt + minutes * 60_000 })
    }
    const runs = [...green, ...series(18, 1, take(8)), ...series(2, 1, take(60)), ...series(1, 1, take(9))]
    const figures = buildDuration(facts(historyOf({ runs })))
    expect(figures).toMatchObject({ value: [{ value: 8, p90: 9, sample: 21, queued: 2 }] })
  })

  test('duration of what is pushed, where nothing is reviewed', () => {
    const runs = series(20, 1, (days) => pastRun(days))
    expect(shown(worst(buildDuration(facts(historyOf({ runs }))), 'less'))).toBe('10 of 20')
  })
})

describe('changes', () => {
  const merged = series(12, 2, (days) => change(days))

  test.each([
    ['lifespan', branchLifespan, historyOf({ changes: merged }), '2 of 12'],
    [
      'lifespan: programs and direct pushes do not count',
      branchLifespan,
      historyOf({
        changes: [
          ...merged,
          change(3, { automated: true, firstCommitAt: ago(80) }),
          change(3, { way: 'direct', firstCommitAt: ago(80) }),
        ],
      }),
      '2 of 12',
    ],
    [
      'lifespan: squashed',
      branchLifespan,
      gitHistoryOf({ changes: merged.map(({ firstCommitAt: _, ...each }) => each) }),
      'of 12 merged branches only 0 say when they began',
    ],
    [
      'lifespan: most were squashed',
      branchLifespan,
      gitHistoryOf({
        changes: [...merged, ...series(13, 2, (days) => change(days, { firstCommitAt: undefined as never }), 2)],
      }),
      'of 25 merged branches only 12 say when they began',
    ],
    ['lifespan: few', branchLifespan, historyOf({ changes: merged.slice(3) }), 'only 9 merged branches in 90 days'],
    ['size', pullRequestSize, historyOf({ changes: merged }), '100 of 12'],
    [
      'size: no lines means not known',
      pullRequestSize,
      historyOf({ changes: merged.map((each, index) => ({ ...each, lines: index < 3 ? 0 : 40 })) }),
      'only 9 merged pull requests of known size',
    ],
    ['review', timeToFirstReview, historyOf({ changes: merged.map(onWednesday) }), '4 of 12'],
    ['merge', reviewTimeToMerge, historyOf({ changes: merged.map(onWednesday) }), '24 of 12'],
    [
      'review: without one',
      timeToFirstReview,
      historyOf({ changes: merged.map(({ firstReviewAt: _, ...each }) => each) }),
      'no merged pull requests with a review',
    ],
    ['review: git', timeToFirstReview, gitHistoryOf({ changes: merged }), 'the commit history does not show reviews'],
    ['direct', directPushes, gitHistoryOf({ changes: [...merged, ...series(4, 1, pushed)] }), '25 of 16'],
    [
      'direct: the commits that releases are made of are none',
      directPushes,
      gitHistoryOf({ changes: [...merged, ...series(4, 1, pushed)], releases: series(3, 1, release) }),
      '6.25 of 16',
    ],
    [
      'direct: pushed or rebased, git does not tell',
      directPushes,
      gitHistoryOf({ changes: [...merged, { ...pushed(1), wayUncertain: true as const }] }),
      'whether 1 of 13 changes were pushed or rebased is not to be seen in git alone',
    ],
    ['unreviewed: none', unreviewedChanges, historyOf({ changes: merged }), '0 of 12'],
    [
      'unreviewed: pushed, not approved, against checks; the queue is one of the checks',
      unreviewedChanges,
      historyOf({
        changes: [
          ...merged,
          pushed(1),
          change(3, { approved: false }),
          change(5, { failedChecks: ['test'] }),
          change(7, { way: 'queue', approved: false }),
        ],
      }),
      '18.75 of 16',
    ],
    [
      'unreviewed: one person',
      unreviewedChanges,
      historyOf({ changes: merged.map((each) => ({ ...each, author: 'ann' })) }),
      'one person alone',
    ],
  ] as const)('%s', (_name, measure, history, expected) => expect(shown(measure(facts(history)))).toContain(expected))

  test('weekends count if they are meant to', () => {
    // Asked on Friday, 22 May at noon, reviewed on Monday at noon.
    const [readyAt, firstReviewAt] = [ago(7), ago(4)]
    const history = facts(historyOf({ changes: series(10, 0.1, (days) => change(days, { readyAt, firstReviewAt })) }))
    expect([shown(timeToFirstReview(history)), shown(timeToFirstReview(history, true))]).toEqual([
      '24 of 10',
      '72 of 10',
    ])
  })

  test('the busiest reviewer', () => {
    const changes = merged.map((each, index) => ({ ...each, reviewers: index < 3 ? ['dee', 'cy'] : ['dee', 'dee'] }))
    expect(topReviewerShare(facts(historyOf({ changes })))).toBe(100)
    expect(topReviewerShare(facts(gitHistoryOf({ changes })))).toBeUndefined()
  })

  test('open branches', () => {
    const branch = (startedAt: number, automated = false) => ({ name: `b${startedAt}`, startedAt, automated })
    const history = historyOf({ openBranches: [branch(ago(31)), branch(ago(29)), branch(ago(99), true)] })
    expect(openBranchesOf(history)).toEqual({ open: 2, stale: 1 })
    expect(openBranchesOf(historyOf({ openBranches: unknown('hidden') }))).toBeUndefined()
  })

  function pushed(days: number) {
    return change(days, { way: 'direct', approved: undefined as never })
  }

  function onWednesday(each: ReturnType<typeof change>) {
    const mergedAt = Date.UTC(2026, 4, 27, 12)
    return { ...each, mergedAt, readyAt: mergedAt - DAY, firstReviewAt: mergedAt - DAY + 4 * HOUR }
  }
})

describe('manual deployments', () => {
  const pushed = series(8, 2, (days) => pastRun(days, { path: CD }))
  const byHand = series(4, 2, (days) => pastRun(days, { path: CD, event: 'workflow_dispatch', branch: 'main' }))
  const again = [pastRun(3, { path: CD, attempt: 2 })]

  test.each([
    ['none', pushed.concat(series(2, 2, (days) => pastRun(days, { path: CD }))), false, '0 of 10'],
    ['started and repeated', [...pushed, ...byHand, ...again], false, '38.462 of 13'],
    ['meant to be started', [...pushed, ...byHand, ...again], true, '7.692 of 13'],
    ['few', pushed, false, 'only 8 runs that deploy to production'],
  ])('%s', (_name, runs, byButton, expected) =>
    expect(shown(manualDeployments(facts(historyOf({ runs })), byButton))).toContain(expected),
  )

  test('of the runs that recorded deployments name, whatever the pipeline’s triggers', () => {
    const runs = series(10, 2, (days, index) =>
      pastRun(days, { path: 'other.yml', event: index < 5 ? 'workflow_dispatch' : 'release' }),
    )
    const deployments = runs.map(({ id }, index) => deployment(1 + index, { runId: id }))
    expect(shown(manualDeployments(facts(historyOf({ runs, deployments }))))).toBe('50 of 10')
  })

  test('nothing deploys', () => {
    expect(manualDeployments(facts(historyOf(), NO_DELIVERY))).toMatchObject({ applies: false })
  })
})
