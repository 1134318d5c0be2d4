import { DAY } from '../../core/days.js'
import { known, unknown, type Known } from '../../core/known.js'
import type { SecurityFacts } from '../../models/hosting.js'
import type { Failure } from '../failure.js'
import { flagAt, listAt, textAt } from '../json.js'
import { toKnown, type Answer, type GitHub } from '../types.js'
import { onlyForAdministrators, type Administration } from './administration.js'
import { readWorkflowPolicy } from './workflow-policy.js'

/**
 * Reads which security features are on. Most of them only administrators may read; where GitHub says in its answer
 * that a feature is off, that is knowledge, and where it only refuses, that is not.
 *
 * @param repository the answer of "Get a repository"
 * @param settings the answer of the settings query
 * @param administration whether administrators' settings can be read
 * @param now milliseconds since 1970
 */
export async function readSecurity(
  github: GitHub,
  repository: Promise<Answer | Failure>,
  settings: Promise<Answer | Failure>,
  administration: Promise<Administration>,
  now: number,
): Promise<SecurityFacts> {
  const [codeScanning, dependencyAlerts, secretScanning, privateReporting, workflows, whole, { refused }] =
    await Promise.all([
      readCodeScanning(github, now),
      readDependencyAlerts(github, settings, administration),
      readSecretScanning(github, repository, administration),
      github.call('privateReporting'),
      readWorkflowPolicy(github, repository, administration),
      repository,
      administration,
    ])
  return {
    codeScanning,
    dependencyAlerts,
    secretScanning,
    pushProtection: statusOf(whole, 'secret_scanning_push_protection', refused),
    privateReporting: toKnown(privateReporting, (data) => flagAt(data, 'enabled') ?? false),
    securityUpdates: statusOf(whole, 'dependabot_security_updates', refused),
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
async function readDependencyAlerts(
  github: GitHub,
  settings: Promise<Answer | Failure>,
  administration: Promise<Administration>,
): Promise<Known<boolean>> {
  const query = await settings
  if (query.ok && flagAt(query.data, 'alerts', 'hasVulnerabilityAlertsEnabled') === true) return known(true)
  if ((await administration).refused === undefined) {
    const answer = await github.call('vulnerabilityAlerts', {}, { admin: true })
    if (answer.ok) return known(true)
    if (answer.kind === 'missing' && /disabled/i.test(answer.message)) return known(false)
  }
  const alerts = await github.call('dependencyAlerts', { per_page: 1 }, { admin: true })
  if (alerts.ok) return known(true)
  return /alerts are disabled/i.test(alerts.message) ? known(false) : alerts.why
}

/**
 * Administrators see the setting; a token may also have the right to the alerts alone, which the job's own token never
 * has.
 */
async function readSecretScanning(
  github: GitHub,
  repository: Promise<Answer | Failure>,
  administration: Promise<Administration>,
): Promise<Known<boolean>> {
  const { refused } = await administration
  const status = statusOf(await repository, 'secret_scanning', refused)
  if (status.known) return status
  const alerts = await github.call('secretScanning', { per_page: 1 }, { admin: true })
  if (alerts.ok) return known(true)
  return alerts.kind === 'missing' && /secret scanning is disabled/i.test(alerts.message) ? known(false) : alerts.why
}

const FEATURES = {
  secret_scanning: 'secret scanning',
  secret_scanning_push_protection: 'push protection',
  dependabot_security_updates: 'the opening of pull requests for vulnerable dependencies',
} as const

/** A feature of the block `security_and_analysis`, which only administrators get to see. */
function statusOf(
  repository: Answer | Failure,
  feature: keyof typeof FEATURES,
  refused: Failure | undefined,
): Known<boolean> {
  if (!repository.ok) return repository.why
  const status = textAt(repository.data, 'security_and_analysis', feature, 'status')
  if (status !== undefined) return known(status === 'enabled')
  const what = `whether ${FEATURES[feature]} is on`
  const remedy = 'Look at it under Settings → Advanced Security.'
  return refused === undefined
    ? unknown(`GitHub does not say ${what}`, { remedy })
    : onlyForAdministrators(refused, what)
}
