import type { Report } from '../../core/report.js'
import { code, markdown } from './escape.js'
import { titled, type Section } from './layout.js'
import { placeOf, type Links } from './place.js'

/** What the change does to the linter that judges it, with the owners to ask; as code, so that nobody is notified. */
export function trustSection({ trust = [] }: Report, links: Links | undefined): Section {
  return titled(
    `Changes to how changes are judged (${trust.length})`,
    trust.map(({ message, at, owners }) => {
      const who =
        owners.length === 0 ? 'CODEOWNERS names nobody for it' : `owned by ${owners.slice(0, 5).map(code).join(', ')}`
      return `- ⚠️ ${at === undefined ? '' : `${placeOf(at, links)}: `}${markdown(message)}${at === undefined ? '' : ` <sub>${who}</sub>`}`
    }),
    ['They count for no practice and fail nothing. Have the owners look at them:', ''],
  )
}
