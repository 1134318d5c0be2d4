import { known, unknown, type Known, type Unknown } from '../core/known.js'
import type { Hosting, PlatformOwnersError, Protection, RepositoryFacts } from '../models/hosting.js'
import { askAdministration } from './hosting/administration.js'
import { readEnvironments } from './hosting/environments.js'
import { readProtection } from './hosting/protection.js'
import { readReleaseBranches } from './hosting/release-branches.js'
import { readReportedChecks } from './hosting/reported-checks.js'
import { readRulesets } from './hosting/rulesets.js'
import { readSecurity } from './hosting/security.js'
import { askSettings, readMerging } from './hosting/settings.js'
import { readTagProtection } from './hosting/tags.js'
import { at, flagAt, listAt, numberAt, textAt } from './json.js'
import { toKnown, type GitHub } from './types.js'

export interface HostingOptions {
  /** The branch whose protection is read; the default branch if not said. */
  readonly branch?: string
  /** Milliseconds since 1970, for the age of analyses. */
  readonly now?: number
}

/**
 * Reads what the host says about the repository, in 23 calls at most with the token of a job, some more with a token for
 * administrators. Never throws: each fact is known or says why not. Knowing the branch beforehand saves waiting for the
 * answer that names it.
 */
export async function readHosting(github: GitHub, { branch, now = Date.now() }: HostingOptions = {}): Promise<Hosting> {
  const answer = github.call('repository', {}, { admin: true })
  const facts = answer.then((repository) => toKnown(repository, factsOf))
  const named = branch ?? (await facts.then((each) => (each.known ? each.value.defaultBranch : undefined)))
  if (named === undefined || named === '') {
    const repository = await facts
    return nothing(repository, repository.known ? unknown('the repository has no default branch') : repository)
  }
  const administration = askAdministration(github)
  const settings = askSettings(github, named)
  const privileged = administration.then(({ refused }) => refused === undefined)
  const rulesets = readRulesets(github, privileged)
  const asked = { facts, settings, rulesets, administration }
  const [
    repository,
    ofBranch,
    releases,
    tagProtection,
    environments,
    codeownersErrors,
    security,
    merging,
    reportedChecks,
  ] = await Promise.all([
    facts,
    readProtection(github, named, asked),
    readReleaseBranches(github, named, asked),
    readTagProtection(github, rulesets, administration),
    readEnvironments(github),
    readOwnersErrors(github, named),
    readSecurity(github, answer, settings, administration, now),
    Promise.all([answer, settings]).then((answers) => readMerging(...answers)),
    readReportedChecks(github, named),
  ])
  return {
    repository,
    protection: withReleases(ofBranch, releases),
    tagProtection,
    environments,
    codeownersErrors,
    security,
    merging,
    reportedChecks,
  }
}

function withReleases(protection: Known<Protection>, releases: Known<readonly Protection[]>): Known<Protection> {
  if (!protection.known || (releases.known && releases.value.length === 0)) return protection
  return known({ ...protection.value, releases })
}

function nothing(repository: Known<RepositoryFacts>, why: Unknown): Hosting {
  return {
    repository,
    protection: why,
    tagProtection: why,
    environments: why,
    codeownersErrors: why,
    security: { codeScanning: why, dependencyAlerts: why, secretScanning: why },
    merging: why,
    reportedChecks: why,
  }
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
  if (!answer.ok && answer.status === 404) return known([])
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
