import {
  defineCheck,
  isPerson,
  onceForEachKey,
  unreadable,
  withoutRules,
  z,
  type CheckOutcome,
  type Codeowners,
  type History,
  type Known,
  type OwnersRule,
} from '../../src/check-api/index.js'

/** Comparisons of lines and files: more than this take seconds. */
const MAX_COMPARISONS = 5_000_000

type Message = 'single'

export default defineCheck({
  id: 'owners-single-owner',
  title: 'Path depends on one person',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CR.8',
    'OPS02-BP01',
    'SEC02-BP06',
    'hc.maturity.l1.knowledge-silos',
    'hc.define.vcs-config.team-permissions',
    'ba.trap.unclear-ownership',
  ],
  needs: ['codeowners', 'files'],
  wants: ['history'],
  options: z.strictObject({}),
  messages: {
    single: {
      text: '{owner} alone answers for {pattern}.',
      remedy: 'Name a team, or a second person who can approve a change when {owner} made it or is away.',
    },
  },

  *run({ codeowners, files: { paths }, history }) {
    const none = withoutRules(codeowners)
    if (none !== undefined) return yield none
    const { rules } = codeowners
    const owned = rules.filter(({ owners }) => owners.length > 0)
    if (owned.length === 0) return yield { kind: 'not-applicable', reason: 'no line names an owner' }
    const alone = mayBeAlone(codeowners, history)
    if (alone !== undefined) return yield alone
    if (codeowners.comparisons(paths) > MAX_COMPARISONS)
      return yield { kind: 'unknown', origin: 'files', reason: 'there are too many lines and files to compare' }
    const deciding = new Set(paths.flatMap((path) => codeowners.decidingRules(path)))
    const outcomes = owned.filter((rule) => deciding.has(rule)).map((rule) => judge(rule, codeowners))
    if (outcomes.length === 0) return yield { kind: 'not-applicable', reason: 'no file has an owner' }
    yield* onceForEachKey(
      outcomes,
      () => ['the file'],
      () => 'one person alone answers for this pattern too',
    )
  },
})

/** What to say of a repository of one person, whose owner is no secret; undefined if several people work on it. */
function mayBeAlone({ rules }: Codeowners, history: Known<History>): CheckOutcome<Message> | undefined {
  const named = new Set(rules.flatMap(({ owners }) => owners.map((owner) => owner.toLowerCase())))
  if (history.known && history.value.authors >= 2) return undefined
  if (history.known && !history.value.shallow)
    return { kind: 'not-applicable', reason: 'one person alone commits here' }
  // Several owners show that several people work here, even where the history does not.
  if (named.size > 1 || [...named].some((owner) => owner.includes('/'))) return undefined
  if (!history.known)
    return { ...unreadable(history), reason: 'one person owns everything, and who else commits here could not be read' }
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason: 'one person owns everything, and a shallow clone shows one committer only',
    remedy: 'Check out with fetch-depth: 0.',
  }
}

function judge({ pattern, owners, at }: OwnersRule, { host }: Codeowners): CheckOutcome<Message> {
  const [owner = '', second] = new Set(owners.map((each) => each.toLowerCase()))
  const asWritten = owners[0] ?? owner
  const data = { pattern, owner: asWritten }
  if (second !== undefined)
    return { kind: 'evidence', text: 'several owners answer for {pattern}', data: { pattern }, at }
  const person = isPerson(owner, host)
  if (person === undefined)
    return { kind: 'unknown', origin: 'hosting', reason: '{owner} may be one person or stand for several', data, at }
  if (person) return { kind: 'problem', message: 'single', data, at }
  return { kind: 'evidence', text: '{owner} answers for {pattern}', data, at }
}
