import type { Known } from '../../core/known.js'
import { classifyEnvironment } from '../../models/environment-names.js'
import type {
  Delivery,
  DeliveryHistory,
  EnvironmentSettings,
  FileDefect,
  Job,
  PastDeployment,
  Pipelines,
  Settings,
} from '../../models/index.js'
import type { CheckOutcome } from '../check.js'
import { opaque, unreadPipelines } from '../outcomes.js'
import { jobsOf } from '../pipelines/pipelines.js'
import { isOwnWorkflow } from './environments.js'
import { outsideEnvironments } from './outside.js'

/** GitHub's own services use these without any file: Pages (docs, "Configuring a publishing source") and Copilot's agent. */
const USED_BY_HOST: ReadonlySet<string> = new Set(['github-pages', 'copilot'])

/** What can be told of environments from beside their settings. */
export interface EnvironmentUse {
  readonly pipelines: Pipelines
  readonly delivery: Delivery
  readonly settings: Pick<Settings, 'environments'>
}

/**
 * The environments that nothing in the tree names or may name, as far as it was read. Left out: previews, those of the
 * host's own services, and production where jobs that name no environment deploy to it: these are reported by themselves.
 */
export function unnamedEnvironments(
  environments: readonly EnvironmentSettings[],
  { pipelines, delivery, settings }: EnvironmentUse,
): EnvironmentSettings[] {
  const mentioned = mentions(pipelines, delivery)
  const patterns = jobsOf(pipelines, { inlined: true })
    .filter(({ pipeline }) => isOwnWorkflow(pipeline))
    .flatMap(({ job }) => openName(job) ?? [])
  const isReported = outsideEnvironments(delivery).length > 0
  return environments.filter(({ name }) => {
    const key = name.toLowerCase()
    const { tier, ephemeral } = classifyEnvironment(name, settings)
    if (ephemeral || USED_BY_HOST.has(key) || mentioned.has(key)) return false
    if (tier === 'production' && isReported) return false
    return !patterns.some((pattern) => mayStandFor(pattern, key))
  })
}

/** Names in small letters that jobs have, that values handed to steps and called workflows are, or that a person may choose. */
function mentions(pipelines: Pipelines, delivery: Delivery): Set<string> {
  const found = new Set<string>()
  const add = (name: string) => found.add(name.trim().toLowerCase())
  for (const { environment } of delivery.deployments)
    for (const name of environment === undefined ? [] : [environment.name, ...(environment.values ?? [])]) add(name)
  for (const { env, triggers } of pipelines.all) {
    for (const { value } of env.values()) add(value)
    for (const { choices } of triggers) for (const names of choices?.values() ?? []) names.forEach(add)
  }
  for (const { job } of jobsOf(pipelines, { inlined: true, actions: true })) {
    const { environment, calls, steps } = job
    if (environment !== undefined) [environment.name, ...(environment.values ?? [])].forEach(add)
    environment?.choices?.forEach(add)
    const handed = [
      job.env,
      ...(calls === undefined ? [] : [calls.with]),
      ...steps.flatMap((each) => [each.env, each.with]),
    ]
    for (const values of handed) for (const { value } of values.values()) add(value)
  }
  return found
}

/** The name as written where an expression decides it in a way that is not known. */
function openName({ environment }: Job): string | undefined {
  if (environment === undefined || environment.resolved || environment.values !== undefined) return undefined
  return environment.name.toLowerCase()
}

/** Whether a name with expressions may come to another: what is written around the expressions, in its order. */
function mayStandFor(written: string, name: string): boolean {
  const [first = '', ...rest] = written.split('${{').map((part, index) => {
    const end = part.indexOf('}}')
    return index === 0 ? part : end < 0 ? '' : part.slice(end + 2)
  })
  const last = rest.pop()
  if (last === undefined) return first === name
  if (!name.startsWith(first) || !name.endsWith(last) || first.length + last.length > name.length) return false
  let from = first.length
  for (const part of rest) {
    const found = name.indexOf(part, from)
    if (found < 0) return false
    from = found + part.length
  }
  return from <= name.length - last.length
}

/** What of GitHub's workflows could not be read and may name an environment; undefined if all was. */
export function namingGap(
  pipelines: Pipelines,
  defects: readonly FileDefect[],
): Extract<CheckOutcome, { kind: 'unknown' }> | undefined {
  const [unread] = unreadPipelines(pipelines, 'github')
  if (unread !== undefined) return unread
  const broken = defects.find(({ pipeline, at }) => pipeline && at.file.startsWith('.github/'))
  if (broken !== undefined) {
    const reason = '{file} does not parse and may name an environment'
    return { kind: 'unknown', origin: 'files', reason, data: { file: broken.at.file }, at: broken.at }
  }
  const own = pipelines.all.filter(isOwnWorkflow)
  const [gap] = own.flatMap(({ unresolved }) => unresolved)
  if (gap !== undefined) return opaque(gap, 'name an environment')
  // A called workflow uses the environments of its caller (GitHub docs, "Reusing workflow configurations").
  const called = own.flatMap(({ jobs }) => jobs).find(({ calls }) => calls?.resolved === false)?.calls?.target
  if (called === undefined) return undefined
  const reason = 'the called workflow {workflow} may name an environment and is not in this repository'
  return { kind: 'unknown', origin: 'files', reason, data: { workflow: called.text }, at: called.at }
}

/**
 * The deployments of the window, if all of it is known and something reached the default branch in it: only then it
 * tells something that an environment got none.
 */
export function recordedDeployments(history: Known<DeliveryHistory>): Known<readonly PastDeployment[]> {
  if (!history.known) return history
  const { deployments, changes } = history.value
  if (!deployments.known) return deployments
  if (!deployments.value.complete) return { known: false, reason: 'there are more deployments than were read' }
  if (!changes.known || changes.value.items.length === 0)
    return { known: false, reason: 'no change is known that could have been deployed' }
  return { known: true, value: deployments.value.items }
}
