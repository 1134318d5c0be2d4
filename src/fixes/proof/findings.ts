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
  /** Checks that may say something else of what the fixes add. */
  readonly leadsTo: ReadonlySet<string>
  /** Routes of what the fixes change, by file. */
  readonly touches: ReadonlyMap<string, readonly string[]>
}

/** Why a round of fixes does not hold. */
export interface Objection {
  /** As a part of a sentence. */
  readonly reason: string
  /** Exact fingerprints of the findings whose fixes are to blame, where that is known; else any may be. */
  readonly unsolved?: ReadonlySet<string>
}

/** What is wrong with the results after a round; undefined if nothing is. */
export function objection(before: Results, after: Results, intended: Intended): Objection | undefined {
  const unsolved = stillThere(before, after, intended)
  if (unsolved.size > 0) return { reason: 'the problem would still be there', unsolved }
  const reason = sideEffect(before, after, intended)
  return reason === undefined ? undefined : { reason }
}

/** Findings that were to go and have not: the same in other words counts too. */
function stillThere(before: Results, after: Results, { solved }: Intended): Set<string> {
  const was = problemsOf(before)
  const is = problemsOf(after)
  const fresh = new Set([...is].flatMap(([id, problem]) => (was.has(id) ? [] : [placeOf(problem)])))
  const isThere = (id: string): boolean => {
    const problem = was.get(id)
    return is.has(id) || (problem !== undefined && fresh.has(placeOf(problem)))
  }
  return new Set([...solved].filter(isThere))
}

function sideEffect(before: Results, after: Results, intended: Intended): string | undefined {
  const was = problemsOf(before)
  const is = problemsOf(after)
  const crashed = after.find(({ state, id }) => state === 'crashed' && stateOf(before, id) !== 'crashed')
  if (crashed !== undefined) return `${crashed.id} could no longer be decided`
  const reworded = new Set([...was].flatMap(([id, problem]) => (is.has(id) ? [] : [placeOf(problem)])))
  for (const [fingerprint, problem] of is) {
    if (was.has(fingerprint) || reworded.has(placeOf(problem)) || intended.leadsTo.has(problem.check)) continue
    return `${problem.check} would report: ${plain(problem.message)}`
  }
  const left = new Set([...is.values()].map(placeOf))
  for (const [fingerprint, problem] of was) {
    if (is.has(fingerprint) || intended.leadsTo.has(problem.check) || stands(problem, intended)) continue
    if (left.has(placeOf(problem)) || intended.solved.has(fingerprint)) continue
    return `${problem.check} would no longer report: ${plain(problem.message)}`
  }
  const unknown = unknowns(after)
  const known = unknowns(before)
  const open = [...unknown].find(([id, count]) => count > (known.get(id) ?? 0) && !intended.leadsTo.has(id))
  return open && `${open[0]} could no longer be decided`
}

/** The problem without the words that it quotes: a command that is changed is quoted in another way. */
function placeOf({ check, messageId, at }: ProblemOutcome): string {
  return JSON.stringify([check, messageId, at?.file, at?.route])
}

/**
 * Whether the problem stands in lines that the fixes change, or is one of the job, step or block that they change: what is
 * solved there may be solved for two checks.
 */
function stands({ at, because }: ProblemOutcome, { lines, touches }: Intended): boolean {
  const around = at?.route !== undefined && at.route !== '' ? touches.get(at.file) : undefined
  if (
    around?.some((route) => /^[.[]/.test(route.startsWith(at?.route ?? '') ? route.slice(at?.route.length) : '')) ===
    true
  )
    return true
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
