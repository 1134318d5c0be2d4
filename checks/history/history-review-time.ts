import {
  asItShould,
  defineCheck,
  historyFacets,
  reviewTimeToMerge,
  rounded,
  timeToFirstReview,
  topReviewerShare,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = ['DL.CR.4', 'OPS05-BP07', 'OPS09-BP01', 'SEC11-BP04'] as const

export default defineCheck({
  id: 'history-review-time',
  title: 'Reviews start or end late',
  severity: 'notice',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines'],
  options: z.strictObject({
    firstHours: z._default(z.number().check(z.gte(0)), 24).check(z.describe('Median hours to the first review')),
    mergeHours: z._default(z.number().check(z.gte(0)), 72).check(z.describe('Median hours to the merge')),
    weekends: z._default(z.boolean(), false).check(z.describe('Whether Saturdays and Sundays (UTC) count')),
  }),
  messages: {
    late: {
      text: 'The first review comes after a median of {first} hours and the merge after {merge} ({count} pull requests), later than {firstHours} and {mergeHours}; the busiest reviewer has {load} % of them.',
      remedy:
        'Agree on a time for reviews each day, spread them over more people, and ask for review of smaller changes.',
    },
  },

  *run({ deliveryHistory: history, delivery, pipelines }, { firstHours, mergeHours, weekends }) {
    const first = timeToFirstReview({ history, delivery }, weekends)
    if (!first.known) return yield unmeasured(first)
    const merge = reviewTimeToMerge({ history, delivery }, weekends)
    if (!merge.known) return yield unmeasured(merge)
    const data = {
      first: rounded(first.value.value),
      merge: rounded(merge.value.value),
      count: first.value.sample,
      load: rounded(topReviewerShare({ history, delivery }) ?? 0),
      firstHours,
      mergeHours,
    }
    if (first.value.value > firstHours || merge.value.value > mergeHours)
      yield { kind: 'problem', message: 'late', data }
    else {
      const text = 'first review after a median of {first} hours, merge after {merge} ({count} pull requests)'
      yield* asItShould(pipelines, { text, data })
    }
  },
})
