import type { IntentKind } from '../../core/intent-kind.js'
import { LINT_KINDS, SCAN_KINDS, TEST_KINDS } from '../../core/intent-kind.js'
import type { Known } from '../../core/known.js'
import type { Location } from '../../core/location.js'
import type { Delivery, Deployment, EnvironmentSettings, Job, Step, TriggerKind } from '../../models/index.js'
import { ownName } from './called.js'
import { ancestorsOf, deployPaths } from './pipelines.js'
import { runsEarlier } from '../../models/job-order.js'
import { stepsAhead } from '../../models/step-order.js'

/** Kinds by whose result somebody, or nobody, needs to decide whether a version goes on. */
export const JUDGING_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  ...TEST_KINDS,
  ...LINT_KINDS,
  ...SCAN_KINDS,
  'coverage',
  'iac-plan',
  'drift-check',
  'verify-deployment',
  'verify-signature',
])

/** The tool of a step by whose result it can be decided whether a version goes on. */
export function judgingTool({ intents }: Step): string | undefined {
  return intents.find(({ kind }) => JUDGING_KINDS.has(kind))?.tool
}

/** A place on the way to a deployment where the run waits for a person. */
export interface Gate {
  /** For a person: `job approve`, `environment production`. */
  readonly name: string
  readonly job: Job
  /** The step that waits; absent where the job does before its first step. */
  readonly step?: Step
  readonly at: Location
}

/** Kinds of runs that a person starts anyway. */
const BY_PERSON: ReadonlySet<TriggerKind> = new Set<TriggerKind>(['manual', 'call', 'comment'])

/** A deployment, and the places before it where a person is waited for that no earlier deployment has passed. */
export interface Guarded {
  readonly deployment: Deployment
  readonly gates: readonly Gate[]
}

/** The deployments that stay, once for each job and environment, with their gates, as far as files and the host's environments tell. */
export function guardedDeployments(delivery: Delivery, environments: Known<readonly EnvironmentSettings[]>): Guarded[] {
  const places = new Map(
    deployPaths(delivery).map((each) => [`${each.pipeline.file} ${each.job.id} ${each.environment?.name ?? ''}`, each]),
  )
  const all = Array.from(places.values(), (deployment) => ({
    deployment,
    gates: gatesBefore(deployment, environments),
  }))
  return all.map(({ deployment, gates }) => {
    const before = new Set(ancestorsOf(deployment.pipeline, deployment.job))
    const passed = new Set(
      all.filter((each) => before.has(each.deployment.job)).flatMap((each) => each.gates.map(({ at }) => at)),
    )
    return { deployment, gates: gates.filter(({ at }) => !passed.has(at)) }
  })
}

/** Whether nothing is done between one gate of a deployment and another. */
export function followsAtOnce({ pipeline }: Deployment, earlier: Gate, gate: Gate): boolean {
  if (earlier.job === gate.job) return false
  const between = ancestorsOf(pipeline, gate.job)
  if (!between.includes(earlier.job)) return false
  const jobs = between.filter((job) => job === earlier.job || runsEarlier(pipeline, earlier.job, job))
  return jobs.every(
    ({ steps, calls }) =>
      calls === undefined &&
      steps.every(
        (step) => step === earlier.step || step.intents.length + step.opaque.length + step.commands.length === 0,
      ),
  )
}

function gatesBefore(deployment: Deployment, environments: Known<readonly EnvironmentSettings[]>): Gate[] {
  const { pipeline, job, step } = deployment
  const before = ancestorsOf(pipeline, job).filter(({ allowFailure }) => allowFailure === undefined)
  const own = stepsAhead(job, step)
  const reviewed = new Set(
    environments.known && pipeline.system === 'github-actions'
      ? environments.value.flatMap(({ name, reviewers }) => (reviewers > 0 ? name.toLowerCase() : []))
      : [],
  )
  const found = [...before, job].flatMap((each) => [
    ...gateOfJob(each, deployment),
    ...gateOfEnvironment(each, each === job ? deployment.environment : each.environment, reviewed),
    ...(each === job ? own : each.steps).flatMap((one) => gateOfStep(each, one)),
  ])
  return found.length > 0 ? found : gateOfRun(deployment)
}

function gateOfJob(job: Job, { triggers }: Deployment): Gate[] {
  const { approval, starts } = job
  if (approval === undefined) return []
  const runs = (starts ?? []).filter(({ trigger }) => triggers.includes(trigger) && !BY_PERSON.has(trigger.kind))
  const isFree = approval.kind === 'job' && (runs.length === 0 || runs.some(({ manual }) => !manual))
  return isFree ? [] : [{ name: `job ${ownName(job)}`, job, at: approval.at }]
}

function gateOfEnvironment(job: Job, environment: Job['environment'], reviewed: ReadonlySet<string>): Gate[] {
  if (environment === undefined || !reviewed.has(environment.name.toLowerCase())) return []
  return [{ name: `environment ${environment.name}`, job, at: environment.at }]
}

function gateOfStep(job: Job, step: Step): Gate[] {
  if (job.approval !== undefined || !step.intents.some(({ kind }) => kind === 'approve')) return []
  return [{ name: step.name?.value ?? step.uses?.text ?? `job ${ownName(job)}`, job, step, at: step.at }]
}

/** A trigger whose runs somebody must approve before they start. */
function gateOfRun({ job, triggers }: Deployment): Gate[] {
  const runs = (job.starts ?? []).filter(({ trigger }) => triggers.includes(trigger) && !BY_PERSON.has(trigger.kind))
  const [first] = runs
  if (job.approval !== undefined || first === undefined || runs.some(({ manual }) => !manual)) return []
  return [{ name: `trigger ${first.trigger.event}`, job, at: first.trigger.at }]
}
