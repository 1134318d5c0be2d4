import { known, unknown, type Known } from '../core/known.js'
import type { Hosting, PlatformOwnersError, RepositoryFacts } from '../models/hosting.js'
import { at, flagAt, listAt, numberAt, textAt } from './json.js'
import { readEnvironments } from './hosting/environments.js'
import { readProtection } from './hosting/protection.js'
import { readReportedChecks } from './hosting/reported-checks.js'
import { readSecurity } from './hosting/security.js'
import { toKnown, type GitHub } from './types.js'

/** Each part stands under a name of its own, so that one that may not be read does not take the others with it. */
const SETTINGS_QUERY = `query PillarlintSettings($owner: String!, $repo: String!, $ref: String!, $branch: String!) {
  protection: repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $ref) {
      refUpdateRule {
        allowsDeletions
        allowsForcePushes
        requiresSignatures
        requiredApprovingReviewCount
        requiredStatusCheckContexts
        requiresCodeOwnerReviews
      }
    }
  }
  queue: repository(owner: $owner, name: $repo) {
    mergeQueue(branch: $branch) {
      id
    }
  }
  alerts: repository(owner: $owner, name: $repo) {
    hasVulnerabilityAlertsEnabled
  }
}`

export interface HostingOptions {
  /** The branch whose protection is read; the default branch if not said. */
  readonly branch?: string
  /** Milliseconds since 1970, for the age of analyses. */
  readonly now?: number
}

/**
 * Reads what the host says about the repository, in about 20 calls, some more with a token for administrators. Never throws: each fact is known or says why not.
 * Knowing the branch beforehand saves waiting for the answer that names it.
 */
export async function readHosting(github: GitHub, { branch, now = Date.now() }: HostingOptions = {}): Promise<Hosting> {
  const answer = github.call('repository', {}, { admin: true })
  const facts = answer.then((repository) => toKnown(repository, factsOf))
  const named = branch ?? (await facts.then((each) => (each.known ? each.value.defaultBranch : undefined)))
  if (named === undefined || named === '') {
    const repository = await facts
    const why = repository.known ? unknown('the repository has no default branch') : repository
    const security = { codeScanning: why, dependencyAlerts: why, secretScanning: why }
    return { repository, protection: why, environments: why, codeownersErrors: why, security, reportedChecks: why }
  }
  const { owner, repo } = github
  const settings = github.query(SETTINGS_QUERY, { owner, repo, ref: `refs/heads/${named}`, branch: named })
  const [repository, protection, environments, codeownersErrors, security, reportedChecks] = await Promise.all([
    facts,
    readProtection(github, named, facts, settings),
    readEnvironments(github),
    readOwnersErrors(github, named),
    readSecurity(github, answer, settings, now),
    readReportedChecks(github, named),
  ])
  return { repository, protection, environments, codeownersErrors, security, reportedChecks }
}

function factsOf(repository: unknown): RepositoryFacts {
  const visibility = textAt(repository, 'visibility')
  const closed = flagAt(repository, 'private') === true ? 'private' : 'public'
  return {
    fullName: textAt(repository, 'full_name') ?? '',
    defaultBranch: textAt(repository, 'default_branch') ?? '',
    visibility: visibility === 'public' || visibility === 'private' || visibility === 'internal' ? visibility : closed,
    archived: flagAt(repository, 'archived') ?? false,
    mirror: (at(repository, 'mirror_url') ?? null) !== null,
    fork: flagAt(repository, 'fork') ?? false,
  }
}

/** 404 means that the branch has no CODEOWNERS file: then there are no errors in it. */
async function readOwnersErrors(github: GitHub, ref: string): Promise<Known<readonly PlatformOwnersError[]>> {
  const answer = await github.call('codeownersErrors', { ref })
  if (!answer.ok && answer.kind === 'missing') return known([])
  return toKnown(answer, (data) =>
    listAt(data, 'errors').map((error) => ({
      line: numberAt(error, 'line') ?? 1,
      column: numberAt(error, 'column') ?? 1,
      kind: textAt(error, 'kind') ?? '',
      message: textAt(error, 'message') ?? '',
      path: textAt(error, 'path') ?? '',
    })),
  )
}
