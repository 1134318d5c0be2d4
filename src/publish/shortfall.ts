import type { Unknown } from '../core/known.js'
import type { Event } from '../github/index.js'

/** What was to be published and is not, in one or more sentences. */
export interface Shortfall {
  /** A notice where the token was not meant to: that is for whoever writes the workflow. */
  readonly level: 'notice' | 'warning'
  readonly text: string
}

/** There was nothing to publish with. */
export function withoutToken(what: string): Shortfall {
  return { level: 'notice', text: `${what}: no token was given.` }
}

/**
 * The reason, and what to do: a fork's token stays read-only whatever the workflow asks for.
 *
 * @param what is missing, as the start of a sentence: `There is no comment`
 */
export function shortfallOf(what: string, why: Unknown, event: Event): Shortfall {
  return { level: why.permission === undefined ? 'warning' : 'notice', text: `${what}: ${reasonOf(why, event)}` }
}

function reasonOf({ reason, permission, remedy }: Unknown, { pull, dependabot }: Event): string {
  if (permission !== undefined && pull?.fork === true) {
    return `${reason}, because tokens of pull requests from forks only read. The job summary has the same text.`
  }
  if (permission !== undefined && dependabot) {
    return `${reason}, because tokens of runs started by Dependabot only read unless the workflow names its permissions. ${remedy ?? ''}`.trimEnd()
  }
  return `${reason}.${remedy === undefined ? '' : ` ${remedy}`}`
}
