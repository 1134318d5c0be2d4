import type { Because, Location } from '../../../core/location.js'
import type { Job, Unresolved } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { routeOfKey } from '../../yaml/route.js'
import type { CommentsByLine } from './action-ref.js'
import { afterOf } from './after.js'
import { readCacheMode } from './cache-mode.js'
import { checkNamesOf, type CheckNames } from './check-names.js'
import { readConcurrency } from './concurrency.js'
import { defined } from '../defined.js'
import { readEnvironment } from './environment.js'
import type { Contexts } from './expressions.js'
import { readImages } from './images.js'
import { readMatrix, type Matrix } from './matrix.js'
import { readPermissions } from './permissions.js'
import {
  literallyTrue,
  locatedOf,
  mappingEntries,
  scalarList,
  scalarMap,
  scalarOf,
  unfit,
  type Reading,
} from './reading.js'
import { callWorkflow } from './reusable.js'
import { readRunner, runnerSets, runsOnWindows } from './runner.js'
import type { Budget, RunDefaults, StepScope } from './scope.js'
import { readSteps } from './steps.js'
import { substitute } from './template.js'
import { variantsOf } from './variants.js'
import { runDefaults } from './workflow-file.js'
import { Workspace } from './workspace.js'
import { innerEnv, unchangedEnv, type Env } from './env.js'

/** Names of one job, when a matrix calls a matrix. */
const MAX_NAMES = 4_096

/** Needs of all jobs of one workflow, those that calls add counted too. */
const MAX_NEEDS = 200_000

/** What the jobs of one workflow, called or not, are read with. */
export interface JobScope {
  readonly contexts: Contexts
  /** Of the workflow. */
  readonly env: Env
  readonly because: readonly Because[]
  /** The workflow that was started. */
  readonly runsIn: string
  readonly comments: CommentsByLine
  readonly defaults: RunDefaults
  readonly budget: Budget
  /** Files of the workflows that are being read, outermost first. */
  readonly callers: readonly string[]
  /** The job that calls this workflow, and the names it reports under. */
  readonly calledBy?: { readonly id: string; readonly names: CheckNames }
  /** False in a workflow that nothing but calls starts: it never reports under its own names. */
  readonly reports: boolean
}

export interface ReadJobs {
  readonly jobs: readonly Job[]
  readonly unresolved: readonly Unresolved[]
}

/** One job of a workflow with the jobs that its call brings in. */
interface JobGroup {
  readonly id: string
  readonly job: Job
  readonly called: readonly Job[]
}

/** Reads `jobs`. The jobs of a called workflow stand behind their caller. */
export function readJobs(reading: Reading, node: YamlNode, scope: JobScope): ReadJobs {
  const unresolved: Unresolved[] = []
  const groups = mappingEntries(reading, node, 'jobs').flatMap((entry): JobGroup[] => {
    const { key, value } = entry
    if (value.kind !== 'mapping') {
      unfit(reading, value.at, `the job ${key.text} must be a mapping`)
      return []
    }
    const group = readJob(reading, entry, value, scope)
    unresolved.push(...group.unresolved)
    return [group]
  })
  return { jobs: withNeeds(groups, scope), unresolved }
}

function readJob(reading: Reading, { key }: YamlEntry, node: YamlMapping, scope: JobScope): JobGroup & ReadJobs {
  const matrix = readMatrix(reading, valueAt(node, 'strategy'), scope.contexts)
  const name = scalarOf(reading, valueAt(node, 'name'), `the name of ${key.text}`)
  const names = reportedNames(checkNamesOf(key.text, name?.text, matrix, scope.contexts), scope)
  const job: Job = {
    ...jobFields(reading, node, matrix, scope),
    id: fullId(key.text, scope),
    name: name === undefined ? key.text : substitute(name.text, scope.contexts).text,
    checkNames: scope.reports ? names.names : [],
    checkNamesComplete: !scope.reports || names.complete,
    at: placeOf(key),
  }
  const uses = scalarOf(reading, valueAt(node, 'uses'), `uses of ${key.text}`)
  if (uses !== undefined) {
    const call = callWorkflow(reading, { job, node, uses, names }, scope, readJobs)
    return { id: key.text, job: call.caller, called: call.jobs, jobs: [], unresolved: call.unresolved }
  }
  const steps = valueAt(node, 'steps')
  if (steps === undefined) unfit(reading, key.at, `the job ${key.text} needs steps or uses`)
  const read = steps && readSteps(reading, steps, stepScope(node, steps, job, matrix, scope))
  return { id: key.text, job: { ...job, steps: read ?? [] }, called: [], jobs: [], unresolved: [] }
}

