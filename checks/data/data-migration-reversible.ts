import {
  defineCheck,
  judgedChange,
  z,
  type CheckOutcome,
  type Migration,
  type MigrationSet,
  type WayBack,
} from '../../src/check-api/index.js'

type Message = 'absent' | 'empty' | 'oneWay' | 'refused'

/** Newest migrations that are looked at for what a project is used to, and how many of them must tell it. */
const RECENT = 30
const FEW = 3

/** Ways back that somebody wrote or left out; the others are the tool's. */
const WRITTEN: ReadonlySet<WayBack['kind']> = new Set<WayBack['kind']>(['written', 'explained'])
const LEFT_OUT: ReadonlySet<WayBack['kind']> = new Set<WayBack['kind']>(['empty', 'absent', 'one-way', 'refused'])

export default defineCheck({
  id: 'data-migration-reversible',
  title: 'Migration has no way down',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.ADS.5', 'ops05-bp10.boundaries.rollback', 'waf.opex.small-reversible-changes', 'OPS06-BP01'],
  judgesExamples: false,
  needs: ['migrations', 'files'],
  options: z.strictObject({}),
  messages: {
    absent: {
      text: 'Migration {name} has no way down: {what} is missing.',
      remedy: 'Write what takes it back, so that a deployment that fails can be rolled back with its schema.',
    },
    empty: {
      text: 'Migration {name} has no way down: {what} does nothing.',
      remedy:
        'Write what takes it back. If there is nothing to take back, say why in a comment there: a rollback then passes over it knowingly.',
    },
    oneWay: {
      text: 'Migration {name} has no way down: {tool} cannot turn {what} around by itself.',
      remedy: 'Give it what {tool} needs for that (`reversible`, `reverse_code`, `<rollback>` …), or write both ways.',
    },
    refused: {
      text: 'Migration {name} says that there is no way down.',
      remedy: 'Take a snapshot before it runs, and let the deployment that brings it bring nothing else.',
    },
  },

  *run({ migrations, files }) {
    const change = judgedChange(migrations, files)
    if ('kind' in change) return yield change
    const added = new Set(change.added)
    const sets = migrations.sets.filter((set) => set.migrations.some((each) => added.has(each)))
    if (sets.length === 0) return yield { kind: 'not-applicable', reason: 'the change adds no migration' }
    const forward = new Map<string, boolean>()
    for (const migration of sets.flatMap((set) => set.migrations)) {
      const { tool, kind } = migration
      if (!added.has(migration) || kind !== 'versioned') continue
      if (!forward.has(tool)) forward.set(tool, goesForward(migrations.sets, tool, added))
      yield outcomeOf(migration, forward.get(tool) === true)
    }
  },
})

/** A project that writes no way back at all has decided for another way out; what it adds must then only add. */
function goesForward(sets: readonly MigrationSet[], tool: string, added: ReadonlySet<Migration>): boolean {
  const older = sets
    .filter((set) => set.tool === tool)
    .flatMap((set) => set.migrations.filter((each) => !added.has(each) && each.kind === 'versioned'))
  const kinds = older.slice(-RECENT).map(({ body }) => body.back.kind)
  return kinds.filter((kind) => LEFT_OUT.has(kind)).length >= FEW && !kinds.some((kind) => WRITTEN.has(kind))
}

function outcomeOf({ name, tool, body, at }: Migration, isForward: boolean): CheckOutcome<Message> {
  const { kind, what } = body.back
  if (kind === 'written' || kind === 'automatic')
    return { kind: 'evidence', text: 'migration {name} can be taken back', data: { name }, at: body.back.at }
  if (kind === 'unsupported') return { kind: 'not-applicable', reason: '{tool} only goes forward', data: { tool } }
  if (kind === 'unneeded') return { kind: 'not-applicable', reason: '{name} has nothing to take back', data: { name } }
  if (kind === 'explained')
    return {
      kind: 'evidence',
      text: 'migration {name} says why there is nothing to take back',
      data: { name },
      at: body.back.at,
    }
  if (kind === 'unknown')
    return { kind: 'unknown', origin: 'files', reason: 'how {name} is taken back is not read', data: { name }, at }
  if (isForward) {
    const reason = 'no migration of {tool} here says how it is taken back: they only go forward'
    return { kind: 'not-applicable', reason, data: { tool } }
  }
  const message = messageOf(kind)
  const severity = message === 'refused' ? 'notice' : 'warning'
  return { kind: 'problem', message, data: { name, what, tool }, at: body.back.at, severity }
}

function messageOf(kind: WayBack['kind']): Message {
  if (kind === 'one-way') return 'oneWay'
  return kind === 'refused' || kind === 'empty' ? kind : 'absent'
}
