import {
  asItShould,
  defineCheck,
  historyFacets,
  percent,
  pullRequestSize,
  rounded,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

/** Nobody reviews more lines than this at one go. */
const HUGE = 1000

const PRACTICES = [
  'DL.LD.3',
  'DL.CI.1',
  'waf.opex.small-reversible-changes',
  'OPS05-BP09',
  'OPS09-BP01',
  'ba.small-steps',
] as const

export default defineCheck({
  id: 'history-pr-size',
  title: 'Changes are large',
  severity: 'notice',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines'],
  options: z.strictObject({
    lines: z
      ._default(z.int().check(z.gte(1)), 250)
      .check(z.describe('Median number of lines that a pull request may add and delete')),
  }),
  messages: {
    large: {
      text: 'A pull request changes a median of {lines} lines ({count} merged ones, {huge} % of them above {limit}), more than {target}.',
      remedy: 'Cut work into steps that each leave the branch working: preparation, then the change, then the cleanup.',
    },
  },

  *run({ deliveryHistory, delivery, pipelines }, { lines: target }) {
    const figure = pullRequestSize({ history: deliveryHistory, delivery })
    if (!figure.known) return yield unmeasured(figure)
    const { value, sample: count, lines } = figure.value
    const huge = rounded(percent(lines.filter((each) => each > HUGE).length, count))
    const data = { lines: rounded(value), count, huge, limit: HUGE, target }
    if (value > target) yield { kind: 'problem', message: 'large', data }
    else
      yield* asItShould(pipelines, {
        text: 'a pull request changes a median of {lines} lines ({count} merged ones)',
        data,
      })
  },
})
