import type { LevelCriteria, MaturityStep, PhaseLevel, Report } from '../../core/report.js'
import { EFFORT_LABELS } from '../labels.js'
import { missingPermissions, plural } from '../select.js'
import { code, encodeUrl, escapeText, htmlText, link } from './escape.js'
import type { Links } from './place.js'
import { named } from './practices.js'
import { folded, row, titled, type Section } from './layout.js'

/** The level reached, what reaches the next one, and which permissions would turn unknown into known. */
export function nextSection(report: Report, links: Links | undefined): Section {
  const { level, atMost, name, next, toAttest } = report.maturity
  const reached =
    level === null ? [] : [`**Automation maturity: level ${level} of 5, ${escapeText(name)}**${upTo(level, atMost)}`]
  const steps = [
    ...next.map((step) => stepText(step, links)),
    ...toAttest.map((practice) => `- Attest: ${code(practice)} (\`pillarlint attest\` writes the entry)`),
  ]
  const grants = missingPermissions(report).map(
    ({ permission, practices }) =>
      `- Grant ${code(permission)}: it may settle ${plural(practices.length, 'practice')} (${named(practices)})`,
  )
  const intro = [
    ...reached,
    ...(steps.length > 0 && level !== null && level < 5 ? ['', `To reach level ${level + 1}:`] : []),
  ]
  const items = [...steps, ...(steps.length > 0 && grants.length > 0 ? ['', 'To see more:', ''] : []), ...grants]
  if (intro.length === 0) return titled('Next steps', items)
  return items.length === 0 ? titled('Next steps', intro) : titled('Next steps', items, [...intro, ''])
}

function stepText({ check, title, state, effort }: MaturityStep, links: Links | undefined): string {
  const what = state === 'fail' ? `Fix (${EFFORT_LABELS[effort]})` : 'Make visible'
  const page =
    links?.checkPages === undefined ? code(check) : link(code(check), encodeUrl(`${links.checkPages}${check}.md`))
  return `- ${what}: ${escapeText(title)} (${page})`
}

function upTo(level: number, atMost: number | null): string {
  return atMost !== null && atMost > level ? `, ${atMost} if all that is unknown turns out well` : ''
}

/** Phases and published criteria, folded: where the repository stands and what is still to be shown. */
export function maturitySection({ maturity }: Report): Section {
  const { phases, criteria } = maturity
  const items = [
    row(['Phase', 'Level']),
    row(['---', '---']),
    ...phases.map((each) => row([escapeText(each.title), rangeOf(each)])),
    '',
    row(['Published criteria of level', 'met', 'partly', 'not met', 'unknown', 'do not apply']),
    row(['---', '---:', '---:', '---:', '---:', '---:']),
    ...criteria.map(criteriaRow),
    '',
    ...criteria.flatMap(({ level, notMet, partlyMet }) => {
      const missing = [...notMet, ...partlyMet]
      return missing.length === 0 ? [] : [`Missing of level ${level}: ${missing.map(code).join(', ')}`, '']
    }),
  ]
  const intro = ['The level of the repository is that of its lowest phase.', '']
  return folded(htmlText('Maturity by phase and criterion'), phases.length === 0 ? [] : [items.join('\n')], intro)
}

function rangeOf({ level, atMost }: PhaseLevel): string {
  return atMost > level ? `${level} to ${atMost}` : String(level)
}

function criteriaRow({ level, title, ...lists }: LevelCriteria): string {
  const { met, partlyMet, notMet, unknown, notApplicable } = lists
  const counts = [met, partlyMet, notMet, unknown, notApplicable].map((list) => String(list.length))
  return row([`${level} ${escapeText(title)}`, ...counts])
}
