/** A part of a report that may be shortened: what frames it is never cut, and none of its items is cut in two. */
export interface Section {
  /** Lines before the items. */
  readonly open: readonly string[]
  /** Each item is Markdown that is complete by itself. */
  readonly items: readonly string[]
  /** Lines after the items. */
  readonly close: readonly string[]
}

/** What stands in for items that were left out, on a line of its own. */
const leftOut = (count: number): string => `…and ${count} more, left out to keep this short.`

/** Enough for {@link leftOut} and the blank lines around it. */
const RESERVE = leftOut(1_000_000_000).length + 3

/**
 * The head and the sections as one text of at most `limit` UTF-16 units. Sections keep their order and earlier ones get
 * room first; what a section leaves out it counts. Sections whose frame does not fit are dropped from the end.
 */
export function layOut(head: readonly string[], sections: readonly Section[], limit: number): string {
  const start = lengthOf(head)
  const kept = sections.filter(({ items }) => items.length > 0)
  while (kept.length > 0 && start + kept.reduce((sum, section) => sum + frameOf(section), 0) > limit) kept.pop()
  let room = limit - start - kept.reduce((sum, section) => sum + frameOf(section), 0)
  const lines = [...head]
  for (const { open, items, close } of kept) {
    const shown: string[] = []
    for (const item of items) {
      if (item.length + 1 > room) break
      room -= item.length + 1
      shown.push(item)
    }
    const more = items.length - shown.length
    lines.push(...open, ...shown, ...(more > 0 ? ['', leftOut(more)] : []), ...close)
  }
  const text = `${lines.join('\n')}\n`
  return text.length <= limit ? text : text.slice(0, Math.max(0, limit))
}

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0)

const frameOf = ({ open, close }: Section): number => lengthOf(open) + lengthOf(close) + RESERVE

/** A section under a heading. */
export function titled(heading: string, items: readonly string[], intro: readonly string[] = []): Section {
  return { open: ['', `### ${heading}`, '', ...intro], items, close: [] }
}

/** A section that is folded away; `summary` is HTML text. */
export function folded(summary: string, items: readonly string[], open: readonly string[] = []): Section {
  return {
    open: ['', '<details>', `<summary>${summary}</summary>`, '', ...open],
    items,
    close: ['', '</details>'],
  }
}

/** A table row of cells that are already safe. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
