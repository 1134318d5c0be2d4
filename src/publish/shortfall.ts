import type { Unknown } from '../core/known.js'
import type { Event } from '../github/index.js'

/** The reason, and what to do: a fork's token stays read-only whatever the workflow asks for. */
export function shortfallOf({ reason, permission, remedy }: Unknown, { pull, dependabot }: Event): string {
  if (permission !== undefined && pull?.fork === true) {
    return `${reason}, because tokens of pull requests from forks only read. The job summary has the same text.`
  }
  if (permission !== undefined && dependabot) {
    return `${reason}, because tokens of runs started by Dependabot only read unless the workflow names its permissions. ${remedy ?? ''}`.trimEnd()
  }
  return `${reason}.${remedy === undefined ? '' : ` ${remedy}`}`
}
