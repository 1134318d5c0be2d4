import type { Infrastructure, Resource, Value } from '../models/index.js'
import { itemsOf, textOf, valueAt } from '../models/value.js'
import { joinPaths } from './paths.js'

/** Keys under which kustomizations, and Flux's objects of that name, list patches. */
const LISTS = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'spec.patches'] as const

interface Patch {
  /** What it changes, where that is said beside it. */
  readonly target?: Value
  /** Its text, or else its file. */
  readonly text?: string
  readonly file?: string
}

/** What the overlays of a tree change in objects that other files define. The objects themselves are read unpatched. */
export class Overlays {
  readonly #patches: readonly Patch[]
  readonly #files: ReadonlySet<string>
  readonly #partial: readonly Resource[]

  constructor({ resources }: Pick<Infrastructure, 'resources'>) {
    this.#patches = resources.filter(isKustomization).flatMap(patchesOf)
    this.#files = new Set(this.#patches.flatMap(({ file }) => file ?? []))
    this.#partial = resources.filter(({ file }) => this.#files.has(file))
  }

  /** Whether the resource is a patch itself: a part of an object, not the object. */
  isPatch({ file }: Resource): boolean {
    return this.#files.has(file)
  }

  /** The partial objects of patch files that change the resource. */
  partsOf({ type, name }: Resource): Resource[] {
    return this.#partial.filter((each) => each.name === name && kindOf(each.type) === kindOf(type))
  }

  /** Whether a patch may set `key`, at any depth, in the resource. A patch that is not an object here may set anything. */
  maySet(key: string, resource: Resource): boolean {
    if (this.partsOf(resource).some(({ properties }) => holds(properties, key))) return true
    return this.#patches.some(({ target, text, file }) => {
      if (text !== undefined && addsPatch(text, kindOf(resource.type))) return text.includes(key)
      if (target !== undefined) {
        if (!selects(target, resource)) return false
      } else if (text === undefined || !text.includes(resource.name) || !text.includes(kindOf(resource.type))) {
        return false
      }
      if (text !== undefined) return text.includes(key)
      const parts = this.#partial.filter((each) => each.file === file)
      return parts.length === 0 || parts.some(({ properties }) => holds(properties, key))
    })
  }
}

function isKustomization({ type }: Resource): boolean {
  return type === 'kustomization' || /^kustomize\.toolkit\.fluxcd\.io\/.*\/Kustomization$/.test(type)
}

function patchesOf({ module = '.', properties }: Resource): Patch[] {
  return LISTS.flatMap((list) => itemsOf(valueAt(properties, list))).flatMap((item): Patch[] => {
    const written = item.kind === 'dict' ? textOf(item.entries.get('patch')) : textOf(item)
    const path = item.kind === 'dict' ? textOf(item.entries.get('path')) : written
    const isText = written !== undefined && (item.kind === 'dict' || written.includes('\n'))
    const file = isText || path === undefined ? undefined : joinPaths(module, path)
    const target = item.kind === 'dict' ? item.entries.get('target') : undefined
    if (!isText && file === undefined) return []
    return [
      {
        ...(target !== undefined && { target }),
        ...(isText ? { text: written } : file !== undefined && { file }),
      },
    ]
  })
}

/** Whether the patch gives other kustomizations a patch for objects of this kind, as parents of Flux do. */
function addsPatch(text: string, kind: string): boolean {
  const lines = text.split('\n').map((line) => line.trim().replace(/^- /, ''))
  return lines.includes('patches:') && lines.includes(`kind: ${kind}`)
}

/** Names and kinds of a target are whole regular expressions; one that is not a plain name may fit any. */
function selects(target: Value, { type, name }: Resource): boolean {
  return [[valueAt(target, 'kind'), kindOf(type)] as const, [valueAt(target, 'name'), name] as const].every(
    ([wanted, actual]) => {
      const text = textOf(wanted)
      return text === undefined || text === actual || !/^[\w-]+$/.test(text)
    },
  )
}

function kindOf(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1)
}

function holds(value: Value, key: string): boolean {
  if (value.kind === 'list') return value.items.some((item) => holds(item, key))
  if (value.kind !== 'dict') return value.kind === 'unresolved'
  return [...value.entries].some(([name, each]) => name === key || holds(each, key))
}
