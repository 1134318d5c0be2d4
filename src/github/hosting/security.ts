import { known, unknown, type Known } from '../../core/known.js'
import type { SecurityFacts } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { flagAt, listAt, textAt } from '../json.js'
import { toKnown, type Answer, type GitHub } from '../types.js'
import { readWorkflowPolicy } from './workflow-policy.js'

const DAY = 86_400_000

/**
 * Reads which security features are on. Most of them only administrators may read; where GitHub says in its answer
 * that a feature is off, that is knowledge, and where it only refuses, that is not.
 *
 * @param repository the answer of "Get a repository"
 * @param settings the answer of the settings query
 * @param now milliseconds since 1970
 */
export async function readSecurity(
  github: GitHub,
  repository: Promise<Answer | Failure>,
  settings: Promise<Answer | Failure>,
  now: number,
): Promise<SecurityFacts> {
  const [codeScanning, dependencyAlerts, secretScanning, privateReporting, workflows, whole] = await Promise.all([
    readCodeScanning(github, now),
    readDependencyAlerts(github, settings),
    readSecretScanning(github, repository),
    github.call('privateReporting'),
    readWorkflowPolicy(github, repository),
    repository,
  ])
  return {
    codeScanning,
    dependencyAlerts,
    secretScanning,
    pushProtection: statusOf(whole, 'secret_scanning_push_protection'),
    privateReporting: toKnown(privateReporting, (data) => flagAt(data, 'enabled') ?? false),
    workflows,
  }
}

async function readCodeScanning(github: GitHub, now: number): Promise<SecurityFacts['codeScanning']> {
  const answer = await github.call('codeScanning', { per_page: 100, sort: 'created', direction: 'desc' })
  if (!answer.ok) return saysNoAnalysis(answer) ? known({ tools: [], newestDaysAgo: undefined }) : answer.why
  const analyses = listAt(answer.data)
  const tools = new Set(analyses.flatMap((each) => textAt(each, 'tool', 'name') ?? []))
  const newest = Math.max(...analyses.map((each) => Date.parse(textAt(each, 'created_at') ?? '') || 0), 0)
  const newestDaysAgo = newest === 0 ? undefined : Math.max(0, Math.floor((now - newest) / DAY))
  return known({ tools: [...tools], newestDaysAgo })
}

/** 404 when nothing was ever analysed, 403 when code scanning is off; both with words of their own. */
function saysNoAnalysis({ kind, message }: Failure): boolean {
  if (kind === 'missing') return /no analysis found/i.test(message)
  return kind === 'forbidden' && /code scanning is not enabled|security must be enabled/i.test(message)
}

/**
 * The flag of the query is trusted when it is true. When it is false it may only be hidden, so the alerts themselves
 * are asked for.
 */
async function readDependencyAlerts(github: GitHub, settings: Promise<Answer | Failure>): Promise<Known<boolean>> {
  const query = await settings
  if (query.ok && flagAt(query.data, 'alerts', 'hasVulnerabilityAlertsEnabled') === true) return known(true)
  if (github.hasAdminToken) {
    const answer = await github.call('vulnerabilityAlerts', {}, { admin: true })
    if (answer.ok) return known(answer.status === 204)
    if (answer.kind === 'missing' && /disabled/i.test(answer.message)) return known(false)
  }
  const alerts = await github.call('dependencyAlerts', { per_page: 1 }, { admin: true })
  if (alerts.ok) return known(true)
  return /alerts are disabled/i.test(alerts.message) ? known(false) : alerts.why
}

async function readSecretScanning(github: GitHub, repository: Promise<Answer | Failure>): Promise<Known<boolean>> {
  const status = statusOf(await repository, 'secret_scanning')
  if (status.known) return status
  const alerts = await github.call('secretScanning', { per_page: 1 }, { admin: true })
  if (alerts.ok) return known(true)
  return alerts.kind === 'missing' && /secret scanning is disabled/i.test(alerts.message) ? known(false) : alerts.why
}

/** A feature of the block `security_and_analysis`, which only administrators get to see. */
function statusOf(repository: Answer | Failure, feature: string): Known<boolean> {
  if (!repository.ok) return repository.why
  const status = textAt(repository.data, 'security_and_analysis', feature, 'status')
  if (status !== undefined) return known(status === 'enabled')
  return unknown('the security settings of the repository are only visible with `administration: read`', {
    permission: 'administration: read',
    remedy: 'Give Pillarlint a token with `administration: read` (input `admin-token`).',
  })
}
