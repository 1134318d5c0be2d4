import { posix } from 'node:path'
import { fileLocation } from '../../../core/location.js'
import type { DictValue, Resource, Value } from '../../../models/index.js'
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
 * properties as written (`images`, `patches`, `replicas` …). A patch in a file that is a list of operations has its text
 * as `patch` beside its `path`.
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
  const written = toValue(root)
  if (written.kind !== 'dict') return NOTHING
  const properties = withPatchTexts(
    written,
    (file) => pathTo(file, folder).flatMap((each) => context.files.text(each) ?? [])[0],
  )
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

/** Longer patches are not shown. */
const LONGEST_PATCH = 20_000

/** Adds the text of patches that stand in files and are lists (JSON Patch, RFC 6902): they become no resources. */
function withPatchTexts(properties: DictValue, textOf: (path: string) => string | undefined): DictValue {
  const entries = new Map(properties.entries)
  for (const key of ['patches', 'patchesJson6902']) {
    const list = entries.get(key)
    if (list?.kind === 'list')
      entries.set(key, { ...list, items: list.items.map((item) => withPatchText(item, textOf)) })
  }
  return { ...properties, entries }
}

function withPatchText(item: Value, textOf: (path: string) => string | undefined): Value {
  const path = item.kind === 'dict' ? item.entries.get('path') : undefined
  if (item.kind !== 'dict' || path?.kind !== 'scalar' || item.entries.has('patch')) return item
  const text = textOf(String(path.value))
  if (text === undefined || text.length > LONGEST_PATCH || !/^(?:-|\[)/m.test(text)) return item
  return { ...item, entries: new Map([...item.entries, ['patch', { kind: 'scalar', value: text, at: path.at }]]) }
}

/** The path of a local file, relative to the root; none for URLs, inline patches and what leads out of the tree. */
function pathOf(node: YamlNode | undefined, folder: string): string[] {
  return node?.kind === 'scalar' ? pathTo(node.text, folder) : []
}

function pathTo(text: string, folder: string): string[] {
  if (text === '' || text.includes('\n') || text.includes('://')) return []
  const path = posix.normalize(posix.join(folder, text))
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
