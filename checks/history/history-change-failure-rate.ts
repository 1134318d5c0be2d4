import {
  asItShould,
  changeFailureRate,
  defineCheck,
  historyFacets,
  REPAIR_HOURS,
  rounded,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'DL.CD.6',
  'ops05-bp10.hardening.error-rate',
  'ops05-bp10.guidance.outcomes',
  'OPS06-BP01',
  'OPS09-BP01',
  'hc.maturity.l5.remediation-metrics',
] as const

export default defineCheck({
  id: 'history-change-failure-rate',
  title: 'Many deployments fail or are repaired',
  severity: 'warning',
  confidence: 'low',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines', 'settings'],
  options: z.strictObject({
    percent: z
      ._default(z.number().check(z.gte(0), z.lte(100)), 15)
      .check(z.describe('Share of production deployments that may fail, in percent')),
    hours: z
      ._default(z.int().check(z.gte(1)), REPAIR_HOURS)
      .check(z.describe('How long after a deployment a rollback, a repair or an incident counts against it')),
  }),
  messages: {
    many: {
      text: '{percent} % of {count} production deployments failed, or were taken back or repaired within {hours} hours, more than {target} %.',
      remedy:
        'Find what the failed ones have in common, and let a test or a staged rollout find it before everybody sees it.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines, settings }, { percent: target, hours }) {
    const figure = changeFailureRate({ history: deliveryHistory, delivery, environments: settings.environments }, hours)
    if (!figure.known) return yield unmeasured(figure)
    const data = { percent: rounded(figure.value.value), count: figure.value.sample, hours, target }
    if (figure.value.value > target) yield { kind: 'problem', message: 'many', data }
    else
      yield* asItShould(pipelines, {
        text: '{percent} % of {count} production deployments failed or were repaired',
        data,
      })
  },
})
