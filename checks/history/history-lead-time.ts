import {
  asItShould,
  changeLeadTime,
  defineCheck,
  historyFacets,
  rounded,
  timeToProduction,
  unmeasured,
  z,
} from '../../src/check-api/index.js'

const PRACTICES = [
  'DL.CD.1',
  'DL.CD.6',
  'ops05-bp10.hardening.execution-time',
  'ops05-bp10.guidance.outcomes',
  'OPS05-BP09',
  'OPS09-BP01',
  'ba.metric.change-lead-time',
] as const

export default defineCheck({
  id: 'history-lead-time',
  title: 'Changes wait long before they reach production',
  severity: 'notice',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  facets: historyFacets(PRACTICES),
  needs: ['deliveryHistory', 'delivery', 'pipelines', 'settings'],
  options: z.strictObject({
    days: z._default(z.number().check(z.gte(0)), 7).check(z.describe('Median days from first commit to production')),
    releaseDays: z
      ._default(z.number().check(z.gte(0)), 30)
      .check(z.describe('Median days from first commit to the release, where nothing is deployed')),
  }),
  messages: {
    slow: {
      text: 'From its first commit to production a change takes a median of {days} days ({count} changes; {merged} days of them after the merge), more than {target}.',
      remedy:
        'Deploy after each merge, and cut changes smaller, so that they wait neither for a release nor for a review.',
    },
    waits: {
      text: 'From the merge to production a change takes a median of {merged} days ({count} changes), more than {target}.',
      remedy: 'Deploy after each merge instead of collecting changes for a release.',
    },
  },

  *run({ deliveryHistory: history, delivery, pipelines, settings }, { days, releaseDays }) {
    const facts = { history, delivery, environments: settings.environments }
    const lead = changeLeadTime(facts)
    const merged = timeToProduction(facts)
    if (lead.known) {
      const { value, sample: count, from } = lead.value
      const target = from === 'releases' ? releaseDays : days
      const data = { days: rounded(value), count, merged: merged.known ? rounded(merged.value.value) : 0, target }
      if (value > target) yield { kind: 'problem', message: 'slow', data }
      else
        yield* asItShould(pipelines, {
          text: 'a median of {days} days from commit to production ({count} changes)',
          data,
        })
    } else if (merged.known && merged.value.value > (merged.value.from === 'releases' ? releaseDays : days)) {
      // The first commit is older than the merge: the whole time is longer still.
      const target = merged.value.from === 'releases' ? releaseDays : days
      const data = { merged: rounded(merged.value.value), count: merged.value.sample, target }
      yield { kind: 'problem', message: 'waits', data }
    } else yield unmeasured(lead)
  },
})
