import {
  authoredResources,
  callsOf,
  DATA_JOBS,
  dataWorkIn,
  defineCheck,
  isForUse,
  MAY_START,
  mayBeLeftOut,
  onceForEachKey,
  pathsFitting,
  placeOf,
  referencesIn,
  RUNS_DATA,
  stepsRun,
  textOf,
  textsIn,
  valueAt,
  z,
  type CheckOutcome,
  type DataJob,
  type FileIndex,
  type Infrastructure,
  type Location,
  type Pipelines,
  type Project,
  type Resource,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'data-pipelines-as-code',
  title: 'Data processing is not automated or not versioned',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['DL.EAC.3', 'AG.DLM.3', 'OPS05-BP01', 'OPS05-BP04'],
  judgesExamples: false,
  needs: ['infrastructure', 'pipelines', 'project', 'files'],
  options: z.strictObject({}),
  messages: {
    idle: {
      text: 'Data job {job} is declared here, and nothing here starts it: it runs when somebody thinks of it.',
      remedy: 'Declare what starts it beside it: {starter}, or a scheduled pipeline.',
    },
  },

  *run({ infrastructure, pipelines, project, files }) {
    const command = commandIn(pipelines)
    const jobs = DATA_JOBS.flatMap((kind) =>
      authoredResources(infrastructure, files, kind.type).map((job) => outcomeOf(job, kind, infrastructure, command)),
    )
    yield* onceForEachKey(
      jobs,
      ({ at }) => [at?.file],
      ({ data }) => `so is ${String(data?.['job'])}`,
    )
    if (jobs.length > 0) return
    yield seen(command, project, files) ?? undecided(project)
  },
})

interface Run {
  readonly what: string
  readonly at: Location
}

/** A command that runs data work, in a pipeline that a schedule or a merged change starts. */
function commandIn({ all }: Pipelines): Run | undefined {
  for (const pipeline of all) {
    const triggers = pipeline.triggers.filter(
      ({ kind }) => kind === 'schedule' || kind === 'push' || kind === 'upstream',
    )
    for (const { step } of stepsRun(pipeline, triggers)) {
      for (const { argv, at } of step.commands) {
        const match = RUNS_DATA.exec(argv.map(({ text }) => text).join(' '))
        if (match !== null) return { what: match[0], at }
      }
    }
  }
  return undefined
}

function outcomeOf(
  job: Resource,
  { type, starts, starters }: DataJob,
  { resources }: Infrastructure,
  command: Run | undefined,
): CheckOutcome<'idle'> {
  const data = { job: job.name, starter: starts[0] ?? starters[0] ?? 'a schedule' }
  const own = starts.find((path) => valueAt(job.properties, path) !== undefined)
  if (own !== undefined) return { kind: 'evidence', text: '{job} starts by itself', data, at: job.at }
  const candidates = resources.filter((each) => each !== job && starters.includes(each.type))
  const starter = candidates.find((each) => namesJob(each, job))
  if (starter !== undefined)
    return { kind: 'evidence', text: '{job} is started by a resource beside it', data, at: starter.at }
  if (command !== undefined && /glue|databricks|dataform/.test(command.what))
    return { kind: 'evidence', text: 'a pipeline starts data jobs', data, at: command.at }
  const open = candidates.some(({ properties, complete }) => !complete || referencesIn(properties).some(isOpenName))
  const mayStart = resources.find((each) => MAY_START.has(each.type))
  if (open || mayStart !== undefined || !job.complete || mayBeLeftOut(job) || type === 'google_dataform_repository') {
    const reason = 'what starts data job {job} is not told by what is declared here'
    return { kind: 'unknown', origin: 'files', reason, data, at: job.at }
  }
  return { kind: 'problem', message: 'idle', data, at: job.at, because: callsOf(job) }
}

/** A reference to it in the same place, or its name as a text. */
function namesJob(each: Resource, job: Resource): boolean {
  const own = `${job.type}.${job.name}`
  const references = referencesIn(each.properties)
  const isReferred = references.some((name) => name === own || name.startsWith(`${own}.`) || name.startsWith(`${own}[`))
  const isInTemplate = references.some((name) => name === `Ref:${job.name}` || name.startsWith(`GetAtt:${job.name}.`))
  if ((isReferred || isInTemplate) && placeOf(each) === placeOf(job)) return true
  const given = textOf(valueAt(job.properties, 'name')) ?? textOf(valueAt(job.properties, 'Name'))
  return given !== undefined && textsIn(each.properties).includes(given)
}

function isOpenName(reference: string): boolean {
  return /^(?:var|local|each|module|data)\./.test(reference)
}

/** What shows that data work without a declared job of its own runs by itself. */
function seen(command: Run | undefined, project: Project, files: FileIndex): CheckOutcome<'idle'> | undefined {
  const work = dataWorkIn(project)
  if (work === undefined) return { kind: 'not-applicable', reason: 'no data are processed here' }
  // dbt docs: Building dbt packages. What runs there tries the models out.
  if (pathsFitting(files.paths, [/(?:^|\/)integration_tests\/dbt_project\.ya?ml$/]).length > 0)
    return { kind: 'not-applicable', reason: 'the models are a package for others to run' }
  if (command !== undefined)
    return { kind: 'evidence', text: '{what} runs in a pipeline', data: { what: command.what }, at: command.at }
  const dag = project.traits.find(({ what, at }) => /(?:^|\/)dags\/.*\.py$/.test(what) && isForUse(at.file, files))
  return (
    dag && { kind: 'evidence', text: 'graphs of Airflow are kept here: {what}', data: { what: dag.what }, at: dag.at }
  )
}

function undecided(project: Project): CheckOutcome<'idle'> {
  const work = dataWorkIn(project)
  const reason = 'what runs {what} is not seen here: a scheduler elsewhere may'
  return { kind: 'unknown', origin: 'files', reason, data: { what: work?.what ?? 'it' }, ...(work && { at: work.at }) }
}
