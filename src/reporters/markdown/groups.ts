import { groupBy } from '../../core/group.js'
import type { Finding } from '../../core/report.js'
import type { Severity } from '../../core/severity.js'
import { groupFindings, plural } from '../select.js'
import { escapeText, markdown } from './escape.js'
import { chainOf, checkOf, placeOf, type Links } from './place.js'

const SEVERITY_ICONS: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟠', notice: '🔵' }

/** How much of a group is listed; the rest is counted. */
export interface Room {
  /** Different messages. */
  readonly rows: number
  /** Places with the same message. */
  readonly places: number
}

/** For a reader who looks once. */
export const FEW: Room = { rows: 5, places: 5 }

/** For one who works through them. */
export const MANY: Room = { rows: 30, places: 20 }

/** Practices named beside a finding. */
const PRACTICES = 3

/** Findings of one check with one remedy as one list item: title, places with what is wrong there, and the fix once. */
export function grouped(findings: readonly Finding[], links: Links | undefined, room: Room = FEW): string[] {
  return groupFindings(findings).map((group) => groupItem(group, links, room))
}

/** Whether {@link grouped} shows each of the findings. */
export function showsAll(findings: readonly Finding[], { rows, places }: Room): boolean {
  return groupFindings(findings).every((group) => {
    const own = rowsOf(group)
    return own.length <= rows && own.every(({ length }) => length <= places)
  })
}

function groupItem(group: readonly [Finding, ...Finding[]], links: Links | undefined, room: Room): string {
  const [{ severity, title, check, remedy, practices }] = group
  const rows = rowsOf(group)
  const shown = rows.slice(0, room.rows)
  const more = group.length - shown.flat().length
  const against = practices.length === 0 ? '' : ` · ${namedFew(practices)}`
  return [
    `- ${SEVERITY_ICONS[severity]} **${escapeText(title)}** · ${checkOf(check, links)}${against}`,
    ...shown.map((row) => rowItem(row, links, room.places)),
    ...(more > 0 ? [`  - …and ${plural(more, 'more finding')}`] : []),
    `  - **Fix:** ${markdown(remedy)}`,
  ].join('\n')
}

/** Findings that say the same of several places stand in one row; those with a chain of their own do not. */
function rowsOf(group: readonly Finding[]): Finding[][] {
  return [
    ...groupBy(group, ({ message, because }) => JSON.stringify([message, because.length > 1 && because])).values(),
  ]
}

function rowItem(row: readonly Finding[], links: Links | undefined, most: number): string {
  const places = row.slice(0, most).map(({ at }) => placeOf(at, links))
  const more = row.length - places.length
  const [first] = row
  return `  - ${places.join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${first === undefined ? '' : whatOf(first, links)}`
}

function namedFew(practices: readonly string[]): string {
  const more = practices.length - PRACTICES
  return `${practices.slice(0, PRACTICES).map(escapeText).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function whatOf({ message, because }: Finding, links: Links | undefined): string {
  return `${markdown(message)}${because.length > 1 ? `<br>Reached by ${chainOf(because, links)}` : ''}`
}
