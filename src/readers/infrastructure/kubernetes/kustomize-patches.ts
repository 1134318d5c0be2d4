import { posix } from 'node:path'
import type { Location } from '../../../core/location.js'
import type { KustomizePatch, Value } from '../../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { composeYaml } from '../../yaml/compose.js'
import { manifestValue } from './objects.js'

/** Longer patches are not looked into, and count as any change. */
const LONGEST = 20_000

/** Lists of patches in a kustomization, and in Flux's and Argo CD's objects (Kustomize reference: kustomization). */
const LISTS = ['patches', 'patchesStrategicMerge', 'patchesJson6902'] as const

/** Built-in transformers whose doing no patch is needed to describe: names, labels, namespaces, images. */
const PLAIN_TRANSFORMERS: ReadonlySet<string> = new Set([
  'AnnotationsTransformer',
  'ImageTagTransformer',
  'LabelTransformer',
  'NamespaceTransformer',
  'PrefixSuffixTransformer',
  'PrefixTransformer',
  'SuffixTransformer',
])

/** A path relative to `folder`, as one from the root; undefined for addresses and what leads out of the tree. */
export function pathFrom(folder: string, text: string): string | undefined {
  if (text === '' || text.includes('\n') || text.includes('://')) return undefined
  const path = posix.normalize(posix.join(folder, text)).replace(/(?<=.)\/$/, '')
  return path === '..' || path.startsWith('../') ? undefined : path
}

/** Every change that the lists of `settings` describe; `folder` is where their paths start. */
export function patchesIn(context: ReaderContext, settings: Value, folder: string): KustomizePatch[] {
  return [
    ...LISTS.flatMap((list) =>
      itemsOf(valueAt(settings, list)).flatMap((item) => patchOf(context, item, folder) ?? []),
    ),
    ...itemsOf(valueAt(settings, 'transformers')).flatMap((item) => transformer(context, item, folder)),
    ...itemsOf(valueAt(settings, 'replacements')).flatMap(replacement),
  ]
}

function patchOf(context: ReaderContext, item: Value, folder: string): KustomizePatch | undefined {
  if (item.kind === 'unresolved') return { text: item.text }
  const isEntry = item.kind === 'dict'
  const inline = isEntry ? item.entries.get('patch') : item
  const target = isEntry ? item.entries.get('target') : undefined
  const aimed = target === undefined ? {} : { target }
  const written = textOf(inline)
  const isPath = !isEntry && written !== undefined && !written.includes('\n')
  const path = isPath ? written : isEntry ? textOf(item.entries.get('path')) : undefined
  if (path !== undefined && (isPath || written === undefined)) return { ...aimed, ...fromFile(context, folder, path) }
  if (inline === undefined) return undefined
  return { ...aimed, ...parsed(context, written ?? '', inline.at) }
}

function fromFile(context: ReaderContext, folder: string, path: string): KustomizePatch {
  const file = pathFrom(folder, path)
  const text = file === undefined ? undefined : context.files.text(file)
  const yaml = file === undefined || text === undefined || text.length > LONGEST ? undefined : yamlOf(context, file)
  const says = yaml?.error === undefined ? yaml?.documents.map((each) => manifestValue(each)) : undefined
  const hands = handed(context, says ?? [])
  return {
    text: text ?? '',
    ...(file !== undefined && { file }),
    ...(says !== undefined && { says }),
    ...(hands.length > 0 && { hands }),
  }
}

/** A patch that stands in the text of another file; all of it is placed where that text is. */
function parsed(context: ReaderContext, text: string, at: Location): KustomizePatch {
  if (text.length > LONGEST) return { text }
  const { documents, error } = composeYaml(at.file, text, { maxNodes: LONGEST, maxDepth: 50 })
  if (error !== undefined) return { text }
  const says = documents.map((each) => placedAt(manifestValue(each), at))
  const hands = handed(context, says)
  return { text, says, ...(hands.length > 0 && { hands }) }
}

/** What parts of objects of Flux say to patch in turn: in their own text, since Flux reads no patches from files. */
function handed(context: ReaderContext, says: readonly Value[]): KustomizePatch[] {
  return says
    .filter((each) => textOf(valueAt(each, 'apiVersion'))?.startsWith('kustomize.toolkit.fluxcd.io/') === true)
    .flatMap((each) => itemsOf(valueAt(each, 'spec.patches')))
    .filter((item) => textOf(valueAt(item, 'patch')) !== undefined)
    .flatMap((item) => patchOf(context, item, '.') ?? [])
}

function placedAt(value: Value, at: Location): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => placedAt(item, at)), at }
  if (value.kind !== 'dict') return { ...value, at }
  return { ...value, entries: new Map([...value.entries].map(([key, each]) => [key, placedAt(each, at)])), at }
}

/** Transformers as files or texts of objects that set up plug-ins (Kustomize: Transformers, built-in transformers). */
function transformer(context: ReaderContext, item: Value, folder: string): KustomizePatch[] {
  const written = textOf(item)
  if (written === undefined) return [{ text: '' }]
  const read = written.includes('\n') ? parsed(context, written, item.at) : fromFile(context, folder, written)
  const { says, ...unread } = read
  if (says === undefined) return [unread]
  return says.flatMap((each) => ofTransformer(context, each, folder, read.text))
}

function ofTransformer(context: ReaderContext, object: Value, folder: string, text: string): KustomizePatch[] {
  const kind = textOf(valueAt(object, 'kind')) ?? ''
  if (PLAIN_TRANSFORMERS.has(kind)) return []
  if (kind === 'PatchTransformer') return [patchOf(context, object, folder) ?? { text }]
  const target = valueAt(object, 'target')
  return [{ text, ...(kind === 'PatchJson6902Transformer' && target !== undefined && { target }) }]
}

/** Fields into which a value of another object is copied: it may be any (Kustomize: replacements). */
function replacement(item: Value): KustomizePatch[] {
  const targets = itemsOf(valueAt(item, 'targets'))
  if (targets.length === 0) return [{ text: '' }]
  return targets.map((each) => {
    const target = valueAt(each, 'select')
    const fields = itemsOf(valueAt(each, 'fieldPaths')).map((path) => textOf(path) ?? '')
    return { text: fields.join('\n') || 'metadata.name', ...(target !== undefined && { target }) }
  })
}
