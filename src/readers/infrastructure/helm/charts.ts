import { pathsEnding } from '../../../core/path-index.js'
import { posix } from 'node:path'
import { fileLocation } from '../../../core/location.js'
import type { Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, scalarAt } from '../../yaml/navigate.js'
import { looksTemplated } from '../../yaml/templates.js'
import { toValue } from '../../yaml/to-value.js'
import { dict } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'

/** Whether the file describes a Helm chart. */
export function isChart(path: string): boolean {
  return /(?:^|\/)Chart\.ya?ml$/.test(path)
}

/** The folders of all charts; `.` for the root. */
export function chartRoots(paths: readonly string[]): ReadonlySet<string> {
  return new Set(
    pathsEnding(paths, ['.yml', '.yaml'])
      .filter(isChart)
      .map((path) => posix.dirname(path)),
  )
}

/** The chart whose `templates` folder holds the file: the innermost one, or undefined. */
export function chartOf(path: string, roots: ReadonlySet<string>): string | undefined {
  if (roots.size === 0) return undefined
  const parts = path.split('/')
  for (let index = parts.length - 2; index >= 0; index--) {
    const root = index === 0 ? '.' : parts.slice(0, index).join('/')
    if (parts[index] === 'templates' && roots.has(root)) return root
  }
  return undefined
}

/**
 * Reads a `Chart.yaml` as a resource of technology `helm` and type `chart`, named by the chart, its properties as
 * written; `@values` are the default values, `@requirements` the dependencies of a chart of the first API version.
 */
export function readChart(context: ReaderContext, path: string): FileReading {
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) {
    if (looksTemplated(context.files.text(path) ?? '')) return unreadFile('helm', 'a template of a chart')
    context.defect(yaml.error)
  }
  if (yaml === undefined || root?.kind !== 'mapping') return NOTHING
  const folder = posix.dirname(path)
  const name = scalarAt(root, 'name')
  const resource: Resource = {
    technology: 'helm',
    type: 'chart',
    name: name?.text ?? folder,
    file: path,
    module: folder,
    properties: dict(
      [
        ...entriesOf(root).map(({ key, value }): [string, Value] => [key.text, toValue(value)]),
        ['@values', documentOf(context, posix.join(folder, 'values.yaml'))],
        ['@requirements', documentOf(context, posix.join(folder, 'requirements.yaml'))],
      ],
      root.at,
    ),
    at: name?.at ?? fileLocation(path),
    complete: yaml.error === undefined,
  }
  return { resources: [resource] }
}

/** The first document of a YAML file beside the chart; a broken file is a defect. */
function documentOf(context: ReaderContext, path: string): Value | undefined {
  const yaml = yamlOf(context, path)
  if (yaml?.error !== undefined && !looksTemplated(context.files.text(path) ?? '')) context.defect(yaml.error)
  const root = yaml?.documents[0]
  return root && toValue(root)
}
