import { exactOf } from '../../core/fingerprint.js'
import type { CheckResult, ProblemOutcome } from '../../core/outcome.js'
import type { LineRange } from '../../core/location.js'
import { plain } from '../../core/message.js'

/** What the checks said, before or after. */
export type Results = readonly CheckResult[]

/** What a round of fixes was meant to do. */
export interface Intended {
  /** Exact fingerprints of the findings that were to go. */
  readonly solved: ReadonlySet<string>
  /** Lines that the fixes change, by file, as they were before. */
  readonly lines: ReadonlyMap<string, readonly LineRange[]>
}

/** What is wrong with the results after a round; undefined if nothing is. */
export function objection(before: Results, after: Results, intended: Intended): string | undefined {
  const was = problemsOf(before)
  const is = problemsOf(after)
  for (const fingerprint of intended.solved) if (is.has(fingerprint)) return 'the problem would still be there'
  const crashed = after.find(({ state, id }) => state === 'crashed' && stateOf(before, id) !== 'crashed')
  if (crashed !== undefined) return `${crashed.id} could no longer be decided`
  for (const [fingerprint, problem] of is) {
    if (!was.has(fingerprint)) return `${problem.check} would report: ${plain(problem.message)}`
  }
  for (const [fingerprint, problem] of was) {
    if (is.has(fingerprint) || intended.solved.has(fingerprint) || stands(problem, intended)) continue
    return `${problem.check} would no longer report: ${plain(problem.message)}`
  }
  const unknown = unknowns(after)
  const open = [...unknown].find(([id, count]) => count > (unknowns(before).get(id) ?? 0))
  return open && `${open[0]} could no longer be decided`
}

/** Whether the problem stands in lines that the fixes change: what is solved there may be solved for two checks. */
function stands({ at, because }: ProblemOutcome, { lines }: Intended): boolean {
  const places = [...(at === undefined ? [] : [{ file: at.file, line: at.line, endLine: at.endLine }]), ...because]
  return places.some(({ file, line, ...more }) => {
    const end = 'endLine' in more ? more.endLine : line
    return lines.get(file)?.some(({ from, to }) => line <= to && end >= from) === true
  })
}

function problemsOf(results: Results): Map<string, ProblemOutcome> {
  const problems = results.flatMap(({ outcomes }) => outcomes.filter((each) => each.kind === 'problem'))
  return new Map(problems.map((problem) => [exactOf(problem), problem]))
}

function unknowns(results: Results): Map<string, number> {
  return new Map(
    results.map(({ id, outcomes }) => [id, outcomes.filter(({ kind }) => kind === 'unknown').length] as const),
  )
}

function stateOf(results: Results, id: string): CheckResult['state'] | undefined {
  return results.find((result) => result.id === id)?.state
}
