import {
  asItShould,
  defineCheck,
  historyFacets,
  manualDeployments,
  rounded,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'OA.BCL.2',
  'DL.CD.4',
  'ops05-bp10.hardening.manual-fallback',
  'ops05-bp10.official.no-console',
  'OPS09-BP01',
  'OPS11-BP03',
  'SEC06-BP03',
  'hc.maturity.l2.manual-execution',
  'hc.maturity.l3.commit-only-changes',
  'ba.benefit.less-toil',
] as const

export default defineCheck({
  id: 'history-manual-fallback',
  title: 'People step in by hand often',
  severity: 'warning',
  confidence: 'low',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  systems: ['github-actions'],
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines', 'settings'],
  options: z.strictObject({
    percent: z
      ._default(z.number().check(z.gte(0), z.lte(100)), 20)
      .check(z.describe('Share of production deployments that people may start or repeat, in percent')),
    byButton: z
      ._default(z.boolean(), false)
      .check(z.describe('Whether a person is meant to start deployments: then only repeated ones count')),
  }),
  messages: {
    often: {
      text: '{percent} % of {count} runs that deploy to production were started by hand ({started}) or run again ({repeated}), more than {target} %.',
      remedy: 'Let the merge or the release start the deployment; set `byButton` if a person is meant to decide when.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines, settings }, { percent: target, byButton }) {
    const figure = manualDeployments(
      { history: deliveryHistory, delivery, environments: settings.environments },
      byButton,
    )
    if (!figure.known) return yield unmeasured(figure)
    const { value, sample: count, started, repeated } = figure.value
    const data = { percent: rounded(value), count, started, repeated, target }
    if (value > target) yield { kind: 'problem', message: 'often', data }
    else
      yield* asItShould(pipelines, {
        text: '{percent} % of {count} deployments needed a person to start or repeat them',
        data,
      })
  },
})
