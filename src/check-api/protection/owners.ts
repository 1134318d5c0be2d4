import type { Codeowners, OwnersHost, PlatformOwnersError } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'

/** Whether the host says that an owner does not exist, is hidden or may not write (GitHub REST: List CODEOWNERS errors). */
export function isUnknownOwner({ kind }: PlatformOwnersError): boolean {
  return kind.toLowerCase() === 'unknown owner'
}

/** Names of accounts that machines or several people use: `mdn-bot`, `release-bot`. */
const SHARED = /[-_](?:bot|robot|ci|admins?|team)$/i

/**
 * Whether an owner is one person; undefined for an account whose name says that it is shared, and on GitLab, where
 * users and groups are written alike.
 */
export function isPerson(owner: string, host: OwnersHost): boolean | undefined {
  if (!owner.startsWith('@')) return true
  if (owner.startsWith('@@')) return false
  // A group and a user may be written alike, and only groups are told how to choose a reviewer.
  if (host === 'bitbucket' && owner.includes(':')) return false
  if (owner.includes('/')) return false
  return host === 'gitlab' || SHARED.test(owner) ? undefined : true
}

/** What a check of lines says where no line of CODEOWNERS is known; undefined if they are. */
export function withoutRules({
  file,
  unread,
  tooLarge,
}: Codeowners): Exclude<CheckOutcome, { kind: 'problem' }> | undefined {
  if (file === undefined) return { kind: 'not-applicable', reason: 'there is no CODEOWNERS file' }
  if (tooLarge) return { kind: 'implied', by: 'owners-file-present', reason: 'the host does not load CODEOWNERS' }
  if (unread === undefined) return undefined
  return { kind: 'unknown', origin: 'files', reason: '{file} was not read: {unread}', data: { file, unread } }
}
