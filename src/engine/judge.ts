import { compareTexts } from '../core/compare.js'
import type { AnyCheck } from '../check-api/check.js'
import { endsSoon } from '../core/days.js'
import { matchGlob } from '../core/glob.js'
import type { LineRange, Location } from '../core/location.js'
import type { CheckResult, Outcome, ProblemOutcome } from '../core/outcome.js'
import type { Exception, Policy, ServicePolicy, Suppression } from '../core/policy.js'
import type { Finding, Leftover, Standing } from '../core/report.js'
import { atMost, bySeverity } from '../core/severity.js'
import { ownPolicies } from '../core/services.js'
import { baselineLeftovers, inPresentForm, settledByBaseline } from './baseline.js'
import { match } from './match.js'

/** What the findings are compared with. */
export interface Comparison {
  /** The base revision's findings; undefined where there is no base. */
  readonly base: readonly Finding[] | undefined
  /** Files that the pull request changes; undefined outside pull requests. */
  readonly changed: ReadonlyMap<string, readonly LineRange[]> | undefined
  /** New path → path in the base, of files that the change renames. */
  readonly renamed?: ReadonlyMap<string, string>
  /** The service that an outcome belongs to; absent where there are no services. */
  readonly serviceOf?: (outcome: Outcome) => string | undefined
}

/** What was decided about the problems of one revision. */
export interface Judged {
  readonly findings: Finding[]
  readonly leftovers: Leftover[]
  /** Findings of the base that are gone. */
  readonly gone: readonly Finding[]
}

/**
 * Settles each problem's standing (inline comment first, then exception, then baseline) and its relation to the base
 * revision. Also returns comments, exceptions and baseline entries that nothing needed, and exceptions that expired.
 */
export function judge(
  results: readonly CheckResult[],
  checks: readonly AnyCheck[],
  suppressions: readonly Suppression[],
  policy: Policy,
  comparison: Comparison,
): Judged {
  const byId = new Map(checks.map((check) => [check.id, check]))
  const used = new Set<Suppression | Exception>()
  const own = ownPolicies(policy)
  const undated = results
    .flatMap(({ outcomes }) => outcomes)
    .filter((outcome) => outcome.kind === 'problem')
    .map((problem): Finding => {
      const check = byId.get(problem.check)
      const service = comparison.serviceOf?.(problem)
      const rules = service === undefined ? undefined : own.get(service)
      return {
        ...problem,
        ...(service !== undefined && { service }),
        severity: atMost(problem.severity, rules?.checks.get(problem.check)?.severity ?? problem.severity),
        title: check?.title ?? problem.check,
        practices: check?.practices ?? [],
        ...(policy.newer.has(problem.check) && { newer: true as const }),
        ...(switchedOff(problem, rules, service) ??
          standingOf({ problem, service, practices: check?.practices ?? [] }, suppressions, policy, used)),
        delta: null,
        inChange: inChange(problem, comparison),
      }
    })
    .sort(worstFirst)
  const baseline = inPresentForm(policy.baseline, undated)
  const settled = settledByBaseline(undated, baseline)
  const leftovers = [...leftoversOf(suppressions, policy, used, byId), ...baselineLeftovers(settled, results, baseline)]
  return { ...compared(settled, comparison), leftovers }
}

/** Tells what the base has as well from what the change brings. */
function compared(findings: Finding[], { base, renamed = new Map() }: Comparison): Omit<Judged, 'leftovers'> {
  if (base === undefined) return { findings, gone: [] }
  const { existing, gone } = match(base, findings, renamed)
  const delta = (finding: Finding) => (existing.has(finding) ? ('existing' as const) : ('introduced' as const))
  return { findings: findings.map((finding) => ({ ...finding, delta: delta(finding) })), gone }
}

/** A check that the settings of a service switch off has nothing to say there; for the whole repository it has run. */
function switchedOff({ check }: ProblemOutcome, rules: ServicePolicy | undefined, service: string | undefined) {
  if (rules?.checks.get(check)?.enabled !== false) return undefined
  const { file, line } = rules.at
  return { standing: 'excepted', standingReason: `off for the service ${service ?? ''} (${file}:${line})` } as const
}

