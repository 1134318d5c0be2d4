import { attestationLeftovers } from './assessment/attestation-leftovers.js'
import { assess } from './assessment/assess.js'
import { practiceCoverage } from './assessment/coverage.js'
import { maturityOf } from './assessment/maturity.js'
import { summariseTools } from './assessment/other-tools.js'
import { verdictChanges } from './assessment/verdict-changes.js'
import { practices as catalog } from './catalog/index.js'
import type { AnyCheck } from './check-api/check.js'
import { historySummary } from './check-api/history/metrics.js'
import { withoutCredentials } from './core/credentials.js'
import type { Policy, Suppression } from './core/policy.js'
import { ownPolicies } from './core/services.js'
import type { Finding, Leftover, Report, Scope } from './core/report.js'
import type { TrustChange } from './core/trust.js'
import { fixedOf } from './engine/fixed.js'
import { gate } from './engine/gate.js'
import { serviceLeftovers, unscopedAttestations } from './lint/scoped-attestations.js'
import { judgeServices } from './lint/services.js'
import { findServices, type Services } from './readers/services/index.js'
import type { LineRange } from './core/location.js'
import { judge, type Comparison } from './engine/judge.js'
import { trustNotices } from './engine/trust/trust.js'
import { runChecks } from './engine/run-checks.js'
import { sourcesAsked, type Source } from './models/sources.js'
import type { Hosting, Settings } from './models/index.js'
import { deliverySummary } from './readers/delivery/summary.js'
import { readFileIndex } from './readers/files.js'
import { readModels, type Reading } from './readers/read-models.js'
import { readReports } from './readers/sarif/read-reports.js'

import type { ReportFiles, Snapshot } from './snapshot/snapshot.js'

/** What to lint with, beside the files. */
export interface LintRequest {
  readonly version: string
  readonly checks: readonly AnyCheck[]
  readonly policy: Policy
  readonly settings: Settings
  readonly pullRequest?: number
  /** The head commit of the pull request, whether or not it was checked out as such. */
  readonly pullHead?: string
  /** Files and lines that the pull request changes; undefined outside pull requests or where it is not readable. */
  readonly changed?: ReadonlyMap<string, readonly LineRange[]>
  /** New path → path in the base, of files that the change renames. */
  readonly renamed?: ReadonlyMap<string, string>
  /** What the configuration itself left to say: expired records, unknown dates. */
  readonly leftovers?: readonly Leftover[]
  readonly configChanges?: readonly string[]
  /** Those of them that loosen it. */
  readonly loosened?: readonly TrustChange[]
  /** Reports of other tools about the head. */
  readonly reports?: ReportFiles
  /** Whether a reader would look into a file of this path; any file, without. */
  readonly isRead?: (path: string) => boolean
}

/**
 * The program, in order: models, outcomes, judgement, verdicts, gate. `base` is the revision to compare with. Nothing
 * here touches disk, network or clock, except that file texts are read through the snapshot when a reader asks for them.
 */
