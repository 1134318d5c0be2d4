import type { IntentKind } from '../../core/intent-kind.js'
import type { Located } from '../../core/location.js'
import type { CheckOutcome } from '../check.js'
import type { Delivery, Deployment, Intent, Job, Pipeline, Pipelines, Step, TriggerKind } from '../../models/index.js'
import { once, oncePer } from '../../core/once.js'
import { ancestorsOf, descendantsOf, runsEarlier } from '../../models/job-order.js'
import { flowsInto } from './flows.js'
import { stepsAhead, stepsBehind } from '../../models/step-order.js'

export { ancestorsOf, descendantsOf, runsEarlier }

/** A job with the pipeline it belongs to. */
export interface JobInPipeline {
  readonly pipeline: Pipeline
  readonly job: Job
}

/** A step with its job and pipeline. */
export interface StepInJob extends JobInPipeline {
  readonly step: Step
}

/**
 * Every job, once. Jobs copied in from a called workflow are left out unless `inlined` is set, because the called
 * workflow is a pipeline of its own: rules about the text of a job want each text once, rules about order want the copies.
 */
export function jobsOf(pipelines: Pipelines, options: Which = {}): readonly JobInPipeline[] {
  return placesOf(pipelines, options).jobs()
}

/** Every step of {@link jobsOf}, in order. */
export function stepsOf(pipelines: Pipelines, options: Which = {}): readonly StepInJob[] {
  return placesOf(pipelines, options).steps()
}

/** Which jobs are wanted beside those that workflows define. */
interface Which {
  readonly inlined?: boolean
  readonly actions?: boolean
}

/** Nearly every check asks for the same lists. */
interface Places {
  readonly jobs: () => readonly JobInPipeline[]
  readonly steps: () => readonly StepInJob[]
}

const PLACES = oncePer((_: Pipelines) => new Map<string, Places>())

function placesOf(pipelines: Pipelines, { inlined = false, actions = false }: Which): Places {
  const key = `${inlined} ${actions}`
  const known = PLACES(pipelines)
  const places = known.get(key) ?? readPlaces(pipelines, inlined, actions)
  known.set(key, places)
  return places
}

function readPlaces({ all }: Pipelines, inlined: boolean, actions: boolean): Places {
  const jobs = once(() =>
    all
      .filter(({ kind }) => actions || kind !== 'action')
      .flatMap((pipeline) => pipeline.jobs.map((job) => ({ pipeline, job })))
      .filter(({ job }) => inlined || job.calledBy === undefined),
  )
  return {
    jobs,
    steps: once(() => jobs().flatMap(({ pipeline, job }) => job.steps.map((step) => ({ pipeline, job, step })))),
  }
}

/** The steps that run before `step`: earlier ones of its job and all of the job's ancestors. */
export function runsBefore({ pipeline, job, step }: StepInJob): Step[] {
  const own = stepsAhead(job, step)
  return [...around(pipeline), ...ancestorsOf(pipeline, job).flatMap((each) => each.steps), ...own]
}

/** The steps that run after `step`: later ones of its job and all of the jobs that wait for it. */
export function stepsAfter({ pipeline, job, step }: StepInJob): Step[] {
  const own = stepsBehind(job, step)
  return [...own, ...descendantsOf(pipeline, job).flatMap((each) => each.steps), ...around(pipeline)]
}

/** What surrounds a pipeline that is a part of something unknown, as a step that cannot be looked into. */
function around({ within }: Pipeline): Step[] {
  if (within === undefined) return []
  const nothing = { env: new Map(), with: new Map(), commands: [], intents: [], inner: [] }
  return [{ ...nothing, opaque: [within], at: within.at }]
}

/** Whether any of `kinds` starts the pipeline. */
export function reachableOn(pipeline: Pipeline, kinds: readonly TriggerKind[]): boolean {
  return pipeline.triggers.some((trigger) => kinds.includes(trigger.kind))
}

