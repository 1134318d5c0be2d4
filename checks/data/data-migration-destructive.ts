import {
  because,
  defineCheck,
  judgedChange,
  productionMigrations,
  savedBefore,
  settingsVerdict,
  statefulResources,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type JudgedChange,
  type Migration,
  type ProductionMigration,
  type SchemaChange,
  type SchemaChangeKind,
} from '../../src/check-api/index.js'

type Message = 'dropped' | 'renamed' | 'required' | 'refuses' | 'unsaved'

/** What the version that still runs does not survive; the worst first. */
const BREAKING: ReadonlyMap<SchemaChangeKind, Message> = new Map<SchemaChangeKind, Message>([
  ['drop-table', 'dropped'],
  ['drop-column', 'dropped'],
  ['rename-table', 'renamed'],
  ['rename-column', 'renamed'],
  ['add-required-column', 'required'],
  ['require-value', 'refuses'],
])

/** Comments by which somebody says that nothing needs it any more, or that a linter was told so. */
const WAIVED =
  /\b(?:no longer|not|never|isn't|aren't)\b.{0,20}\b(?:used|read|written|referenced|needed)\b|\bunused\b|\bstopped (?:using|reading|writing)\b|\bcontract(?:ion|ing)?\b.{0,10}\b(?:phase|step|migration)\b|\bexpand\b.{0,15}\bcontract\b|\bsafe to (?:drop|remove|rename|delete)\b|squawk-ignore|atlas:nolint|eugene: ignore|safety_assured/i

/** Tables that somebody keeps for a while beside those that the application uses. */
const ASIDE = /(?:^|_)(?:te?mp|bak|backup)(?:_|$|\d)/

/** What takes data away for good. */
const LOSING: ReadonlySet<SchemaChangeKind> = new Set<SchemaChangeKind>(['drop-table', 'drop-column'])

/** Stores that SQL migrations change, by the types of their resources. */
const SQL_STORES =
  /^aws_(?:db_instance|rds_cluster)$|^AWS::RDS::DB(?:Instance|Cluster)$|^google_sql_|^postgresql\.cnpg\.io\//

export default defineCheck({
  id: 'data-migration-destructive',
  title: 'Migration breaks the version that is still running',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.ADS.5',
    'ops05-bp10.boundaries.rollback',
    'waf.opex.small-reversible-changes',
    'OPS05-BP09',
    'OPS06-BP01',
    'hc.deploy.stateful-care',
  ],
  judgesExamples: false,
  needs: ['migrations', 'pipelines', 'delivery', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    dropped: {
      text: '{statement} takes away what the version before this change may still use, and a rollback does not bring the data back.',
      remedy:
        'Stop using it in a release of its own, and drop it in a later one. If that has happened, say so in a comment of the migration: `no longer used since 2.3`.',
    },
    renamed: {
      text: '{statement} takes away the name by which the version before this change knows it.',
      remedy: 'Add the new one, write to both, copy, switch over, and drop the old one in a later release.',
    },
    required: {
      text: '{statement} adds a column that must have a value and has no default: the version before this change cannot insert rows any more.',
      remedy: 'Add it with a default or without NOT NULL, and require a value once every running version gives one.',
    },
    refuses: {
      text: '{statement} lets a column refuse nulls, which the version before this change may still write.',
      remedy:
        'Require a value in a later release than the one that always gives it, and say so in a comment of the migration.',
    },
    unsaved: {
      text: '{command} runs {statement} on production, no step before it keeps a copy, and {store} has no backups ({setting}): what it drops is gone.',
      remedy: 'Switch backups on with {setting}, or take a snapshot in a step before the migration.',
    },
  },

  *run({ migrations, pipelines, delivery, infrastructure, files }) {
    const change = judgedChange(migrations, files)
    if ('kind' in change) return yield change
    const grown = new Set(change.grown.flatMap((set) => set.migrations))
    const added = change.added.filter((migration) => grown.has(migration) && migration.kind !== 'baseline')
    if (added.length === 0)
      return yield { kind: 'not-applicable', reason: 'the change adds no migration to those that were there' }
    const made = madeBy(change)
    for (const migration of added) yield* judge(migration, made)
    const runs = productionMigrations(pipelines, delivery)
    yield* runs.flatMap((run) => judgeRun(run, lossOf(added, made, run.intent.tool), infrastructure, files))
  },
})

