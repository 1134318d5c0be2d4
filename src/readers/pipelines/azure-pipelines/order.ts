import { MAX_PAIRS } from '../limits.js'
import { WAITS_FOR_NOTHING, type Reach, type Waiting } from './reach.js'

/** A stage or job that others may wait for. */
export interface Named {
  readonly name: string
  readonly reach: Reach
  readonly dependsOn: readonly string[]
}

/** Whether it is reached is not known in any run. */
const NOT_KNOWN: Reach = { well: [], failed: [] }

/** The stages of a pipeline or the jobs of a stage as they are read: the last of a name counts. */
export class Order<N extends Named> {
  readonly #byName = new Map<string, N>()
  #pairs = 0
  count = 0
  last: N | undefined

  add(each: N): void {
    this.#byName.set(each.name.toLowerCase(), each)
    this.count++
    this.last = each
  }

  named(name: string): N | undefined {
    return this.#byName.get(name.toLowerCase())
  }

  /**
   * What a stage or job waits for, directly and by way of others. Where all of them together wait for more than is judged
   * ({@link MAX_PAIRS}), it is not known what the rest waits for indirectly.
   */
  waitingFor(names: readonly string[]): Waiting {
    if (names.length === 0) return WAITS_FOR_NOTHING
    const direct = new Map<string, Reach>()
    const seen = new Set<N>()
    for (const name of names) {
      const found = this.named(name)
      if (found === undefined || seen.has(found)) continue
      seen.add(found)
      direct.set(name.toLowerCase(), found.reach)
    }
    return { direct, indirect: this.#behind(seen) }
  }

  /** What those in `seen` wait for, without themselves. */
  #behind(seen: Set<N>): Reach[] {
    const indirect: Reach[] = []
    // A set is walked in the order of insertion, what is added on the way included.
    for (const here of seen) {
      for (const name of here.dependsOn) {
        const found = this.named(name)
        if (++this.#pairs > MAX_PAIRS) return [NOT_KNOWN]
        if (found === undefined || seen.has(found)) continue
        seen.add(found)
        indirect.push(found.reach)
      }
    }
    return indirect
  }
}
