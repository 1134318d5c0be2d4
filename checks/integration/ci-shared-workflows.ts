import {
  defineCheck,
  jobsOf,
  noPipeline,
  ownName,
  repeatedJobs,
  unreadPipelines,
  z,
  type CheckOutcome,
  type JobInPipeline,
  type Location,
  type Pipeline,
  type RepeatedJobs,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'ci-shared-workflows',
  title: 'Pipelines are copied instead of shared',
  severity: 'notice',
  confidence: 'low',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'AG.DEP.3',
    'ops05-bp10.official.standardized',
    'OPS05-BP06',
    'hc.maturity.l4.golden-workflows',
    'hc.define.standardize-workflows',
  ],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    repeated: {
      text: 'Job {second} repeats job {first} in {parts} near-identical steps and lines of script.',
      remedy: 'Write them once, with what differs as an input: {shared}.',
    },
    many: {
      text: 'Job {second} and {others} more repeat job {first} in {parts} near-identical steps and lines of script.',
      remedy: 'Write them once, with what differs as an input: {shared}.',
    },
  },

  *run({ pipelines }) {
    const none = noPipeline(pipelines, 'there is no pipeline that could be shared')
    if (none !== undefined) return yield none
    yield* unreadPipelines(pipelines)
    const repeated = repeatedJobs(jobsOf(pipelines))
    yield* repeated.map(problemOf)
    const shared = pipelines.all.flatMap((pipeline) => sharedIn(pipeline) ?? [])
    const [first] = shared
    if (first !== undefined)
      yield { kind: 'evidence', text: '{what} is shared by pipelines', data: { what: first.what }, at: first.at }
    else if (repeated.length === 0)
      yield { kind: 'not-applicable', reason: 'no two jobs do the same, and none shares anything' }
  },
})

function problemOf({ jobs, parts }: RepeatedJobs): CheckOutcome<'repeated' | 'many'> {
  const [first, second, ...others] = jobs
  const shared = waysOf(second)
  const data = { first: nameOf(first, second), second: nameOf(second, first), parts, shared }
  const at = second?.job.at
  return {
    kind: 'problem',
    message: others.length === 0 ? 'repeated' : 'many',
    data: { ...data, others: others.length },
    ...(at !== undefined && { at }),
  }
}

/** With the file, where the other job stands in another one. */
function nameOf(one: JobInPipeline | undefined, other: JobInPipeline | undefined): string {
  if (one === undefined) return ''
  const { pipeline, job } = one
  return pipeline.file === other?.pipeline.file ? ownName(job) : `${pipeline.file}: ${ownName(job)}`
}

/** How the system shares pipeline code. */
function waysOf(where: JobInPipeline | undefined): string {
  switch (where?.pipeline.system) {
    case 'github-actions':
      return 'a workflow_call workflow, a composite action or a matrix'
    case 'gitlab-ci':
      return 'extends, include, a component or parallel:matrix'
    case 'azure-pipelines':
      return 'a template with parameters, or a matrix'
    case 'circleci':
      return 'a command or job with parameters, an orb or a matrix'
    case 'jenkins':
      return 'a function in vars/ of a shared library, or a matrix'
    case 'bitbucket-pipelines':
      return 'definitions with YAML anchors, or an imported pipeline'
    default:
      return 'a template of the CI system, or a script of the repository'
  }
}

/** The first thing of a pipeline that others can use, or that it uses with others. */
function sharedIn(pipeline: Pipeline): { readonly what: string; readonly at: Location } | undefined {
  if (pipeline.kind === 'action') return { what: pipeline.file, at: pipeline.at }
  const called = pipeline.jobs.find(({ calls }) => calls !== undefined)
  if (called?.calls !== undefined) return { what: called.calls.target.text, at: called.calls.target.at }
  if (pipeline.kind === 'reusable' && pipeline.triggers.some(({ kind }) => kind === 'call'))
    return { what: pipeline.file, at: pipeline.at }
  // A repository by itself is only where templates may come from, and tasks are ready-made steps.
  const include = pipeline.includes?.find(({ kind }) => kind !== 'repository' && kind !== 'task')
  if (include !== undefined) return { what: include.text, at: include.at }
  return templatesIn(pipeline)
}

/** A file of the tree that steps of the pipeline come from, or a place that several of its jobs take their steps from. */
function templatesIn({ file, jobs }: Pipeline): { readonly what: string; readonly at: Location } | undefined {
  const seen = new Map<string, string>()
  for (const { id, steps, at } of jobs) {
    for (const step of steps) {
      if (step.at.file !== file) return { what: step.at.file, at }
      const place = `${step.at.line}:${step.at.column}`
      const other = seen.get(place)
      if (other !== undefined && other !== id) return { what: `the step in line ${step.at.line}`, at: step.at }
      seen.set(place, id)
    }
  }
  return undefined
}
