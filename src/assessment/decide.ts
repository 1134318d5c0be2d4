import type { Practice } from '../catalog/index.js'
import { plain } from '../core/message.js'
import type { CheckResult, Outcome, ProblemOutcome, UnknownOutcome } from '../core/outcome.js'
import type { Attestation } from '../core/policy.js'
import type { Evidence, Finding, PracticeVerdict } from '../core/report.js'
import type { Severity } from '../core/severity.js'
import type { Verdict } from '../core/verdict.js'
import type { ToolOutcomes } from './other-tools.js'

/** What is known of one practice's deciding checks. */
export interface DecisionInput {
  readonly practice: Practice
  /** Results of the deciding checks that ran, only the outcomes that speak about this practice. */
  readonly results: readonly CheckResult[]
  /** Ids of deciding checks that this version, or the configuration, does not have. */
  readonly missing: readonly string[]
  /** The highest level that each deciding check reports, by id; `error` for one that is not named. */
  readonly levels: ReadonlyMap<string, Severity>
  /** Fingerprint → finding, to leave out what a comment settled. */
  readonly findings: ReadonlyMap<string, Finding>
  /** Check id → its open problems, to name the cause of an implied failure. */
  readonly problemsOf: (check: string) => readonly ProblemOutcome[]
  readonly attestation?: Attestation
  /** What reports of other tools say of it: evidence, and problems that are warnings at most. */
  readonly others?: ToolOutcomes
}

/** The deciding outcomes, sorted by what they mean. */
interface Tally {
  readonly errors: readonly ProblemOutcome[]
  readonly warnings: readonly ProblemOutcome[]
  readonly notices: readonly ProblemOutcome[]
  readonly implied: readonly Extract<Outcome, { kind: 'implied' }>[]
  readonly evidence: readonly Extract<Outcome, { kind: 'evidence' }>[]
  readonly unknown: readonly UnknownOutcome[]
  readonly crashed: readonly CheckResult[]
}

type Decision = Pick<PracticeVerdict, 'verdict' | 'reason' | 'rule'> & {
  /** Met as far as visible: something that could speak against it was not seen. */
  readonly inPart?: true
}

/**
 * The verdict on one practice, by the numbered rules of docs/verdicts.md: a failing error-level check outweighs
 * everything, absence of evidence is never a pass, and what could not be looked at stays unknown.
 */
export function decide(input: DecisionInput): PracticeVerdict {
  const { practice, attestation } = input
  const tally = tallyOf(input)
  const decided = decideByChecks(input, tally)
  const { verdict, reason, rule } = attestation && mayAttest(decided) ? attested(attestation) : decided
  return {
    id: practice.id,
    framework: practice.framework,
    title: practice.title,
    category: practice.category,
    url: practice.url,
    verdict,
    reason,
    rule,
    evidence: withOthers(tally, input.others).evidence.map(toEvidence),
    findings: [...new Set([...fingerprintsOf(input, tally), ...unreadBehind(input, tally, decided)])],
    permissions: [...new Set(tally.unknown.flatMap(({ permission }) => permission ?? []))],
  }
}

function tallyOf({ results, findings }: DecisionInput): Tally {
  const outcomes = results.flatMap((result) => result.outcomes)
  const problems = outcomes
    .filter((outcome) => outcome.kind === 'problem')
    .filter(({ fingerprint }) => findings.get(fingerprint)?.standing !== 'suppressed')
  const deciding = (severity: string) => problems.filter((problem) => problem.severity === severity)
  return {
    errors: deciding('error').filter(({ confidence }) => confidence !== 'low'),
    warnings: [...deciding('warning'), ...deciding('error').filter(({ confidence }) => confidence === 'low')],
    notices: deciding('notice'),
    implied: outcomes.filter((outcome) => outcome.kind === 'implied'),
    evidence: outcomes.filter((outcome) => outcome.kind === 'evidence'),
    unknown: outcomes.filter((outcome) => outcome.kind === 'unknown'),
    crashed: results.filter(({ state }) => state === 'crashed'),
  }
}

