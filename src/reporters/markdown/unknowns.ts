import type { Report } from '../../core/report.js'
import { missingPermissions, plural } from '../select.js'
import { hiddenSettings, unknownReasons } from '../unseen.js'
import { code, escapeText } from './escape.js'
import { folded, row, type Section } from './layout.js'
import { named } from './practices.js'

/** Reasons that are listed; the tables of the practices have them all. */
const REASONS = 8

/** What could not be decided: which permission would settle it, what the host did not tell, and why else. */
export function unknownSection(report: Report): Section {
  const unknown = report.practices.filter(({ verdict }) => verdict === 'unknown')
  const grants = missingPermissions(report)
  const settled = new Set(grants.flatMap(({ practices: ids }) => ids)).size
  const hint =
    grants.length === 0
      ? ''
      : `; ${plural(grants.length, 'permission')} would let Pillarlint decide up to ${settled} of them`
  const permissions = grants.map(
    ({ permission, practices: ids }) =>
      `- Grant ${code(permission)}: it may settle ${plural(ids.length, 'practice')} (${named(ids)})`,
  )
  const settings = hiddenSettings(report).map(({ facts, reason, permission, remedy }) => {
    const grant = permission === undefined ? '' : ` (needs ${code(permission)})`
    return `- ${escapeText(facts.join(', '))}: ${escapeText(reason)}${grant}${remedy === undefined ? '' : `. ${escapeText(remedy)}`}`
  })
  return folded(`<b>Unknown</b>: ${plural(unknown.length, 'practice')} cannot be decided${hint}`, [
    ...permissions,
    ...(settings.length > 0 ? ['', 'Settings that cannot be read:', '', ...settings] : []),
    ...reasonsOf(report),
  ])
}

function reasonsOf(report: Report): string[] {
  const reasons = unknownReasons(report)
  if (reasons.length === 0) return []
  const rows = reasons.slice(0, REASONS).map(({ reason, count }) => row([String(count), escapeText(reason)]))
  const more = reasons.length - REASONS
  const rest = more > 0 ? ['', `…and ${plural(more, 'more reason')}`] : []
  return ['', row(['Practices', 'Why']), row(['---:', '---']), ...rows, ...rest]
}