function jobFields(
  reading: Reading,
  node: YamlMapping,
  matrix: Matrix | undefined,
  scope: JobScope,
): Omit<Job, 'id' | 'name' | 'checkNames' | 'checkNamesComplete' | 'at'> {
  const scalar = (key: string): YamlScalar | undefined => scalarOf(reading, valueAt(node, key), key)
  const runner = readRunner(reading, valueAt(node, 'runs-on'))
  return {
    needs: scalarList(reading, valueAt(node, 'needs'), 'needs').map(({ text }) => text),
    env: scalarMap(reading, valueAt(node, 'env'), 'env'),
    runner,
    steps: [],
    ...defined({
      runnerSets: runnerSets(runner, scope.contexts, matrix),
      environment: readEnvironment(reading, valueAt(node, 'environment'), scope.contexts, matrix),
      condition: locatedOf(scalar('if')),
      after: afterOf(scalar('if')?.text),
      allowFailure: literallyTrue(scalar('continue-on-error')),
      timeoutMinutes: locatedOf(scalar('timeout-minutes')),
      concurrency: readConcurrency(reading, valueAt(node, 'concurrency')),
      permissions: readPermissions(reading, valueAt(node, 'permissions')),
      cacheMode: readCacheMode(node),
      images: readImages(node),
      matrix: matrix?.shape,
      calledBy: scope.calledBy?.id,
    }),
  }
}

function stepScope(
  node: YamlMapping,
  steps: YamlNode,
  { runner, env }: Job,
  matrix: Matrix | undefined,
  scope: JobScope,
): StepScope {
  const { contexts, because, runsIn, comments, budget } = scope
  const base: StepScope = {
    contexts,
    env: unchangedEnv(innerEnv(scope.env, env, contexts), steps),
    because,
    runsIn,
    comments,
    budget,
    workspace: new Workspace(),
    defaults: runDefaults(node, scope.defaults),
    windows: runsOnWindows(runner, contexts, matrix),
    callers: [],
  }
  const around = [...[...env.values()].map(({ value }) => value), base.defaults.directory ?? '']
  return {
    ...base,
    variants: (step) =>
      variantsOf(matrix, step, around).map((combination) => {
        const known = new Map([...contexts, ['matrix', combination]])
        return { ...base, contexts: known, env: unchangedEnv(innerEnv(scope.env, env, known), steps) }
      }),
  }
}

/** A called job reports as `<caller> / <called>`. */
function reportedNames(own: CheckNames, { calledBy }: JobScope): CheckNames {
  if (calledBy === undefined) return own
  const callers = calledBy.names.names
  if (callers.length * own.names.length > MAX_NAMES) return { names: [], complete: false }
  return {
    names: callers.flatMap((caller) => own.names.map((name) => `${caller} / ${name}`)),
    complete: calledBy.names.complete && own.complete,
  }
}

/**
 * Turns `needs` into ids of the pipeline: who needs a caller waits for every job it calls, and a called job that needs
 * nothing starts when its caller may. Beyond a limit that no real workflow comes near, only the callers are named.
 */
function withNeeds(groups: readonly JobGroup[], scope: JobScope): Job[] {
  const idsOf = new Map(groups.map(({ id, job, called }) => [id, [job.id, ...called.map((each) => each.id)]]))
  let left = MAX_NEEDS
  return groups.flatMap(({ job, called }) => {
    const all = job.needs.map((need) => idsOf.get(need) ?? [fullId(need, scope)])
    left -= all.reduce((sum, ids) => sum + ids.length, 0)
    const needs = left > 0 ? all.flat() : job.needs.map((need) => fullId(need, scope))
    return [{ ...job, needs }, ...called.map((each) => (each.needs.length === 0 ? { ...each, needs } : each))]
  })
}

function fullId(id: string, { calledBy }: JobScope): string {
  return calledBy === undefined ? id : `${calledBy.id}/${id}`
}

function placeOf(key: YamlScalar): Location {
  return { ...key.at, route: routeOfKey('jobs', key.text) }
}
