import type { AnyCheck, CheckOutcome } from '../check-api/check.js'
import { errorText } from '../core/errors.js'
import { exactFingerprint, fingerprint } from '../core/fingerprint.js'
import type { Unknown } from '../core/known.js'
import { fill } from '../core/message.js'
import type { CheckResult, Outcome, ProblemOutcome } from '../core/outcome.js'
import type { CheckPolicy } from '../core/policy.js'
import { atMost, type Severity } from '../core/severity.js'
import type { Models, Subject, Subjects } from '../models/index.js'
import { concealedBy, withoutSecrets } from './conceal.js'
import { distinct } from './distinct.js'
import { settle } from './settle.js'
import { unreadDefinitions } from './unread-definitions.js'

/**
 * Runs every enabled check over the models. A check that lacks a model is `skipped`, one that throws is `crashed`; the
 * others still run. Outcomes that blame another check are settled once all have run.
 */
export function runChecks(
  checks: readonly AnyCheck[],
  models: Models,
  policies: ReadonlyMap<string, CheckPolicy>,
): CheckResult[] {
  const enabled = checks.filter(({ id }) => policies.get(id)?.enabled !== false)
  const secrets: string[] = []
  const results = enabled.map((check) => runCheck(check, models, policies.get(check.id), secrets))
  return withoutSecrets(settle(results), secrets)
}

/** @param secrets takes the values that the check says no output may hold */
function runCheck(check: AnyCheck, models: Models, policy: CheckPolicy | undefined, secrets: string[]): CheckResult {
  const missing = check.needs.map((subject: Subject) => models[subject]).find((model: Models[Subject]) => !model.known)
  if (missing !== undefined) return skipped(check, missing as Unknown)
  try {
    const options = check.options.parse(policy?.options ?? {})
    const outcomes = leavesAlone(check, models) ? [EXAMPLES] : outcomesOf(check, models, options)
    secrets.push(...concealedBy(outcomes))
    const completed = distinct(outcomes.map(complete(check, policy)))
    return { id: check.id, state: 'not-applicable', reason: '', outcomes: completed }
  } catch (error) {
    return { id: check.id, state: 'crashed', reason: errorText(error), outcomes: [] }
  }
}

function outcomesOf(check: AnyCheck, models: Models, options: unknown): CheckOutcome[] {
  return [...check.run(subjectsFor(check, models), options), ...unreadDefinitions(check, models)]
}

const EXAMPLES: CheckOutcome = { kind: 'not-applicable', reason: 'the repository holds examples to copy' }

function leavesAlone({ judgesExamples }: AnyCheck, { project }: Models): boolean {
  return judgesExamples === false && project.known && project.value.kind === 'examples'
}

function skipped(check: AnyCheck, { reason, permission, remedy }: Unknown): CheckResult {
  const outcome: Outcome = {
    kind: 'unknown',
    check: check.id,
    origin: 'hosting',
    reason: [reason],
    because: [],
    ...(permission !== undefined && { permission }),
    ...(remedy !== undefined && { remedy }),
  }
  return {
    id: check.id,
    state: 'skipped',
    reason,
    outcomes: [outcome],
    ...(permission !== undefined && { permission }),
  }
}

/** The models a check needs, unwrapped, and those it wants, as `Known`. */
function subjectsFor(check: AnyCheck, models: Models): Record<string, unknown> {
  const subjects: Record<string, unknown> = {}
  for (const subject of check.needs as readonly Subject[]) {
    const model = models[subject]
    if (model.known) subjects[subject] = ofSystems(check, subject, model.value)
  }
  // Read when the check looks at it: the history of a repository is not asked for by checks that decide without it.
  for (const subject of (check.wants ?? []) as readonly Subject[]) {
    Object.defineProperty(subjects, subject, { get: () => models[subject], enumerable: true })
  }
  return subjects
}

/** A check of what only some CI systems have sees their pipelines alone. */
function ofSystems({ systems }: AnyCheck, subject: Subject, value: Subjects[Subject]): Subjects[Subject] {
  if (subject !== 'pipelines' || systems === undefined) return value
  const pipelines = value as Subjects['pipelines']
  return { ...pipelines, all: pipelines.all.filter(({ system }) => systems.includes(system)) }
}

/** Turns what a check yields into an outcome: messages filled in, severity limited, fingerprint added. */
function complete(check: AnyCheck, policy: CheckPolicy | undefined): (outcome: CheckOutcome) => Outcome {
  const limit = (severity: Severity) => atMost(severity, policy?.severity ?? check.severity)
  return (outcome) => {
    const base = {
      check: check.id,
      because: 'because' in outcome && outcome.because !== undefined ? outcome.because : [],
      ...('at' in outcome && outcome.at !== undefined && { at: outcome.at }),
      ...(outcome.facet !== undefined && { facet: outcome.facet }),
    }
    switch (outcome.kind) {
      case 'problem':
        return { ...base, ...problem(check, outcome), severity: limit(outcome.severity ?? check.severity) }
      case 'evidence':
        return { ...base, kind: 'evidence', message: fill(outcome.text, outcome.data) }
      case 'unknown': {
        const { origin, permission, remedy, by } = outcome
        const more = {
          ...(by !== undefined && { by }),
          ...(permission !== undefined && { permission }),
          ...(remedy !== undefined && { remedy }),
        }
        return { ...base, kind: 'unknown', origin, reason: fill(outcome.reason, outcome.data), ...more }
      }
      case 'implied':
        return {
          ...base,
          kind: 'implied',
          by: outcome.by,
          severity: limit(outcome.severity ?? check.severity),
          reason: [outcome.reason],
        }
      case 'not-applicable':
        return {
          ...base,
          kind: 'not-applicable',
          reason: fill(outcome.reason, outcome.data),
          ...(outcome.hangsOn !== undefined && { hangsOn: outcome.hangsOn }),
        }
    }
  }
}

function problem(check: AnyCheck, outcome: Extract<CheckOutcome, { kind: 'problem' }>) {
  const { message, data = {}, at, suggestion, patch, conceals } = outcome
  const text = check.messages[message]
  if (text === undefined) throw new Error(`${check.id} has no message called ${message}`)
  // A figure moves from day to day; what is wrong stays the same.
  const identity = { check: check.id, messageId: message, at, data: check.kind === 'metric' ? {} : data }
  const exact = exactFingerprint(identity)
  return {
    kind: 'problem',
    confidence: check.confidence,
    messageId: message,
    message: fill(text.text, data),
    remedy: fill(text.remedy, data),
    fingerprint: fingerprint(identity),
    ...(exact !== undefined && { exact }),
    ...(suggestion !== undefined && { suggestion }),
    ...(patch !== undefined && { patch }),
    ...(conceals !== undefined && { concealed: true }),
  } satisfies Partial<ProblemOutcome>
}
