import type { LevelCriteria, PhaseLevel, Report } from '../../core/report.js'
import type { Links } from '../links.js'
import { missingPermissions, plural } from '../select.js'
import { shownSteps, type ShownStep } from '../steps.js'
import { code, html, type Html } from './escape.js'
import { list, table } from './parts.js'
import { checkOf, placeOf } from './place.js'
import { practiceLinks } from './practices.js'

/** The levels of the automation maturity model. */
const LEVELS = [1, 2, 3, 4, 5] as const

/** The level reached, by phase and criterion, and what reaches the next one. */
export function maturityBody(report: Report, links: Links | undefined): Html {
  const { level, phases, criteria } = report.maturity
  const steps = stepsOf(report, links)
  if (level === null && steps.text === '') return html``
  return html`${level !== null && reached(report)} ${steps}
  ${
    phases.length > 0 &&
    html`<h3>By phase</h3>
      <p>The level of the repository is that of its lowest phase.</p>
      <div class="beside">
        ${phaseFigure(phases)}${table(
          'Level of each phase',
          ['Phase', 'Level'],
          phases.map((each) => [each.title, rangeOf(each)]),
          [1],
        )}
      </div>`
  }
  ${
    criteria.length > 0 &&
    html`<h3>Published criteria</h3>
      ${criteriaTable(criteria)}${list(criteria.filter(isBehind).map((each) => missingOf(each, practiceLinks(report))))}`
  }`
}

function reached({ maturity: { level, atMost, name } }: Report): Html {
  const more =
    level !== null && atMost !== null && atMost > level ? `, ${atMost} if all that is unknown turns out well` : ''
  return html`<p class="lead">Level ${level ?? ''} of 5, ${name}${more}.</p>`
}

function stepsOf(report: Report, links: Links | undefined): Html {
  const { level, toAttest } = report.maturity
  const linkTo = practiceLinks(report)
  const steps = [
    ...shownSteps(report).map((step) => stepOf(step, links)),
    ...toAttest.map((id) => html`Attest ${linkTo(id, true)}: <code>pillarlint attest</code> writes the entry`),
  ]
  const grants = missingPermissions(report).map(
    ({ permission, practices }) =>
      html`Grant ${code(permission)}: it may settle ${plural(practices.length, 'practice')}`,
  )
  if (steps.length + grants.length === 0) return html``
  const heading = level === null || level === 5 ? 'Next steps' : `To reach level ${level + 1}`
  return html`${
    steps.length > 0 &&
    html`<h3>${heading}</h3>
      ${list(steps)}`
  }${
    grants.length > 0 &&
    html`<h3>To see more</h3>
      ${list(grants)}`
  }`
}

function stepOf({ check, lead, title, note, at }: ShownStep, links: Links | undefined): Html {
  const what = lead === 'Fix' ? title : `whether: ${title}`
  return html`<strong>${lead}${lead === 'Fix' && ':'}</strong>
    ${what}${at !== undefined && html` in ${placeOf(at, links)}`} — ${note} (${checkOf(check, links)})`
}

const ROW = 34
const NAME = 280
const CELL = 44

/** A bar of five cells for each phase: filled up to its level, hatched up to what it could be. */
function phaseFigure(phases: readonly PhaseLevel[]): Html {
  const [width, height] = [NAME + LEVELS.length * CELL, phases.length * ROW + 20]
  return html`<svg
    class="figure"
    role="img"
    aria-label="Maturity level of each phase; the table beside it has the same numbers"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="2" height="6" />
      </pattern>
    </defs>
    ${LEVELS.map((level, i) => html`<text class="small" x="${NAME + i * CELL + CELL / 2}" y="12" text-anchor="middle">${level}</text>`)}
    ${phases.map(phaseBar)}
  </svg>`
}

function phaseBar({ title, level, atMost }: PhaseLevel, index: number): Html {
  const y = 20 + index * ROW
  return html`<text x="${NAME - 10}" y="${y + 19}" text-anchor="end">${title}</text>
    ${LEVELS.map((each, i) => {
      const kind = each <= level ? 'reached' : each <= atMost ? 'possible' : 'open'
      return html`<rect
        class="cell ${kind}"
        x="${NAME + i * CELL + 1}"
        y="${y + 3}"
        width="${CELL - 3}"
        height="${ROW - 10}"
        rx="3"
      />`
    })} `
}

function rangeOf({ level, atMost }: PhaseLevel): string {
  return atMost > level ? `${level} to ${atMost}` : String(level)
}

function criteriaTable(criteria: readonly LevelCriteria[]): Html {
  return table(
    'Published criteria of each level',
    ['Level', 'met', 'partly', 'not met', 'unknown', 'do not apply'],
    criteria.map(({ level, title, met, partlyMet, notMet, unknown, notApplicable }) => [
      `${level} ${title}`,
      ...[met, partlyMet, notMet, unknown, notApplicable].map((ids) => ids.length),
    ]),
    [1, 2, 3, 4, 5],
  )
}

const isBehind = ({ notMet, partlyMet }: LevelCriteria): boolean => notMet.length + partlyMet.length > 0

function missingOf({ level, notMet, partlyMet }: LevelCriteria, linkTo: (id: string) => Html): Html {
  return html`Missing of level ${level}:
  ${[...notMet, ...partlyMet].map((id, i) => html`${i > 0 && ', '}${linkTo(id)}`)}`
}
