import {
  because,
  defineCheck,
  isForUse,
  reachedByItself,
  searchGap,
  z,
  type CheckOutcome,
  type Migrations,
  type MigrationSet,
  type OrderFault,
  type Reached,
  type SchemaStart,
} from '../../src/check-api/index.js'

type Message = 'version' | 'head' | 'synchronized' | 'pushed'

/** Libraries that bring the schema up when an application starts, unless it says otherwise (Spring Boot docs: Database initialization). */
const AT_START: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'flyway',
    ['org.flywaydb:flyway-core', 'io.quarkus:quarkus-flyway', 'org.springframework.boot:spring-boot-starter-flyway'],
  ],
  [
    'liquibase',
    [
      'org.liquibase:liquibase-core',
      'io.quarkus:quarkus-liquibase',
      'org.springframework.boot:spring-boot-starter-liquibase',
    ],
  ],
])

export default defineCheck({
  id: 'data-migrations-versioned',
  title: 'Database schema is not kept as versioned migrations run by automation',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.EAC.3',
    'AG.DLM.3',
    'ops05-bp10.workflows.idempotency',
    'OPS05-BP01',
    'OPS05-BP03',
    'hc.define.database',
  ],
  judgesExamples: false,
  needs: ['migrations', 'pipelines', 'project', 'files'],
  wants: ['reportedChecks'],
  options: z.strictObject({}),
  messages: {
    version: {
      text: '{count} migrations of {tool} in {folder} have version {what}: which of them runs first, or at all, is left to chance.',
      remedy: 'Give the newer one a version of its own, behind all that were merged.',
    },
    head: {
      text: '{count} migrations of {tool} in {folder} are each the newest ({what}): it refuses to bring the schema up until one follows the others.',
      remedy:
        'Let the newer one go on from the other, or merge them (`alembic merge heads`, `makemigrations --merge`).',
    },
    synchronized: {
      text: '{what} lets {tool} change the schema by itself when the application starts: without review, order or a way back.',
      remedy:
        'Switch it off everywhere but for development (`ddl-auto: validate`, `synchronize: false`), and write migrations.',
    },
    pushed: {
      text: '{what} brings the schema to {environment} without a migration: it may drop what it does not find in the model.',
      remedy: 'Write migrations and apply them there with `prisma migrate deploy`.',
    },
  },

  *run({ migrations, pipelines, project, files, reportedChecks }) {
    const sets = migrations.sets.filter(({ folder }) => isForUse(`${folder}/`, files))
    const starts = migrations.starts.filter(({ at }) => isForUse(at.file, files))
    const reached = reachedByItself(pipelines, { schedule: true })
    const libraries = new Set(project.dependencies.map(({ name }) => name))
    const problems = [
      ...sets
        .filter((set) => ordersByVersion(set, reached, starts, libraries))
        .flatMap((set) => set.faults.map((fault) => faultOf(set, fault))),
      ...starts.flatMap(synchronized),
      ...pushes(reached),
    ]
    yield* problems
    if (problems.length > 0) return
    if (sets.length === 0) return yield without(reached)
    for (const tool of new Set(sets.map((set) => set.tool))) {
      const [set] = sets.filter((each) => each.tool === tool)
      if (set === undefined) continue
      const seen = runner(tool, reached, { starts }, libraries)
      if (seen === undefined) yield searchGap(reached, pipelines, reportedChecks, 'run the migrations') ?? unseen(set)
      else yield seen
    }
  },
})

/** Other tools than golang-migrate take files of the same names, and order them by the whole name. */
function ordersByVersion(
  { tool }: MigrationSet,
  { steps }: Reached,
  starts: readonly SchemaStart[],
  libraries: ReadonlySet<string>,
): boolean {
  if (tool !== 'migrate') return true
  const isCalled = steps.some(({ step }) => step.intents.some((intent) => intent.tool === tool))
  const isStarted = starts.some((start) => start.tool === tool)
  return isCalled || isStarted || [...libraries].some((name) => name.startsWith('github.com/golang-migrate/migrate'))
}

function faultOf({ tool, folder }: MigrationSet, { kind, what, migrations }: OrderFault): CheckOutcome<Message> {
  const last = migrations.at(-1)
  const data = { tool, folder, what: what.slice(0, 200), count: migrations.length }
  return {
    kind: 'problem',
    message: kind,
    data,
    ...(last && { at: last.at }),
    because: migrations
      .slice(0, -1)
      .slice(0, 10)
      .map(({ at, name }) => because(at, `so is ${name}`)),
  }
}

function synchronized({ kind, tool, what, at }: SchemaStart): CheckOutcome<Message>[] {
  return kind === 'synchronize' ? [{ kind: 'problem', message: 'synchronized', data: { tool, what }, at }] : []
}

/** `prisma db push` where a job names an environment that stays (Prisma docs: Prototyping your schema). */
function pushes({ steps }: Reached): CheckOutcome<Message>[] {
  return steps.flatMap(({ step, job }) => {
    const { environment } = job
    if (environment === undefined || environment.ephemeral || environment.tier === 'unknown') return []
    return step.intents
      .filter(({ kind, tool }) => kind === 'migrate-database' && tool === 'prisma')
      .filter(({ command }) =>
        command?.argv.some(({ text }, at) => text === 'push' && command.argv[at - 1]?.text === 'db'),
      )
      .map(({ at, because: way }): CheckOutcome<Message> => {
        const data = { what: 'prisma db push', environment: environment.name }
        return { kind: 'problem', message: 'pushed', data, at, because: way }
      })
  })
}

/** Nothing in the tree: migrations may still be run from elsewhere. */
function without({ steps }: Reached): CheckOutcome<Message> {
  const intent = steps.flatMap(({ step }) => step.intents).find(({ kind }) => kind === 'migrate-database')
  if (intent === undefined) return { kind: 'not-applicable', reason: 'there are no database migrations' }
  const { tool, at, because: way } = intent
  return { kind: 'evidence', text: '{tool} brings the schema up in a pipeline', data: { tool }, at, because: way }
}

/** What runs the migrations of a tool: a step of a pipeline, something that starts, a library that does it by default. */
function runner(
  tool: string,
  { steps }: Reached,
  { starts }: Pick<Migrations, 'starts'>,
  libraries: ReadonlySet<string>,
): CheckOutcome<Message> | undefined {
  const intents = steps.flatMap(({ step }) => step.intents).filter(({ kind }) => kind === 'migrate-database')
  const step = intents.find((intent) => intent.tool === tool) ?? intents[0]
  const data = { tool }
  if (step !== undefined) {
    const text = '{runner} brings the schema up in a pipeline'
    return { kind: 'evidence', text, data: { runner: step.tool }, at: step.at, because: step.because }
  }
  const start =
    starts.find((each) => each.kind === 'migrate' && each.tool === tool) ??
    starts.find(({ kind }) => kind === 'migrate')
  if (start !== undefined)
    return { kind: 'evidence', text: '{what} brings the schema up', data: { ...data, what: start.what }, at: start.at }
  const library = AT_START.get(tool)?.find((name) => libraries.has(name))
  return library === undefined
    ? undefined
    : { kind: 'evidence', text: '{library} brings the schema up when the application starts', data: { library } }
}

function unseen({ tool, folder, migrations }: MigrationSet): CheckOutcome<Message> {
  const reason = 'what runs the migrations of {tool} in {folder} is not seen here'
  const at = migrations[0]?.at
  return { kind: 'unknown', origin: 'files', reason, data: { tool, folder }, ...(at && { at }) }
}
