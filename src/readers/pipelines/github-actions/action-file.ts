import { beginningOf } from '../../../core/location.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { commentsByLine, type CommentsByLine } from './action-ref.js'
import { JAVASCRIPT } from './action-runtimes.js'
import { joinedPath } from './paths.js'
import { scalarOf, unfit, type Reading } from './reading.js'

/** The metadata of an action, as far as it matters here. */
export type ActionFile =
  | {
      readonly kind: 'composite'
      readonly file: string
      readonly name: string | undefined
      readonly inputs: readonly YamlEntry[]
      readonly steps: YamlNode
      readonly comments: CommentsByLine
    }
  | { readonly kind: 'JavaScript' | 'Docker' | 'unreadable' | 'missing' }

/** The action in a folder of the repository: its metadata file, or else its Dockerfile. */
export function findAction(reading: Reading, folder: string): ActionFile {
  const { files } = reading.context
  const file = ['action.yml', 'action.yaml'].map((name) => joinedPath(folder, name)).find((path) => files.has(path))
  if (file !== undefined) return readActionFile(reading, file)
  return { kind: files.has(joinedPath(folder, 'Dockerfile')) ? 'Docker' : 'missing' }
}

/** Reads a metadata file; one that is not what it should be is recorded as a defect. */
export function readActionFile(reading: Reading, file: string): ActionFile {
  const yaml = yamlOf(reading.context, file)
  if (yaml === undefined) return { kind: 'unreadable' }
  const root = yaml.documents[0]
  if (yaml.error !== undefined || root === undefined) {
    if (yaml.error !== undefined) reading.context.defect(yaml.error)
    return { kind: 'unreadable' }
  }
  const runs = valueAt(root, 'runs')
  const using = scalarOf(reading, valueAt(runs, 'using'), 'runs.using')
  if (runs === undefined || using === undefined) {
    unfit(reading, runs?.at ?? beginningOf(root.at), 'an action needs runs.using')
    return { kind: 'unreadable' }
  }
  if (JAVASCRIPT.test(using.text)) return { kind: 'JavaScript' }
  if (using.text === 'docker') return { kind: 'Docker' }
  const steps = valueAt(runs, 'steps')
  if (using.text !== 'composite' || steps === undefined) {
    const what = using.text === 'composite' ? 'a composite action needs steps' : 'runs.using names no known runtime'
    unfit(reading, using.at, what)
    return { kind: 'unreadable' }
  }
  return {
    kind: 'composite',
    file,
    name: scalarOf(reading, valueAt(root, 'name'), 'name')?.text,
    inputs: entriesOf(valueAt(root, 'inputs')),
    steps,
    comments: commentsByLine(yaml.comments),
  }
}
