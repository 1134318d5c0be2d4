import { posix } from 'node:path'
import { fileLocation } from '../../../core/location.js'
import type { Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, itemsOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { looksTemplated } from '../../yaml/templates.js'
import { toValue } from '../../yaml/to-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'

const NAMES: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])

/** Whether kustomize builds a folder by this file (Kustomize reference: kustomization). */
export function isKustomization(path: string): boolean {
  return NAMES.has(path.slice(path.lastIndexOf('/') + 1))
}

/** What one kustomization says of other files. */
export interface Kustomization {
  /** Relative to the root; `.` for the root itself. */
  readonly folder: string
  /** Files it takes as objects. */
  readonly files: readonly string[]
  /** Files that change objects: partial objects themselves. */
  readonly patches: readonly string[]
}

/**
 * Reads a kustomization as a resource of technology `kubernetes` and type `kustomization`, named by its folder, its
 * properties as written (`images`, `patches`, `replicas` …).
 */
export function readKustomization(
  context: ReaderContext,
  path: string,
): FileReading & { readonly lists?: Kustomization } {
  const yaml = yamlOf(context, path)
  if (yaml === undefined) return NOTHING
  if (yaml.error !== undefined) {
    if (looksTemplated(context.files.text(path) ?? '')) return unreadFile('kubernetes', 'a template of a kustomization')
    context.defect(yaml.error)
  }
  const root = yaml.documents[0]
  if (root?.kind !== 'mapping') return NOTHING
  const folder = posix.dirname(path)
  const properties = toValue(root)
  if (properties.kind !== 'dict') return NOTHING
  const resource: Resource = {
    technology: 'kubernetes',
    type: 'kustomization',
    name: folder,
    file: path,
    module: folder,
    ...namespaceOf(properties.entries.get('namespace')),
    properties,
    at: entriesOf(root)[0]?.key.at ?? fileLocation(path),
    complete: yaml.error === undefined,
  }
  return { resources: [resource], lists: listsOf(root, folder) }
}

function namespaceOf(value: Value | undefined): { namespace?: string } {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? { namespace: value.value } : {}
}

function listsOf(root: YamlNode, folder: string): Kustomization {
  const paths = (key: string, inner?: string) =>
    itemsOf(valueAt(root, key)).flatMap((item) => pathOf(inner === undefined ? item : valueAt(item, inner), folder))
  return {
    folder,
    files: [...paths('resources'), ...paths('bases')],
    patches: [...paths('patches', 'path'), ...paths('patchesStrategicMerge'), ...paths('patchesJson6902', 'path')],
  }
}

/** The path of a local file, relative to the root; none for URLs, inline patches and what leads out of the tree. */
function pathOf(node: YamlNode | undefined, folder: string): string[] {
  if (node?.kind !== 'scalar' || node.text === '' || node.text.includes('\n') || node.text.includes('://')) return []
  const path = posix.normalize(posix.join(folder, node.text))
  return path.startsWith('../') ? [] : [path]
}

/**
 * The resources with what the kustomizations say of them: `module` is the folder of the nearest kustomization that
 * lists the file, and objects of patch files are incomplete, because they hold only what they change.
 */
export function withKustomizations(resources: readonly Resource[], lists: readonly Kustomization[]): Resource[] {
  const modules = new Map<string, string>()
  for (const { folder, files } of lists) {
    for (const file of files) {
      const before = modules.get(file)
      if (before === undefined || isNearer(file, folder, before)) modules.set(file, folder)
    }
  }
  const patches = new Set(lists.flatMap((each) => each.patches))
  return resources.map((resource) => {
    const module = resource.module ?? modules.get(resource.file)
    const complete = resource.complete && !patches.has(resource.file)
    return { ...resource, ...(module !== undefined && { module }), complete }
  })
}

function isNearer(file: string, folder: string, than: string): boolean {
  const holds = (each: string) => each === '.' || file.startsWith(`${each}/`)
  if (holds(folder) !== holds(than)) return holds(folder)
  return folder.length > than.length
}
