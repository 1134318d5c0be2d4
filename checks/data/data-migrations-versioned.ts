import {
  because,
  defineCheck,
  isForUse,
  ownName,
  productionMigrations,
  reachedByItself,
  searchGap,
  z,
  type CheckOutcome,
  type Delivery,
  type Migrations,
  type MigrationSet,
  type OrderFault,
  type ProductionMigration,
  type Reached,
  type SchemaStart,
} from '../../src/check-api/index.js'

type Message = 'version' | 'head' | 'synchronized' | 'pushed' | 'together' | 'afterwards'

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
  facets: {
    kept: ['DL.EAC.3', 'AG.DLM.3', 'OPS05-BP01', 'OPS05-BP03', 'hc.define.database'],
    apart: ['ops05-bp10.workflows.idempotency'],
  },
  judgesExamples: false,
  needs: ['migrations', 'pipelines', 'delivery', 'project', 'files'],
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
    together: {
      text: 'One step of job {job} migrates the database of production with {tool} and deploys with {deployer}: a failure does not tell which of them failed, and neither can be run again or taken back alone.',
      remedy: 'Migrate in a step of its own, or better a job of its own that the deployment needs.',
    },
    afterwards: {
      text: 'One step of job {job} deploys to production with {deployer} and only then migrates the database with {tool}: the new version runs before its schema is there, and keeps running if the migration fails.',
      remedy: 'Migrate first, in a step or job of its own that the deployment needs.',
    },
  },

  *run({ migrations, pipelines, delivery, project, files, reportedChecks }) {
    const sets = migrations.sets.filter(({ folder }) => isForUse(`${folder}/`, files))
    const starts = migrations.starts.filter(({ at }) => isForUse(at.file, files))
    const reached = reachedByItself(pipelines, { schedule: true })
    const libraries = new Set(project.dependencies.map(({ name }) => name))
    yield* sides(productionMigrations(pipelines, delivery), starts, delivery)
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

/** How production is migrated: by steps, or where nobody sees when, by what starts there. */
function sides(
  steps: readonly ProductionMigration[],
  starts: readonly SchemaStart[],
  delivery: Delivery,
): CheckOutcome<Message>[] {
  if (steps.length > 0) return steps.map(apart)
  const isReached = delivery.deployments.some(({ tier, persistent }) => tier === 'production' && persistent)
  const start = isReached ? starts.find(({ kind }) => kind === 'migrate') : undefined
  if (start === undefined) return []
  const reason = '{what} migrates where the new version starts: whether one can fail without the other is not known'
  return [{ kind: 'unknown', origin: 'files', reason, data: { what: start.what }, at: start.at, facet: 'apart' }]
}

/** Whether a migration of production has a step to itself, so that it can fail, be run again and be taken back alone. */
function apart({ intent, together, step, job }: ProductionMigration): CheckOutcome<Message> {
  const { command, tool, at, because: way } = intent
  const deployments = together.filter((each) => each.intent?.kind !== 'migrate-database')
  const [deployment] = deployments
  const data = { tool, job: ownName(job), deployer: deployment?.tool ?? '' }
  const base = { data, at, because: way, facet: 'apart' } as const
  if (deployment === undefined)
    return { ...base, kind: 'evidence', text: '{tool} migrates production in a step of its own' }
  const others = deployments.flatMap((each) => each.intent?.command ?? [])
  const isChosen = [command, ...others].some((each) => each === undefined || each.conditional)
  if (command === undefined || others.length < deployments.length || isChosen || others.includes(command)) {
    const reason = 'whether one run of the step both migrates with {tool} and deploys with {deployer} is not known'
    return { ...base, kind: 'unknown', origin: 'files', reason }
  }
  const own = step.commands.indexOf(command)
  const isLast = others.every((each) => step.commands.indexOf(each) < own)
  return {
    ...base,
    kind: 'problem',
    message: isLast ? 'afterwards' : 'together',
    because: [...way, because(deployment.at, `${deployment.tool} deploys in the same step`)],
    ...(!isLast && { severity: 'notice' }),
  }
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
