import type { Job, Pipeline, Trigger, Unresolved } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping } from '../../yaml/node.js'
import { newPipeline } from '../parts.js'
import type { Reading } from './config.js'
import { readInvocations, type Invocation, type Requirement } from './invocations.js'
import { readJob } from './jobs.js'
import { withQueues } from './queue.js'
import { WorkflowRuns } from './reach.js'
import { retriesOf } from './run-step.js'
import { locatedAt } from './runtime.js'
import { rootScope } from './scope.js'

/** Needs of all jobs of one workflow. */
const MAX_NEEDS = 200_000

/** Jobs beyond this many steps from one another are not looked at for approvals. */
const MAX_DISTANCE = 1_000

/** One workflow of a config as a pipeline. */
export function readWorkflow(reading: Reading, { key, value }: YamlEntry): Pipeline | undefined {
  if (value.kind !== 'mapping') return undefined
  return pipelineOf(reading, key.text, value, { ...key.at, route: value.at.route })
}

/**
 * The pipeline of a workflow.
 * @param at the line of its name
 */
export function pipelineOf(reading: Reading, name: string, workflow: YamlMapping, at: Pipeline['at']): Pipeline {
  const { config } = reading
  const scope = rootScope(config)
  const { invocations, unresolved } = readInvocations(valueAt(workflow, 'jobs'), scope)
  const runs = new WorkflowRuns(workflow, invocations, scope, at)
  const left = { needs: MAX_NEEDS }
  const certain = config.phase !== 'unnamed' && config.phase !== 'continued'
  const retries = retriesOf(locatedAt(workflow, 'max_auto_reruns', scope))
  const jobs = invocations.map((invocation): Job => {
    const manual = waitsForPerson(invocation, runs)
    return readJob(reading, invocation, {
      needs: needsOf(invocation, runs, left),
      after: afterOf(invocation.requires),
      starts: runs.starts(invocation, { certain, manual }),
      runs: runs.samples(invocation),
      retries,
    })
  })
  return newPipeline({
    system: 'circleci',
    file: config.file,
    name,
    triggers: triggersOf(jobs, runs),
    jobs: withQueues(jobs, new Set(invocations.filter(isUnlock).map(({ id }) => id))),
    unresolved: [...unresolved, ...missing(invocations, runs)],
    at,
  })
}

function isUnlock({ definition }: Invocation): boolean {
  return definition.kind === 'marker' && definition.type === 'unlock'
}

/** A required job of which another end than success is enough. */
function afterOf(requires: readonly Requirement[]): Job['after'] {
  const statuses = requires.map((each) => each.statuses).filter((each) => each.length > 0)
  if (statuses.some((each) => !each.includes('success') && !each.includes('terminal'))) return 'failure'
  return statuses.some((each) => each.includes('terminal') || each.includes('failed')) ? 'always' : undefined
}

/** Whether a person must approve before it: a job of type approval stands on the way. */
function waitsForPerson(invocation: Invocation, runs: WorkflowRuns): boolean {
  const seen = new Set<Invocation>([invocation])
  for (const each of seen) {
    if (each !== invocation && each.definition.kind === 'approval') return true
    if (seen.size > MAX_DISTANCE) return false
    for (const { name } of each.requires) for (const one of runs.named(name)) seen.add(one)
  }
  return false
}

/** What starts any of the jobs. */
function triggersOf(jobs: readonly Job[], runs: WorkflowRuns): Trigger[] {
  const used = new Set(jobs.flatMap(({ starts = [] }) => starts.map(({ trigger }) => trigger)))
  return runs.triggers.filter((trigger) => used.has(trigger))
}

/** The jobs that it requires; beyond a limit that no real workflow comes near, none. */
function needsOf({ requires }: Invocation, runs: WorkflowRuns, left: { needs: number }): string[] {
  const needed = requires.map(({ name }) => runs.named(name))
  left.needs -= needed.reduce((sum, each) => sum + each.length, 0)
  return left.needs < 0 ? [] : [...new Set(needed.flatMap((each) => each.map(({ id }) => id)))]
}

/** CircleCI refuses a workflow that requires what is not there; a name may yet come from a value of the run. */
function missing(invocations: readonly Invocation[], runs: WorkflowRuns): Unresolved[] {
  return invocations.flatMap(({ requires, key }) =>
    requires
      .filter(({ name }) => runs.named(name).length === 0)
      .map(({ name }) => ({
        what: `required job ${name}, which is not in the workflow`,
        reason: name.includes('${{') ? ('dynamic' as const) : ('missing' as const),
        at: key.at,
        because: [{ file: key.at.file, line: key.at.line, text: key.text }],
      })),
  )
}
