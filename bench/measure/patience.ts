import type { Target } from '../cases/case.js'

/** Seconds that one run of a peer may take at least, however little time there is. */
const LEAST = 20
/** The part of a case's time that one run of a peer may take. */
const SHARE = 0.5
/** The part that it may take where that shows that a target is met. */
const MOST = 0.9
/** Times differ from run to run: so much longer than a target asks is long enough. */
const MARGIN = 1.1

/**
 * Seconds after which a run of a peer is stopped: half of its case's time, or longer where it then has shown that it takes so many
 * times as long as a target says.
 * @param seconds that are left for the case
 * @param walls milliseconds that the others took in the first round, as far as they have run
 */
export function patience(
  name: string,
  targets: readonly Target[],
  seconds: number,
  walls: ReadonlyMap<string, number>,
): number {
  const enough = targets.flatMap((target) =>
    target.of === name && 'atLeast' in target
      ? [(target.atLeast * MARGIN * (walls.get(target.against) ?? 0)) / 1_000]
      : [],
  )
  const shown = Math.min(seconds * MOST, Math.max(0, ...enough))
  return Math.round(Math.max(LEAST, seconds * SHARE, shown))
}
