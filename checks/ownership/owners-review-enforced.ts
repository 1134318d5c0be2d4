import { branchRuleset, defineCheck, solvedBy, unreadable, withoutRules, z } from '../../src/check-api/index.js'

const NOT_ASKED = 'whether a code owner must approve is a setting of the host, and only GitHub is asked'

/** Where a person finds the setting. */
const REMEDY = {
  gitlab: 'See Settings → Repository → Branch rules → Code owner approval.',
  bitbucket: 'See the merge checks of the branch: CODEOWNERS itself only suggests reviewers.',
  gitea: 'See the protection of the branch: “Block merge on official review requests”.',
} as const

export default defineCheck({
  id: 'owners-review-enforced',
  title: 'Code owners are named but their review is not required',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['OA.TI.5', 'DL.CR.8', 'ops05-bp10.boundaries.approvals', 'SEC11-BP04', 'ba.misuse.no-review'],
  needs: ['codeowners'],
  wants: ['protection', 'pipelines', 'history', 'repository'],
  options: z.strictObject({}),
  messages: {
    optional: {
      text: 'Branch {branch} can be merged into without the review of a code owner.',
      remedy: 'Turn on “Require review from Code Owners” in the branch’s ruleset.',
    },
    optionalSections: {
      text: 'Every section is optional (^), so no change needs the approval of a code owner.',
      remedy: 'Take the ^ off the sections whose owners must agree.',
    },
  },

  *run(subjects) {
    const { codeowners, protection } = subjects
    const none = withoutRules(codeowners)
    if (none !== undefined) return yield none
    const { rules, host } = codeowners
    const [first] = rules.filter(({ owners }) => owners.length > 0)
    if (first === undefined) return yield { kind: 'not-applicable', reason: 'no code owners are named' }
    if (rules.every(({ section, owners }) => section?.optional === true || owners.length === 0))
      return yield { kind: 'problem', message: 'optionalSections', at: first.at }
    if (host !== 'github') {
      return yield { kind: 'unknown', origin: 'hosting', reason: NOT_ASKED, remedy: REMEDY[host] }
    }
    if (!protection.known) return yield unreadable(protection)
    const { branch, codeOwnerReview, sources } = protection.value
    if (!protection.value.protected) {
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    }
    if (!codeOwnerReview.known) return yield unreadable(codeOwnerReview)
    if (!codeOwnerReview.value) {
      const { pipelines, history, repository } = subjects
      const owners = { known: true, value: codeowners } as const
      const ruleset = branchRuleset({
        protection: protection.value,
        pipelines,
        history,
        repository,
        codeowners: owners,
      })
      return yield { kind: 'problem', message: 'optional', data: { branch }, ...solvedBy(ruleset) }
    }
    yield {
      kind: 'evidence',
      text: 'branch {branch} requires a code owner’s review ({source})',
      data: { branch, source: sources.join(', ') },
    }
  },
})
