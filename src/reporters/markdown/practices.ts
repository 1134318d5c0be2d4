import { plain } from '../../core/message.js'
import type { Evidence, PracticeVerdict, Report } from '../../core/report.js'
import { CATEGORIES, FRAMEWORKS, type Category, type Verdict } from '../../core/verdict.js'
import { FRAMEWORK_LABELS, VERDICT_LABELS, VERDICT_ORDER } from '../labels.js'
import { byVerdict, countVerdicts } from '../select.js'
import { encodeUrl, escapeText, htmlText, link, markdown } from './escape.js'
import { folded, row, titled, type Section } from './layout.js'
import { placeOf, type Links } from './place.js'
import { groupBy } from '../../core/group.js'

const VERDICT_ICONS: Readonly<Record<Verdict, string>> = {
  met: '✅',
  'partly-met': '🟡',
  'not-met': '❌',
  unknown: '❔',
  'not-applicable': '➖',
  attested: '📝',
}

/** Practices named in one line; more are counted. */
const NAMED = 6

/** How many practices of each category have each verdict; folded. */
export function scoreSection({ practices }: Report): Section {
  const rows = [...CATEGORIES, null].flatMap((category) => {
    const counts = countVerdicts(practices.filter((practice) => practice.category === category))
    if (counts.size === 0) return []
    return [row([labelOf(category), ...VERDICT_ORDER.map((verdict) => String(counts.get(verdict) ?? 0))])]
  })
  const header = VERDICT_ORDER.map((verdict) => `${VERDICT_ICONS[verdict]} ${VERDICT_LABELS[verdict]}`)
  return folded('<b>All practices</b> by importance and verdict', rows, [
    row(['', ...header]),
    row(['---', ...header.map(() => '---:')]),
  ])
}

/** Rows of foundational practices that are shown without being asked for. */
const FOUNDATIONAL = 6

/**
 * The foundational practices that ask for work: those that fail the gate first, those of one cause in one row, the first
 * rows open. The sentence that there are none.
 */
export function foundationalSections(report: Report, links: Links | undefined): Section[] {
  const foundational = report.practices.filter(({ category }) => category === 'foundational')
  if (foundational.length === 0) return []
  const failing = new Set(report.gate.practices)
  const broken = byVerdict(foundational)
    .filter(({ verdict }) => verdict === 'not-met' || verdict === 'partly-met')
    .sort((a, b) => Number(failing.has(b.id)) - Number(failing.has(a.id)))
  const counts = countVerdicts(foundational)
  const score = VERDICT_ORDER.filter((verdict) => counts.has(verdict))
    .map((verdict) => `${VERDICT_ICONS[verdict]} ${counts.get(verdict) ?? 0} ${VERDICT_LABELS[verdict]}`)
    .join(' · ')
  if (broken.length === 0) return [titled('Foundational practices', [score, '', 'None of them is seen to be broken.'])]
  const why = reasonsIn(report, links)
  const rows = [...groupBy(broken, ({ verdict, reason }) => `${verdict} ${reason}`).values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [row([VERDICT_ICONS[first.verdict], group.map(nameOf).join('<br>'), why(first)])]
  })
  const header = [row(['', 'Practice', 'Why']), row(['---', '---', '---'])]
  const shown = rows.length > FOUNDATIONAL + 2 ? rows.slice(0, FOUNDATIONAL) : rows
  return [
    titled('Foundational practices', shown, [score, '', ...header]),
    folded('The other foundational practices that are not fully met', rows.slice(shown.length), header),
  ]
}

/** The reason of a practice; where it is that of a finding, in its words, with a link to its place. */
function reasonsIn({ findings }: Report, links: Links | undefined): (practice: PracticeVerdict) => string {
  const known = new Map(findings.map((finding) => [finding.fingerprint, finding]))
  return ({ reason, findings: behind }) => {
    const own = behind.flatMap((fingerprint) => known.get(fingerprint) ?? [])
    const told = own.find(({ message, at }) => at && reason === `${bare(plain(message))} (${at.file}:${at.line})`)
    return told === undefined ? escapeText(reason) : `${markdown(told.message)} ${placeOf(told.at, links)}`
  }
}

const bare = (sentence: string): string => sentence.replace(/\.$/, '')