function standingOf(
  judged: Considered,
  suppressions: readonly Suppression[],
  { exceptions, today }: Policy,
  used: Set<Suppression | Exception>,
): { standing: Standing; standingReason?: string } {
  const { problem } = judged
  const comment = suppressions.find((suppression) => covers(suppression, problem))
  if (comment !== undefined) {
    used.add(comment)
    return { standing: 'suppressed', standingReason: comment.reason }
  }
  const exception = exceptions.find((each) => excepts(each, judged))
  if (exception !== undefined) {
    used.add(exception)
    if (exception.expires >= today) {
      return {
        standing: 'excepted',
        standingReason: `${exception.reason} (${exception.owner}, until ${exception.expires})`,
      }
    }
  }
  return { standing: 'open' }
}

/** A comment covers its own line and the one below it. */
function covers({ at, check }: Suppression, problem: ProblemOutcome): boolean {
  const line = problem.at?.line
  return check === problem.check && problem.at?.file === at.file && (line === at.line || line === at.endLine + 1)
}

/** A problem with what is known of it. */
interface Considered {
  readonly problem: ProblemOutcome
  readonly service: string | undefined
  readonly practices: readonly string[]
}

function excepts(
  { check, practice, service, paths }: Exception,
  { problem, practices, ...judged }: Considered,
): boolean {
  if (service !== undefined && service !== judged.service) return false
  if (check !== undefined && check !== problem.check) return false
  if (practice !== undefined && !practices.includes(practice)) return false
  if (paths.length === 0) return true
  const file = problem.at?.file
  return file !== undefined && paths.some((pattern) => matchGlob(pattern, file))
}

function inChange({ at }: ProblemOutcome, { changed }: Comparison): boolean | null {
  return changed === undefined ? null : at !== undefined && touches(changed.get(at.file), at)
}

/** A file without line ranges (binary, or too large for the host to show) counts as changed throughout. */
function touches(ranges: readonly LineRange[] | undefined, at: Location): boolean {
  if (ranges === undefined) return false
  return ranges.length === 0 || ranges.some(({ from, to }) => at.line <= to && at.endLine >= from)
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    bySeverity(a.severity, b.severity) ||
    compareTexts(a.at?.file ?? '', b.at?.file ?? '') ||
    (a.at?.line ?? 0) - (b.at?.line ?? 0) ||
    (a.at?.column ?? 0) - (b.at?.column ?? 0) ||
    compareTexts(a.check, b.check)
  )
}

function leftoversOf(
  suppressions: readonly Suppression[],
  { exceptions, today, checks: policies }: Policy,
  used: ReadonlySet<unknown>,
  byId: ReadonlyMap<string, AnyCheck>,
): Leftover[] {
  const unused = (at: Location, message: string): Leftover => ({ at, message, severity: 'warning' })
  const stale = suppressions
    .filter((suppression) => !used.has(suppression) && policies.get(suppression.check)?.enabled !== false)
    .map(({ at, check }) => {
      const what = byId.has(check) ? `${check} reports nothing here` : `there is no check called ${check}`
      return unused(at, `This comment ignores ${check}, but ${what}: remove it.`)
    })
  const idle = exceptions.flatMap((exception) => {
    const of = exception.check ?? exception.practice ?? 'everything'
    const subject = exception.service === undefined ? of : `${of} in the service ${exception.service}`
    if (exception.inherited === true) return used.has(exception) ? expiredElsewhere(exception, subject, today) : []
    if (exception.expires < today)
      return [
        unused(
          exception.at,
          `The exception for ${subject} has expired, or its date is not valid or more than a year away: fix or renew it.`,
        ),
      ]
    if (!used.has(exception)) return [unused(exception.at, `The exception for ${subject} is not needed: remove it.`)]
    const soon = endsSoon(today, exception.expires)
    if (soon === undefined) return []
    const message = `The exception for ${subject} ends ${soon}: renew it, or mend the cause.`
    return [{ at: exception.at, message, severity: 'notice' as const }]
  })
  return [...stale, ...idle]
}

/** An exception of a file that the configuration extends is for others too: it is told only where it should have held. */
function expiredElsewhere({ expires, at }: Exception, subject: string, today: string): Leftover[] {
  if (expires >= today) return []
  const message = `The exception for ${subject} in ${at.file} has expired, or its date is not valid or more than a year away: renew it there, or mend the cause here.`
  return [{ message, severity: 'warning' }]
}