/** Deployments that deploy-* and rollback-* checks judge: to environments that stay, and not of documentation only. */
export function deployPaths(delivery: Delivery): Deployment[] {
  return delivery.deployments.filter((deployment) => deployment.persistent && !deployment.docsOnly)
}

/** The first of {@link deployPaths} of each job: for checks that judge the job, not each command. */
export function deployJobs(delivery: Delivery): Deployment[] {
  const seen = new Set<Job>()
  return deployPaths(delivery).filter(({ job }) => !seen.has(job) && seen.add(job))
}

/** Why no deployment can be judged, or undefined if there are some. */
export function noDeployment(delivery: Delivery): (CheckOutcome & { kind: 'implied' | 'not-applicable' }) | undefined {
  if (deployPaths(delivery).length > 0) return undefined
  const [pull] = delivery.pulls
  if (pull !== undefined)
    return {
      kind: 'not-applicable',
      reason: 'a controller ({controller}) deploys what is here',
      data: { controller: pull.controller },
    }
  if (delivery.deployments.length > 0)
    return { kind: 'not-applicable', reason: 'everything that is deployed goes away by itself or is documentation' }
  return { kind: 'implied', by: 'deploy-automated', reason: 'no pipeline deploys' }
}

/**
 * Nothing is deployed from here in the way that a check judges. Where no deployment at all is seen, what can't be looked
 * into may well be one: whether this is sure hangs on deploy-automated, which searches for that.
 */
export function nothingDeployed(delivery: Delivery, reason: string): CheckOutcome<never> & { kind: 'not-applicable' } {
  const isOpen = noDeployment(delivery)?.kind === 'implied'
  return { kind: 'not-applicable', reason, ...(isOpen && { hangsOn: 'deploy-automated' }) }
}

/** The step's intents of the given kinds. */
export function intentsOf(step: Step, kinds: ReadonlySet<IntentKind>): Intent[] {
  return step.intents.filter((intent) => kinds.has(intent.kind))
}

/** Whether the text holds a template expression (`${{ … }}`), so that its value is not known here. */
export function isExpression(text: string): boolean {
  return text.includes('${{')
}

/** Names of the secrets that the text's expressions hand on, in upper case; `*` stands for all of them. */
export function secretsIn(text: string): string[] {
  return flowsInto(text).flatMap(({ path }) => {
    if (path === 'secrets') return ['*']
    return path.startsWith('secrets.') ? [path.slice('secrets.'.length).toUpperCase()] : []
  })
}

/** Whether anything in the job, or what it inherits, reads a secret; GITHUB_TOKEN is left out, as its rights are the job's. */
export function holdsSecrets({ env }: Pipeline, job: Job): boolean {
  return readsSecrets(env) || jobHoldsSecrets(job)
}

const jobHoldsSecrets = oncePer(({ env, steps, calls }: Job): boolean => {
  if (calls !== undefined && calls.secrets !== 'none') return true
  return (
    readsSecrets(env) ||
    steps.some((step) => [step.env, step.with].some(readsSecrets) || (step.run !== undefined && readsSecret(step.run)))
  )
})

function readsSecrets(values: ReadonlyMap<string, Located<string>>): boolean {
  return values.size > 0 && [...values.values()].some(readsSecret)
}

function readsSecret({ value }: Located<string>): boolean {
  return secretsIn(value).some((name) => name !== 'GITHUB_TOKEN')
}

/** What the job's token may do in this scope, as far as the file says; undefined where it does not. */
export function permissionOf(scope: string, pipeline: Pipeline, job: Job): 'read' | 'write' | 'none' | undefined {
  const permissions = job.permissions ?? pipeline.permissions
  return permissions?.scopes.get(scope)?.value ?? permissions?.all
}

const BY_FILE = oncePer(({ all }: Pipelines) => new Map(all.toReversed().map((pipeline) => [pipeline.file, pipeline])))

/** The pipeline whose file defines the job: another one for a job copied in from a called workflow. */
export function definitionOf({ at }: Job, pipelines: Pipelines): Pipeline | undefined {
  return BY_FILE(pipelines).get(at.file)
}
