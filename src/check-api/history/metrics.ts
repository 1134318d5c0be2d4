import type { Figure, FigureUnit, HistorySummary, MetricSummary } from '../../core/figure.js'
import type { Known } from '../../core/known.js'
import type { Delivery, DeliveryHistory, Tier } from '../../models/index.js'
import { buildDuration, buildSuccess, flakyReruns, worst } from './builds.js'
import {
  branchLifespan,
  directPushes,
  pullRequestSize,
  reviewTimeToMerge,
  timeToFirstReview,
  unreviewedChanges,
} from './changes.js'
import { deploymentFrequency } from './deployment-frequency.js'
import { changeFailureRate, rollbackFrequency } from './failures.js'
import { changeLeadTime, timeToProduction } from './lead-time.js'
import { manualDeployments } from './manual.js'
import type { HistoryFacts, Measured } from './measured.js'
import { timeToRestore } from './recovery.js'

/** Options of a check, as its schema gave them. */
type Options = Readonly<Record<string, unknown>>

/** A figure of the delivery history, with what it is called, what it counts and who judges it. */
export interface Metric {
  readonly id: string
  readonly title: string
  readonly unit: FigureUnit
  readonly better: 'more' | 'less'
  /** What its sample is made of. */
  readonly counted: string
  /** The check that judges it, and the option that holds its limit; `released` where releases are what is counted. */
  readonly judged?: { readonly check: string; readonly option: string; readonly released?: string }
  measure(facts: HistoryFacts, options: Options): Measured
}

/** In the order of a report. docs/history.md defines each. */
export const METRICS: readonly Metric[] = [
  {
    id: 'deployment-frequency',
    title: 'Deployment frequency',
    unit: 'per-week',
    better: 'more',
    counted: 'deployments or releases',
    judged: { check: 'history-deployment-frequency', option: 'perWeek', released: 'releasesPerWeek' },
    measure: deploymentFrequency,
  },
  {
    id: 'change-lead-time',
    title: 'Change lead time',
    unit: 'days',
    better: 'less',
    counted: 'delivered changes',
    judged: { check: 'history-lead-time', option: 'days', released: 'releaseDays' },
    measure: changeLeadTime,
  },
  {
    id: 'change-failure-rate',
    title: 'Change failure rate',
    unit: 'percent',
    better: 'less',
    counted: 'deployments',
    judged: { check: 'history-change-failure-rate', option: 'percent' },
    measure: (facts, { hours }) => changeFailureRate(facts, typeof hours === 'number' ? hours : undefined),
  },
  {
    id: 'time-to-restore',
    title: 'Time to restore',
    unit: 'hours',
    better: 'less',
    counted: 'failures',
    judged: { check: 'history-recovery-time', option: 'hours' },
    measure: timeToRestore,
  },
  {
    id: 'time-to-production',
    title: 'Time from merge to production',
    unit: 'days',
    better: 'less',
    counted: 'delivered changes',
    measure: timeToProduction,
  },
  {
    id: 'rollback-frequency',
    title: 'Rollback frequency',
    unit: 'percent',
    better: 'less',
    counted: 'deployments',
    measure: rollbackFrequency,
  },
  {
    id: 'manual-deployments',
    title: 'Manual deployments',
    unit: 'percent',
    better: 'less',
    counted: 'runs',
    judged: { check: 'history-manual-fallback', option: 'percent' },
    measure: (facts, { byButton }) => manualDeployments(facts, byButton === true),
  },
  {
    id: 'build-success-rate',
    title: 'Build success rate',
    unit: 'percent',
    better: 'more',
    counted: 'runs',
    judged: { check: 'history-build-success-rate', option: 'percent' },
    measure: (facts) => worst(buildSuccess(facts), 'more'),
  },
  {
    id: 'build-duration',
    title: 'Build duration',
    unit: 'minutes',
    better: 'less',
    counted: 'runs',
    judged: { check: 'history-build-duration', option: 'minutes' },
    measure: (facts) => worst(buildDuration(facts), 'less'),
  },
  {
    id: 'flaky-reruns',
    title: 'Flaky reruns',
    unit: 'percent',
    better: 'less',
    counted: 'runs',
    measure: (facts) => worst(flakyReruns(facts), 'less'),
  },
  {
    id: 'branch-lifespan',
    title: 'Branch lifespan',
    unit: 'days',
    better: 'less',
    counted: 'merged branches',
    judged: { check: 'history-branch-lifespan', option: 'days' },
    measure: branchLifespan,
  },
  {
    id: 'pull-request-size',
    title: 'Pull-request size',
    unit: 'lines',
    better: 'less',
    counted: 'pull requests',
    judged: { check: 'history-pr-size', option: 'lines' },
    measure: pullRequestSize,
  },
  {
    id: 'time-to-first-review',
    title: 'Time to first review',
    unit: 'hours',
    better: 'less',
    counted: 'pull requests',
    judged: { check: 'history-review-time', option: 'firstHours' },
    measure: (facts, { weekends }) => timeToFirstReview(facts, weekends === true),
  },
  {
    id: 'review-time-to-merge',
    title: 'Review time to merge',
    unit: 'hours',
    better: 'less',
    counted: 'pull requests',
    judged: { check: 'history-review-time', option: 'mergeHours' },
    measure: (facts, { weekends }) => reviewTimeToMerge(facts, weekends === true),
  },
  {
    id: 'direct-pushes',
    title: 'Direct pushes',
    unit: 'percent',
    better: 'less',
    counted: 'changes',
    measure: directPushes,
  },
  {
    id: 'unreviewed-changes',
    title: 'Changes without review',
    unit: 'percent',
    better: 'less',
    counted: 'changes',
    judged: { check: 'history-unreviewed-merge', option: 'percent' },
    measure: ({ history, delivery }) => {
      const figure = unreviewedChanges({ history, delivery })
      if (!figure.known || figure.value.unclear === 0) return figure
      return {
        known: false,
        reason: `whether ${figure.value.unclear} of ${figure.value.sample} were reviewed is not known`,
      }
    },
  },
]

