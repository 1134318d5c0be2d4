import { unknown, type Unknown } from '../../core/known.js'
import type { Failure } from '../failure.js'
import { quoted, remedyFor } from '../operations.js'
import type { Answer, GitHub } from '../types.js'

/** Whether settings for administrators can be read. */
export interface Administration {
  /** Undefined if they can, otherwise why the first of them could not. */
  readonly refused: Failure | undefined
  /** The answer of "Get GitHub Actions permissions for a repository". */
  readonly actions: Answer | Failure
}

/**
 * Asks for the one setting that every repository has, with whatever token may see it. Where the host refuses, the others
 * need not be asked for: this is what keeps a run with the token of a job to its number of calls.
 */
export async function askAdministration(github: GitHub): Promise<Administration> {
  const actions = await github.call('actionsPolicy', {}, { admin: true })
  return { refused: actions.ok ? undefined : actions, actions }
}

export const ADMINISTRATION = 'administration: read'

/**
 * Why a setting for administrators is unknown: as a missing permission with what to do about it, or the host's failure
 * where that was not a matter of permission.
 *
 * @param what the fact, as the start of a sentence: `whether releases are immutable`
 */
export function onlyForAdministrators({ kind, why }: Failure, what: string): Unknown {
  if (kind !== 'forbidden' && kind !== 'missing') return why
  return unknown(`${what} is only visible with ${quoted(ADMINISTRATION)}`, {
    permission: ADMINISTRATION,
    remedy: remedyFor(ADMINISTRATION),
  })
}
