import { REPOSITORY_KINDS } from '../../models/project.js'
import { UserError } from '../../core/errors.js'
import type { Location } from '../../core/location.js'
import { CHECK_STATES, type CheckState } from '../../core/outcome.js'
import type { GateVerdict, Scope, Standing } from '../../core/report.js'
import { SEVERITIES, type Severity } from '../../core/severity.js'
import { VERDICTS, type Verdict } from '../../core/verdict.js'
import { boolOrNull, choice, commitOrNull, count, list, orNull, path, record, text } from './shapes.js'

/** What a report of a run says that nobody here can vouch for, with every part in bounds. */
export interface Claims {
  readonly version: string
  readonly kind: string
  readonly revision: string | null
  readonly baseRevision: string | null
  readonly pullRequest: number | null
  /** The head commit of the pull request that it was made for. */
  readonly headRevision: string | null
  readonly gate: { readonly verdict: GateVerdict; readonly scope: Scope; readonly because: readonly string[] }
  readonly practices: readonly ClaimedPractice[]
  readonly findings: readonly ClaimedFinding[]
  readonly fixed: readonly ClaimedPlace[]
  readonly checks: readonly { readonly id: string; readonly state: CheckState; readonly reason: string }[]
  readonly files: { readonly seen: number; readonly read: number }
}

export interface ClaimedPractice {
  readonly id: string
  readonly verdict: Verdict
  readonly rule: number
  readonly reason: string
}

export interface ClaimedPlace {
  readonly check: string
  readonly message: string
  readonly at: Location | null
  readonly fingerprint: string
}

export interface ClaimedFinding extends ClaimedPlace {
  readonly severity: Severity
  readonly standing: Standing
  readonly delta: 'introduced' | 'existing' | null
  readonly inChange: boolean | null
  readonly facet: string | null
}

const LONGEST_SENTENCE = 10_000
const MOST = { findings: 20_000, practices: 2_000, checks: 2_000, reasons: 2_000 }

const STANDINGS: readonly Standing[] = ['open', 'suppressed', 'excepted', 'baselined']

/**
 * Reads the JSON report of another run, which anybody may have written: only the parts that are published, each of its type
 * and within bounds. Throws a {@link UserError} that names the first part that is not.
 */
export function readClaims(data: unknown): Claims {
  const report = record(data, 'the report')
  if (report('schemaVersion') !== 1) throw new UserError('the report has no schemaVersion 1')
  const tool = record(report('tool'), 'tool')
  if (tool('name') !== 'pillarlint') throw new UserError('the report is none of pillarlint')
  const subject = record(report('subject'), 'subject')
  const gate = record(report('gate'), 'gate')
  const files = record(record(report('coverage'), 'coverage')('files'), 'coverage.files')
  return {
    version: text(tool('version'), 'tool.version', 100),
    kind: choice(subject('kind'), 'subject.kind', REPOSITORY_KINDS),
    revision: commitOrNull(subject('revision'), 'subject.revision'),
    baseRevision: commitOrNull(subject('baseRevision'), 'subject.baseRevision'),
    pullRequest: orNull(subject('pullRequest'), (value) => count(value, 'subject.pullRequest')),
    headRevision: commitOrNull(subject('headRevision') ?? null, 'subject.headRevision'),
    gate: {
      verdict: choice(gate('verdict'), 'gate.verdict', ['pass', 'fail', 'error']),
      scope: choice(gate('scope'), 'gate.scope', ['changes', 'repository']),
      because: list(gate('because'), 'gate.because', MOST.reasons, (each, at) => text(each, at, LONGEST_SENTENCE)),
    },
    practices: list(report('practices'), 'practices', MOST.practices, practice),
    findings: list(report('findings'), 'findings', MOST.findings, finding),
    fixed: list(report('fixed'), 'fixed', MOST.findings, place),
    checks: list(report('checks'), 'checks', MOST.checks, check),
    files: { seen: count(files('seen'), 'coverage.files.seen'), read: count(files('read'), 'coverage.files.read') },
  }
}

function practice(value: unknown, at: string): ClaimedPractice {
  const field = record(value, at)
  const rule = count(field('rule'), `${at}.rule`)
  if (rule > 9) throw new UserError(`${at}.rule is no rule`)
  return {
    id: text(field('id'), `${at}.id`, 100),
    verdict: choice(field('verdict'), `${at}.verdict`, VERDICTS),
    rule,
    reason: text(field('reason'), `${at}.reason`, LONGEST_SENTENCE),
  }
}

function finding(value: unknown, at: string): ClaimedFinding {
  const field = record(value, at)
  const facet = field('facet')
  return {
    ...place(value, at),
    severity: choice(field('severity'), `${at}.severity`, SEVERITIES),
    standing: choice(field('standing'), `${at}.standing`, STANDINGS),
    delta: orNull(field('delta'), (each) => choice(each, `${at}.delta`, ['introduced', 'existing'] as const)),
    inChange: boolOrNull(field('inChange'), `${at}.inChange`),
    facet: facet === undefined ? null : text(facet, `${at}.facet`, 100),
  }
}

function place(value: unknown, at: string): ClaimedPlace {
  const field = record(value, at)
  return {
    check: text(field('check'), `${at}.check`, 100),
    message: text(field('message'), `${at}.message`, LONGEST_SENTENCE),
    at: orNull(field('at'), (each) => location(each, `${at}.at`)),
    fingerprint: text(field('fingerprint'), `${at}.fingerprint`, 128),
  }
}

function location(value: unknown, at: string): Location {
  const field = record(value, at)
  const number = (name: string): number => Math.max(1, count(field(name), `${at}.${name}`))
  const line = number('line')
  return {
    file: path(field('file'), `${at}.file`),
    line,
    column: number('column'),
    endLine: Math.max(line, number('endLine')),
    endColumn: number('endColumn'),
    route: '',
  }
}

function check(value: unknown, at: string): Claims['checks'][number] {
  const field = record(value, at)
  return {
    id: text(field('id'), `${at}.id`, 100),
    state: choice(field('outcome'), `${at}.outcome`, CHECK_STATES),
    reason: text(field('reason'), `${at}.reason`, LONGEST_SENTENCE),
  }
}
