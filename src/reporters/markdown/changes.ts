import { groupBy } from '../../core/group.js'
import type { Report, VerdictChange } from '../../core/report.js'
import { VERDICT_LABELS } from '../labels.js'
import { plural } from '../select.js'
import { encodeUrl, escapeText, link } from './escape.js'
import { folded, row, titled, type Section } from './layout.js'

const ICONS: Readonly<Record<VerdictChange['direction'], string>> = { worse: '🔻', better: '🔺', open: '▫️' }

/** Practices that got better, as far as they are shown without being asked for. */
const BETTER = 4

/**
 * The practices whose verdict the change moves, those of one cause in one row: what got worse is open, what got better where
 * it is little. What only became visible, or no longer is, is folded away.
 */
export function changedPracticesSections({ changes = [] }: Report): Section[] {
  const of = (direction: VerdictChange['direction']) => changes.filter((change) => change.direction === direction)
  const [worse, better, seen] = [of('worse'), of('better'), of('open')]
  const open = better.length > BETTER ? worse : [...worse, ...better]
  const header = [row(['', 'Practice', 'Verdict', 'Why']), row(['---', '---', '---', '---'])]
  return [
    titled(`Practices that this change moves (${worse.length + better.length})`, rowsOf(open), header),
    folded(`🔺 ${plural(better.length, 'practice')} that got better`, open === worse ? rowsOf(better) : [], header),
    folded(`▫️ ${plural(seen.length, 'practice')} that this change makes visible, or hides`, rowsOf(seen), header),
  ]
}

function rowsOf(changes: readonly VerdictChange[]): string[] {
  const groups = groupBy(changes, ({ from, to, because }) => `${from} ${to} ${because}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { direction, from, to, because } = first
    const verdicts = `${VERDICT_LABELS[from]} → ${VERDICT_LABELS[to]}`
    return [row([ICONS[direction], group.map(nameOf).join('<br>'), verdicts, escapeText(because)])]
  })
}

function nameOf({ id, title, url }: VerdictChange): string {
  return `${link(escapeText(id), encodeUrl(url))} ${escapeText(title)}`
}
