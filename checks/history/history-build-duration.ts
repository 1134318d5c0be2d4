import {
  asItShould,
  buildDuration,
  defineCheck,
  fileLocation,
  historyFacets,
  rounded,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'DL.CI.5',
  'DL.CI.6',
  'QA.TEM.5',
  'QA.FT.4',
  'ops05-bp10.hardening.execution-time',
  'OPS09-BP01',
  'hc.maturity.l5.baseline-metrics',
] as const

export default defineCheck({
  id: 'history-build-duration',
  title: 'Feedback takes long',
  severity: 'notice',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  systems: ['github-actions'],
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines'],
  options: z.strictObject({
    minutes: z._default(z.number().check(z.gte(0)), 15).check(z.describe('Median minutes to a result')),
    p90: z._default(z.number().check(z.gte(0)), 45).check(z.describe('Minutes that nine of ten runs may take')),
  }),
  messages: {
    slow: {
      text: 'A result takes a median of {median} minutes, and {p90} for the slowest tenth of {count} runs, more than {minutes} and {most}; before that a run waits {queued} minutes.',
      remedy: 'Run jobs side by side, keep dependencies in a cache, and leave the slowest tests for after the merge.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines }, { minutes, p90: most }) {
    const figures = buildDuration({ history: deliveryHistory, delivery })
    if (!figures.known) return yield unmeasured(figures)
    for (const { value, p90 = value, sample: count, queued, file } of figures.value) {
      const at = fileLocation(file)
      const data = { median: rounded(value), p90: rounded(p90), count, minutes, most, queued: rounded(queued) }
      if (value > minutes || p90 > most) yield { kind: 'problem', message: 'slow', data, at }
      else
        yield* asItShould(pipelines, { text: 'a result after a median of {median} minutes ({count} runs)', data, at })
    }
  },
})
