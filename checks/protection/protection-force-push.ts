import { branchRuleset, defineCheck, RULESET_SUBJECTS, solvedBy, unreadable, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'protection-force-push',
  title: 'History of the default branch can be rewritten or deleted',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.SCM.1',
    'waf.sec.traceability',
    'OPS05-BP01',
    'SEC04-BP01',
    'hc.define.branch-protection.no-force-push',
  ],
  needs: ['protection'],
  wants: [...RULESET_SUBJECTS],
  options: z.strictObject({}),
  messages: {
    forcePush: {
      text: 'Branch {branch} accepts force pushes.',
      remedy: 'Add the rule “Block force pushes” to the branch’s ruleset.',
    },
    deletion: {
      text: 'Branch {branch} can be deleted.',
      remedy: 'Add the rule “Restrict deletions” to the branch’s ruleset.',
    },
  },

  *run(subjects) {
    const { protection } = subjects
    const { branch, forcePushAllowed, deletionAllowed, sources } = protection
    if (!protection.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    const solved = () => solvedBy(branchRuleset(subjects))
    if (!forcePushAllowed.known) yield unreadable(forcePushAllowed)
    else if (forcePushAllowed.value) yield { kind: 'problem', message: 'forcePush', data: { branch }, ...solved() }
    if (!deletionAllowed.known) yield unreadable(deletionAllowed)
    else if (deletionAllowed.value) yield { kind: 'problem', message: 'deletion', data: { branch }, ...solved() }

    const safe = [forcePushAllowed, deletionAllowed].every((allowed) => allowed.known && !allowed.value)
    if (safe)
      yield {
        kind: 'evidence',
        text: 'branch {branch} refuses force pushes and deletion ({source})',
        data: { branch, source: sources.join(', ') },
      }
  },
})
