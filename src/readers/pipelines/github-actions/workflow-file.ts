import { yamlOf } from '../../yaml/cache.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { commentsByLine, type CommentsByLine } from './action-ref.js'
import { defined } from '../defined.js'
import type { Reading } from './reading.js'
import type { RunDefaults } from './scope.js'

export interface WorkflowFile {
  readonly root: YamlMapping
  readonly comments: CommentsByLine
}

/** The workflow in `file`, or undefined if it is not there or not readable; records nothing. */
export function loadWorkflow(reading: Reading, file: string): WorkflowFile | undefined {
  const yaml = reading.context.files.has(file) ? yamlOf(reading.context, file) : undefined
  const root = yaml?.documents[0]
  if (yaml === undefined || yaml.error !== undefined || root?.kind !== 'mapping') return undefined
  return { root, comments: commentsByLine(yaml.comments) }
}

/** `defaults.run` of a workflow or a job, over those of the level above. */
export function runDefaults(node: YamlNode, outer: RunDefaults = {}): RunDefaults {
  const run = valueAt(valueAt(node, 'defaults'), 'run')
  return {
    ...outer,
    ...defined({ shell: scalarAt(run, 'shell')?.text, directory: scalarAt(run, 'working-directory')?.text }),
  }
}
