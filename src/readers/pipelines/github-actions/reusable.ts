import type { Located } from '../../../core/location.js'
import { spansOf } from '../../../models/expression.js'
import type { Job, Unresolved } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { readActionRef } from './action-ref.js'
import { readCacheMode, withCacheMode } from './cache-mode.js'
import type { CheckNames } from './check-names.js'
import { readConcurrency } from './concurrency.js'
import { UNKNOWN, dataOf, dataText, isTruthy, numberOf, type Data, type DataMap, type Unknown } from './data.js'
import { defined } from '../defined.js'
import type { Contexts } from './expressions.js'
import type { JobScope, ReadJobs } from './jobs.js'
import { readPermissions } from './permissions.js'
import { scalarMap, type Reading } from './reading.js'
import { MAX_CALL_DEPTH, spend } from './scope.js'
import { evaluateTemplate } from './template.js'
import { loadWorkflow, runDefaults, type WorkflowFile } from './workflow-file.js'
import { innerEnv, NO_ENV } from './env.js'

/** A job that calls a workflow. */
interface Caller {
  readonly job: Job
  readonly node: YamlMapping
  readonly uses: YamlScalar
  readonly names: CheckNames
}

interface Call extends ReadJobs {
  readonly caller: Job
}

type ReadJobsOf = (reading: Reading, node: YamlNode, scope: JobScope) => ReadJobs

/**
 * The calling job and the jobs of the workflow it calls. A workflow that is not in the tree leaves the call unresolved.
 * @param readJobs reads the jobs of the called workflow; handed in because jobs call workflows in turn
 */
export function callWorkflow(reading: Reading, caller: Caller, scope: JobScope, readJobs: ReadJobsOf): Call {
  const { node, uses } = caller
  const target = readActionRef(uses, scope.comments, reading.lock, scope.runsIn)
  const because = [...scope.because, { file: uses.at.file, line: uses.at.line, text: `uses ${target.text}` }]
  const calls: NonNullable<Job['calls']> = {
    target,
    resolved: false,
    secrets: secretsOf(valueAt(node, 'secrets')),
    with: scalarMap(reading, valueAt(node, 'with'), 'with'),
  }
  const leave = (what: string, reason: Unresolved['reason']): Call => ({
    caller: { ...caller.job, calls, checkNames: [], checkNamesComplete: !scope.reports },
    jobs: [],
    unresolved: [{ what, reason, at: target.at, because }],
  })
  if (target.text.includes('${{')) return leave('a reusable workflow that an expression names', 'dynamic')
  if (target.kind !== 'local') return leave(`remote reusable workflow ${target.text}`, 'remote')
  const file = target.path
  if (file === undefined || !reading.context.files.has(file)) {
    return leave(`reusable workflow ${target.text}, which is not in the tree`, 'missing')
  }
  if (scope.callers.includes(file)) return leave(`reusable workflow ${target.text}, which calls itself`, 'too-deep')
  const called = loadWorkflow(reading, file)
  const jobs = called && valueAt(called.root, 'jobs')
  if (called === undefined || jobs === undefined) {
    return leave(`reusable workflow ${target.text}, which cannot be read`, 'unsupported')
  }
  if (scope.callers.length >= MAX_CALL_DEPTH || !spend(scope.budget, stepsIn(jobs))) {
    return leave(`reusable workflow ${target.text}, which is called too many levels deep`, 'too-deep')
  }
  const contexts: Contexts = new Map([['inputs', inputsOf(called.root, valueAt(node, 'with'), scope.contexts)]])
  const read = readJobs(reading, jobs, {
    ...scope,
    contexts,
    env: innerEnv(NO_ENV, scalarMap(reading, valueAt(called.root, 'env'), 'env'), contexts),
    because,
    comments: called.comments,
    defaults: runDefaults(called.root),
    callers: [...scope.callers, file],
    calledBy: { id: caller.job.id, names: caller.names },
  })
  return {
    caller: { ...caller.job, calls: { ...calls, resolved: true }, checkNames: [], checkNamesComplete: true },
    jobs: inheriting(reading, read.jobs, caller.job, called),
    unresolved: read.unresolved,
  }
}

function stepsIn(jobs: YamlNode): number {
  return entriesOf(jobs).reduce((sum, { value }) => sum + 1 + itemsOf(valueAt(value, 'steps')).length, 0)
}

function secretsOf(node: YamlNode | undefined): 'inherit' | 'named' | 'none' {
  if (node === undefined || isNull(node)) return 'none'
  return node.kind === 'scalar' && node.text === 'inherit' ? 'inherit' : 'named'
}

/** What holds for the called workflow as a whole holds for its jobs, unless they say otherwise. */
function inheriting(reading: Reading, jobs: readonly Job[], caller: Job, { root }: WorkflowFile): Job[] {
  const concurrency = readConcurrency(reading, valueAt(root, 'concurrency')) ?? caller.concurrency
  const permissions = readPermissions(reading, valueAt(root, 'permissions')) ?? caller.permissions
  const env = scalarMap(reading, valueAt(root, 'env'), 'env')
  const cacheMode = readCacheMode(root) ?? caller.cacheMode
  return withCacheMode(jobs, cacheMode).map((job) => ({
    ...job,
    env: new Map([...env, ...job.env]),
    ...defined({
      concurrency: job.concurrency ?? concurrency,
      permissions: job.permissions ?? permissions,
      condition: both(caller.condition, job.condition),
    }),
  }))
}

/** A called job runs only if its caller does. */
function both(caller: Located<string> | undefined, called: Located<string> | undefined): Located<string> | undefined {
  if (caller === undefined || called === undefined) return called ?? caller
  return { value: `(${bare(caller.value)}) && (${bare(called.value)})`, at: called.at }
}

function bare(condition: string): string {
  const text = condition.trim()
  const [span] = spansOf(text)
  return span?.start === 0 && span.end === text.length ? span.expression.trim() : text
}

/** The inputs of a called workflow: what the caller gives, else the default, else the type's empty value. */
function inputsOf(root: YamlMapping, given: YamlNode | undefined, contexts: Contexts): DataMap {
  const evaluate = (text: string): Data | Unknown => evaluateTemplate(text, contexts)
  const values = new Map(entriesOf(given).map(({ key, value }) => [key.text.toLowerCase(), value]))
  const declared = entriesOf(valueAt(valueAt(valueAt(root, 'on'), 'workflow_call'), 'inputs'))
  return new Map(
    declared.map(({ key, value }): [string, Data | Unknown] => {
      const node = values.get(key.text.toLowerCase()) ?? valueAt(value, 'default')
      const data = node === undefined ? null : dataOf(node, evaluate)
      return [key.text, data === UNKNOWN ? UNKNOWN : ofType(scalarAt(value, 'type')?.text, data)]
    }),
  )
}

function ofType(type: string | undefined, data: Data): Data {
  if (type === 'boolean') return typeof data === 'string' ? data === 'true' : isTruthy(data)
  return type === 'number' ? numberOf(data) : dataText(data)
}
