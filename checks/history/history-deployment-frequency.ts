import {
  asItShould,
  defineCheck,
  deploymentFrequency,
  historyFacets,
  rounded,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'DL.CI.1',
  'DL.CD.1',
  'DL.CD.6',
  'ops05-bp10.guidance.outcomes',
  'waf.opex.small-reversible-changes',
  'OPS05-BP09',
  'OPS09-BP01',
  'hc.maturity.l5.baseline-metrics',
  'ba.benefit.faster-releases',
  'ba.metric.deployment-frequency',
] as const

export default defineCheck({
  id: 'history-deployment-frequency',
  title: 'Production deployments are rare',
  severity: 'notice',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines', 'settings'],
  options: z.strictObject({
    perWeek: z._default(z.number().check(z.gte(0)), 1).check(z.describe('Deployments to production asked for, a week')),
    releasesPerWeek: z
      ._default(z.number().check(z.gte(0)), 0.23)
      .check(z.describe('Releases asked for, a week, where nothing is deployed: one a month')),
  }),
  messages: {
    deployments: {
      text: '{perWeek} deployments to production a week ({count} in all, a median of {apart} days apart), fewer than {target}.',
      remedy: 'Deploy each merged change by itself, or merge smaller ones; raise or lower `perWeek` to your target.',
    },
    releases: {
      text: '{perWeek} releases a week ({count} in all, a median of {apart} days apart), fewer than {target}.',
      remedy: 'Release by pipeline as soon as something is worth having; set `releasesPerWeek` to your target.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines, settings }, { perWeek: deployments, releasesPerWeek }) {
    const figure = deploymentFrequency({ history: deliveryHistory, delivery, environments: settings.environments })
    if (!figure.known) return yield unmeasured(figure)
    const { value, sample, apart, from } = figure.value
    const target = from === 'releases' ? releasesPerWeek : deployments
    const data = { perWeek: rounded(value), count: sample, apart: rounded(apart), target }
    const what = from === 'releases' ? 'releases' : 'deployments to production'
    if (value < target) yield { kind: 'problem', message: from === 'releases' ? 'releases' : 'deployments', data }
    else yield* asItShould(pipelines, { text: `{perWeek} ${what} a week ({count} in all, {apart} days apart)`, data })
  },
})