/**
 * Every figure of the history, as a report shows it.
 * @param environments what the configuration says of them
 * @param optionsOf the options of a check that is on
 */
export function historySummary(
  history: Known<DeliveryHistory>,
  delivery: Known<Delivery>,
  environments: ReadonlyMap<string, Tier>,
  optionsOf: (check: string) => Options | undefined,
): HistorySummary {
  if (!history.known) return { source: null, days: null, reason: history.reason, metrics: [] }
  const { source, window } = history.value
  const empty: Delivery = { deployments: [], publications: [], tests: [], links: [], pulls: [] }
  const facts = { history: history.value, delivery: delivery.known ? delivery.value : empty, environments }
  const metrics = METRICS.map((metric) => summaryOf(metric, facts, optionsOf(metric.judged?.check ?? '')))
  return { source, days: window.days, reason: null, metrics }
}

function summaryOf(metric: Metric, facts: HistoryFacts, options: Options | undefined): MetricSummary {
  const { id, title, unit, better, counted, judged } = metric
  const measured = metric.measure(facts, options ?? {})
  const figure: Partial<Figure> = measured.known ? measured.value : {}
  return {
    id,
    title,
    unit,
    better,
    state: measured.known ? 'known' : 'applies' in measured ? 'not-applicable' : 'unknown',
    value: figure.value === undefined ? null : exact(figure.value),
    p90: figure.p90 === undefined ? null : exact(figure.p90),
    sample: figure.sample ?? null,
    counted,
    band: figure.band ?? null,
    target: targetOf(judged, figure, options),
    check: judged?.check ?? null,
    because: figure.because ?? (measured.known ? '' : measured.reason),
    file: figure.file ?? null,
  }
}

function targetOf(
  judged: Metric['judged'],
  figure: Partial<Figure> & { readonly from?: string },
  options: Options | undefined,
) {
  const option = figure.from === 'releases' ? (judged?.released ?? judged?.option) : judged?.option
  const target = option === undefined ? undefined : options?.[option]
  return typeof target === 'number' ? target : null
}

/** Without the digits that mean nothing: a thousandth of a day is a minute and a half. */
const exact = (value: number): number => Math.round(value * 1000) / 1000
