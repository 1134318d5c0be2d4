// The figures in a whole run: what the report shows, and that they do not gate.
import { describe, expect, test } from '@jest/globals'
import { checks } from '../../../checks/index.js'
import { known, unknown } from '../../../src/core/known.js'
import type { CheckPolicy } from '../../../src/core/policy.js'
import { lint } from '../../../src/lint.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import type { Snapshot } from '../../../src/snapshot/snapshot.js'
import { filesOf } from '../../helpers/files.js'
import { policy } from '../../helpers/policy.js'
import {
  ago,
  change,
  deployment,
  failed,
  historyOf,
  pastRun,
  scheduled,
  series,
} from '../../helpers/delivery-history.js'

const ci = '.github/workflows/ci.yml'
const FILES = {
  [ci]: 'on: [push, pull_request]\njobs: { test: { runs-on: ubuntu-24.04, steps: [{ run: node --test }] } }\n',
  'index.js': '',
}

/** Nothing goes well. */
const BAD = historyOf({
  changes: series(40, 1, (days, index) =>
    change(days, {
      way: index % 2 === 0 ? 'direct' : 'pull-request',
      approved: false,
      lines: 4000,
      firstCommitAt: ago(days + 80),
    }),
  ),
  deployments: series(12, 7, (days, index) => (index % 3 === 0 ? deployment(days) : failed(days))),
  runs: series(40, 1, (days) => pastRun(days, { conclusion: 'failure', endedAt: ago(days - 0.5) })),
  openBranches: Array.from({ length: 9 }, (_, index) => ({ name: `b${index}`, startedAt: ago(200), automated: false })),
})

const snapshot = (deliveryHistory: Snapshot['deliveryHistory'] = known(BAD), more = {}): Snapshot => ({
  repository: 'acme/shop',
  revision: null,
  files: filesOf({ ...FILES, ...more }),
  hosting: noHosting('no token was given'),
  history: known({ authors: 3, commits: 120, shallow: false }),
  deliveryHistory,
})

const run = (
  policies: ReadonlyMap<string, CheckPolicy> = new Map(),
  history?: Snapshot['deliveryHistory'],
  more = {},
) => {
  const own = checks.filter(({ id }) => id.startsWith('history-'))
  const request = { version: '0.1.0', checks: own, settings: NO_SETTINGS }
  return lint({ ...request, policy: { ...policy, failOn: 'optional', checks: policies } }, snapshot(history, more))
}

describe('the gate', () => {
  test('is not failed by any finding of the history, whatever it fails on', () => {
    const { findings, gate } = run()
    expect(findings.map(({ check, severity }) => [check, severity])).toEqual(
      expect.arrayContaining([['history-unreviewed-merge', 'warning']]),
    )
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(gate.verdict).toBe('pass')
  })

  test('is failed where the configuration says so', () => {
    const { gate } = run(new Map([['history-unreviewed-merge', { enabled: true, options: { gates: true } }]]))
    expect(gate).toMatchObject({ verdict: 'fail', practices: expect.arrayContaining(['DL.CR.2']) })
  })
})

describe('the report', () => {
  test('holds every metric, with the targets of the configuration', () => {
    const { history } = run(new Map([['history-lead-time', { enabled: true, options: { days: 3 } }]])).delivery
    expect(history).toMatchObject({ source: 'api', days: 90, reason: null })
    const byId = new Map(history.metrics.map((metric) => [metric.id, metric]))
    expect(byId.size).toBe(16)
    expect(byId.get('change-lead-time')).toMatchObject({ target: 3 })
    expect(byId.get('unreviewed-changes')).toMatchObject({ state: 'known', value: 100, sample: 40, band: null })
    expect(byId.get('change-failure-rate')).toMatchObject({ value: 66.667, band: 'low', sample: 12 })
    expect(byId.get('time-to-first-review')).toMatchObject({ state: 'known', sample: 20 })
    expect(byId.get('build-success-rate')).toMatchObject({ value: 0, file: ci, target: 90 })
    expect(byId.get('manual-deployments')).toMatchObject({ state: 'not-applicable', value: null })
  })

  test('a check that is off sets no target', () => {
    const { history } = run(new Map([['history-pr-size', { enabled: false }]])).delivery
    expect(history.metrics.find(({ id }) => id === 'pull-request-size')).toMatchObject({ value: 4000, target: null })
  })

  test('without a history it says why', () => {
    const { delivery, findings } = run(undefined, unknown('it is turned off'))
    expect(delivery.history).toEqual({ source: null, days: null, reason: 'it is turned off', metrics: [] })
    expect(findings).toEqual([])
  })
})

describe('practices', () => {
  const GOOD = known(
    historyOf({ changes: series(40, 1, (days) => change(days)), runs: series(40, 1, (days) => pastRun(days)) }),
  )
  const verdicts = (more = {}) => {
    const ids = ['DL.LD.3', 'DL.CR.2', 'DL.CI.6', 'OPS09-BP01', 'hc.maturity.l5.outcome-metrics']
    const { practices } = run(undefined, GOOD, more)
    return ids.map((id) => practices.find((practice) => practice.id === id)?.verdict)
  }

  test('results are seen; whether somebody looks at them is not', () => {
    expect(verdicts()).toEqual(['met', 'met', 'unknown', 'unknown', 'unknown'])
  })

  test('a schedule on which the figures are computed shows that', () => {
    const [{ files = {} } = {}] = scheduled([{ name: 'weekly' }])
    expect(verdicts(files)).toEqual(['met', 'met', 'met', 'met', 'met'])
  })
})
