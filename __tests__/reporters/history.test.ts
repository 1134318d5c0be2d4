import { describe, expect, test } from '@jest/globals'
import type { HistorySummary, MetricSummary } from '../../src/core/figure.js'
import { renderSummary } from '../../src/reporters/markdown/summary.js'
import { renderJson } from '../../src/reporters/json.js'
import { renderTerminal } from '../../src/reporters/terminal.js'
import { NO_HISTORY, quietReport } from './reports.js'

const metric = (part: Partial<MetricSummary>): MetricSummary => ({
  id: 'change-lead-time',
  title: 'Change lead time',
  unit: 'days',
  better: 'less',
  state: 'known',
  value: 3,
  p90: 12.5,
  sample: 42,
  counted: 'delivered changes',
  band: 'high',
  target: 7,
  check: 'history-lead-time',
  because: 'from the first commit',
  file: null,
  ...part,
})
const missing = (title: string, because: string): MetricSummary =>
  metric({ title, because, state: 'unknown', value: null, p90: null, sample: null, band: null })

const METRICS: readonly MetricSummary[] = [
  metric({}),
  metric({
    title: 'Deployment frequency',
    unit: 'per-week',
    better: 'more',
    value: 0.31,
    p90: null,
    target: 1,
    band: 'medium',
  }),
  metric({ title: 'Time from merge to production', value: 0.02, p90: 0.5, target: null, band: null }),
  metric({ title: 'Build duration', unit: 'minutes', value: 9.46, p90: 130, target: 15, band: null, file: 'ci|.yml' }),
  metric({ title: 'Pull-request size', unit: 'lines', value: 1, p90: 4200, target: 250, band: null }),
  metric({ title: 'Direct pushes', unit: 'percent', value: 33.333, p90: null, target: null, band: null }),
  missing('Time to restore', 'git does not keep deployments'),
  missing('Change failure rate', 'git does not keep deployments'),
  missing('Time to first review', 'only 4 merged pull requests'),
]
const history: HistorySummary = { source: 'api', days: 90, reason: null, metrics: METRICS }
const report = (part: Partial<HistorySummary> = {}) => {
  const { delivery, ...rest } = quietReport()
  return quietReport({ ...rest, delivery: { ...delivery, history: { ...history, ...part } } })
}
const markdown = (part: Partial<HistorySummary> = {}, withDelivery = false) =>
  renderSummary(report(part), { limit: 60_000, withDelivery })
const terminal = (part: Partial<HistorySummary> = {}, verbose = true) =>
  renderTerminal(report(part), { color: false, width: 100, source: () => undefined, verbose })

describe('Markdown', () => {
  test('a row for each value, in the unit that reads best, with its sample, level and target', () => {
    const lines = markdown().split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        '<summary><b>Delivery in the last 90 days, from the host’s records</b></summary>',
        '| Metric | Value | Nine of ten within | Made of | DORA level | Target |',
        '| Change lead time | median 3 days | 13 days | 42 delivered changes | 🟢 high | ✅ at most 7 days |',
        '| Deployment frequency | 0.31 a week |  | 42 delivered changes | 🟡 medium | ⚠️ at least 1 a week |',
        '| Time from merge to production | median 29 min | 12 h | 42 delivered changes |  |  |',
        '| Build duration (<code>ci&#124;&#46;yml</code>) | median 9.5 min | 2.2 h | 42 delivered changes |  | ✅ at most 15 min |',
        '| Pull-request size | median 1 line | 4200 lines | 42 delivered changes |  | ✅ at most 250 lines |',
        '| Direct pushes | 33 % |  | 42 delivered changes |  |  |',
      ]),
    )
  })

  test('what has no value is said with its reason, once', () => {
    expect(markdown()).toContain('- Time to restore, Change failure rate: git does not keep deployments\n')
    expect(markdown()).toContain('- Time to first review: only 4 merged pull requests\n')
  })

  test('the levels are drawn above the table', () => {
    expect(markdown()).toContain('  x-axis ["Change lead time", "Deployment frequency"]\n')
    expect(markdown()).toContain('  bar [3, 2]\n```\n\n| Metric |')
    expect(markdown({ metrics: METRICS.filter(({ band }) => band === null) })).not.toContain('mermaid')
  })

  test('nothing known, and no history', () => {
    const none = markdown({ source: 'git', metrics: [missing('Build duration', 'git does not keep runs')] })
    expect(none).toContain('from the commit history alone</b>: nothing is known')
    expect(none).not.toContain('| Metric')
    expect(markdown(NO_HISTORY)).not.toContain('Delivery in')
  })
})

describe('terminal', () => {
  test('lists the values and what is missing', () => {
    expect(terminal().split('\n')).toEqual(
      expect.arrayContaining([
        'Delivery in the last 90 days, from the host’s records',
        '  Change lead time               median 3 days   42 delivered changes, nine of ten within 13 days,',
        '                                                 DORA level: high, meets the target of at most 7',
        '  Direct pushes                  33 %            42 delivered changes',
        '  not known: Time to first review (only 4 merged pull requests)',
      ]),
    )
    expect(terminal()).toMatch(/misses\s+the target of at least 1 a week/)
  })

  test('only if asked for', () => {
    expect(terminal({}, false)).not.toContain('Delivery in')
    expect(terminal(NO_HISTORY)).not.toContain('Delivery in')
  })
})

test('JSON holds every metric as it is', () => {
  const data = JSON.parse(renderJson(report())) as { delivery: { history: HistorySummary } }
  expect(data.delivery.history).toEqual(history)
})

test('a hostile file name stays text', () => {
  const metrics = [metric({ file: '::error::x</summary>](http://evil)\n| a | b |' })]
  const text = markdown({ metrics })
  expect(text).not.toContain('</summary>]')
  expect(text.split('\n').filter((line) => line.includes('evil'))).toHaveLength(1)
  expect(terminal({ metrics })).not.toMatch(/^::error/m)
})
