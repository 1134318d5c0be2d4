import {
  asItShould,
  defineCheck,
  historyFacets,
  rounded,
  timeToRestore,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'DL.CD.6',
  'O.CM.3',
  'ops05-bp10.guidance.outcomes',
  'OPS09-BP01',
  'REL13-BP05',
  'ba.metric.mttr',
] as const

export default defineCheck({
  id: 'history-recovery-time',
  title: 'Recovery after a failed deployment takes long',
  severity: 'notice',
  confidence: 'low',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines', 'settings'],
  options: z.strictObject({
    hours: z._default(z.number().check(z.gte(0)), 24).check(z.describe('Median hours until production works again')),
  }),
  messages: {
    slow: {
      text: 'After a failed deployment it takes a median of {hours} hours until one succeeds ({count} failures), more than {target}.',
      remedy: 'Have a way back that takes one step, and let a failed deployment take it by itself or call somebody.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines, settings }, { hours: target }) {
    const figure = timeToRestore({ history: deliveryHistory, delivery, environments: settings.environments })
    if (!figure.known) return yield unmeasured(figure)
    const data = { hours: rounded(figure.value.value), count: figure.value.sample, target }
    if (figure.value.value > target) yield { kind: 'problem', message: 'slow', data }
    else
      yield* asItShould(pipelines, {
        text: 'production works again after a median of {hours} hours ({count} failures)',
        data,
      })
  },
})
