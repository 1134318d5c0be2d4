import { branchRuleset, defineCheck, RULESET_SUBJECTS, solvedBy, z } from '../../src/check-api/index.js'

export default defineCheck({
  id: 'protection-default-branch',
  title: 'Default branch is unprotected',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.SCM.1',
    'DL.CR.6',
    'AG.ACG.4',
    'SEC03-BP02',
    'SEC11-BP04',
    'hc.maturity.l1.untracked-changes',
    'hc.define.branch-protection.linear-history',
    'hc.define.vcs-config',
    'hc.define.vcs-config.branch-protection-as-code',
    'hc.define.vcs-config.pipeline-must-pass',
    'ba.misuse.no-review',
  ],
  needs: ['protection'],
  wants: [...RULESET_SUBJECTS],
  options: z.strictObject({}),
  messages: {
    none: {
      text: 'Branch {branch} has neither an active ruleset nor classic protection.',
      remedy:
        'Add a ruleset for the default branch that requires a pull request and passing checks (Settings → Rules).',
    },
    inactive: {
      text: 'Branch {branch} is covered only by {rulesets}, which is not active.',
      remedy: 'Set the ruleset’s enforcement to active.',
    },
  },

  *run(subjects) {
    const { protection, repository } = subjects
    if (repository.known && repository.value.archived)
      return yield { kind: 'not-applicable', reason: 'the repository is archived: nobody can change it' }
    if (repository.known && repository.value.mirror)
      return yield { kind: 'not-applicable', reason: 'the repository is a mirror: changes are made elsewhere' }
    const { branch, sources, inactiveRulesets } = protection
    if (protection.protected) {
      return yield {
        kind: 'evidence',
        text: 'branch {branch} is protected ({source})',
        data: { branch, source: sources.join(', ') },
      }
    }
    if (inactiveRulesets.length > 0) {
      return yield { kind: 'problem', message: 'inactive', data: { branch, rulesets: inactiveRulesets.join(', ') } }
    }
    yield { kind: 'problem', message: 'none', data: { branch }, ...solvedBy(branchRuleset(subjects)) }
  },
})
