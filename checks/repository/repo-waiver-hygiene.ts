import {
  defineCheck,
  folderPrefix,
  groupBy,
  isForTrying,
  z,
  type CheckOutcome,
  type Waiver,
} from '../../src/check-api/index.js'

type Message = 'unexplained' | 'unexplained-entries' | 'expired' | 'endless'

export default defineCheck({
  id: 'repo-waiver-hygiene',
  title: 'Exception to a control has no reason or end',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['AG.CA.3', 'SEC01-BP07', 'SEC04-BP04', 'hc.secure.policy-as-code.enforcement-levels'],
  needs: ['project', 'settings'],
  options: z.strictObject({}),
  messages: {
    unexplained: {
      text: 'A comment tells {tool} to leave out {rule}, and nothing says why.',
      remedy: 'Write behind it or above it why the risk is accepted, and the ticket in which that was decided.',
    },
    'unexplained-entries': {
      text: '{count} of {all} entries of {file}, which {tool} leaves out, have no reason; the first is {rule}.',
      remedy: 'Write beside each entry why the risk is accepted, and the ticket in which that was decided.',
    },
    expired: {
      text: 'The exception of {tool} for {rule} ended on {date}.',
      remedy: 'Solve the finding and remove the entry, or decide anew and write a later date with the reason.',
    },
    endless: {
      text: '{count} of {all} entries of {file}, which {tool} leaves out, have no end; the first is {rule}.',
      remedy: 'Give each a date on which somebody looks at it again: {key}.',
    },
  },

  *run({ project, settings }) {
    const waivers = project.waivers.filter(({ at }) => !isForTrying(folderPrefix(at.file)))
    if (waivers.length === 0)
      return yield { kind: 'not-applicable', reason: 'no scanner is told to leave anything out' }
    for (const waiver of waivers) if (isOver(waiver, settings.today)) yield expired(waiver)
    const comments = waivers.filter((each) => each.form === 'comment' && !isOver(each, settings.today))
    // What is said of a rule once holds for the whole file.
    for (const same of groupBy(comments, ({ tool, rule, at }) => `${at.file} ${tool} ${rule}`).values())
      if (same.every(({ reason }) => reason === undefined)) yield* same.slice(0, 1).map(unexplained)
    const entries = waivers.filter(({ form }) => form === 'entry')
    for (const all of groupBy(entries, ({ at }) => at.file).values()) {
      const unsaid = all.filter(({ reason }) => reason === undefined)
      yield* entriesOf('unexplained-entries', unsaid, all)
      if (unsaid.length === 0)
        yield* entriesOf(
          'endless',
          all.filter(({ expires }) => expires === undefined),
          all,
        )
    }
    const explained = waivers.filter(({ reason }) => reason !== undefined)
    const [first] = explained
    if (first !== undefined)
      yield {
        kind: 'evidence',
        text: '{count} of {all} exceptions to scanners say why',
        data: { count: explained.length, all: waivers.length },
        at: first.at,
      }
  },
})

/** The path without the name: a workflow called `ci.yml` is not for trying. */
/** Keys of the date, by tool. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['snyk', 'expires'],
  ['osv-scanner', 'ignoreUntil'],
  ['trivy', 'exp:2027-01-31 behind the id, or expired_at in .trivyignore.yaml'],
])

function isOver({ expires }: Waiver, today: string | undefined): boolean {
  return expires !== undefined && today !== undefined && expires < today
}

function expired({ tool, rule, expires = '', at }: Waiver): CheckOutcome<Message> {
  return { kind: 'problem', message: 'expired', data: { tool, rule, date: expires }, at }
}

function unexplained({ tool, rule, at }: Waiver): CheckOutcome<Message> {
  return { kind: 'problem', message: 'unexplained', data: { tool, rule: rule || 'all findings' }, at }
}

/** One finding a file: who opens it to correct one entry sees the others. */
function* entriesOf(
  message: 'unexplained-entries' | 'endless',
  some: readonly Waiver[],
  all: readonly Waiver[],
): Generator<CheckOutcome<Message>> {
  const [first] = some
  if (first === undefined) return
  const { tool, rule, at } = first
  const key = KEYS.get(tool) ?? ''
  const data = { tool, rule, file: at.file, count: some.length, all: all.length, key }
  yield { kind: 'problem', message, data, at, ...(message === 'endless' && { severity: 'notice' }) }
}
