import type { Evidence, PracticeVerdict, Report } from '../../core/report.js'
import { CATEGORIES, FRAMEWORKS, type Category, type Verdict } from '../../core/verdict.js'
import { FRAMEWORK_LABELS, VERDICT_LABELS, VERDICT_ORDER } from '../labels.js'
import { byVerdict, countVerdicts } from '../select.js'
import { encodeUrl, escapeText, htmlText, link, markdown } from './escape.js'
import { folded, row, table, titled, type Section } from './layout.js'
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

/** How many practices of each category have each verdict. */
export function scoreSection({ practices }: Report): Section {
  const rows = [...CATEGORIES, null].flatMap((category) => {
    const counts = countVerdicts(practices.filter((practice) => practice.category === category))
    if (counts.size === 0) return []
    return [row([labelOf(category), ...VERDICT_ORDER.map((verdict) => String(counts.get(verdict) ?? 0))])]
  })
  const header = VERDICT_ORDER.map((verdict) => `${VERDICT_ICONS[verdict]} ${VERDICT_LABELS[verdict]}`)
  return table('Practices', ['', ...header], rows)
}

/** The foundational practices that ask for work, each with the reason; the sentence that there are none. */
export function foundationalSection({ practices }: Report): Section {
  const foundational = practices.filter(({ category }) => category === 'foundational')
  const broken = byVerdict(foundational).filter(({ verdict }) => verdict === 'not-met' || verdict === 'partly-met')
  if (foundational.length === 0) return titled('Foundational practices', [])
  if (broken.length === 0) return titled('Foundational practices', ['None of them is seen to be broken.'])
  return table(
    'Foundational practices that are not fully met',
    ['', 'Practice', 'Why'],
    broken.map((practice) => row([VERDICT_ICONS[practice.verdict], nameOf(practice), escapeText(practice.reason)])),
  )
}

/**
 * Every practice of every framework, one folded table each, those with something to tell first. Unknown ones of one
 * reason share a row; those that do not apply are only counted.
 */
export function practiceSections({ practices }: Report, links: Links | undefined): Section[] {
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
      [...known.map((practice) => detailRow(practice, links)), ...unknownRows(unknown, links)],
      [row(['', 'Practice', 'Why', 'Evidence']), row(['---', '---', '---', '---'])],
    )
  })
}

/** Verdicts that a person acts on or is pleased by. */
const TOLD: readonly Verdict[] = ['not-met', 'partly-met', 'met', 'attested']

/** From this number on, unknown practices of one reason share a row. */
const SHARED = 3

function unknownRows(practices: readonly PracticeVerdict[], links: Links | undefined): string[] {
  return [...groupBy(practices, ({ reason }) => reason)]
    .sort(([, a], [, b]) => a.length - b.length)
    .flatMap(([reason, group]) =>
      group.length < SHARED
        ? group.map((practice) => detailRow(practice, links))
        : [row([VERDICT_ICONS.unknown, group.map(({ id }) => escapeText(id)).join(', '), escapeText(reason), ''])],
    )
}

function sortedByCategory(practices: readonly PracticeVerdict[]): PracticeVerdict[] {
  const rank = ({ category }: PracticeVerdict): number =>
    category === null ? CATEGORIES.length : CATEGORIES.indexOf(category)
  return [...practices].sort((a, b) => rank(a) - rank(b))
}

function detailRow(practice: PracticeVerdict, links: Links | undefined): string {
  const [first, ...more] = practice.evidence
  const evidence =
    first === undefined ? '' : `${evidenceOf(first, links)}${more.length > 0 ? ` and ${more.length} more` : ''}`
  return row([VERDICT_ICONS[practice.verdict], nameOf(practice), escapeText(practice.reason), evidence])
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