export function lint(request: LintRequest, head: Snapshot, base?: Snapshot): Report {
  const { checks, policy, settings } = request
  const began = base && readBase(base, settings)
  const reading = readModels(head, settings, began?.models)
  const services = findServices(reading.models, policy.services)
  const before = began && judged(request, began, nothingBefore(began, policy))
  const compared = comparisonOf(request, before?.findings, services)
  const { results, findings, leftovers, gone, comments } = judged(request, reading, compared)
  const others = othersOf(request, head, findings)
  const whole = { ...policy, attestations: unscopedAttestations(policy.attestations) }
  const verdictsOf = ({ results, findings }: Pick<Judgement, 'results' | 'findings'>) =>
    assess(results, findings, checks, whole, others?.tools)
  const practices = verdictsOf({ results, findings })
  const changes = before && verdictChanges(verdictsOf(before), practices)
  const subject = subjectOf(request, reading, head, base)
  const titles = new Map(checks.map(({ id, title }) => [id, title]))
  const alone = gate(practices, findings, results, policy, scopeOf(policy.scope, before !== undefined), changes)
  const parts = judgeServices(services, {
    ...{ results, findings, checks, policy: whole, practices, titles, kind: subject.kind, gate: alone },
    ...{ tools: others?.tools, attestations: policy.attestations, changes },
  })
  return {
    schemaVersion: 1,
    tool: { name: 'pillarlint', version: request.version },
    subject,
    gate: parts?.gate ?? alone,
    practices,
    ...(parts && { services: parts.services }),
    findings,
    fixed: before === undefined ? [] : fixedOf(gone, before.results, results),
    ...(changes && { changes }),
    ...(began && before && { trust: trustOf(request, [began, before], [reading, comments.suppressions]) }),
    checks: results,
    maturity: maturityOf(results, practices, titles, { kind: subject.kind, exempt: policy.exempt }),
    leftovers: [
      ...(request.leftovers ?? []),
      ...comments.malformed.map(({ at, message }): Leftover => ({ at, message, severity: 'warning' })),
      ...leftovers,
      ...attestationLeftovers(whole, practices),
      ...serviceLeftovers(policy, services, parts?.verdicts),
      ...newerLeftovers(findings),
      ...(others?.leftovers ?? []),
    ],
    configChanges: request.configChanges ?? [],
    ...(others && { otherTools: others.tools }),
    delivery: {
      ...deliverySummary(reading.models.delivery),
      history: historySummary(
        reading.models.deliveryHistory,
        reading.models.delivery,
        settings.environments,
        optionsOf(request),
      ),
    },
    coverage: { ...coverageOf(reading, head), practices: practiceCoverage(catalog(), sourcesOf(results, checks)) },
  }
}

function trustOf(
  { loosened = [], renamed = new Map(), isRead = () => true }: LintRequest,
  [began, { comments }]: readonly [Reading, Judgement],
  [head, suppressions]: readonly [Reading, readonly Suppression[]],
): NonNullable<Report['trust']> {
  const judgedBy = ({ models: { files, pipelines, codeowners } }: Reading, comments: readonly Suppression[]) => ({
    ...{ files, pipelines, codeowners },
    suppressions: comments,
  })
  const change = { configuration: loosened, renamed, isRead }
  return trustNotices(judgedBy(began, comments.suppressions), judgedBy(head, suppressions), change)
}

/** What other tools report of the head, and what is to be said of the reports themselves. */
function othersOf({ reports, settings }: LintRequest, { files }: Snapshot, findings: readonly Finding[]) {
  if (reports === undefined) return undefined
  const { runs, leftovers } = readReports(reports.files, reports.missing, reports.roots)
  const { isExcluded } = readFileIndex(files, settings)
  return { leftovers, tools: summariseTools(runs, findings, { has: (path) => files.has(path), isExcluded }) }
}

/** Says which findings only warn because of the epoch. */
function newerLeftovers(findings: readonly Finding[]): Leftover[] {
  const checks = [...new Set(findings.filter(({ newer }) => newer).map(({ check }) => check))]
  if (checks.length === 0) return []
  const message = `Newer than the epoch of the configuration, and so only warnings: ${checks.join(', ')}. Raise the epoch to have them count.`
  return [{ message, severity: 'notice' }]
}

/** What the checks that ran ask for, by id. */
function sourcesOf(results: Report['checks'], checks: readonly AnyCheck[]): Map<string, Set<Source>> {
  const ran = new Set(results.map(({ id }) => id))
  return new Map(checks.filter(({ id }) => ran.has(id)).map((check) => [check.id, sourcesAsked(check)]))
}

/** What the checks find in one revision, and what was decided about it. */
type Judgement = ReturnType<typeof judged>

function comparisonOf(
  { changed, renamed }: LintRequest,
  base: readonly Finding[] | undefined,
  services: Services | undefined,
): Comparison {
  return { base, changed, ...(renamed && { renamed }), ...(services && { serviceOf: services.of }) }
}

