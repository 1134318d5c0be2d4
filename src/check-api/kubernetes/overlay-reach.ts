import type { Kustomization } from '../../models/index.js'

/** From the kustomization that takes the file itself to the one that is built. */
export type Chain = readonly Kustomization[]

/** Kustomizations above one another, and ways to one file, beyond which nothing is followed. */
const DEPTH = 12
const MOST_CHAINS = 40

/** Which kustomizations take which files, directly and through others. */
export class OverlayReach {
  readonly #takers = new Map<string, Kustomization[]>()
  readonly #components = new Map<string, Kustomization>()
  readonly #chains = new Map<string, readonly Chain[] | undefined>()

  constructor(kustomizations: readonly Kustomization[]) {
    for (const each of kustomizations) {
      if (each.folder !== undefined) this.#components.set(each.folder, each)
      for (const path of new Set([...each.takes, ...each.components])) {
        const list = this.#takers.get(path)
        if (list === undefined) this.#takers.set(path, [each])
        else list.push(each)
      }
    }
  }

  /** Every way by which the file is built; none if nothing takes it. Undefined if there are too many to follow. */
  chainsTo(file: string): readonly Chain[] | undefined {
    if (!this.#chains.has(file)) this.#chains.set(file, this.#follow(file))
    return this.#chains.get(file)
  }

  /** The kustomization itself as what changes objects, after the components that it names, and theirs. */
  changing(kustomization: Kustomization, seen: ReadonlySet<Kustomization> = new Set()): Kustomization[] {
    if (seen.has(kustomization) || seen.size > DEPTH) return []
    const next = new Set([...seen, kustomization])
    const components = kustomization.components.flatMap((folder) => {
      const component = this.#components.get(folder)
      return component === undefined ? [] : this.changing(component, next)
    })
    return [...components, kustomization]
  }

  #follow(file: string): readonly Chain[] | undefined {
    const found: Chain[] = []
    let open: Chain[] = this.#takersOf(file).map((taker) => [taker])
    while (open.length > 0) {
      const further: Chain[] = []
      for (const chain of open) {
        const { folder } = chain.at(-1) ?? {}
        const above = folder === undefined ? [] : this.#takersOf(folder).filter((taker) => !chain.includes(taker))
        if (above.length === 0 || chain.length === DEPTH) found.push(chain)
        else for (const taker of above) further.push([...chain, taker])
        if (found.length + further.length > MOST_CHAINS) return undefined
      }
      open = further
    }
    return found
  }

  /** What names the path; or else controllers that take all below a folder that has no kustomization. */
  #takersOf(path: string): readonly Kustomization[] {
    const named = this.#takers.get(path)
    if (named !== undefined || this.#takers.size === 0) return named ?? []
    for (let folder = above(path); folder !== undefined; folder = above(folder)) {
      if (this.#components.has(folder)) return []
      const takers = this.#takers.get(folder)?.filter((taker) => taker.folder === undefined) ?? []
      if (takers.length > 0) return takers
    }
    return []
  }
}

/** The folder that a path is in; `.` for what lies at the root. */
function above(path: string): string | undefined {
  if (path === '.') return undefined
  const end = path.lastIndexOf('/')
  return end === -1 ? '.' : path.slice(0, end)
}
