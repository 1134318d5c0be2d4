import { beginningOf, fileLocation } from '../../../core/location.js'
import type { Pipeline } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { valueAt } from '../../yaml/navigate.js'
import { readActionFile } from './action-file.js'
import { NO_ENV } from './env.js'
import { NO_CONTEXTS } from './expressions.js'
import type { Reading } from './reading.js'
import { pipelineBudget } from './scope.js'
import { readSteps } from './steps.js'
import { Workspace } from './workspace.js'

/**
 * Reads a composite action as a pipeline of one job. Undefined for actions of other kinds, and for files that only
 * share the name.
 */
export function readAction(reading: Reading, file: string): Pipeline | undefined {
  if (!isAction(reading, file)) return undefined
  const action = readActionFile(reading, file)
  if (action.kind !== 'composite') return undefined
  const slash = file.lastIndexOf('/')
  const name = action.name ?? file
  const steps = readSteps(reading, action.steps, {
    contexts: NO_CONTEXTS,
    env: NO_ENV,
    because: [],
    runsIn: file,
    comments: action.comments,
    workspace: new Workspace(),
    defaults: {},
    windows: false,
    actionFolder: slash < 0 ? '.' : file.slice(0, slash),
    callers: [file],
    budget: pipelineBudget(reading.budget),
  })
  const at = { ...beginningOf(action.steps.at), route: 'runs' }
  return {
    system: 'github-actions',
    file,
    kind: 'action',
    name,
    triggers: [],
    jobs: [
      {
        id: 'action',
        name,
        checkNames: [],
        checkNamesComplete: true,
        needs: [],
        env: new Map(),
        runner: [],
        steps,
        at,
      },
    ],
    env: new Map(),
    unresolved: [],
    at: fileLocation(file),
  }
}

/** A file that does not parse may be an action; one that parses must say how it runs. */
function isAction(reading: Reading, file: string): boolean {
  const yaml = yamlOf(reading.context, file)
  return yaml !== undefined && (yaml.error !== undefined || valueAt(yaml.documents[0], 'runs') !== undefined)
}
