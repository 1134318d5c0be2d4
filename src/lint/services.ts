import { assess } from '../assessment/assess.js'
import { DecidedBefore } from '../assessment/grounds.js'
import { maturityOf } from '../assessment/maturity.js'
import type { AnyCheck } from '../check-api/check.js'
import type { ToolSummary } from '../core/other-tools.js'
import type { CheckResult } from '../core/outcome.js'
import type { Policy, ServicePolicy } from '../core/policy.js'
import type { Finding, Gate, PracticeVerdict, ServiceReport, VerdictChange } from '../core/report.js'
import { ownPolicies } from '../core/services.js'
import { CATEGORIES } from '../core/verdict.js'
import { gate, gateCauses } from '../engine/gate.js'
import { gateWithServices } from '../engine/services/gate.js'
import { divideResults, resultsFor, type DividedResult } from '../engine/services/results-for.js'
import type { ServiceFacts, Services } from '../readers/services/index.js'
import { attestationsFor } from './scoped-attestations.js'

/** What is known of the repository as a whole when its services are judged. */
export interface Judged {
  readonly services: Services
  readonly results: readonly CheckResult[]
  readonly findings: readonly Finding[]
  readonly checks: readonly AnyCheck[]
  /** Its attestations are those about the repository as a whole. */
  readonly policy: Policy
  /** All of them. */
  readonly attestations: Policy['attestations']
  readonly tools: readonly ToolSummary[] | undefined
  readonly practices: readonly PracticeVerdict[]
  /** Practices whose verdict differs from the base's. */
  readonly changes: readonly VerdictChange[] | undefined
  /** By the settings of the file alone. */
  readonly gate: Gate
  /** Of the repository. */
  readonly kind: string
  readonly titles: ReadonlyMap<string, string>
}

/** How the services stand, and the gate where some of them have settings of their own. */
export interface ServiceJudgement {
  readonly services: readonly ServiceReport[]
  readonly gate: Gate
  /** The verdict on every practice, by service. */
  readonly verdicts: ReadonlyMap<string, readonly PracticeVerdict[]>
}

/** A service with all that is said of it. */
interface JudgedService {
  readonly facts: ServiceFacts
  readonly own: ServicePolicy | undefined
  readonly results: readonly CheckResult[]
  /** Its own findings and those about the whole repository. */
  readonly findings: readonly Finding[]
  readonly practices: readonly PracticeVerdict[]
}

/** Folds what the checks have said, which ran once, for each service; undefined without any. */
export function judgeServices(
  services: Services | undefined,
  whole: Omit<Judged, 'services'>,
): ServiceJudgement | undefined {
  if (services === undefined) return undefined
  const judged: Judged = { ...whole, services }
  const { results, checks, policy } = judged
  const divided = divideResults(results, checks, services.of)
  const own = ownPolicies(policy)
  const before = new DecidedBefore()
  const all = services.all.map((facts) => judgeOne(facts, own.get(facts.name), divided, { ...judged, before }))
  return {
    services: all.map((service) => reportOf(service, judged)),
    gate: own.size === 0 ? judged.gate : gateOf(all, divided, judged),
    verdicts: new Map(all.map(({ facts, practices }) => [facts.name, practices])),
  }
}

function judgeOne(
  facts: ServiceFacts,
  own: ServicePolicy | undefined,
  divided: readonly DividedResult[],
  judged: Judged & { readonly before: DecidedBefore },
): JudgedService {
  const { services, findings, checks, policy, attestations, tools = [], practices: whole, before } = judged
  const { name } = facts
  const results = resultsFor(divided, [name], own?.checks)
  const belongs = (service: string | undefined): boolean => service === undefined || service === name
  const counting = findings.filter(({ service }) => belongs(service))
  const heard = tools.map((tool) => ({
    ...tool,
    findings: tool.findings.filter(({ at }) => at === undefined || belongs(services.ofPath(at.file))),
  }))
  const said = attestationsFor(name, attestations, services)
  const practices = assess(results, counting, checks, { ...policy, ...own, attestations: said }, heard, before)
  return { facts, own, results, findings: counting, practices: noWorse(practices, counting, name, whole) }
}

