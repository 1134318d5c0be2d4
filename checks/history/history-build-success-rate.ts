import {
  asItShould,
  buildSuccess,
  defineCheck,
  fileLocation,
  historyFacets,
  rounded,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'DL.CI.6',
  'ops05-bp10.hardening.error-rate',
  'OPS09-BP01',
  'hc.maturity.l5.baseline-metrics',
  'hc.maturity.l5.outcome-metrics',
] as const

export default defineCheck({
  id: 'history-build-success-rate',
  title: 'Default branch is often red',
  severity: 'warning',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  systems: ['github-actions'],
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines'],
  options: z.strictObject({
    percent: z
      ._default(z.number().check(z.gte(0), z.lte(100)), 90)
      .check(z.describe('Share of test runs on the default branch that must succeed at once, in percent')),
  }),
  messages: {
    red: {
      text: '{percent} % of {count} runs on the default branch succeeded at the first attempt, fewer than {target} %; {rerun} % were run again, and it was red for up to {hours} hours.',
      remedy:
        'Test before the merge what is tested after it, and repair or take back what turns the branch red at once.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines }, { percent: target }) {
    const figures = buildSuccess({ history: deliveryHistory, delivery })
    if (!figures.known) return yield unmeasured(figures)
    for (const { value, sample, rerun, longestRed, file } of figures.value) {
      const at = fileLocation(file)
      const data = { percent: rounded(value), count: sample, target, rerun: rounded(rerun), hours: rounded(longestRed) }
      if (value < target) yield { kind: 'problem', message: 'red', data, at }
      else
        yield* asItShould(pipelines, {
          text: '{percent} % of {count} runs on the default branch succeed at once',
          data,
          at,
        })
    }
  },
})
