import type { DictValue, Infrastructure, Kustomization, KustomizePatch, Resource, Value } from '../../models/index.js'
import { textOf } from '../../models/value.js'
import { keysOfPatch, patchedValue } from './json-patch.js'
import { OverlayReach } from './overlay-reach.js'
import { withSettings } from './overlay-settings.js'
import { isPart, isTarget, type Meant, type Naming } from './overlay-targets.js'
import { mergedValue } from './strategic-merge.js'
import { groupBy } from '../../core/group.js'

/** An object as one kustomization builds it. */
export interface Build {
  /** With all that is changed on the way, but under its own name. Incomplete if a change could not be told. */
  readonly resource: Resource
  /** What is built: the outermost kustomization, or the object of a controller. Absent if nothing takes the object. */
  readonly by?: Kustomization
}

/** What the overlays of a tree change in objects that other files define. The objects themselves are read unchanged. */
export class Overlays {
  readonly #reach: OverlayReach
  readonly #patchFiles: ReadonlySet<string>
  readonly #byResource: ReadonlyMap<Resource, readonly Kustomization[]>
  readonly #builds = new WeakMap<Resource, readonly Build[]>()
  readonly #handedOn = new Map<Resource, readonly KustomizePatch[]>()

  constructor({ kustomizations = [] }: Pick<Infrastructure, 'kustomizations'>) {
    this.#reach = new OverlayReach(kustomizations)
    this.#patchFiles = new Set(kustomizations.flatMap(({ patches }) => patches.flatMap(({ file }) => file ?? [])))
    this.#byResource = groupBy(kustomizations, ({ resource }) => resource)
  }

  /** Whether the resource is a patch itself: a part of an object, not the object. */
  isPatch({ file }: Resource): boolean {
    return this.#patchFiles.has(file)
  }

  /** Whether a kustomization may set `key`, at any depth, in the resource. A change that cannot be read may set anything. */
  maySet(key: string, resource: Resource): boolean {
    const chains = this.#reach.chainsTo(resource.file)
    if (chains === undefined) return true
    const around = new Set(chains.flat().flatMap((each) => this.#reach.changing(each)))
    return [...around].some((kustomization) => {
      const object = named(resource, kustomization)
      return this.#patchesOf(kustomization).some(
        (patch) => meantBy(patch, object) !== false && sets(patch, key, object),
      )
    })
  }

  /** The resource as each kustomization that reaches it builds it; as it is written if none does. */
  buildsOf(resource: Resource): readonly Build[] {
    const known = this.#builds.get(resource) ?? this.#buildsOf(resource)
    this.#builds.set(resource, known)
    return known
  }

  #buildsOf(resource: Resource): Build[] {
    const chains = this.#reach.chainsTo(resource.file)
    if (chains === undefined) return [{ resource: { ...resource, complete: false } }]
    if (chains.length === 0) return [{ resource }]
    return chains.flatMap((chain): Build[] => {
      const by = chain.at(-1)
      const built = this.#built(resource, chain)
      return built === undefined ? [] : [{ resource: built, ...(by !== undefined && { by }) }]
    })
  }

  #built(resource: Resource, chain: readonly Kustomization[]): Resource | undefined {
    const done = new Set<Kustomization>()
    let here: Resource | undefined = resource
    for (const each of chain.flatMap((level) => this.#reach.changing(level))) {
      if (done.has(each) || here === undefined) continue
      done.add(each)
      const before: Resource = here
      const patched = this.#patchesOf(each).reduce<Resource | undefined>(
        (changed, patch) => changed && withPatch(changed, patch, named(changed, each)),
        before,
      )
      here = patched && withSettings(patched, each.settings)
    }
    return here
  }

  /** Its own patches, and those that kustomizations above add to an object of Flux. */
  #patchesOf({ resource, folder, patches }: Kustomization): readonly KustomizePatch[] {
    if (folder !== undefined) return patches
    const known = this.#handedOn.get(resource)
    if (known !== undefined) return [...patches, ...known]
    // Objects that deploy themselves and one another end here.
    this.#handedOn.set(resource, [])
    const chains = this.#reach.chainsTo(resource.file) ?? []
    const around = new Set(chains.flat().flatMap((each) => this.#reach.changing(each)))
    const handed = [...around].flatMap((each) =>
      this.#byResource.get(resource)?.includes(each) === true
        ? []
        : this.#patchesOf(each).filter(
            (patch) =>
              /\b(?:patches|postRenderers|components)\b/.test(patch.text) &&
              meantBy(patch, named(resource, each)) !== false,
          ),
    )
    const open = handed.flatMap(({ text, hands }): readonly KustomizePatch[] => hands ?? [{ text }])
    this.#handedOn.set(resource, open)
    return [...patches, ...open]
  }
}

/** The names of the resource before and after a kustomization changes them. */
function named({ type, name, namespace, properties }: Resource, { settings }: Kustomization): Naming {
  const [prefix = '', suffix = ''] = ['namePrefix', 'nameSuffix'].map((key) => textOf(settings.entries.get(key)))
  const given = textOf(settings.entries.get('namespace'))
  return {
    type,
    names: [name, `${prefix}${name}${suffix}`],
    namespaces: [namespace, given].filter((each) => each !== undefined),
    properties,
  }
}

function meantBy({ target, says }: KustomizePatch, object: Naming): Meant {
  if (target !== undefined) return isTarget(target, object)
  if (says === undefined) return undefined
  const parts = says.map((each) => isPart(each, object))
  return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false
}

/** What a patch says of this object: all of it if it has a target, else the parts that are the object's. */
function partsFor({ target, says = [] }: KustomizePatch, object: Naming): readonly Value[] {
  return target === undefined ? says.filter((each) => isPart(each, object) !== false) : says
}

function withPatch(resource: Resource, patch: KustomizePatch, object: Naming): Resource | undefined {
  const meant = meantBy(patch, object)
  if (meant === false) return resource
  if (meant === undefined || patch.says === undefined) return { ...resource, complete: false }
  let { properties } = resource
  for (const part of partsFor(patch, object)) {
    const changed =
      part.kind === 'list' ? patchedValue(properties, part.items) : merged(properties, part, resource.type)
    if (changed?.kind !== 'dict') return part.kind === 'list' ? { ...resource, complete: false } : undefined
    properties = changed
  }
  return { ...resource, properties }
}

/** Kinds of Kubernetes itself have lists whose items are merged. */
function merged(properties: DictValue, part: Value, type: string): Value | undefined {
  const group = type.split('/').reverse()[2] ?? ''
  return mergedValue(properties, part, !group.includes('.') || group.endsWith('.k8s.io'))
}

function sets(patch: KustomizePatch, key: string, object: Naming): boolean {
  if (patch.says === undefined) return patch.text === '' || patch.text.includes(key)
  return partsFor(patch, object).some((part) =>
    part.kind === 'list'
      ? keysOfPatch(part.items).some(([name, value]) => name === key || (value !== undefined && holds(value, key)))
      : holds(part, key),
  )
}

function holds(value: Value, key: string): boolean {
  if (value.kind === 'list') return value.items.some((item) => holds(item, key))
  if (value.kind !== 'dict') return false
  return [...value.entries].some(([name, each]) => name === key || holds(each, key))
}
