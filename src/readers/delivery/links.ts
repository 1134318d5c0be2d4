import type { Command, Job, Pipeline, PipelineLink, Step, Trigger } from '../../models/index.js'

/** Actions that send `repository_dispatch`, with the input that names the event. */
const DISPATCHING: ReadonlyMap<string, string> = new Map([
  ['peter-evans/repository-dispatch', 'event-type'],
  ['convictional/trigger-workflow-and-wait', 'workflow_file_name'],
  ['benc-uk/workflow-dispatch', 'workflow'],
  ['actions-rs/dispatch', 'event-type'],
])

/** Names of what a step starts: an event of `repository_dispatch`, or a workflow by its file or name. */
interface Dispatch {
  readonly job: Job
  readonly step: Step
  readonly event?: string
  readonly workflow?: string
}

/**
 * Which of the pipelines start which others: by their end (GitHub docs: Events that trigger workflows, `workflow_run`),
 * or by a step that sends `repository_dispatch` or starts a workflow. Names that the run decides make no link.
 */
export function linksOf(pipelines: readonly Pipeline[]): PipelineLink[] {
  const workflows = pipelines.filter(({ kind }) => kind === 'workflow')
  const dispatches = workflows.flatMap((from) => dispatchesOf(from).map((dispatch) => ({ from, ...dispatch })))
  return workflows.flatMap((to) =>
    to.triggers.flatMap((trigger) => [...endsBefore(to, trigger, workflows), ...dispatchesTo(to, trigger, dispatches)]),
  )
}

function endsBefore(to: Pipeline, trigger: Trigger, workflows: readonly Pipeline[]): PipelineLink[] {
  if (trigger.upstream === undefined) return []
  const names = new Set(trigger.upstream)
  return workflows.filter(({ name }) => names.has(name)).map((from) => ({ from, to, trigger }))
}

/** @param dispatches all that any workflow sends: few, so each is looked at for each trigger */
function dispatchesTo(
  to: Pipeline,
  trigger: Trigger,
  dispatches: readonly (Dispatch & { readonly from: Pipeline })[],
): PipelineLink[] {
  if (trigger.event !== 'repository_dispatch' && trigger.event !== 'workflow_dispatch') return []
  return dispatches
    .filter((dispatch) => starts(dispatch, to, trigger))
    .map(({ from, job, step }) => ({ from, to, trigger, by: { job, step } }))
}

function starts({ event, workflow }: Dispatch, to: Pipeline, { event: kind, types }: Trigger): boolean {
  if (kind === 'repository_dispatch') return event !== undefined && (types === undefined || types.includes(event))
  return workflow !== undefined && [to.name, to.file, to.file.slice(to.file.lastIndexOf('/') + 1)].includes(workflow)
}

function dispatchesOf({ system, jobs }: Pipeline): Dispatch[] {
  if (system !== 'github-actions') return []
  return jobs.flatMap((job) =>
    job.steps.flatMap((step) => [
      ...byAction(job, step),
      ...step.commands.flatMap((command) => byCommand(job, step, command)),
    ]),
  )
}

function byAction(job: Job, step: Step): Dispatch[] {
  const input = DISPATCHING.get(step.uses?.repository ?? '')
  const value = input === undefined ? undefined : step.with.get(input)?.value
  if (value === undefined || value.includes('${{') || goesElsewhere(step)) return []
  return [{ job, step, ...(input === 'event-type' ? { event: value } : { workflow: value }) }]
}

/** Whether the step names a repository that need not be this one. */
function goesElsewhere({ with: inputs }: Step): boolean {
  const repository = inputs.get('repository') ?? inputs.get('repo')
  return repository !== undefined && !/^\$\{\{\s*github\.repository\s*\}\}$/.test(repository.value.trim())
}

/** `gh workflow run deploy.yml`, `gh api repos/{owner}/{repo}/dispatches -f event_type=deploy`. */
function byCommand(job: Job, step: Step, { argv }: Command): Dispatch[] {
  const [program, topic, verb, ...rest] = argv.map(({ text }) => text)
  if (program !== 'gh' || argv.some(({ text }) => text === '--repo' || text === '-R')) return []
  if (topic === 'workflow' && verb === 'run') {
    const workflow = rest.find((word) => !word.startsWith('-'))
    return workflow === undefined || workflow.includes('$') ? [] : [{ job, step, workflow }]
  }
  if (topic !== 'api' || !/(?:\{repo\}|github\.repository \}\}|GITHUB_REPOSITORY\}?)\/dispatches$/.test(verb ?? ''))
    return []
  const event = rest.find((word) => word.startsWith('event_type='))?.slice('event_type='.length)
  return event === undefined || event.includes('$') ? [] : [{ job, step, event }]
}
