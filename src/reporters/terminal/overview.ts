import { groupBy } from '../../core/group.js'
import type { Location } from '../../core/location.js'
import type { Finding, PracticeVerdict, Report } from '../../core/report.js'
import { CATEGORIES } from '../../core/verdict.js'
import { GATE_LABELS, VERDICT_LABELS, VERDICT_ORDER } from '../labels.js'
import { blockingFindings, byVerdict, countVerdicts, groupFindings, missingPermissions, plural } from '../select.js'
import { shownSteps } from '../steps.js'
import type { Palette } from './paint.js'
import { hanging, messageText, safe } from './text.js'

export interface OverviewStyle {
  readonly palette: Palette
  readonly width: number
  readonly verbose: boolean
}

/** Causes of broken practices that are listed without `verbose`. */
const LISTED = 10

/** How many practices of each category have each verdict, as a table. */
export function renderScore({ practices }: Report, { palette }: OverviewStyle): string[] {
  const rows = [...CATEGORIES, null].flatMap((category) => {
    const counts = countVerdicts(practices.filter((practice) => practice.category === category))
    return counts.size === 0 ? [] : [{ name: category ?? 'without category', counts }]
  })
  if (rows.length === 0) return []
  const first = Math.max('Practices'.length, ...rows.map(({ name }) => name.length + 2))
  const header = VERDICT_ORDER.map((verdict) => VERDICT_LABELS[verdict])
  return [
    palette.bold(`${'Practices'.padEnd(first)}  ${header.join('  ')}`),
    ...rows.map(({ name, counts }) => {
      const cells = VERDICT_ORDER.map((verdict, i) => String(counts.get(verdict) ?? 0).padStart(header[i]?.length ?? 0))
      return `${`  ${name}`.padEnd(first)}  ${cells.join('  ')}`
    }),
    '',
  ]
}

/** The practices that are not or not fully met, foundational ones first, those of one cause together with it. */
export function renderBroken({ practices }: Report, style: OverviewStyle): string[] {
  const { palette, verbose } = style
  const rank = ({ category }: PracticeVerdict) => (category === null ? CATEGORIES.length : CATEGORIES.indexOf(category))
  const broken = byVerdict(practices)
    .filter(({ verdict }) => verdict === 'not-met' || verdict === 'partly-met')
    .sort((a, b) => rank(a) - rank(b))
  const groups = [...groupBy(broken, ({ verdict, reason }) => `${verdict} ${reason}`).values()]
  const shown = verbose ? groups : groups.slice(0, LISTED)
  if (shown.length === 0) return []
  const more = broken.length - shown.flat().length
  return [
    palette.bold('Not or not fully met'),
    ...shown.flatMap((group) => brokenLines(group, style)),
    ...(more > 0 ? [palette.dim(`  and ${plural(more, 'more practice')}; --verbose lists them`)] : []),
    '',
  ]
}

