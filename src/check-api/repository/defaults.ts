import type { Known } from '../../core/known.js'
import type { OwnersHost, Project, RepositoryFacts } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'

/** Why nobody keeps up the documents and settings of the repository; undefined if somebody may. */
export function givenUp(repository: Known<RepositoryFacts>): string | undefined {
  if (!repository.known) return undefined
  return repository.value.archived || repository.value.mirror
    ? 'nobody works in an archived repository or a mirror'
    : undefined
}

/**
 * The outcome for a file that the repository lacks and that its owner may hold for all repositories: on GitHub in one
 * named `.github` (GitHub docs, "Creating a default community health file"), on the others in settings.
 */
export function elsewhereOf(host: OwnersHost, what: string): Extract<CheckOutcome, { kind: 'unknown' }> {
  return {
    kind: 'unknown',
    origin: 'hosting',
    reason:
      host === 'github'
        ? '{what} is not in this repository and may come from the owner’s .github repository'
        : '{what} is not in this repository and may be set at the host',
    data: { what },
  }
}

/** Whether something here is started by those who work on it. Sources alone may be a library whose manifest does not say so. */
export function isStarted({ kind, deployables, traits }: Pick<Project, 'kind' | 'deployables' | 'traits'>): boolean {
  if (kind !== 'application') return false
  return (
    deployables.length > 0 || traits.some((each) => each.kind === 'request-server' || each.kind === 'user-interface')
  )
}