/** Tables and columns that no version before the change can use. */
function madeBy({ added }: JudgedChange): ReadonlySet<string> {
  const names = added.flatMap(({ body }) =>
    body.changes.flatMap(({ kind, table, column, to }) => {
      if (kind === 'create-table') return table === undefined ? [] : [table]
      if (kind === 'add-column' || kind === 'add-required-column') return [`${table ?? ''}.${column ?? ''}`]
      return to === undefined ? [] : [kind === 'rename-table' ? to : `${table ?? ''}.${to}`]
    }),
  )
  return new Set(names)
}

function* judge(migration: Migration, made: ReadonlySet<string>): Generator<CheckOutcome<Message>> {
  const { changes, hidden, remarks } = migration.body
  const data = { name: migration.name }
  const old = changes.filter((each) => isOld(each, made))
  const [worst, ...others] = [...BREAKING.keys()].flatMap((wanted) => old.filter(({ kind }) => kind === wanted))
  if (worst !== undefined) {
    const waiver = remarks.find(({ value }) => WAIVED.test(value))
    if (waiver === undefined) return yield problem(migration, worst, others)
    yield {
      kind: 'evidence',
      text: 'migration {name} says that what it takes away is not used any more',
      data,
      at: waiver.at,
    }
    return
  }
  const open = old.find(({ kind }) => kind === 'change-type' || kind === 'rebuild')
  if (open !== undefined) {
    const reason = 'whether the version before this change still works after {statement} hangs on what was there'
    return yield { kind: 'unknown', origin: 'files', reason, data: { ...data, statement: open.statement }, at: open.at }
  }
  const [secret] = hidden
  if (secret !== undefined) {
    const reason = 'migration {name} puts statements together when it runs'
    return yield { kind: 'unknown', origin: 'files', reason, data, at: secret.at }
  }
  yield { kind: 'evidence', text: 'migration {name} only adds', data, at: migration.at }
}

/** The first thing that a migration of the tool takes away with its data. */
function lossOf(added: readonly Migration[], made: ReadonlySet<string>, tool: string): SchemaChange | undefined {
  return added
    .filter((migration) => migration.tool === tool)
    .flatMap(({ body }) => body.changes.filter((each) => LOSING.has(each.kind) && isOld(each, made)))
    .at(0)
}

/** Whether a run of such a migration on production can be made undone. Nothing is said where the store is not in the tree. */
function judgeRun(
  run: ProductionMigration,
  loss: SchemaChange | undefined,
  infrastructure: Infrastructure,
  files: FileIndex,
): CheckOutcome<Message>[] {
  const stores = statefulResources(infrastructure, files).filter(({ resource }) => SQL_STORES.test(resource.type))
  if (loss === undefined || stores.length === 0) return []
  const { command, tool, at, because: way } = run.intent
  const verdicts = stores.map(({ resource, kind }) => ({ resource, ...settingsVerdict(resource, kind.backups) }))
  const [first] = verdicts
  if (first === undefined || verdicts.every(({ verdict }) => verdict === 'safe')) return []
  const saved = savedBefore(run)
  if (saved !== undefined && 'at' in saved)
    return [{ kind: 'evidence', text: 'a copy is kept before {tool} runs', data: { tool }, at: saved.at }]
  const data = {
    tool,
    command:
      command?.argv
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 80) ?? tool,
    statement: loss.statement,
    store: `${first.resource.type} ${first.resource.name}`,
    setting: first.setting,
  }
  if (saved !== undefined || verdicts.some(({ verdict }) => verdict !== 'unsafe')) {
    const reason = 'whether what {statement} drops in production could be brought back is decided elsewhere'
    return [{ kind: 'unknown', origin: 'files', reason, data, at }]
  }
  return [
    {
      kind: 'problem',
      message: 'unsaved',
      data,
      at,
      severity: 'warning',
      because: [...way, because(loss.at, loss.statement), because(first.at, `${first.resource.name} has no backups`)],
    },
  ]
}

function isOld({ kind, table, column }: SchemaChange, made: ReadonlySet<string>): boolean {
  if (table === undefined) return true
  const isNew = kind !== 'add-required-column' && column !== undefined && made.has(`${table}.${column}`)
  return !isNew && !made.has(table) && !ASIDE.test(table)
}

function problem(migration: Migration, change: SchemaChange, others: readonly SchemaChange[]): CheckOutcome<Message> {
  const { kind, statement, at } = change
  return {
    kind: 'problem',
    message: BREAKING.get(kind) ?? 'dropped',
    data: { statement },
    at,
    ...(kind === 'require-value' && { severity: 'warning' }),
    because: others.slice(0, 10).map((other) => because(other.at, `${migration.name} also has ${other.statement}`)),
  }
}
