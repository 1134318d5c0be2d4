import { isThere } from '../../../core/path-index.js'
import type { FileIndex, Infrastructure, Resource, Value } from '../../../models/index.js'
import { isOpen, textOf, valueAt } from '../../../models/value.js'
import { kustomizationsOf } from '../pulls/claims.js'
import type { Naming } from './joining.js'
import { addTo } from '../../../core/group.js'

/** What the tree defines, as the join asks for it. Made once for all deployments. */
export class Tree {
  readonly resources: readonly Resource[]
  /** By folder, empty for the root. */
  readonly kustomizations: ReadonlyMap<string, Value>
  readonly #files: Pick<FileIndex, 'paths'>
  readonly #named = new Map<Naming, ReadonlyMap<string, readonly Resource[]>>()
  readonly #unnamed = new Map<Naming, readonly Resource[]>()

  constructor({ resources }: Pick<Infrastructure, 'resources'>, files: Pick<FileIndex, 'paths'>) {
    this.resources = resources
    this.kustomizations = kustomizationsOf(resources)
    this.#files = files
  }

  /** Whether there is such a file, or a folder with files below it. */
  has(path: string): boolean {
    return isThere(this.#files.paths, path)
  }

  /** The resources that have the name. */
  named(naming: Naming, name: string): readonly Resource[] {
    let byName = this.#named.get(naming)
    if (byName === undefined) {
      byName = namesIn(this.resources, naming)
      this.#named.set(naming, byName)
    }
    return byName.get(name) ?? []
  }

  /** The resources of the types whose name nobody can tell here. */
  unnamed(naming: Naming): readonly Resource[] {
    const known = this.#unnamed.get(naming)
    if (known !== undefined) return known
    const { types = [], properties = [] } = naming
    const found =
      properties.length === 0
        ? []
        : this.resources.filter((each) => types.includes(each.type) && isNamedElsewhere(each, properties))
    this.#unnamed.set(naming, found)
    return found
  }
}

function isNamedElsewhere({ properties }: Resource, keys: readonly string[]): boolean {
  const given = keys.flatMap((key) => valueAt(properties, key) ?? [])
  return given.length === 0 || given.some((value) => isOpen(value) || textOf(value) === undefined)
}

function namesIn(
  resources: readonly Resource[],
  { types = [], properties = [] }: Naming,
): ReadonlyMap<string, Resource[]> {
  const found = new Map<string, Resource[]>()
  for (const resource of resources) {
    if (!types.includes(resource.type)) continue
    const texts = properties.flatMap((key) => textOf(valueAt(resource.properties, key)) ?? [])
    for (const name of properties.length === 0 ? [resource.name] : texts) {
      addTo(found, name, resource)
    }
  }
  return found
}
