import type { LevelCriteria, PhaseLevel, Report } from '../../core/report.js'
import { plural } from '../select.js'
import { BEST_STEPS, shownSteps, type ShownStep } from '../steps.js'
import { barChart } from './chart.js'
import { code, escapeText } from './escape.js'
import { folded, row, titled, type Section } from './layout.js'
import { checkOf, placeOf, type Links } from './place.js'

/** The level reached and the first steps to the next one. */
export function nextSection(report: Report, links: Links | undefined): Section {
  const { level, atMost, name } = report.maturity
  const steps = shownSteps(report)
  const best = steps.slice(0, BEST_STEPS).map((step) => stepText(step, links))
  if (level === null) return titled('Next steps', best)
  const reached = `**Automation maturity: level ${level} of 5, ${escapeText(name)}**${upTo(level, atMost)}.`
  if (best.length === 0) return titled('Next steps', [reached])
  const count =
    steps.length > BEST_STEPS
      ? `Level ${level + 1} takes ${plural(steps.length, 'step')}; the first ${BEST_STEPS}:`
      : `To reach level ${level + 1}:`
  return titled('Next steps', best, [`${reached} ${count}`, ''])
}

function stepText({ check, lead, title, note, at }: ShownStep, links: Links | undefined): string {
  const place = at === undefined ? '' : ` in ${placeOf(at, links)}`
  const what = lead === 'Fix' ? `**Fix:** ${escapeText(title)}${place}` : `**Find out** whether: ${escapeText(title)}`
  return `- ${what} — ${escapeText(note)} (${checkOf(check, links)})`
}

function upTo(level: number, atMost: number | null): string {
  return atMost !== null && atMost > level ? `, ${atMost} if all that is unknown turns out well` : ''
}

/** Phases, drawn and as a table, the published criteria, and every step; folded. */
export function maturitySection(report: Report, links: Links | undefined): Section {
  const { level, phases, criteria, toAttest } = report.maturity
  if (phases.length === 0) return folded('', [])
  const steps = [
    ...shownSteps(report).map((step) => stepText(step, links)),
    ...toAttest.map((practice) => `- **Attest:** ${code(practice)} — \`pillarlint attest\` writes the entry`),
  ]
  const items = [
    ...barChart(
      'Level reached',
      5,
      phases.map((each) => [each.title, each.level]),
    ),
    ...[row(['Phase', 'Level']), row(['---', '---'])],
    ...phases.map((each) => row([escapeText(each.title), rangeOf(each)])),
    '',
    ...(level !== null && level < 5 && steps.length > 0 ? [`Every step to level ${level + 1}:`, '', ...steps, ''] : []),
    row(['Published criteria of level', 'met', 'partly', 'not met', 'unknown', 'do not apply']),
    row(['---', '---:', '---:', '---:', '---:', '---:']),
    ...criteria.map(criteriaRow),
    '',
    ...criteria.flatMap(({ level: each, notMet, partlyMet }) => {
      const missing = [...notMet, ...partlyMet]
      return missing.length === 0 ? [] : [`Missing of level ${each}: ${missing.map(code).join(', ')}`, '']
    }),
  ]
  const intro = ['The level of the repository is that of its lowest phase.', '']
  return folded('<b>Maturity</b> by phase and criterion', [items.join('\n')], intro)
}

function rangeOf({ level, atMost }: PhaseLevel): string {
  return atMost > level ? `${level} to ${atMost}` : String(level)
}

function criteriaRow({ level, title, ...lists }: LevelCriteria): string {
  const { met, partlyMet, notMet, unknown, notApplicable } = lists
  const counts = [met, partlyMet, notMet, unknown, notApplicable].map((list) => String(list.length))
  return row([`${level} ${escapeText(title)}`, ...counts])
}
