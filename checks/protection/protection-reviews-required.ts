import { defineCheck, unreadable, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'protection-reviews-required',
  title: 'Changes merge without another person’s approval',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CR.2',
    'ops05-bp10.boundaries.approvals',
    'OPS05-BP07',
    'SEC11-BP04',
    'hc.gitops.review-before-merge',
    'hc.define.branch-protection.reviews',
    'hc.culture.collaboration',
    'ba.misuse.no-review',
  ],
  needs: ['protection'],
  wants: ['history'],
  options: z.strictObject({
    minimum: z._default(z.int().check(z.gte(1), z.lte(10)), 1),
  }),
  messages: {
    none: {
      text: 'Branch {branch} can be merged into without an approving review.',
      remedy: 'Require a pull request with at least {minimum} approval in the branch’s ruleset.',
    },
    few: {
      text: 'Branch {branch} requires {approvals} approvals, fewer than the {minimum} that the configuration asks for.',
      remedy: 'Raise the required approvals in the branch’s ruleset to {minimum}.',
    },
  },

  *run({ protection, history }, { minimum }) {
    const { branch, requiredApprovals, pullRequestRequired, sources } = protection
    if (!protection.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    if (history.known && !history.value.shallow && history.value.authors === 1) {
      return yield { kind: 'not-applicable', reason: 'one person alone commits here' }
    }
    if (pullRequestRequired.known && !pullRequestRequired.value) {
      return yield { kind: 'problem', message: 'none', data: { branch, minimum } }
    }
    if (!requiredApprovals.known) return yield unreadable(requiredApprovals)
    const approvals = requiredApprovals.value
    if (approvals >= minimum) {
      return yield {
        kind: 'evidence',
        text: 'branch {branch} requires {approvals} approvals ({source})',
        data: { branch, approvals, source: sources.join(', ') },
      }
    }
    yield approvals === 0
      ? { kind: 'problem', message: 'none', data: { branch, minimum } }
      : { kind: 'problem', message: 'few', data: { branch, approvals, minimum } }
  },
})
