import { beginningOf, type Located, type Location } from '../../../core/location.js'
import type {
  Concurrency,
  EnvironmentRef,
  Job,
  JobImage,
  JobStart,
  Settings,
  Unresolved,
} from '../../../models/index.js'
import { classifyEnvironment } from '../../../models/environment-names.js'
import { entriesOf, itemsOf, located, scalarAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { spend, type Budget } from '../budget.js'
import { defined } from '../defined.js'
import { newJob, unresolved } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import { afterOf, type Rule } from './rules.js'
import type { ContainerRuns } from './runs.js'
import { readContainerStep, type ContainerStep, type StepScope } from './steps.js'

/** A sequence of container steps that share a folder: a pipeline of Drone, a workflow of Woodpecker. */
export interface Workflow {
  readonly id: string
  /** The name by which others depend on it. */
  readonly name: string
  readonly steps: readonly ContainerStep[]
  readonly rule: Rule
  readonly dependsOn: readonly string[]
  readonly services: readonly JobImage[]
  readonly env: ReadonlyMap<string, Located<string>>
  readonly runner: readonly string[]
  readonly concurrency: Concurrency | undefined
  readonly checkNames: readonly string[]
  readonly at: Location
}

/** The steps of a list, or of a mapping of names to steps. */
export function readSteps(
  reading: AdapterReading,
  node: YamlNode | undefined,
  scope: StepScope,
  budget: Budget,
): ContainerStep[] {
  const listed = itemsOf(node).map((value): [undefined, YamlNode] => [undefined, value])
  const named = entriesOf(node).map(({ key, value }): [YamlScalar, YamlNode] => [key, value])
  const steps = [...listed, ...named].flatMap(([key, value]) => {
    if (value.kind !== 'mapping') {
      unfit(reading, value.at, 'a step must be a mapping')
      return []
    }
    return spend(budget, 1) ? [readContainerStep(reading, value, key, scope)] : []
  })
  return inOrder(steps)
}

/** Images of `services`, a list or a mapping. */
export function servicesOf(node: YamlNode | undefined): JobImage[] {
  const values = [...itemsOf(node), ...entriesOf(node).map(({ value }) => value)]
  return values.flatMap((each) => {
    const image = scalarAt(each, 'image')
    return image === undefined ? [] : [{ ...located(image), service: true as const }]
  })
}

/** `concurrency`: a limit of one is a lock, by default one of the workflow's own. */
export function concurrencyOf(node: YamlNode | undefined, name: string): Concurrency | undefined {
  const limit = node?.kind === 'scalar' ? node : scalarAt(node, 'limit')
  if (node === undefined || limit?.text !== '1') return undefined
  const group = scalarAt(node, 'group')
  return {
    group: group === undefined ? { value: name, at: node.at } : located(group),
    cancelInProgress: undefined,
    at: node.at,
  }
}

/** The line that a mapping begins with. */
export function firstLine({ at }: YamlMapping): Location {
  return beginningOf(at)
}

/** Steps that depend on others behind those; without any that does they run as they stand. */
function inOrder(steps: readonly ContainerStep[]): ContainerStep[] {
  if (steps.every(({ dependsOn }) => dependsOn === undefined)) return [...steps]
  const done = new Set<string>()
  const names = new Set(steps.map(({ name }) => name))
  const result: ContainerStep[] = []
  let left = [...steps]
  while (left.length > 0) {
    const ready = left.filter(({ dependsOn = [] }) => dependsOn.every((each) => done.has(each) || !names.has(each)))
    // Steps that wait for one another never run; they stay as they stand.
    const next = ready.length > 0 ? ready : left
    result.push(...next)
    for (const { name } of next) done.add(name)
    left = left.filter((each) => !next.includes(each))
  }
  return result
}

/**
 * The jobs of all workflows. A deployment to an environment that rules name is a run of its own: what it gets to are jobs
 * beside those of other runs.
 */
export function jobsOf(workflows: readonly Workflow[], runs: ContainerRuns, settings: Settings): Job[] {
  const places = [undefined, ...runs.environments]
  const made = places.flatMap((place) =>
    workflows.flatMap((workflow) =>
      partsOf(workflow).flatMap(({ part, after }) => {
        const job = jobIn(part, runs, place, settings)
        return job === undefined ? [] : [{ workflow, part, after, place: place?.value, job }]
      }),
    ),
  )
  const ids = new Map<string, string[]>()
  for (const { workflow, part, place, job } of made) {
    for (const name of new Set([`workflow ${workflow.name}`, `part ${part.id}`])) {
      const key = `${place ?? ''} ${name}`
      const known = ids.get(key)
      if (known === undefined) ids.set(key, [job.id])
      else known.push(job.id)
    }
  }
  return made.map(({ workflow, after, place, job }) => {
    const named = [...workflow.dependsOn.map((name) => `workflow ${name}`), ...after.map((id) => `part ${id}`)]
    return { ...job, needs: named.flatMap((name) => ids.get(`${place ?? ''} ${name}`) ?? []) }
  })
}

/** A part of a workflow that runs as one, and the parts that it waits for. */
interface Part {
  readonly part: Workflow
  readonly after: readonly string[]
}

/** Parts beyond this number stay one, whose steps follow one another. */
const MAX_PARTS = 200

/**
 * A workflow whose steps say what they wait for is a part for each of them: those that wait for nothing start at once
 * (Drone docs: Parallelism; Woodpecker docs: Workflow syntax, depends_on). Any other is one part.
 */
function partsOf(workflow: Workflow): Part[] {
  const { id, steps } = workflow
  const isGraph =
    steps.length > 1 && steps.length <= MAX_PARTS && steps.some(({ dependsOn }) => dependsOn !== undefined)
  if (!isGraph) return [{ part: workflow, after: [] }]
  const isTaken = (name: string, index: number): boolean => steps.findIndex((each) => each.name === name) < index
  return steps.map((step, index) => ({
    part: {
      ...workflow,
      id: `${id}/${step.name === '' || isTaken(step.name, index) ? index + 1 : step.name}`,
      steps: [step],
    },
    after: (step.dependsOn ?? []).map((name) => `${id}/${name}`),
  }))
}

function jobIn(
  workflow: Workflow,
  runs: ContainerRuns,
  place: Located<string> | undefined,
  settings: Settings,
): Job | undefined {
  const starts = runs.starts([workflow.rule], place?.value)
  const reached = workflow.steps.map((each) => ({
    ...each,
    starts: runs.starts([workflow.rule, each.rule], place?.value),
  }))
  const elsewhere = ({ rule }: ContainerStep): boolean =>
    runs.environments.some(({ value }) => runs.starts([workflow.rule, rule], value).length > 0)
  const kept = reached.filter((each) => each.starts.length > 0 || (place === undefined && !elsewhere(each)))
  if (place !== undefined && (starts.length === 0 || kept.length === 0)) return undefined
  if (place === undefined && kept.length === 0 && reached.length > 0) return undefined
  const images = [...kept.flatMap(({ image }) => image ?? []), ...workflow.services]
  const secrets = kept.flatMap((each) => each.secrets)
  return newJob({
    id: place === undefined ? workflow.id : `${workflow.id} (${place.value})`,
    name: workflow.name,
    starts,
    env: workflow.env,
    runner: workflow.runner,
    checkNames: place === undefined ? workflow.checkNames : [],
    checkNamesComplete: false,
    steps: kept.map(({ step, starts: own }) => (isSame(own, starts) ? step : { ...step, starts: own })),
    ...defined({
      after: afterOf(workflow.rule),
      concurrency: workflow.concurrency,
      environment: place && environmentOf(place, settings),
      images: images.length > 0 ? distinct(images) : undefined,
      secrets: secrets.length > 0 ? distinct(secrets) : undefined,
    }),
    at: workflow.at,
  })
}

/** A deployment is recorded with the build that is deployed (Drone docs: Promotions). */
function environmentOf({ value, at }: Located<string>, settings: Settings): EnvironmentRef {
  return { name: value, resolved: true, ...classifyEnvironment(value, settings), records: true, at }
}

function isSame(left: readonly JobStart[], right: readonly JobStart[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ trigger, certain }, index) => right[index]?.trigger === trigger && right[index].certain === certain)
  )
}

function distinct<T extends Located<string>>(values: readonly T[]): T[] {
  return [...new Map(values.toReversed().map((each) => [each.value, each])).values()].reverse()
}

/** All rules of workflows and steps. */
export function rulesOf(workflows: readonly Workflow[]): Workflow['rule'][] {
  return workflows.flatMap(({ rule, steps }) => [rule, ...steps.map((each) => each.rule)])
}

/** What workflows depend on and is not there: they never start then. */
export function missing(workflows: readonly Workflow[]): Unresolved[] {
  const names = new Set(workflows.map(({ name }) => name))
  return workflows.flatMap(({ name, dependsOn, at }) =>
    dependsOn
      .filter((each) => !names.has(each))
      .map((each) => unresolved(`${each}, which ${name} depends on`, 'missing', at)),
  )
}
