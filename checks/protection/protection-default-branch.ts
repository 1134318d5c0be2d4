import {
  branchRuleset,
  defineCheck,
  because,
  mergeConflict,
  releasedBranches,
  releasesFromBranches,
  RULESET_SUBJECTS,
  settingsChange,
  solvedBy,
  unreadable,
  z,
  type CheckOutcome,
  type Delivery,
  type Known,
  type MergeConflict,
  type MergeMethod,
  type Protection,
} from '../../src/check-api/index.js'

const PRACTICES = [
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
] as const

type Message = 'none' | 'inactive' | 'release' | 'unmergeable'

export default defineCheck({
  id: 'protection-default-branch',
  title: 'Default branch is unprotected',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: PRACTICES,
  // Rules that let nothing through protect the branch all the same.
  facets: { protected: PRACTICES, merging: [] },
  needs: ['protection'],
  wants: [...RULESET_SUBJECTS, 'merging', 'delivery'],
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
    release: {
      text: 'Branch {branch}, from which {file} releases, has neither an active ruleset nor classic protection.',
      remedy:
        'Name the branch, or its pattern, in a ruleset that requires a pull request and passing checks (Settings → Rules).',
    },
    unmergeable: {
      text: 'No pull request can be merged into {branch}: its rules admit {admitted}, the repository allows {allowed}.',
      remedy:
        'Allow in the repository a way to merge that the rules admit (Settings → General → Pull Requests), or change the rule.',
    },
  },

  *run(subjects) {
    const { protection, repository, merging } = subjects
    if (repository.known && repository.value.archived)
      return yield { kind: 'not-applicable', reason: 'the repository is archived: nobody can change it' }
    if (repository.known && repository.value.mirror)
      return yield { kind: 'not-applicable', reason: 'the repository is a mirror: changes are made elsewhere' }
    yield* releaseBranches(subjects)
    const { branch, sources, inactiveRulesets } = protection
    if (protection.protected) {
      const conflict = merging.known ? mergeConflict(protection, merging.value) : undefined
      if (conflict !== undefined) yield contradiction(branch, conflict)
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

/** Branches that pipelines release from. */
function* releaseBranches({
  protection: { releases },
  delivery,
}: {
  readonly protection: Protection
  readonly delivery: Known<Delivery>
}): Generator<CheckOutcome<Message>> {
  if (releases === undefined || !delivery.known) return
  if (!releases.known) return yield* releasesFromBranches(delivery.value) ? [unreadable(releases)] : []
  for (const { protection, from } of releasedBranches(releases.value, delivery.value)) {
    const { branch, sources } = protection
    const data = { branch, file: from.pipeline.file }
    const why = [because(from.at, 'it releases from the branch')]
    if (protection.protected) {
      const text = 'release branch {branch} is protected ({source})'
      yield { kind: 'evidence', text, data: { branch, source: sources.join(', ') } }
    } else yield { kind: 'problem', message: 'release', data, because: why, severity: 'warning' }
  }
}

const WORDS: Readonly<Record<MergeMethod, string>> = {
  merge: 'merge commits',
  squash: 'squash merging',
  rebase: 'rebase merging',
}

function contradiction(branch: string, { admitted, allowed }: MergeConflict) {
  const words = (methods: readonly MergeMethod[], none: string) =>
    methods.length === 0 ? none : methods.map((method) => WORDS[method]).join(', ')
  const [method] = admitted
  const change = method === undefined ? undefined : [settingsChange('PATCH', '', { [SETTINGS[method]]: true })]
  const data = { branch, admitted: words(admitted, 'no way to merge'), allowed: words(allowed, 'none') }
  const severity = 'warning' as const
  return { kind: 'problem', message: 'unmergeable', data, severity, facet: 'merging', ...solvedBy(change) } as const
}

/** Source: GitHub REST, "Update a repository". */
const SETTINGS: Readonly<Record<MergeMethod, string>> = {
  merge: 'allow_merge_commit',
  squash: 'allow_squash_merge',
  rebase: 'allow_rebase_merge',
}
