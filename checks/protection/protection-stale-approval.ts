import { branchRuleset, defineCheck, RULESET_SUBJECTS, solvedBy, unreadable, z } from '../../src/check-api/index.js'

const NOT_READ = { known: false, reason: 'whether a push takes an approval back was not read' } as const

export default defineCheck({
  id: 'protection-stale-approval',
  title: 'Approval survives later pushes or comes from the last pusher',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CR.2', 'ops05-bp10.boundaries.approvals', 'SEC11-BP04'],
  needs: ['protection'],
  wants: [...RULESET_SUBJECTS],
  options: z.strictObject({}),
  messages: {
    survives: {
      text: 'On {branch} an approval stays when commits are pushed after it, and whoever pushed them may give it: nobody need have seen what is merged.',
      remedy:
        'In the ruleset of {branch} turn on “Require approval of the most recent reviewable push”, or “Dismiss stale pull request approvals when new commits are pushed”.',
    },
  },

  *run(subjects) {
    const { branch, requiredApprovals, staleReviewsDismissed, lastPushApproval } = subjects.protection
    if (!subjects.protection.protected)
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    if (!requiredApprovals.known) return yield unreadable(requiredApprovals)
    const { history } = subjects
    if (history.known && !history.value.shallow && history.value.authors === 1)
      return yield { kind: 'not-applicable', reason: 'one person alone commits here' }
    if (requiredApprovals.value === 0)
      return yield { kind: 'implied', by: 'protection-reviews-required', reason: 'no approval is required' }
    const dismissed = staleReviewsDismissed ?? NOT_READ
    const lastPush = lastPushApproval ?? NOT_READ
    if (dismissed.known && dismissed.value) {
      return yield {
        kind: 'evidence',
        text: 'a push to a pull request to {branch} dismisses approvals',
        data: { branch },
      }
    }
    if (lastPush.known && lastPush.value) {
      const text = 'the last push to a pull request to {branch} needs the approval of somebody else'
      return yield { kind: 'evidence', text, data: { branch } }
    }
    const hidden = [dismissed, lastPush].find((each) => !each.known)
    if (hidden?.known === false) yield unreadable(hidden)
    else yield { kind: 'problem', message: 'survives', data: { branch }, ...solvedBy(branchRuleset(subjects)) }
  },
})
