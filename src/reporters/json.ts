import type { Because, Location } from '../core/location.js'
import { plain } from '../core/message.js'
import type { ToolSummary } from '../core/other-tools.js'
import type { SettingsChange } from '../core/outcome.js'
import type {
  DeploymentSummary,
  Evidence,
  Finding,
  Gate,
  PracticeVerdict,
  Report,
  ServiceReport,
} from '../core/report.js'

/**
 * The report as JSON with two blanks of indentation, in the form of docs/schemas/report.schema.json. Messages are plain
 * text, values in quotation marks. Keys may be added within a schema version, never changed or removed.
 */
export function renderJson(report: Report): string {
  const { schemaVersion, tool, subject, maturity, coverage, configChanges } = report
  const data = {
    schemaVersion,
    tool,
    subject,
    gate: gateData(report.gate),
    practices: report.practices.map(practiceData),
    ...(report.services && { services: report.services.map(serviceData) }),
    findings: report.findings.map(findingData),
    fixed: report.fixed.map(({ check, message, at, fingerprint }) => ({
      check,
      message: plain(message),
      at: placeData(at),
      fingerprint,
    })),
    ...(report.changes && { changes: report.changes }),
    ...(report.trust && {
      trust: report.trust.map(({ kind, message, at, owners }) => ({
        kind,
        message: plain(message),
        at: placeData(at),
        owners,
      })),
    }),
    checks: report.checks.map(({ id, state, reason, permission }) => ({
      id,
      outcome: state,
      reason,
      ...(permission !== undefined && { permission }),
    })),
    maturity,
    leftovers: report.leftovers.map(({ at, message, severity }) => ({ severity, message, at: placeData(at) })),
    configChanges,
    ...(report.otherTools && { otherTools: report.otherTools.map(toolData) }),
    delivery: {
      deployments: report.delivery.deployments.map(deploymentData),
      pulls: report.delivery.pulls.map((each) => ({ ...each, at: placeData(each.at) })),
      graph: {
        ...report.delivery.graph,
        stages: report.delivery.graph.stages.map((each) => ({ ...each, at: placeData(each.at) })),
      },
      history: report.delivery.history,
    },
    coverage: {
      files: coverage.files,
      practices: coverage.practices,
      unresolved: coverage.unresolved.map(({ what, at }) => ({ what, at: placeData(at) })),
      hosting: coverage.hosting,
    },
  }
  return `${withoutCommandsInJson(JSON.stringify(data, null, 2))}\n`
}

/**
 * The runner takes `##[command]` anywhere in a log line for a command (actions/runner, ActionCommand). Only strings can
 * hold it; there the bracket is written as its number, which every parser reads as the bracket.
 */
export function withoutCommandsInJson(json: string): string {
  return json.replaceAll('##[', '##\\u005b')
}

/** A practice's verdict as data. */
export function practiceData(practice: PracticeVerdict) {
  const { id, framework, title, category, url, verdict, reason, evidence, findings, permissions, rule } = practice
  return {
    id,
    framework,
    title,
    category,
    url,
    verdict,
    reason,
    evidence: evidence.map(evidenceData),
    findings,
    permissions,
    rule,
  }
}

function gateData({ byServices, ...gate }: Gate) {
  return { ...gate, ...(byServices && { services: byServices.names }) }
}

/** Practices are those that stand otherwise than in the repository, in short: titles and addresses are told there. */
function serviceData({ settingsAt, practices, ...service }: ServiceReport) {
  return {
    ...service,
    settingsAt: placeData(settingsAt ?? undefined),
    practices: practices.map(({ id, verdict, reason, rule, findings }) => ({ id, verdict, reason, rule, findings })),
  }
}

function toolData({ findings, version, looked, ...tool }: ToolSummary) {
  return {
    ...tool,
    version: version ?? null,
    looked: looked ?? null,
    findings: findings.map(({ rule, severity, message, help, practices, unchanged, at }) => ({
      rule,
      severity,
      message,
      help: help ?? null,
      practices,
      unchanged,
      at: placeData(at),
    })),
  }
}

function deploymentData({ targets, at, ...deployment }: DeploymentSummary) {
  const joined = targets.map(({ resources, ...target }) => ({
    ...target,
    resources: resources.map((resource) => ({ ...resource, at: placeData(resource.at) })),
  }))
  return { ...deployment, targets: joined, at: placeData(at) }
}

function evidenceData({ check, text, at, because }: Evidence) {
  return { check, text: plain(text), at: placeData(at), because: because.map(linkData) }
}

/** A finding as data, messages as plain text. */
export function findingData(finding: Finding) {
  const { check, title, severity, confidence, message, remedy, practices, at, because } = finding
  const { standing, standingReason, delta, inChange, newer, fingerprint, suggestion, patch, facet, service } = finding
  return {
    check,
    title,
    severity,
    confidence,
    message: plain(message),
    remedy: plain(remedy),
    practices,
    at: placeData(at),
    because: because.map(linkData),
    standing,
    ...(standingReason !== undefined && { standingReason }),
    delta,
    inChange,
    ...(service !== undefined && { service }),
    ...(newer === true && { newer }),
    fingerprint,
    ...(facet !== undefined && { facet }),
    ...(suggestion !== undefined && { suggestion }),
    ...(patch !== undefined && { patch: patch.map(changeData) }),
  }
}

function changeData({ command, file, body }: SettingsChange) {
  return { command, ...(file !== undefined && { file }), ...(body !== undefined && { body }) }
}

function placeData(at: Location | undefined) {
  if (at === undefined) return null
  const { file, line, column, endLine, endColumn, route } = at
  return { file, line, column, endLine, endColumn, route }
}

function linkData({ file, line, text }: Because) {
  return { file, line, text }
}