/** The first practice in full, the others of the same cause by their ids, then the cause. */
function brokenLines([practice, ...others]: readonly PracticeVerdict[], style: OverviewStyle): string[] {
  if (practice === undefined) return []
  const { palette, width, verbose } = style
  const { id, title, verdict, reason } = practice
  const tone = verdict === 'not-met' ? palette.red : palette.yellow
  const [first = '', ...rest] = hanging(`  ${id} `, safe(title), width)
  const named = verbose ? others : others.slice(0, ALSO)
  const more = others.length - named.length
  const also = `${named.map((each) => each.id).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return [
    tone(first.slice(0, id.length + 2)) + first.slice(id.length + 2),
    ...rest,
    ...(others.length > 0 ? hanging('    also ', also, width) : []),
    ...hanging('    ', safe(reason), width).map(palette.dim),
  ]
}

/** The level reached, and what reaches the next one. */
export function renderMaturity(report: Report, { palette, width }: OverviewStyle): string[] {
  const { level, atMost, name, next, toAttest } = report.maturity
  if (level === null) return []
  const range = atMost !== null && atMost > level ? ` (${atMost} if all that is unknown turns out well)` : ''
  return [
    `${palette.bold('Maturity:')} level ${level} of 5, ${safe(name)}${range}`,
    ...(next.length > 0 && level < 5 ? [`  to reach level ${level + 1}:`] : []),
    ...shownSteps(report).flatMap(({ check, lead, title, note, at }) => {
      const place = at === undefined ? '' : ` in ${safe(at.file)}:${at.line}`
      return lead === 'Fix'
        ? hanging('    fix       ', `${safe(title)}${place} (${safe(note)}; ${safe(check)})`, width)
        : hanging('    find out  ', `whether: ${safe(title)} (${safe(note)}; ${safe(check)})`, width)
    }),
    ...toAttest.flatMap((practice) =>
      hanging('    attest    ', `${safe(practice)} (pillarlint attest ${safe(practice)})`, width),
    ),
    ...missingPermissions(report).flatMap(({ permission, practices }) =>
      hanging('  grant ', `${safe(permission)}: it may settle ${plural(practices.length, 'practice')}`, width),
    ),
    '',
  ]
}

/** Phases and criteria: how far the repository has come on the way to each level. */
export function renderProgress({ maturity }: Report, { palette }: OverviewStyle): string[] {
  const { phases, criteria } = maturity
  if (phases.length === 0) return []
  return [
    palette.bold('Maturity by phase'),
    ...phases.map(
      ({ title, level, atMost }) => `  ${atMost > level ? `${level}-${atMost}` : `${level}  `}  ${safe(title)}`,
    ),
    '',
    palette.bold('Published criteria met'),
    ...criteria.map(({ level, title, met, partlyMet, notMet, unknown, notApplicable }) => {
      const all = [met, partlyMet, notMet, unknown, notApplicable].reduce((sum, { length }) => sum + length, 0)
      const apart = unknown.length > 0 ? `, ${unknown.length} unknown` : ''
      return `  ${met.length} of ${all}${apart}  level ${level}, ${safe(title)}`
    }),
    '',
  ]
}

/** What was not looked into, and what is left over; only counted without `verbose`. */
export function renderUnseen(
  { coverage, checks, leftovers, configChanges }: Report,
  { palette, width, verbose }: OverviewStyle,
): string[] {
  const { files, unresolved, hosting } = coverage
  const crashed = checks.filter(({ state }) => state === 'crashed')
  const skipped = checks.filter(({ state }) => state === 'skipped')
  const lists: readonly (readonly [noun: string, lines: readonly string[]])[] = [
    ['skipped check', skipped.map(({ id, reason }) => `${id}: ${reason}`)],
    [
      'setting that cannot be read',
      hosting.map(
        ({ fact, reason, permission }) =>
          `${fact}: ${reason}${permission === undefined ? '' : ` (needs ${permission})`}`,
      ),
    ],
    ['construct that cannot be resolved', unresolved.map(({ what, at }) => `${at.file}:${at.line} ${what}`)],
    ['file that was not read', files.unread.map(({ file, reason }) => `${file}: ${reason}`)],
    [
      'comment, exception or record to clean up',
      leftovers.map(({ at, message }) => `${at === undefined ? '' : `${at.file}:${at.line} `}${message}`),
    ],
    ['change to the configuration, which does not count yet', configChanges],
  ]
  const filled = lists.filter(([, lines]) => lines.length > 0)
  const counted = filled.map(([noun, lines]) => `${lines.length} × ${noun}`).join(', ')
  const listed = verbose
    ? filled.flatMap(([noun, lines]) => [
        palette.bold(`${lines.length} × ${noun}`),
        ...lines.flatMap((line) => hanging('  ', safe(line), width, 4)),
      ])
    : hanging('Also: ', `${counted} (--verbose lists them)`, width).map(palette.dim)
  const crashes = crashed.flatMap(({ id, reason }) =>
    hanging('crashed: ', `${safe(id)}: ${safe(reason)}`, width).map(palette.red),
  )
  const lines = [...crashes, ...(filled.length > 0 ? listed : [])]
  return lines.length === 0 ? [] : [...lines, '']
}

/** Further practices of one cause that are named without `verbose`. */
const ALSO = 5

/** Problems that are listed beside the verdict, and places of each. */
const TO_FIX = 10
const ALIKE = 3

/** The verdict and what to fix for it, or its reasons: the last lines, where the eye is when the run ends. */
export function renderGate(report: Report, { palette, width }: OverviewStyle): string[] {
  const { gate, coverage } = report
  const tone = gate.verdict === 'pass' ? palette.green : palette.red
  const terms =
    gate.failOn === 'never'
      ? 'the gate is off'
      : `fails on ${gate.failOn} practices, judges ${gate.scope === 'changes' ? 'what the change introduces' : 'the whole repository'}`
  const toFix = blockingFindings(report)
  const groups = groupFindings(toFix)
  const more = groups.slice(TO_FIX).flat().length
  return [
    palette.dim(`${coverage.files.read} of ${plural(coverage.files.seen, 'file')} read`),
    `${palette.bold('Gate:')} ${palette.bold(tone(GATE_LABELS[gate.verdict]))} (${terms})`,
    ...(toFix.length === 0 ? gate.because.flatMap((reason) => hanging('  - ', safe(reason), width)) : []),
    ...(toFix.length > 0 ? [`To pass, fix ${plural(toFix.length, 'finding')}:`] : []),
    ...groups.slice(0, TO_FIX).flatMap((group) => toFixLines(group, width)),
    ...(more > 0 ? [`  and ${plural(more, 'more finding')}, marked “fails the gate” above`] : []),
  ]
}

/** The first places of one problem, and what to do once. */
function toFixLines(group: readonly [Finding, ...Finding[]], width: number): string[] {
  const [{ check, remedy }] = group
  const more = group.length - ALIKE
  return [
    ...group
      .slice(0, ALIKE)
      .flatMap(({ at, message }) => hanging('  - ', `${placed(at)}${messageText(message)} [${safe(check)}]`, width)),
    ...(more > 0 ? [`    and ${more} more like ${more === 1 ? 'it' : 'these'}`] : []),
    ...hanging('    fix: ', messageText(remedy), width),
  ]
}

const placed = (at: Location | undefined): string => (at === undefined ? '' : `${safe(at.file)}:${at.line}: `)
