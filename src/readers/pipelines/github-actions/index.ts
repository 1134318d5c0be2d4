import { pathsFitting } from '../../../core/path-index.js'
import type { Pipeline } from '../../../models/index.js'
import type { Adapter } from '../adapter.js'
import type { AdapterReading } from '../reading.js'
import { readAction } from './action.js'
import { readLockfile } from './lockfile.js'
import type { Reading } from './reading.js'
import { treeBudget } from './scope.js'
import { readWorkflow } from './workflow.js'

const WORKFLOW_FILE = /^\.github\/workflows\/[^/]+\.ya?ml$/
const ACTION_FILE = /^(?:\.github\/actions\/(?:.+\/)?)?action\.ya?ml$/

/**
 * Reads the workflows and composite actions of GitHub Actions: the workflows that the host reads, the actions at the
 * root and in `.github/actions`, and those that a workflow calls from elsewhere in the tree.
 */
export function readGithubActions(shared: AdapterReading): Pipeline[] {
  const { paths } = shared.context.files
  const workflows = pathsFitting(paths, [WORKFLOW_FILE])
  const reading: Reading = {
    ...shared,
    lock: readLockfile(shared.context, workflows),
    actionFiles: new Set(pathsFitting(paths, [ACTION_FILE])),
    budget: treeBudget(),
  }
  const pipelines = workflows.map((file) => readWorkflow(reading, file))
  for (const file of reading.actionFiles) pipelines.push(readAction(reading, file))
  return pipelines.filter((pipeline) => pipeline !== undefined)
}

export const githubActions: Adapter = {
  system: 'github-actions',
  label: 'GitHub Actions',
  isPipelineFile: (path) => WORKFLOW_FILE.test(path) || /(?:^|\/)action\.ya?ml$/.test(path),
  read: readGithubActions,
}
