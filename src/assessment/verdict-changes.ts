import type { PracticeVerdict, VerdictChange } from '../core/report.js'
import type { Verdict } from '../core/verdict.js'

/** How good a verdict is, where it is a judgement at all. */
const RANKS: Partial<Readonly<Record<Verdict, number>>> = { met: 2, attested: 2, 'partly-met': 1, 'not-met': 0 }

/**
 * The practices whose verdict differs between base and head, those that got worse first. What became unknown, or no
 * longer applies, is neither better nor worse.
 */
export function verdictChanges(before: readonly PracticeVerdict[], now: readonly PracticeVerdict[]): VerdictChange[] {
  const old = new Map(before.map((practice) => [practice.id, practice.verdict]))
  const changes = now.flatMap((practice): VerdictChange[] => {
    const from = old.get(practice.id)
    if (from === undefined || from === practice.verdict) return []
    const { id, title, category, url, verdict: to, reason } = practice
    return [{ id, title, category, url, from, to, direction: directionOf(from, to), because: reason }]
  })
  return changes.sort((a, b) => ORDER.indexOf(a.direction) - ORDER.indexOf(b.direction))
}

const ORDER: readonly VerdictChange['direction'][] = ['worse', 'better', 'open']

function directionOf(from: Verdict, to: Verdict): VerdictChange['direction'] {
  const [was, is] = [RANKS[from], RANKS[to]]
  if (was === undefined || is === undefined) return 'open'
  return is < was ? 'worse' : is > was ? 'better' : 'open'
}
