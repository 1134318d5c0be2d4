import { pathsEnding } from '../../../core/path-index.js'
import { yamlOf } from '../../yaml/cache.js'
import { itemsOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import type { AdapterReading } from '../reading.js'

/**
 * What `buildkite-agent pipeline upload` looks for if it is given no file, in its order (Buildkite docs: pipeline
 * upload).
 */
export const DEFAULT_FILES: readonly string[] = ['', '.buildkite/', 'buildkite/'].flatMap((folder) =>
  ['yml', 'yaml', 'json'].map((ending) => `${folder}${folder === '' ? 'buildkite' : 'pipeline'}.${ending}`),
)

/** Files that are named like pipelines. Others below `.buildkite` are told by what is in them. */
const NAMED_PIPELINE = /^\.buildkite\/(?:[^/]+\/)*(?:[^/]*[-_.])?pipeline(?:[-_.][^/]*)?\.(?:ya?ml|json)$/
const CANDIDATE = /^\.buildkite\/(?:[^/]+\/)*[^/]+\.ya?ml$/

/** Whether a file counts as a pipeline by its name. */
export function isPipelineFile(path: string): boolean {
  return DEFAULT_FILES.includes(path) || NAMED_PIPELINE.test(path)
}

/** Files that may be pipelines, those first that an upload takes by itself. */
export function candidatesIn(paths: readonly string[]): string[] {
  const found = pathsEnding(paths, ['.yml', '.yaml', '.json']).filter(
    (path) => isPipelineFile(path) || CANDIDATE.test(path),
  )
  const rank = (path: string): number => (DEFAULT_FILES.includes(path) ? DEFAULT_FILES.indexOf(path) : Infinity)
  return found.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

/** The mapping (or list of steps) of a file that is a pipeline; undefined for files of other kinds. */
export function pipelineRoot({ context }: AdapterReading, file: string): YamlNode | undefined {
  const root = yamlOf(context, file)?.documents[0]
  return root !== undefined && stepsIn(root).some(isStep) ? root : undefined
}

/** The steps of a pipeline: under `steps`, or the whole file. */
export function stepsIn(root: YamlNode): readonly YamlNode[] {
  return root.kind === 'sequence' ? root.items : itemsOf(valueAt(root, 'steps'))
}

const STEP_KEYS = ['command', 'commands', 'plugins', 'wait', 'block', 'input', 'trigger', 'group', 'label', 'script']

function isStep(node: YamlNode): boolean {
  if (node.kind === 'scalar') return /^(?:wait|waiter|block|input|manual)$/.test(node.text)
  return STEP_KEYS.some((key) => valueAt(node, key) !== undefined)
}
