import type { Located } from '../../../core/location.js'
import type { Approval, Job, Step } from '../../../models/index.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { newJob } from '../parts.js'
import { literallyTrue } from '../reading.js'
import { readEnvironment } from './environment.js'
import { conditionOf, scalarIn, textIn } from './fields.js'
import { plainText, type MacroScope } from './macros.js'
import type { Checkout } from './paths.js'
import { imagesOf, readPool, targetsOf, type Pool } from './pool.js'
import type { Reach } from './reach.js'
import type { PipelineScope } from './scope.js'
import { readSteps, type StepsScope } from './steps.js'
import { readDeployment, readMatrix, type Hook, type MatrixLegs } from './strategy.js'
import { variablesIn } from './template/read-variables.js'
import { Variables } from './template/variables.js'

/** A job between its place in the file and the model. */
export interface JobPlace {
  readonly id: string
  readonly node: YamlMapping
  /** The name that others wait for; empty for a job without one. */
  readonly name: string
  readonly stage?: string
  readonly needs: readonly string[]
  readonly starts: Pick<Job, 'starts' | 'after'>
  readonly reach: Reach
  /** Variables of the stage, over those of the pipeline. */
  readonly variables: Variables
}

/** Tasks that wait for a person (Azure Pipelines docs: Manual Validation, Manual Intervention). */
const ASKING = new Set(['azure-pipelines:manualvalidation', 'azure-pipelines:manualintervention'])

/** Reads a job, a deployment job, or the steps of a pipeline that has no jobs. */
export function readJob(place: JobPlace, scope: PipelineScope): Job {
  const { node, starts } = place
  const { runs, reading } = scope
  const matrix = readMatrix(node)
  const own = variablesIn(valueAt(node, 'variables'), place.variables, runs)
  const isDeployment = valueAt(node, 'deployment') !== undefined
  const deployment = isDeployment ? readDeployment(node) : undefined
  const hooks: readonly Hook[] = deployment?.hooks ?? [{ steps: itemsOf(valueAt(node, 'steps')) }]
  const checkout = checkoutOf(hooks, isDeployment, scope)
  const macros: MacroScope = { variables: withMatrix(own.variables, matrix, scope), runs, checkout }
  const pool = readPool(valueAt(node, 'pool') ?? valueAt(node, 'queue'), scope.pool)
  const steps = hooks.flatMap(({ steps: items, after, pool: hookPool }) =>
    readSteps(items, stepsScope(place, readPool(hookPool, pool), matrix, macros, scope, after)),
  )
  const environment = readEnvironment(
    valueAt(node, 'environment'),
    { ...macros, ...scope, ...macros },
    reading.context.settings,
  )
  const images = [...imagesOf(node, scope.containers), ...targetsOf(hooks, scope.containers)]
  const groups = [...scope.groups, ...own.groups]
  const allowFailure = literallyTrue(scalarIn(node, 'continueOnError', runs))
  return newJob({
    id: place.id,
    name: textIn(node, 'displayName', macros)?.value ?? place.id,
    needs: place.needs,
    env: environmentOf(own.variables, macros),
    runner: pool.labels.map((label) => plainText(labelScalar(node, label), macros).value),
    steps,
    ...starts,
    ...defined({
      stage: place.stage,
      environment,
      condition: conditionOf(node, runs),
      allowFailure,
      timeoutMinutes: textIn(node, 'timeoutInMinutes', macros),
      strategy: deployment?.strategy,
      images: images.length > 0 ? images : undefined,
      secrets: groups.length > 0 ? groups : undefined,
      matrix: matrix?.shape,
      approval: approvalOf(steps),
      concurrency:
        scope.lock !== undefined && environment !== undefined
          ? { group: { value: environment.name, at: scope.lock.at }, cancelInProgress: undefined, at: scope.lock.at }
          : undefined,
    }),
    at: node.at,
  })
}

function stepsScope(
  place: JobPlace,
  pool: Pool,
  matrix: MatrixLegs | undefined,
  macros: MacroScope,
  { reading, because }: PipelineScope,
  after: Step['after'],
): StepsScope {
  return {
    ...macros,
    reading,
    because,
    reach: place.reach,
    windows: pool.windows || isWindowsInAllLegs(pool, matrix),
    ...defined({ after }),
  }
}

/** Variables of a matrix differ from leg to leg. */
function withMatrix(outer: Variables, matrix: MatrixLegs | undefined, { runs }: PipelineScope): Variables {
  if (matrix === undefined || matrix.variables.size === 0) return outer
  const variables = new Variables(outer)
  for (const [name, { node, texts }] of matrix.variables) {
    const [first] = texts
    const isSame = texts.every((text) => text === first)
    variables.set(
      name,
      runs.map(() => (isSame ? first : undefined)),
      node,
    )
  }
  return variables
}

/** Whether the image is a variable of the matrix that is Windows in each leg. */
function isWindowsInAllLegs({ labels }: Pool, matrix: MatrixLegs | undefined): boolean {
  const names = labels.flatMap((label) => /^\$\(([\w.-]+)\)$/.exec(label)?.[1] ?? [])
  const texts = names.flatMap((name) => matrix?.variables.get(name)?.texts ?? [])
  return (
    texts.length > 0 &&
    texts.every((text) => readPool(imageNode(text), { labels: [], windows: false, server: false }).windows)
  )
}

function imageNode(text: string): YamlNode {
  const at = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }
  return { kind: 'scalar', text, style: 'plain', lines: [], at }
}

function labelScalar({ at }: YamlMapping, text: string): Parameters<typeof plainText>[0] {
  return { kind: 'scalar', text, style: 'plain', lines: [], at }
}

/** Variables become variables of the environment of each step. */
function environmentOf(own: Variables, scope: MacroScope): ReadonlyMap<string, Located<string>> {
  return new Map(Array.from(own.own, ({ name, node }) => [name, plainText(node, scope)] as const))
}

/** A deployment job checks nothing out by itself, any other job the repository of the pipeline. */
function checkoutOf(hooks: readonly Hook[], isDeployment: boolean, { repositoryFolders }: PipelineScope): Checkout {
  const named = hooks
    .flatMap(({ steps }) => steps)
    .flatMap((step) => scalarAt(step, 'checkout')?.text.trim().toLowerCase() ?? [])
    .filter((name) => name !== 'none')
  const isSwitchedOff = named.length === 0 && hooks.some(({ steps }) => steps.some(isCheckoutOff))
  const others = named.filter((name) => name !== 'self').map((name) => repositoryFolders.get(name) ?? lastPart(name))
  return {
    own: named.includes('self') || (named.length === 0 && !isDeployment && !isSwitchedOff),
    several: new Set(named).size > 1,
    others: new Set(others.map((name) => name.toLowerCase())),
  }
}

function isCheckoutOff(step: YamlNode): boolean {
  return scalarAt(step, 'checkout')?.text.trim().toLowerCase() === 'none'
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/@.*/, '')
}

function approvalOf(steps: readonly Step[]): Approval | undefined {
  const step = steps.find(({ uses }) => ASKING.has(uses?.repository ?? ''))
  if (step?.uses === undefined) return undefined
  const inputs = new Map(Array.from(step.with, ([name, { value }]) => [name.toLowerCase(), value]))
  const people = inputs.get('approvers') ?? inputs.get('notifyusers') ?? ''
  const approvers = people.split(/[\n,;]/).flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  return { kind: 'gate', approvers, at: step.uses.at }
}
