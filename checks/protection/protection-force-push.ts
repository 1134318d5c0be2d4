import {
  because,
  branchRuleset,
  defineCheck,
  releasedBranches,
  RULESET_SUBJECTS,
  solvedBy,
  unreadable,
  z,
  type CheckOutcome,
  type Delivery,
  type Known,
  type Protection,
} from '../../src/check-api/index.js'

type Message = 'forcePush' | 'deletion' | 'release'

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
  wants: [...RULESET_SUBJECTS, 'delivery'],
  options: z.strictObject({}),
  messages: {
    release: {
      text: 'Branch {branch}, from which {file} releases, {accepts}.',
      remedy: 'Add the rules “Block force pushes” and “Restrict deletions” to a ruleset for the branch.',
    },
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
    yield* releaseBranches(subjects)
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

/** Branches that pipelines release from, as far as they are protected at all. */
function* releaseBranches({
  protection: { releases },
  delivery,
}: {
  readonly protection: Protection
  readonly delivery: Known<Delivery>
}): Generator<CheckOutcome<Message>> {
  if (releases?.known !== true || !delivery.known) return
  for (const { protection, from } of releasedBranches(releases.value, delivery.value)) {
    const { branch, forcePushAllowed, deletionAllowed } = protection
    if (!protection.protected) continue
    const accepts = [
      ...(forcePushAllowed.known && forcePushAllowed.value ? ['accepts force pushes'] : []),
      ...(deletionAllowed.known && deletionAllowed.value ? ['can be deleted'] : []),
    ]
    const hidden = [forcePushAllowed, deletionAllowed].find((each) => !each.known)
    if (accepts.length > 0) {
      const data = { branch, file: from.pipeline.file, accepts: accepts.join(' and ') }
      const why = [because(from.at, 'it releases from the branch')]
      yield { kind: 'problem', message: 'release', data, because: why, severity: 'warning' }
    } else if (hidden?.known === false) yield unreadable(hidden)
  }
}
