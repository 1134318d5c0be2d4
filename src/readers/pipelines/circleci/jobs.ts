import type { ActionRef, Job, JobStart, Step } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { spend } from '../budget.js'
import { newJob, opaqueStep, unresolved, usesStep } from '../parts.js'
import type { SampleRun } from '../run-kinds.js'
import { inputsOf } from './built-in.js'
import type { Reading } from './config.js'
import { releaseEnvironment } from './environment.js'
import { identityTokenIn } from './identity.js'
import type { Invocation } from './invocations.js'
import { orbSteps } from './orb-steps.js'
import { locatedAt, readRuntime, type Runtime } from './runtime.js'
import { followed } from './scope.js'
import { readSteps, type JobContext } from './steps.js'
import { locatedIn } from './template.js'
import { DEFAULT_DIRECTORY, resolvedDirectory } from './workdir.js'

/** What the workflow decides of a job. */
export interface Surroundings {
  readonly needs: readonly string[]
  readonly after: Job['after']
  readonly starts: readonly JobStart[]
  readonly runs: readonly SampleRun[]
  /** How often the workflow is run again where it failed. */
  readonly retries: Job['retries']
}

/** An orb of the registry decides itself where its jobs run. */
const OF_ORB: Runtime = {
  images: [],
  runner: [],
  shell: undefined,
  windows: false,
  directory: resolvedDirectory(DEFAULT_DIRECTORY, '~'),
  env: new Map(),
}

/** One job of a workflow. */
export function readJob(reading: Reading, invocation: Invocation, surroundings: Surroundings): Job {
  const { id, definition, key, node, scope, group: jobGroup } = invocation
  const { needs, after, starts, runs } = surroundings
  const isWritten = definition.kind === 'own' || definition.kind === 'marker'
  const at = isWritten ? firstLine(definition.node, reading, key) : key.at
  const shared = { id, needs, starts, at, ...defined({ after }) }
  const own = definition.kind === 'own' ? definition.node : undefined
  if (definition.kind === 'approval') {
    return newJob({ ...shared, approval: { kind: 'gate', approvers: [], at: key.at } })
  }
  if (definition.kind === 'nothing') return newJob(shared)
  if (definition.kind === 'marker') return newJob({ ...shared, ...markerFields(reading, definition, key) })
  const runtime = definition.kind === 'own' ? readRuntime(definition.node, definition.scope) : OF_ORB
  const steps = stepsOf(reading, invocation, { runtime, runs, workspace: { root: runtime.directory } })
  const group =
    (node && locatedAt(node, 'serial-group', scope)) ?? (jobGroup && locatedAt(jobGroup, 'serial-group', scope))
  const contexts = contextsOf(valueAt(node, 'context'), invocation)
  return newJob({
    ...shared,
    checkNames: id.includes('${{') ? [] : [`ci/circleci: ${id}`],
    checkNamesComplete: !id.includes('${{'),
    env: runtime.env,
    runner: runtime.runner,
    steps,
    ...defined({
      images: runtime.images.length > 0 ? runtime.images : undefined,
      secrets: contexts.length > 0 ? contexts : undefined,
      concurrency: group && { group, cancelInProgress: undefined, at: group.at },
      matrix: parallelism(own),
      retries: surroundings.retries,
      identityToken: identityTokenIn(steps),
      environment: releaseEnvironment(steps, reading.context.settings),
    }),
  })
}

/** A job without an executor: one that waits for what CircleCI makes of a release, a lock, or a name in the graph. */
function markerFields(
  { resolver }: Reading,
  { type, node, scope }: Extract<Invocation['definition'], { kind: 'marker' }>,
  { at }: Invocation['key'],
): Pick<Job, 'steps' | 'concurrency'> {
  const group = type === 'lock' ? locatedAt(node, 'key', scope) : undefined
  if (type !== 'release') {
    return { steps: [], ...defined({ concurrency: group && { group, cancelInProgress: undefined, at: group.at } }) }
  }
  const uses: ActionRef = { text: type, kind: 'task', repository: 'circleci:release', at }
  const validation = valueAt(node, 'validation')
  const inputs = inputsOf(node, scope)
  for (const [name, value] of validation === undefined ? [] : inputsOf(validation, scope)) {
    inputs.set(`validation-${name}`, value)
  }
  return { steps: [usesStep(resolver, uses, inputs, scope.because)] }
}

function stepsOf(reading: Reading, { definition, key, node, scope }: Invocation, context: JobContext): Step[] {
  const written = definition.kind === 'own' ? itemsOf(valueAt(definition.node, 'steps')).length : 1
  if (!spend(reading.budget, written)) {
    return [opaqueStep(unresolved(`steps of ${key.text}`, 'too-deep', key.at, scope.because))]
  }
  const around = (name: string): Step[] => readSteps(reading, valueAt(node, name), scope, context)
  const before = around('pre-steps')
  const own =
    definition.kind === 'own'
      ? readSteps(reading, valueAt(definition.node, 'steps'), definition.scope, context)
      : definition.kind === 'orb'
        ? orbSteps(reading, { ...definition, at: key.at }, node, scope, context, readSteps)
        : []
  return [...before, ...own, ...around('post-steps')]
}

/** The line of the job's name, which stands above its mapping. */
function firstLine(node: YamlNode, { config }: Reading, key: Invocation['key']): Job['at'] {
  const slash = key.text.indexOf('/')
  const jobs = slash < 0 ? valueAt(config.root, 'jobs') : undefined
  const name = entriesOf(jobs).find(({ value }) => value === node)?.key
  return name === undefined ? key.at : { ...name.at, route: node.at.route }
}

function contextsOf(written: YamlNode | undefined, { scope }: Invocation): NonNullable<Job['secrets']> {
  if (written === undefined || isNull(written)) return []
  const { node, scope: there } = followed(written, scope)
  const items = node.kind === 'sequence' ? itemsOf(node) : [node]
  return items.flatMap((item) => (item.kind === 'scalar' ? [locatedIn(item, there)] : []))
}

/** A job that runs several times at once, with a part of the tests each. */
function parallelism(job: YamlNode | undefined): Job['matrix'] {
  const written = scalarAt(job, 'parallelism')
  if (written === undefined || written.text === '1') return undefined
  return { expressions: !/^\d+$/.test(written.text), at: written.at }
}
