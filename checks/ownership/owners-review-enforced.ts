import { defineCheck, unreadable, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'owners-review-enforced',
  title: 'Code owners are named but their review is not required',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['OA.TI.5', 'DL.CR.8', 'ops05-bp10.boundaries.approvals', 'SEC11-BP04', 'ba.misuse.no-review'],
  needs: ['codeowners', 'protection'],
  options: z.strictObject({}),
  messages: {
    optional: {
      text: 'Branch {branch} can be merged into without the review of a code owner.',
      remedy: 'Turn on “Require review from Code Owners” in the branch’s ruleset.',
    },
  },

  *run({ codeowners, protection }) {
    if (codeowners.file === undefined || codeowners.rules.length === 0) {
      return yield { kind: 'not-applicable', reason: 'no code owners are named' }
    }
    const { branch, codeOwnerReview, sources } = protection
    if (!protection.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    if (!codeOwnerReview.known) return yield unreadable(codeOwnerReview)
    if (!codeOwnerReview.value) return yield { kind: 'problem', message: 'optional', data: { branch } }
    yield {
      kind: 'evidence',
      text: 'branch {branch} requires a code owner’s review ({source})',
      data: { branch, source: sources.join(', ') },
    }
  },
})
