import type { Located, Location } from '../../../core/location.js'
import type {
  Concurrency,
  EnvironmentRef,
  Job,
  JobImage,
  JobStart,
  Settings,
  Unresolved,
} from '../../../models/index.js'
import { classifyEnvironment } from '../../environments.js'
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
  return { ...at, endLine: at.line }
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
    workflows.flatMap((workflow) => {
      const job = jobIn(workflow, runs, place, settings)
      return job === undefined ? [] : [{ workflow, place: place?.value, job }]
    }),
  )
  return made.map(({ workflow, place, job }) => ({
    ...job,
    needs: workflow.dependsOn.flatMap((name) =>
      made.filter((each) => each.workflow.name === name && each.place === place).map((each) => each.job.id),
    ),
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
