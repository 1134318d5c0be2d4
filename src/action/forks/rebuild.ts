import { maturityOf } from '../../assessment/maturity.js'
import { practices as catalog, type Practice } from '../../catalog/index.js'
import type { AnyCheck } from '../../check-api/check.js'
import { UserError } from '../../core/errors.js'
import type { CheckResult } from '../../core/outcome.js'
import type { FailOn, Finding, Gate, GateVerdict, PracticeVerdict, Report, Scope } from '../../core/report.js'
import { atMost } from '../../core/severity.js'
import { gate as decideGate } from '../../engine/gate.js'
import type { Claims, ClaimedFinding } from './claims.js'

/** What is not for the report to say. */
export interface Trusted {
  readonly version: string
  readonly checks: readonly AnyCheck[]
  readonly repository: string
  readonly pullRequest: number
  readonly revision: string
  readonly failOn: FailOn
  readonly scope?: Scope
}

/**
 * A report of our own words and decisions from what another run claims: titles, addresses and practices of checks come from
 * this version, verdicts follow from the findings that are listed, what the run says is quoted, and what would be copied into
 * a shell (remedies, suggestions, changes of settings) is left out. Throws a {@link UserError} for ids that nobody knows.
 */
export function rebuild(claims: Claims, trusted: Trusted): Report {
  const registry = new Map(trusted.checks.map((check) => [check.id, check]))
  const findings = claims.findings.map((claim) => findingOf(claim, checkNamed(registry, claim.check)))
  const facets = new Map(claims.findings.map((claim, index) => [findings[index], claim.facet]))
  const practices = practicesOf(claims, findings, (finding) => facets.get(finding) ?? null, registry)
  const checks = resultsOf(claims, findings, registry)
  const { revision, baseRevision, kind } = claims
  return {
    schemaVersion: 1,
    tool: { name: 'pillarlint', version: trusted.version },
    subject: {
      repository: trusted.repository,
      revision: revision ?? trusted.revision,
      baseRevision,
      kind,
      pullRequest: trusted.pullRequest,
    },
    gate: gateOf(claims, practices, findings, checks, trusted),
    practices,
    findings,
    fixed: claims.fixed.map(({ check, message, at, fingerprint }) => ({
      check: checkNamed(registry, check).id,
      message: [{ value: message }],
      fingerprint,
      ...(at !== null && { at }),
    })),
    checks,
    maturity: maturityOf(checks, practices, new Map(trusted.checks.map(({ id, title }) => [id, title])), { kind }),
    leftovers: [],
    configChanges: [],
    delivery: {
      deployments: [],
      pulls: [],
      graph: { stages: [], flows: [], environments: [] },
      history: { source: null, days: null, reason: 'reports of other runs are published without it', metrics: [] },
    },
    coverage: { files: { ...claims.files, unread: [] }, practices: [], unresolved: [], hosting: [] },
  }
}

function checkNamed(registry: ReadonlyMap<string, AnyCheck>, id: string): AnyCheck {
  const check = registry.get(id)
  if (check === undefined) throw new UserError('the report names a check that this version does not have')
  return check
}

function findingOf(claim: ClaimedFinding, { id, title, severity, confidence, practices }: AnyCheck): Finding {
  const { message, at, fingerprint, standing, delta, inChange } = claim
  return {
    kind: 'problem',
    check: id,
    title,
    severity: atMost(claim.severity, severity),
    confidence,
    messageId: '',
    message: [{ value: message }],
    remedy: [`See the page of ${id}.`],
    because: [],
    practices: [...practices],
    standing,
    delta,
    inChange,
    fingerprint,
    ...(at !== null && { at }),
  }
}

/** Each practice once, in the order of the catalog: what the report does not name is not known. */
function practicesOf(
  claims: Claims,
  findings: readonly Finding[],
  facetOf: (finding: Finding) => string | null,
  registry: ReadonlyMap<string, AnyCheck>,
): PracticeVerdict[] {
  const byId = new Map(claims.practices.map((claim) => [claim.id, claim]))
  const known = new Set(catalog().map(({ id }) => id))
  if ([...byId.keys()].some((id) => !known.has(id)))
    throw new UserError('the report names a practice that this version does not have')
  return catalog().map((practice) => {
    const behind = findings.filter((finding) => speaksAbout(finding, facetOf(finding), practice, registry))
    const refuting = behind.some(
      ({ severity, confidence, standing }) => severity === 'error' && confidence !== 'low' && standing !== 'suppressed',
    )
    const claim = byId.get(practice.id)
    const said = {
      verdict: claim?.verdict ?? ('unknown' as const),
      rule: claim?.rule ?? 5,
      reason: claim?.reason ?? 'the report does not say',
    }
    const kept = refuting && (said.verdict !== 'not-met' || said.rule !== 2) && said.rule !== 9
    return {
      ...facts(practice),
      ...(kept ? { verdict: 'not-met', rule: 2, reason: 'the report lists an error against it' } : said),
      evidence: [],
      findings: [...new Set(behind.map(({ fingerprint }) => fingerprint))],
      permissions: [],
    }
  })
}

function facts({ id, framework, title, category, url }: Practice) {
  return { id, framework, title, category, url }
}

/** As for our own outcomes: a side of a check that names practices decides those alone. */
function speaksAbout(
  { check }: Finding,
  facet: string | null,
  practice: Practice,
  registry: ReadonlyMap<string, AnyCheck>,
): boolean {
  if (!practice.checks.includes(check)) return false
  const facets = Object.entries(registry.get(check)?.facets ?? {})
  const naming = facets.filter(([, ids]) => ids.includes(practice.id)).map(([name]) => name)
  return naming.length === 0 || facet === null || naming.includes(facet)
}

/** A check with open findings has a problem, whatever the report calls it. */
function resultsOf(
  { checks }: Claims,
  findings: readonly Finding[],
  registry: ReadonlyMap<string, AnyCheck>,
): CheckResult[] {
  return checks.map(({ id, state, reason }) => {
    const outcomes = findings.filter(({ check }) => check === id)
    const found = outcomes.length > 0 && state !== 'crashed'
    return { id: checkNamed(registry, id).id, state: found ? 'problem' : state, reason, outcomes }
  })
}

const WORSE: Readonly<Record<GateVerdict, number>> = { pass: 0, fail: 1, error: 2 }

/** The worse of what the report says and of what follows from its parts. */
function gateOf(
  { gate }: Claims,
  practices: readonly PracticeVerdict[],
  findings: readonly Finding[],
  checks: readonly CheckResult[],
  { failOn, scope = gate.scope }: Trusted,
): Gate {
  const policy = { failOn, gatePractices: [], unknown: 'ignore' } as const
  const decided = decideGate(practices, findings, checks, policy, scope)
  if (failOn === 'never' || WORSE[decided.verdict] >= WORSE[gate.verdict]) return decided
  return { ...decided, verdict: gate.verdict, because: gate.because.slice(0, 20) }
}