/**
 * Every practice of every framework, one folded table each, those with something to tell first. Unknown ones of one
 * reason share a row; those that do not apply are only counted.
 */
export function practiceSections(report: Report, links: Links | undefined): Section[] {
  const { practices } = report
  const context: Context = { links, why: reasonsIn(report, links), places: placesIn(report, links) }
  return FRAMEWORKS.map((framework) => {
    const own = practices.filter((practice) => practice.framework === framework)
    const counts = countVerdicts(own)
    const summary = VERDICT_ORDER.filter((verdict) => counts.has(verdict))
      .map((verdict) => `${counts.get(verdict) ?? 0} ${VERDICT_LABELS[verdict]}`)
      .join(', ')
    const known = TOLD.flatMap((verdict) => sortedByCategory(own.filter((practice) => practice.verdict === verdict)))
    const unknown = sortedByCategory(own.filter(({ verdict }) => verdict === 'unknown'))
    return folded(
      `${htmlText(FRAMEWORK_LABELS[framework])}: ${summary}`,
      [...known.map((practice) => detailRow(practice, context)), ...unknownRows(unknown, context)],
      [row(['', 'Practice', 'Why', 'Findings and evidence']), row(['---', '---', '---', '---'])],
    )
  })
}

/** Verdicts that a person acts on or is pleased by. */
const TOLD: readonly Verdict[] = ['not-met', 'partly-met', 'met', 'attested']

/** From this number on, unknown practices of one reason share a row. */
const SHARED = 3

function unknownRows(practices: readonly PracticeVerdict[], context: Context): string[] {
  return [...groupBy(practices, ({ reason }) => reason)]
    .sort(([, a], [, b]) => a.length - b.length)
    .flatMap(([reason, group]) =>
      group.length < SHARED
        ? group.map((practice) => detailRow(practice, context))
        : [row([VERDICT_ICONS.unknown, group.map(({ id }) => escapeText(id)).join(', '), escapeText(reason), ''])],
    )
}

function sortedByCategory(practices: readonly PracticeVerdict[]): PracticeVerdict[] {
  const rank = ({ category }: PracticeVerdict): number =>
    category === null ? CATEGORIES.length : CATEGORIES.indexOf(category)
  return [...practices].sort((a, b) => rank(a) - rank(b))
}

interface Context {
  readonly links: Links | undefined
  readonly why: (practice: PracticeVerdict) => string
  readonly places: (practice: PracticeVerdict) => string
}

/** Places of findings that stand beside a practice; more are counted. */
const PLACES = 3

/** The places of the findings against a practice, each once. */
function placesIn({ findings }: Report, links: Links | undefined): (practice: PracticeVerdict) => string {
  const known = new Map(findings.map(({ fingerprint, at }) => [fingerprint, at]))
  return ({ findings: behind }) => {
    const places = [...new Set(behind.flatMap((each) => known.get(each) ?? []).map((at) => placeOf(at, links)))]
    const more = places.length - PLACES
    return `${places.slice(0, PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  }
}

function detailRow(practice: PracticeVerdict, { links, why, places }: Context): string {
  const [first, ...more] = practice.evidence
  const evidence =
    first === undefined ? '' : `${evidenceOf(first, links)}${more.length > 0 ? ` and ${more.length} more` : ''}`
  const against = places(practice)
  const both = [...(against === '' ? [] : [`Against: ${against}`]), ...(evidence === '' ? [] : [evidence])]
  return row([VERDICT_ICONS[practice.verdict], nameOf(practice), why(practice), both.join('<br>')])
}

function evidenceOf({ text, at }: Evidence, links: Links | undefined): string {
  return at === undefined ? markdown(text) : `${markdown(text)} (${placeOf(at, links)})`
}

function nameOf({ id, title, url }: PracticeVerdict): string {
  return `${link(escapeText(id), encodeUrl(url))} ${escapeText(title)}`
}

const labelOf = (category: Category | null): string => category ?? 'without category'

/** The first ids, and how many more there are. */
export function named(ids: readonly string[]): string {
  const shown = ids.slice(0, NAMED).map(escapeText).join(', ')
  return ids.length > NAMED ? `${shown} and ${ids.length - NAMED} more` : shown
}
