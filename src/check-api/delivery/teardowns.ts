import type { Location } from '../../core/location.js'
import type { Command, Infrastructure, Job, Pipeline, Pipelines, Step } from '../../models/index.js'
import { ownName } from '../pipelines/called.js'
import { jobsOf, stepsOf, type StepInJob } from '../pipelines/pipelines.js'
import type { Preview } from './previews.js'
import { stepsUpTo } from '../../models/step-order.js'

/** What removes a preview. */
export interface Teardown {
  /** `by-hand`: only if a person starts it. `hidden`: something that cannot be looked into may. */
  readonly how: 'removed' | 'by-hand' | 'hidden' | 'none'
  /** For a person: `job teardown`. */
  readonly what: string
  readonly place?: Location
}

/** Words of commands and actions that remove something. */
const REMOVING =
  /^(?:delete|destroy|destroy-all|uninstall|remove|rm|down|purge|teardown|undeploy|apps:destroy|delete-stack|delete-service)$|-destroy$|^delete-/

/** Words of jobs, steps and scripts that do. */
const SPEAKS =
  /tear-?_?down|destroy|clean-?_?up|delete|remov(?:e|al)|undeploy|purge|sweep|janitor|expire|stop[-_ ]?(?:review|preview)/i

/** Words by which something is told to go away after a time. */
const LIMITED = /^janitor\/|^--(?:ttl|expires?|expiry|lifetime|auto-?destroy\w*)(?:=|$)|[./_-]ttl=|auto_destroy/i

/** Resources and annotations that remove what has lived long enough. */
const LIMITING = /kube-janitor|janitor/i

/** What removes the preview, as far as pipelines and definitions of the tree tell. */
export function teardownOf(
  { deployment }: Preview,
  { pipelines, infrastructure }: { readonly pipelines: Pipelines; readonly infrastructure: Infrastructure },
): Teardown {
  const { environment, step, job } = deployment
  if (environment?.stops !== undefined) return { how: 'removed', what: 'its environment', place: environment.stops }
  const limited = job.steps
    .flatMap(({ commands }) => commands)
    .find(({ argv }) => argv.some(({ text }) => LIMITED.test(text)))
  if (limited !== undefined) return { how: 'removed', what: 'a limit of its lifetime', place: limited.at }
  const janitor = limitIn(infrastructure)
  if (janitor !== undefined) return janitor
  const before = new Set(stepsUpTo(job, step))
  const places = stepsOf(pipelines, { inlined: true }).filter(
    (each) => !before.has(each.step) && !isSameText(each.step, step),
  )
  const removing = places.filter(removes)
  const own = removing.find((each) => startsByItself(each)) ?? removing[0]
  if (own !== undefined) {
    const how = startsByItself(own) ? 'removed' : 'by-hand'
    return { how, what: `job ${ownName(own.job)}`, place: own.step.at }
  }
  return hiddenIn(places, pipelines) ?? { how: 'none', what: '' }
}

/** A controller or a workspace that removes what has lived long enough. */
function limitIn({ resources }: Infrastructure): Teardown | undefined {
  const found = resources.find(
    ({ type, name, properties }) =>
      LIMITING.test(name) ||
      ((type === 'tfe_workspace' || type === 'tfe_project') &&
        ['auto_destroy_activity_duration', 'auto_destroy_at'].some((key) => properties.entries.has(key))),
  )
  return found && { how: 'removed', what: found.name, place: found.at }
}

/** Whether it is the same line of a called workflow, copied in elsewhere. */
function isSameText(one: Step, other: Step): boolean {
  return one.at.file === other.at.file && one.at.line === other.at.line
}

/** A step that takes something down; in pipelines for closed changes and deleted branches any word for that will do. */
function removes({ pipeline, job, step }: StepInJob): boolean {
  if (step.intents.some(({ kind }) => kind === 'cleanup') && !step.intents.some(isOfMachine)) return true
  const told = endsChanges(pipeline) || SPEAKS.test([job.id, job.name, step.name?.value ?? '', pipeline.name].join(' '))
  const words = step.commands.some(hasRemovingWord) || [...step.with.values()].some(({ value }) => REMOVING.test(value))
  return told && (words || SPEAKS.test(step.uses?.text ?? ''))
}

/** What only tidies up the machine that the job runs on. */
function isOfMachine({ tool, command }: Step['intents'][number]): boolean {
  return (
    command?.remote !== true && /^(?:docker|docker-compose|podman|git|npm|actions?-cache|kind|k3d|minikube)$/.test(tool)
  )
}

function hasRemovingWord({ argv }: Command): boolean {
  return argv.slice(1).some(({ text }) => REMOVING.test(text))
}

function endsChanges({ triggers }: Pipeline): boolean {
  return triggers.some(
    ({ event, types = [] }) => event === 'delete' || event === 'pull_request_closed' || types.includes('closed'),
  )
}

function startsByItself({ pipeline, job }: Pick<StepInJob, 'pipeline' | 'job'>): boolean {
  const { starts } = job
  const isPerson = ({ kind }: Pipeline['triggers'][number]): boolean => kind === 'manual' || kind === 'comment'
  if (starts !== undefined) return starts.some(({ trigger, manual }) => !manual && !isPerson(trigger))
  return pipeline.triggers.some((trigger) => !isPerson(trigger))
}

/** What may remove it and cannot be looked into: of a pipeline for closed changes, of a schedule, or by its name. */
function hiddenIn(places: readonly StepInJob[], pipelines: Pipelines): Teardown | undefined {
  const isCandidate = (pipeline: Pipeline, job: Job, text: string): boolean =>
    endsChanges(pipeline) ||
    pipeline.triggers.some(({ kind }) => kind === 'schedule') ||
    SPEAKS.test([pipeline.name, pipeline.file, job.id, job.name, text].join(' '))
  const step = places.find(
    (each) => each.step.opaque.length > 0 && isCandidate(each.pipeline, each.job, each.step.name?.value ?? ''),
  )
  if (step !== undefined) return { how: 'hidden', what: step.step.opaque[0]?.what ?? '', place: step.step.at }
  const call = jobsOf(pipelines, { inlined: true }).find(
    ({ pipeline, job }) => job.calls?.resolved === false && isCandidate(pipeline, job, job.calls.target.text),
  )
  if (call !== undefined) return { how: 'hidden', what: call.job.calls?.target.text ?? '', place: call.job.at }
  const gap = pipelines.all.flatMap(({ unresolved }) => unresolved)[0]
  if (gap !== undefined) return { how: 'hidden', what: gap.what, place: gap.at }
  const unread = pipelines.unread[0]
  return unread && { how: 'hidden', what: unread.file }
}