/** Other tools come after our own checks, so that these give the reason where both know one. */
function withOthers(tally: Tally, { evidence, problems }: ToolOutcomes = { evidence: [], problems: [] }): Tally {
  const of = (severity: Severity) => problems.filter((problem) => problem.severity === severity)
  return {
    ...tally,
    warnings: [...tally.warnings, ...of('warning')],
    notices: [...tally.notices, ...of('notice')],
    evidence: [...tally.evidence, ...evidence],
  }
}

function decideByChecks(input: DecisionInput, tally: Tally): Decision {
  const { practice, results, missing } = input
  if (practice.checks.length === 0) return onlyAttested
  if (results.length === 0)
    return { verdict: 'unknown', rule: 5, reason: `it is decided by ${list(missing)}, which this run does not have` }
  if (tally.crashed.length > 0)
    return { verdict: 'unknown', rule: 3, reason: `${list(tally.crashed.map(({ id }) => id))} crashed` }
  const elsewhere = withoutSubject(input, tally)
  if (elsewhere !== undefined) return elsewhere
  if (results.every(({ outcomes }) => outcomes.every(({ kind }) => kind === 'not-applicable')))
    return notApplicable(input)
  const error = tally.errors[0]
  if (error !== undefined) return { verdict: 'not-met', rule: 2, reason: sentence(error) }
  const implied = tally.implied.find(({ severity }) => severity === 'error')
  if (implied !== undefined) return { verdict: 'not-met', rule: 2, reason: `${plain(implied.reason)} (${implied.by})` }
  const all = withOthers(tally, input.others)
  const telling = evidenceOnSubject(practice, all)
  return telling.length > 0 ? somePass(input, { ...all, evidence: telling }) : nonePasses(input, all)
}

const onlyAttested: Decision = {
  verdict: 'unknown',
  rule: 1,
  reason: 'nothing in a repository decides this; a person can attest it',
}

function notApplicable({ results, missing }: DecisionInput): Decision {
  const outcome = results.flatMap(({ outcomes }) => outcomes).find(({ kind }) => kind === 'not-applicable')
  const reason =
    outcome !== undefined && 'reason' in outcome ? plain(outcome.reason) : 'there is nothing here that it judges'
  if (missing.length === 0) return { verdict: 'not-applicable', rule: 1, reason }
  return { verdict: 'unknown', rule: 1, reason: `${reason}; ${list(missing)} would also decide it` }
}

/** Rule 1 for practices of which some checks tell whether they apply; a planned check among the others changes nothing. */
function withoutSubject({ practice, results }: DecisionInput, tally: Tally): Decision | undefined {
  const { appliesBy = [] } = practice
  const telling = results.filter(({ id }) => appliesBy.includes(id)).flatMap(({ outcomes }) => outcomes)
  const nothing = telling.find(({ kind }) => kind === 'not-applicable')
  const isFailing = tally.errors.length + tally.warnings.length + tally.implied.length > 0
  if (nothing === undefined || isFailing || telling.some(({ kind }) => kind !== 'not-applicable')) return undefined
  return { verdict: 'not-applicable', rule: 1, reason: 'reason' in nothing ? plain(nothing.reason) : '' }
}

/** Rule 3: what the other checks see counts beside evidence of those that tell whether the practice applies, not by itself. */
function evidenceOnSubject({ appliesBy }: Practice, { evidence }: Tally): Tally['evidence'] {
  return appliesBy === undefined || evidence.some(({ check }) => appliesBy.includes(check)) ? evidence : []
}

/** Rules 3, 4 and 6: at least one deciding check passes, and none of error level fails. */
function somePass({ practice, missing, results, levels }: DecisionInput, tally: Tally): Decision {
  const levelOf = (check: string) => levels.get(check) ?? 'error'
  const warning = tally.warnings[0] ?? tally.implied[0]
  if (warning !== undefined) return { verdict: 'partly-met', rule: 4, reason: sentence(warning) }
  const seen = sentence(tally.evidence[0])
  const open = practice.needs === 'any' ? [] : tally.unknown.filter(({ check }) => levelOf(check) !== 'notice')
  const opaque = open.find(({ origin, check }) => origin === 'files' && levelOf(check) === 'error')
  if (opaque !== undefined) return { verdict: 'unknown', rule: 3, reason: sentence(opaque) }
  if (open.length > 0)
    return { verdict: 'met', rule: 3, reason: `${seen}, as far as visible: ${sentence(open[0])}`, inPart: true }
  if (missing.length === 0) return { verdict: 'met', rule: 3, reason: seen }
  const asked = `${results.length} of ${results.length + missing.length} checks`
  return { verdict: 'met', rule: 3, reason: `${seen}, as far as ${asked} tell`, inPart: true }
}

