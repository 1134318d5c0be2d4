import { isEqual } from '../core/is-equal.js'
import { oncePer } from '../core/once.js'
import type { CheckResult } from '../core/outcome.js'
import type { PracticeVerdict } from '../core/report.js'
import type { DecisionInput } from './decide.js'

/** All that a verdict hangs on beside the practice. */
type Grounds = readonly unknown[]

/**
 * The verdicts that were decided last. Most practices hang on nothing that differs from one service to the next: a
 * verdict is decided anew only if its grounds are not the same objects.
 */
export class DecidedBefore {
  readonly #last = new Map<string, { readonly grounds: Grounds; readonly verdict: PracticeVerdict }>()

  verdict(practice: string, grounds: Grounds, decide: () => PracticeVerdict): PracticeVerdict {
    const last = this.#last.get(practice)
    if (last !== undefined && isEqual(last.grounds, grounds)) return last.verdict
    const verdict = decide()
    this.#last.set(practice, { grounds, verdict })
    return verdict
  }
}

/** The results that decide a practice and those that they blame, the findings of the former, and what is recorded. */
export function groundsOf(
  { practice, levels, findings, attestation, others }: Omit<DecisionInput, 'results' | 'missing'>,
  byId: ReadonlyMap<string, CheckResult>,
  leftOut: string | undefined,
): Grounds {
  const asked = new Set(practice.checks)
  const grounds: unknown[] = [leftOut, attestation, others]
  for (const id of asked) {
    const result = byId.get(id)
    grounds.push(result)
    if (result === undefined) continue
    const { blamed, problems } = LINKS(result)
    for (const cause of blamed) asked.add(cause)
    for (const fingerprint of problems) grounds.push(findings.get(fingerprint))
  }
  for (const id of practice.checks) grounds.push(levels.get(id))
  return grounds
}

const LINKS = oncePer(({ outcomes }: CheckResult) => ({
  blamed: new Set(outcomes.flatMap((outcome) => ('by' in outcome && outcome.by !== undefined ? [outcome.by] : []))),
  problems: new Set(outcomes.flatMap((outcome) => (outcome.kind === 'problem' ? [outcome.fingerprint] : []))),
}))
