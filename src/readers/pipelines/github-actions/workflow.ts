import { fileLocation } from '../../../core/location.js'
import type { Pipeline, Trigger } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { isNull, valueAt } from '../../yaml/navigate.js'
import type { YamlFile, YamlMapping } from '../../yaml/node.js'
import { commentsByLine } from './action-ref.js'
import { readCacheMode, withCacheMode } from './cache-mode.js'
import { readConcurrency } from './concurrency.js'
import { defined } from '../defined.js'
import { NO_CONTEXTS } from './expressions.js'
import { readJobs } from './jobs.js'
import { readPermissions } from './permissions.js'
import { scalarMap, scalarOf, unfit, type Reading } from './reading.js'
import { pipelineBudget } from './scope.js'
import { readTriggers } from './triggers.js'
import { runDefaults } from './workflow-file.js'
import { innerEnv, NO_ENV } from './env.js'

/**
 * Reads a workflow file. One that GitHub could not read either is recorded as a defect and gives no pipeline, because
 * nothing in it ever runs.
 */
export function readWorkflow(reading: Reading, file: string): Pipeline | undefined {
  const yaml = yamlOf(reading.context, file)
  if (yaml === undefined) {
    unfit(reading, fileLocation(file), 'this workflow cannot be read as text')
    return undefined
  }
  if (yaml.error !== undefined) {
    reading.context.defect(yaml.error)
    return undefined
  }
  const root = yaml.documents[0]
  if (root?.kind === 'mapping') return pipelineOf(reading, file, root, yaml)
  unfit(
    reading,
    fileLocation(file),
    root === undefined || isNull(root) ? 'this workflow is empty' : 'a workflow must be a mapping',
  )
  return undefined
}

function pipelineOf(reading: Reading, file: string, root: YamlMapping, { comments }: YamlFile): Pipeline {
  const triggers = triggersOf(reading, file, root)
  const env = scalarMap(reading, valueAt(root, 'env'), 'env')
  const kind = triggers.length > 0 && triggers.every((trigger) => trigger.kind === 'call') ? 'reusable' : 'workflow'
  const jobs = valueAt(root, 'jobs')
  if (jobs === undefined || isNull(jobs)) unfit(reading, jobs?.at ?? fileLocation(file), 'a workflow needs jobs')
  const read =
    jobs &&
    readJobs(reading, jobs, {
      contexts: NO_CONTEXTS,
      env: innerEnv(NO_ENV, env, NO_CONTEXTS),
      because: [],
      runsIn: file,
      comments: commentsByLine(comments),
      defaults: runDefaults(root),
      budget: pipelineBudget(reading.budget),
      callers: [file],
      reports: kind === 'workflow',
    })
  return {
    system: 'github-actions',
    file,
    kind,
    name: scalarOf(reading, valueAt(root, 'name'), 'name')?.text || file,
    triggers,
    jobs: withCacheMode(read?.jobs ?? [], readCacheMode(root)),
    ...defined({
      permissions: readPermissions(reading, valueAt(root, 'permissions')),
      concurrency: readConcurrency(reading, valueAt(root, 'concurrency')),
    }),
    env,
    unresolved: read?.unresolved ?? [],
    at: fileLocation(file),
  }
}

function triggersOf(reading: Reading, file: string, root: YamlMapping): Trigger[] {
  const on = valueAt(root, 'on')
  if (on !== undefined && !isNull(on)) return readTriggers(reading, on)
  unfit(reading, on?.at ?? fileLocation(file), 'a workflow needs on, the events that start it')
  return []
}
