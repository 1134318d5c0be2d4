import {
  branchRuleset,
  defineCheck,
  mergeBotOf,
  RULESET_SUBJECTS,
  solvedBy,
  unreadable,
  z,
} from '../../src/check-api/index.js'

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
  needs: ['protection', 'files'],
  wants: [...RULESET_SUBJECTS],
  options: z.strictObject({
    minimum: z._default(z.int().check(z.gte(1), z.lte(10)), 1).check(z.describe('Approvals that must be required')),
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

  *run(subjects, { minimum }) {
    const { protection, files } = subjects
    const { branch, requiredApprovals, pullRequestRequired, sources } = protection
    if (!protection.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    const { history, codeowners } = subjects
    if (history.known && !history.value.shallow && history.value.authors === 1) {
      return yield { kind: 'not-applicable', reason: 'one person alone commits here' }
    }
    const bot = codeowners.known ? mergeBotOf(files, codeowners.value) : undefined
    const pullRequests = !pullRequestRequired.known || pullRequestRequired.value
    if (pullRequests && !requiredApprovals.known) return yield unreadable(requiredApprovals)
    const approvals = pullRequests && requiredApprovals.known ? requiredApprovals.value : 0
    const data = { branch, approvals, minimum }
    if (approvals >= minimum) {
      const source = sources.join(', ')
      yield {
        kind: 'evidence',
        text: 'branch {branch} requires {approvals} approvals ({source})',
        data: { ...data, source },
      }
    } else if (bot !== undefined) {
      yield { kind: 'unknown', origin: 'files', reason: '{bot} may ask for approvals before it merges', data: { bot } }
    } else {
      const ruleset = branchRuleset({ ...subjects, approvals: minimum })
      yield { kind: 'problem', message: approvals === 0 ? 'none' : 'few', data, ...solvedBy(ruleset) }
    }
  },
})
