import { defineCheck, unreadable, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'supply-commit-signing',
  title: 'Commits are not signed',
  severity: 'notice',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CS.4', 'waf.sec.traceability', 'SEC06-BP04'],
  needs: ['protection'],
  options: z.strictObject({
    required: z
      ._default(z.boolean(), false)
      .check(z.describe('Whether the team has decided that commits must be signed')),
  }),
  messages: {
    unsigned: {
      text: 'Commits must be signed here, and branch {branch} takes them without a signature.',
      remedy: 'Add the rule “Require signed commits” to the branch’s ruleset.',
    },
  },

  *run({ protection: { branch, signaturesRequired, sources } }, { required }) {
    if (signaturesRequired?.known === true && signaturesRequired.value) {
      const data = { branch, source: sources.join(', ') }
      return yield { kind: 'evidence', text: 'branch {branch} takes signed commits only ({source})', data }
    }
    if (signaturesRequired?.known === false) return yield unreadable(signaturesRequired)
    if (signaturesRequired?.known === true && required)
      return yield { kind: 'problem', message: 'unsigned', data: { branch } }
    const reason = 'nobody has decided that commits must be signed (option required)'
    yield { kind: 'not-applicable', reason }
  },
})
