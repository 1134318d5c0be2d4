import type { DeliveryEnvironment } from '../../../core/delivery-graph.js'
import type { Deployment, Pull, Tier } from '../../../models/index.js'

/** How near to the users a tier is. What is not known stands before production only. */
const RANK: Readonly<Record<Tier, number>> = {
  preview: 0,
  development: 1,
  test: 2,
  staging: 3,
  unknown: 4,
  production: 5,
}

/** Where something is deployed; `name` is the tier where nothing is written. */
export interface Target {
  readonly name: string
  readonly tier: Tier
  readonly persistent: boolean
}

export function targetOf({ environment, tier, persistent }: Deployment): Target {
  return { name: environment?.name ?? tier, tier, persistent }
}

export function targetOfPull({ tier }: Pull): Target {
  return { name: tier, tier, persistent: tier !== 'preview' }
}

/**
 * The environments in order of promotion. `earlier` holds pairs of names: a version reaches the first before the second.
 * Where the order does not tell, or contradicts itself, the tier decides.
 */
export function environmentsInOrder(
  targets: readonly Target[],
  earlier: readonly (readonly [string, string])[],
): DeliveryEnvironment[] {
  const left = new Map<string, Target>()
  for (const target of targets) if (!left.has(target.name)) left.set(target.name, target)
  const before = beforeEach(earlier)
  const blockers = new Map(Array.from(left.keys(), (name) => [name, countIn(left, before.get(name))]))
  const ordered: DeliveryEnvironment[] = []
  while (left.size > 0) {
    const waiting = [...left.values()]
    const free = waiting.filter(({ name }) => blockers.get(name) === 0)
    const next = (free.length > 0 ? free : waiting).reduce((one, other) =>
      RANK[other.tier] < RANK[one.tier] ? other : one,
    )
    left.delete(next.name)
    for (const name of left.keys())
      if (before.get(name)?.has(next.name) === true) blockers.set(name, (blockers.get(name) ?? 0) - 1)
    const after = ordered.map(({ name }) => name).filter((name) => before.get(next.name)?.has(name) === true)
    ordered.push({
      ...next,
      // The nearest are the last, and mostly tell.
      after: after.filter((name) => after.findLast((other) => before.get(other)?.has(name) === true) === undefined),
    })
  }
  return ordered
}

function countIn(left: ReadonlyMap<string, Target>, names: ReadonlySet<string> = new Set()): number {
  let count = 0
  for (const name of names) if (left.has(name)) count += 1
  return count
}

/** What comes before each name, without pairs that are said both ways. */
function beforeEach(earlier: readonly (readonly [string, string])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, Set<string>>()
  for (const [from, to] of earlier) before.set(to, (before.get(to) ?? new Set()).add(from))
  return new Map(
    Array.from(before, ([to, all]) => [
      to,
      new Set([...all].filter((from) => from !== to && before.get(from)?.has(to) !== true)),
    ]),
  )
}