/**
 * Warnings about the whole repository do not weigh more in a service because the evidence beside them is in another one: if
 * nothing of its own speaks against a practice that is partly met in the whole, it is so here.
 */
function noWorse(
  practices: readonly PracticeVerdict[],
  findings: readonly Finding[],
  name: string,
  whole: readonly PracticeVerdict[],
): PracticeVerdict[] {
  const own = new Set(findings.filter(({ service }) => service === name).map(({ fingerprint }) => fingerprint))
  const partly = new Map(whole.filter(({ verdict }) => verdict === 'partly-met').map((each) => [each.id, each]))
  return practices.map((practice) => {
    const isOwn =
      practice.verdict !== 'not-met' || practice.rule === 2 || practice.findings.some((each) => own.has(each))
    return isOwn ? practice : (partly.get(practice.id) ?? practice)
  })
}

function reportOf({ facts, own, results, findings, practices }: JudgedService, judged: Judged): ServiceReport {
  const { policy, titles } = judged
  const { name, paths, owners, files, derivedFrom } = facts
  const rules = { ...policy, ...own }
  const { verdict, failOn, because, practices: failing } = gate(practices, findings, results, rules, judged.gate.scope)
  const kind = kindOf(name, policy) ?? judged.kind
  const { level, atMost, name: title } = maturityOf(results, practices, titles, { kind, exempt: rules.exempt })
  const whole = new Map(judged.practices.map((each) => [each.id, each.verdict]))
  return {
    name,
    paths,
    owners,
    files,
    derivedFrom: derivedFrom ?? null,
    gate: { verdict, failOn, unknown: rules.unknown, because, practices: failing },
    settingsAt: own?.at ?? null,
    practices: practices.filter((practice) => whole.get(practice.id) !== practice.verdict),
    broken: brokenBy(name, findings, practices),
    maturity: { level, atMost, name: title },
  }
}

function kindOf(name: string, { services }: Policy): string | undefined {
  return services === undefined || services === 'off' ? undefined : services.find((each) => each.name === name)?.kind
}

/** The practices that are not or not fully met because of findings of the service itself, the most important first. */
function brokenBy(name: string, findings: readonly Finding[], practices: readonly PracticeVerdict[]): string[] {
  const own = new Set(findings.filter(({ service }) => service === name).map(({ fingerprint }) => fingerprint))
  const rank = ({ category }: PracticeVerdict) => (category === null ? CATEGORIES.length : CATEGORIES.indexOf(category))
  return practices
    .filter(({ verdict }) => verdict === 'not-met' || verdict === 'partly-met')
    .filter((practice) => practice.findings.some((each) => own.has(each)))
    .sort((a, b) => rank(a) - rank(b) || Number(a.verdict === 'partly-met') - Number(b.verdict === 'partly-met'))
    .map(({ id }) => id)
}

/** What belongs to services with settings of their own is judged by these, all the rest by those of the file. */
function gateOf(all: readonly JudgedService[], divided: readonly DividedResult[], judged: Judged): Gate {
  const { results, findings, checks, policy, tools } = judged
  const own = new Set(all.flatMap((service) => (service.own === undefined ? [] : [service.facts.name])))
  const others = all.map(({ facts }) => facts.name).filter((name) => !own.has(name))
  const theirs = findings.filter(({ service }) => service === undefined || !own.has(service))
  const whole = new Map(judged.practices.map((each) => [each.id, each]))
  const practices = assess(resultsFor(divided, others), theirs, checks, policy, tools).map((each) =>
    // What is seen in a service with settings of its own is seen in the repository.
    each.verdict === 'unknown' ? (whole.get(each.id) ?? each) : each,
  )
  const { scope } = judged.gate
  // A practice that is lost only in services with settings of their own is theirs to judge.
  const standing = new Map(practices.map(({ id, verdict }) => [id, verdict]))
  const changes = judged.changes?.filter(({ id, to }) => standing.get(id) === to)
  return gateWithServices(
    gate(practices, theirs, results, policy, scope, changes),
    gateCauses(practices, theirs, policy, scope, changes),
    all.flatMap(({ facts, own: rules, practices: verdicts, findings: counting }) =>
      rules === undefined ? [] : [{ name: facts.name, policy: rules, practices: verdicts, findings: counting }],
    ),
  )
}
