import {
  defineCheck,
  judgedChange,
  onceForEachKey,
  z,
  type CheckOutcome,
  type EditedMigration,
  type JudgedChange,
} from '../../src/check-api/index.js'

type Message = 'edited' | 'gone'

/** Tools that keep the schema as a whole beside the migrations, so that old ones may go (Rails guides: Old migrations). */
const KEEP_SCHEMA: ReadonlySet<string> = new Set(['rails', 'ecto'])

export default defineCheck({
  id: 'data-migration-edited',
  title: 'Released migration was changed afterwards',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.ADS.5', 'ops05-bp10.workflows.idempotency', 'OPS05-BP01', 'ba.idempotence'],
  judgesExamples: false,
  needs: ['migrations', 'files'],
  options: z.strictObject({}),
  messages: {
    edited: {
      text: 'Migration {name} was already merged and is changed here: databases that ran it {effect}.',
      remedy: 'Put it back as it was, and bring the difference in a new migration.',
    },
    gone: {
      text: 'Migration {name} was already merged and is gone: {tool} misses it in every database that ran it.',
      remedy: 'Put it back, and take back what it did in a new migration.',
    },
  },

  *run({ migrations, files }) {
    const change = judgedChange(migrations, files)
    if ('kind' in change) return yield change
    const outcomes = change.edited.map((each) => outcomeOf(each, change))
    if (outcomes.length === 0 && change.grown.length === 0)
      return yield { kind: 'not-applicable', reason: 'there were no migrations before this change' }
    if (outcomes.length === 0) yield { kind: 'evidence', text: 'migrations that were merged before are as they were' }
    // A whole folder that is laid out anew is one finding.
    yield* onceForEachKey<Message>(
      outcomes,
      ({ message, data }) => [message, data?.['folder']],
      ({ data }) => `so is ${String(data?.['name'])}`,
    )
  },
})

function outcomeOf({ before, now }: EditedMigration, change: JudgedChange): CheckOutcome<Message> {
  const { tool, name, checked, file } = before
  const folder = file.slice(0, file.lastIndexOf('/'))
  const severity = checked ? 'error' : 'warning'
  if (now !== undefined) {
    const effect = checked ? 'refuse it, for its checksum is another' : 'stay as they are, and new ones differ'
    return { kind: 'problem', message: 'edited', data: { name, effect, folder, tool }, at: now.at, severity }
  }
  const data = { name, tool, folder }
  if (KEEP_SCHEMA.has(tool)) return { kind: 'evidence', text: 'migration {name} is gone, and the schema is kept', data }
  const heir = change.added.find((each) => each.tool === tool && each.file.startsWith(`${folder}/`))
  const gone = change.edited.filter((each) => each.now === undefined && each.before.file.startsWith(`${folder}/`))
  if (heir !== undefined && gone.length > 1) {
    if (heir.kind === 'baseline')
      return { kind: 'evidence', text: '{heir} stands for migration {name}', data: { ...data, heir: heir.name } }
    const reason =
      'whether {heir} stands for migration {name} and others that are gone, in databases that ran them too, is not known'
    return { kind: 'unknown', origin: 'files', reason, data: { ...data, heir: heir.name }, at: heir.at }
  }
  return { kind: 'problem', message: 'gone', data, severity }
}
