import {
  ancestorsOf,
  defineCheck,
  DEPLOY_KINDS,
  deployJobs,
  deployPaths,
  noDeployment,
  reachedByItself,
  restoresOf,
  rollbackPathOf,
  rollbackWorkflow,
  startedBy,
  undatedDrill,
  z,
  type CheckOutcome,
  type Delivery,
  type FileIndex,
  type Infrastructure,
  type Location,
  type Pipelines,
  type StepInJob,
  type RollbackPath,
} from '../../src/check-api/index.js'

type Message = 'never'

/** Words in the names of jobs and pipelines that try something out. */
const ROLLBACK = /roll(?:ing)?[-_ ]?back/i
const DRILL = /(?:^|[^a-z])(?:drill|game-?day|fire-?drill|failover-?test)(?:s?[^a-z]|$)/i

/** Names of records of drills in which a version may have been taken back. */
const RECORD =
  /(?:^|[/_.-])(?:rollback|roll-back|failover|deployment)[_.-]?(?:tests?|drills?|exercises?)(?:[/_.-]|$)|(?:^|[/_.-])game-?days?(?:[/_.-]|$)/i

export default defineCheck({
  id: 'rollback-tested',
  title: 'Rollback is never exercised',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.ADS.2',
    'QA.NT.6',
    'ops05-bp10.hardening.failure-simulation',
    'waf.rel.test-recovery',
    'OPS06-BP02',
    'REL08-BP03',
    'REL13-BP03',
    'hc.maturity.l3.rollback-tested',
  ],
  judgesExamples: false,
  needs: ['delivery', 'pipelines', 'infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    never: {
      text: 'Drill {drill} runs on a schedule, and nothing here ever tries out how a failed run of {way} is taken back.',
      remedy:
        'Deploy a version that fails to a test environment on a schedule, and let the job fail unless the version before is back. Looked for were scheduled or tested rollbacks, rollbacks of migrations in tests, and records of drills.',
    },
  },

  *run({ delivery, pipelines, infrastructure, files }) {
    const nothing = noDeployment(delivery)
    if (nothing !== undefined) return yield nothing
    const way = wayOf(delivery, pipelines)
    if (way === undefined) return yield { kind: 'not-applicable', reason: 'no way back from a deployment is seen here' }
    const exercise = exerciseIn(pipelines, delivery)
    if (exercise !== undefined)
      return yield {
        kind: 'evidence',
        text: 'job {job} takes a version back without need',
        data: { job: exercise.job.id },
        at: exercise.step.at,
      }
    yield undecided(way, files) ?? absent(way, drillIn(pipelines, infrastructure))
  },
})

/** A way back: one that a person starts, if there is one, because its runs would tell. */
function wayOf(delivery: Delivery, pipelines: Pipelines): RollbackPath | undefined {
  const workflow = rollbackWorkflow(pipelines)
  const paths = deployPaths(delivery)
  const ways = deployJobs(delivery).flatMap((each) => {
    const tools = paths.filter(({ job }) => job === each.job)
    return rollbackPathOf(each, tools, workflow, delivery) ?? []
  })
  return ways.find(({ by }) => by === 'person') ?? ways[0]
}

/** A rollback that nobody needed: of a test, or in a scheduled job that is named for it. */
function exerciseIn(pipelines: Pipelines, delivery: Delivery): StepInJob | undefined {
  const deploying = new Set(deployPaths(delivery).map(({ job }) => job))
  const follows = ({ pipeline, job }: StepInJob): boolean =>
    deploying.has(job) || ancestorsOf(pipeline, job).some((each) => deploying.has(each))
  const tested = reachedByItself(pipelines, { schedule: true }).steps.find(
    (each) => takesBack(each) && !isAfterFailure(each) && !follows(each),
  )
  return tested ?? scheduled(pipelines).find((each) => ROLLBACK.test(namesOf(each)) && works(each))
}

function scheduled(pipelines: Pipelines): readonly StepInJob[] {
  return startedBy(pipelines, ({ kind }) => kind === 'schedule').steps
}

/** What the same action does because its own deployment failed is no rollback without need. */
function takesBack({ step }: StepInJob): boolean {
  const deploys = step.intents.filter(({ kind }) => DEPLOY_KINDS.has(kind))
  return step.intents.some(
    ({ kind, tool, command }) =>
      kind === 'rollback' && !deploys.some((each) => each.tool === tool && each.command === command),
  )
}

function isAfterFailure({ job, step }: StepInJob): boolean {
  return job.after === 'failure' || step.after === 'failure'
}

function works({ step }: StepInJob): boolean {
  return step.commands.length > 0 || step.opaque.length > 0
}

function namesOf({ pipeline, job }: StepInJob): string {
  return `${job.id} ${job.name} ${pipeline.name} ${pipeline.file}`
}

/** What may be an exercise, and does not say when it was. */
function undecided({ by, name, at }: RollbackPath, files: FileIndex): CheckOutcome<Message> | undefined {
  const record = undatedDrill(files, RECORD)
  if (record !== undefined) return record
  if (by !== 'person') return undefined
  const reason = 'how often somebody goes back with {name} is not known'
  return { kind: 'unknown', origin: 'hosting', reason, data: { name }, at }
}

/** Something else that is exercised by a schedule: then this would be, too. */
function drillIn(
  pipelines: Pipelines,
  infrastructure: Infrastructure,
): { readonly what: string; readonly at: Location } | undefined {
  const restore = restoresOf(pipelines, infrastructure).find(({ by }) => by === 'schedule')
  if (restore !== undefined) return restore
  const drill = scheduled(pipelines).find(
    (each) => DRILL.test(namesOf(each)) || each.step.intents.some(({ kind }) => kind === 'resilience-test'),
  )
  return drill && { what: drill.job.id, at: drill.job.at }
}

function absent({ name, at }: RollbackPath, drill: ReturnType<typeof drillIn>): CheckOutcome<Message> {
  if (drill !== undefined)
    return { kind: 'problem', message: 'never', data: { drill: drill.what, way: name }, at: drill.at }
  const reason = 'going back from {name} may be exercised from elsewhere, or have been needed'
  const remedy = 'Attest to it, with the date of the last drill.'
  return { kind: 'unknown', origin: 'hosting', reason, remedy, data: { name }, at }
}
