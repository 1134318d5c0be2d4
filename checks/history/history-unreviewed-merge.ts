import {
  defineCheck,
  percent as shareOf,
  rounded,
  unmeasured,
  unreviewedChanges,
  z,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'history-unreviewed-merge',
  title: 'Changes reached the default branch without review or against checks',
  severity: 'error',
  confidence: 'medium',
  kind: 'metric',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CR.2',
    'DL.CR.6',
    'ops05-bp10.hardening.manual-fallback',
    'OPS05-BP07',
    'SEC03-BP03',
    'SEC11-BP04',
    'hc.maturity.l1.untracked-changes',
    'hc.maturity.l2.skill.ci-and-git',
    'hc.gitops.single-source-of-truth',
    'hc.culture.collaboration',
  ],
  needs: ['deliveryHistory', 'delivery'],
  options: z.strictObject({
    percent: z
      ._default(z.number().check(z.gte(0), z.lte(100)), 2)
      .check(z.describe('Share of changes that may be unreviewed, in percent')),
    gates: z
      ._default(z.boolean(), false)
      .check(z.describe('Whether it is an error, which can fail the gate, instead of a warning')),
  }),
  messages: {
    unreviewed: {
      text: '{count} of {all} changes by people reached the default branch without review: {direct} were pushed to it, {unapproved} merged without anybody else’s approval, {failing} merged against a failed check; {target} % are accepted.',
      remedy: 'Require a pull request with an approval and the checks in the branch’s ruleset, for administrators too.',
    },
  },

  *run({ deliveryHistory, delivery }, { percent: target, gates }) {
    const figure = unreviewedChanges({ history: deliveryHistory, delivery })
    if (!figure.known) return yield unmeasured(figure)
    const { value, sample: all, direct, unapproved, failing, unclear } = figure.value
    const count = direct + unapproved + failing
    const data = { count, all, direct, unapproved, failing, target, percent: rounded(value) }
    if (value > target) {
      yield { kind: 'problem', message: 'unreviewed', data, severity: gates ? 'error' : 'warning' }
    } else if (shareOf(count + unclear, all) > target) {
      yield {
        kind: 'unknown',
        origin: 'hosting',
        reason: 'whether {unclear} of {all} changes were reviewed is not known; {direct} were pushed directly',
        data: { unclear, all, direct },
        permission: 'pull-requests: read',
      }
    } else yield { kind: 'evidence', text: '{count} of {all} changes by people went without review', data }
  },
})
