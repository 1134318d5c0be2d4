import {
  defineCheck,
  encoded,
  settingsChange,
  solvedBy,
  unreadable,
  z,
  type BypassActor,
  type CheckOutcome,
} from '../../src/check-api/index.js'

type Message = 'administrators' | 'always' | 'exempt' | 'everyone'

/** Programs bring versions out; what they may do is decided by who may change them. */
const PROGRAMS: ReadonlySet<BypassActor['kind']> = new Set<BypassActor['kind']>(['app', 'deploy-key'])

/** Roles that everybody has who may push. */
const EVERYONE = /\b(?:write|read|triage)\b/i

export default defineCheck({
  id: 'protection-bypass',
  title: 'Protections can be bypassed by everyone who matters',
  severity: 'warning',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.CR.2', 'ops05-bp10.hardening.manual-fallback', 'SEC03-BP02', 'SEC03-BP03', 'SEC11-BP04'],
  needs: ['protection'],
  wants: ['history'],
  options: z.strictObject({}),
  messages: {
    administrators: {
      text: 'What protects {branch} does not hold for administrators of the repository ({source}).',
      remedy: 'Turn on “Do not allow bypassing the above settings” in the branch protection rule of {branch}.',
    },
    always: {
      text: '{actors} may push to {branch} past {source}, without a pull request.',
      remedy:
        'In the bypass list of {source} set them to “For pull requests only”, or keep only the team that answers emergencies.',
    },
    exempt: {
      text: '{source} does not hold for {actors}, and leaves no trace of what they pass by.',
      remedy: 'In the bypass list of {source} set them to “For pull requests only”: a bypass is then recorded.',
    },
    everyone: {
      text: 'Everybody who may push to the repository may merge into {branch} past {source}: it lists {actors}.',
      remedy: 'Take {actors} off the bypass list of {source}, and name the team that answers emergencies in its place.',
    },
  },

  *run(subjects) {
    const { branch, bypass } = subjects.protection
    if (!subjects.protection.protected)
      return yield { kind: 'implied', by: 'protection-default-branch', reason: 'the default branch is unprotected' }
    if (bypass === undefined)
      return yield unreadable({ known: false, reason: 'who may bypass the protection was not read' })
    if (!bypass.known) return yield unreadable(bypass)
    const groups = new Map<string, [Message, BypassActor[]]>()
    for (const actor of bypass.value) {
      const message = judge(actor)
      if (message === undefined) continue
      const key = `${message} ${actor.source}`
      const group = groups.get(key) ?? [message, []]
      group[1].push(actor)
      groups.set(key, group)
    }
    if (groups.size === 0) return yield harmless(branch, bypass.value)
    const { history } = subjects
    if (history.known && !history.value.shallow && history.value.authors === 1)
      return yield { kind: 'not-applicable', reason: 'one person alone commits here' }
    for (const [message, actors] of groups.values()) {
      const source = actors[0]?.source ?? ''
      const patch =
        message === 'administrators'
          ? [settingsChange('POST', `branches/${encoded(branch)}/protection/enforce_admins`)]
          : undefined
      yield { kind: 'problem', message, data: { branch, source, actors: namesOf(actors) }, ...solvedBy(patch) }
    }
  },
})

function judge({ kind, name, mode }: BypassActor): Message | undefined {
  if (kind === 'administrators') return 'administrators'
  if (PROGRAMS.has(kind)) return undefined
  if (kind === 'role' && EVERYONE.test(name)) return 'everyone'
  return mode === 'pull-request' ? undefined : mode
}

function namesOf(actors: readonly BypassActor[]): string {
  return [...new Set(actors.map(({ name }) => name))].join(', ')
}

function harmless(branch: string, actors: readonly BypassActor[]): CheckOutcome<Message> {
  if (actors.length === 0)
    return { kind: 'evidence', text: 'nobody may bypass what protects {branch}', data: { branch } }
  const text = 'only {actors} may bypass what protects {branch}, programs or in pull requests alone'
  return { kind: 'evidence', text, data: { branch, actors: namesOf(actors) } }
}