/** Rules 5, 6 and 8: no deciding check passes, and none of error level fails. */
function nonePasses({ practice, missing }: DecisionInput, tally: Tally): Decision {
  const failed = tally.warnings[0] ?? tally.implied.find(({ severity }) => severity === 'warning')
  const hidden = tally.unknown.find(({ origin }) => origin === 'hosting')
  if (failed !== undefined && hidden === undefined) return { verdict: 'not-met', rule: 5, reason: sentence(failed) }
  if (failed !== undefined)
    return { verdict: 'unknown', rule: 8, reason: `${sentence(failed)}, but ${sentence(hidden)}` }
  const unknown = tally.unknown.find(({ check }) => practice.appliesBy?.includes(check)) ?? tally.unknown[0]
  if (unknown !== undefined) return { verdict: 'unknown', rule: 5, reason: sentence(unknown) }
  const notice = tally.notices[0]
  const reason = notice !== undefined ? sentence(notice) : 'no signal of it was seen'
  return { verdict: missing.length > 0 ? 'unknown' : practice.absence, rule: notice !== undefined ? 6 : 5, reason }
}

/** Rule 7: a record replaces what the checks left open, never what one of them refutes. */
function mayAttest({ verdict, rule, inPart }: Decision): boolean {
  return rule !== 2 && (verdict !== 'met' || inPart === true)
}

function attested({ status, statement, owner, expiresOn }: Attestation): Decision {
  const verdict: Verdict = status === 'met' ? 'attested' : status === 'partial' ? 'partly-met' : status
  return { verdict, rule: 7, reason: `${owner} attests “${statement}” until ${expiresOn}` }
}

/** Findings behind the verdict; for an implied failure those of its cause. */
function fingerprintsOf({ problemsOf }: DecisionInput, { errors, warnings, notices, implied }: Tally): string[] {
  const causes = implied.flatMap(({ by }) => problemsOf(by))
  return [...new Set([...errors, ...warnings, ...notices, ...causes].map(({ fingerprint }) => fingerprint))]
}

/** Findings about files that cannot be read, where nothing else keeps the practice from being met (rule 3). */
function unreadBehind(
  { problemsOf, levels }: DecisionInput,
  { unknown }: Tally,
  { verdict, rule }: Decision,
): string[] {
  if (verdict !== 'unknown' || rule !== 3) return []
  const open = unknown.filter(({ origin, check }) => origin === 'files' && (levels.get(check) ?? 'error') === 'error')
  const causes = new Set(open.flatMap(({ by }) => by ?? []))
  const files = new Set(open.flatMap(({ by, at }) => (by !== undefined && at !== undefined ? [at.file] : [])))
  // What can be read of such a file may hang on the rest of it.
  if (open.some(({ by, at }) => by === undefined && (at === undefined || !files.has(at.file)))) return []
  return [...causes].flatMap((by) =>
    problemsOf(by).flatMap(({ at, fingerprint }) => (at !== undefined && files.has(at.file) ? [fingerprint] : [])),
  )
}

function toEvidence({ check, message, at, because }: Tally['evidence'][number]): Evidence {
  return { check, text: message, because, ...(at !== undefined && { at }) }
}

/** What an outcome says, with its place. */
function sentence(outcome: Outcome | undefined): string {
  if (outcome === undefined) return ''
  const text = plain('message' in outcome ? outcome.message : outcome.reason).replace(/\.$/, '')
  return outcome.at === undefined ? text : `${text} (${outcome.at.file}:${outcome.at.line})`
}

function list(ids: readonly string[]): string {
  return ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`
}