/** The base has none of its own. Services are looked for where something holds for one of them alone. */
function nothingBefore({ models }: Reading, policy: Policy): Comparison {
  const isScoped = ownPolicies(policy).size > 0 || policy.exceptions.some(({ service }) => service !== undefined)
  const services = isScoped ? findServices(models, policy.services) : undefined
  return { base: undefined, changed: undefined, ...(services && { serviceOf: services.of }) }
}

function judged({ checks, policy }: LintRequest, reading: Reading, comparison: Comparison) {
  const results = runChecks(checks, reading.models, policy.checks)
  const comments = reading.suppressions()
  return { results, comments, ...judge(results, checks, comments.suppressions, policy, comparison) }
}

/** The base is compared with itself: what only a comparison tells has not changed in it. */
function readBase(base: Snapshot, settings: Settings): Reading {
  return readModels(base, settings, readModels(base, settings).models)
}

/** The options of each check that is on, defaults filled in. */
function optionsOf({ checks, policy }: LintRequest): (id: string) => Readonly<Record<string, unknown>> | undefined {
  const byId = new Map(checks.map((check) => [check.id, check]))
  return (id) => {
    const { enabled = true, options = {} } = policy.checks.get(id) ?? {}
    const parsed = enabled ? byId.get(id)?.options.safeParse(options) : undefined
    return parsed?.success === true ? (parsed.data as Readonly<Record<string, unknown>>) : undefined
  }
}

/** Without a readable base nothing can be told apart, so the whole repository counts. */
function scopeOf(asked: Scope | undefined, hasBase: boolean): Scope {
  return asked === 'repository' || !hasBase ? 'repository' : 'changes'
}

function subjectOf(
  request: LintRequest,
  { models }: Reading,
  head: Snapshot,
  base: Snapshot | undefined,
): Report['subject'] {
  return {
    repository: head.repository,
    revision: head.revision,
    baseRevision: base?.revision ?? null,
    kind: models.project.known ? models.project.value.kind : 'unknown',
    pullRequest: request.pullRequest ?? null,
    ...(request.pullHead !== undefined && { headRevision: request.pullHead }),
  }
}

function coverageOf({ models, unread }: Reading, { files, hosting }: Snapshot): Omit<Report['coverage'], 'practices'> {
  const pipelines = models.pipelines.known ? models.pipelines.value.all : []
  const opaque = pipelines.flatMap(({ jobs, unresolved }) => [
    ...unresolved,
    ...jobs.flatMap((job) => job.steps.flatMap((step) => step.opaque)),
  ])
  const pulls = models.delivery.known ? models.delivery.value.pulls : []
  const all = [...opaque, ...pulls.flatMap((pull) => pull.unresolved)]
  const unresolved = new Map(
    all.map(({ what, at }) => [`${what} ${at.file}:${at.line}`, { what: withoutCredentials(what), at }]),
  )
  return {
    files: { seen: files.paths.length, read: files.readCount, unread },
    unresolved: [...unresolved.values()],
    hosting: unknownFacts(hosting),
  }
}

/** What the facts are called in a report. */
const FACTS = {
  repository: 'repository',
  protection: 'branch protection',
  environments: 'environments',
  codeownersErrors: 'errors of CODEOWNERS',
  reportedChecks: 'reported checks',
  codeScanning: 'code scanning',
  dependencyAlerts: 'dependency alerts',
  secretScanning: 'secret scanning',
} as const

function unknownFacts({ security, ...facts }: Hosting): Report['coverage']['hosting'] {
  const all = { ...facts, ...security }
  return (Object.keys(FACTS) as (keyof typeof FACTS)[]).flatMap((name) => {
    const value = all[name]
    return value.known
      ? []
      : [
          {
            fact: FACTS[name],
            reason: value.reason,
            ...(value.permission !== undefined && { permission: value.permission }),
            ...(value.remedy !== undefined && { remedy: value.remedy }),
          },
        ]
  })
}
