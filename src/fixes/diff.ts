/** Lines of context around each change. */
const CONTEXT = 3

/** More different lines than this are shown as one block that goes and one that comes. */
const MOST_DIFFERENCES = 600

/** A line that stays, goes or comes. */
interface Step {
  readonly sign: ' ' | '-' | '+'
  readonly line: string
}

/**
 * The change of a file as a unified diff that `git apply` takes; empty if the texts are equal. Not escaped for any sink.
 * @param path relative to the root
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const steps = stepsBetween(linesOf(before), linesOf(after))
  const hunks = hunksOf(steps)
  return [`--- ${quoted(`a/${path}`)}`, `+++ ${quoted(`b/${path}`)}`, ...hunks].join('\n') + '\n'
}

/** Each line with its line break, so that a changed or missing one is a change. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** Names with unusual characters are quoted as git does (git docs: core.quotePath). */
function quoted(path: string): string {
  if (/^[\w./ @+,=~{}()[\]!&-]+$/.test(path)) return path
  const bytes = [...new TextEncoder().encode(path)]
  const escaped = bytes.map((byte) =>
    byte > 0x7e || byte < 0x20 || byte === 0x22 || byte === 0x5c
      ? `\\${byte.toString(8).padStart(3, '0')}`
      : String.fromCharCode(byte),
  )
  return `"${escaped.join('')}"`
}

function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const same = (lines: readonly string[]): Step[] => lines.map((line) => ({ sign: ' ', line }))
  return [
    ...same(before.slice(0, start)),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ]
}

/** The shortest way from one to the other (E. Myers: An O(ND) Difference Algorithm and Its Variations, 1986). */
function shortest(before: readonly string[], after: readonly string[]): Step[] {
  const rounds: Map<number, number>[] = []
  let furthest = new Map<number, number>([[1, 0]])
  for (let edits = 0; edits <= Math.min(MOST_DIFFERENCES, before.length + after.length); edits++) {
    rounds.push(furthest)
    furthest = new Map(furthest)
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(furthest, diagonal, edits)
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= before.length && x - diagonal >= after.length) return traced(before, after, rounds)
    }
  }
  return [...before.map((line): Step => ({ sign: '-', line })), ...after.map((line): Step => ({ sign: '+', line }))]
}

function startOn(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  return comesDown(furthest, diagonal, edits)
    ? (furthest.get(diagonal + 1) ?? 0)
    : (furthest.get(diagonal - 1) ?? 0) + 1
}

/** Whether the way to this diagonal adds a line, and does not take one away. */
function comesDown(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true
  return diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1)
}

function traced(before: readonly string[], after: readonly string[], rounds: readonly Map<number, number>[]): Step[] {
  const steps: Step[] = []
  let [x, y] = [before.length, after.length]
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const furthest = rounds[edits] ?? new Map<number, number>()
    const diagonal = x - y
    const down = comesDown(furthest, diagonal, edits)
    const from = down ? diagonal + 1 : diagonal - 1
    const fromX = edits === 0 ? 0 : (furthest.get(from) ?? 0)
    const fromY = edits === 0 ? 0 : fromX - from
    for (; x > fromX && y > fromY; x--, y--) steps.push({ sign: ' ', line: before[x - 1] ?? '' })
    if (edits === 0) break
    if (down) steps.push({ sign: '+', line: after[--y] ?? '' })
    else steps.push({ sign: '-', line: before[--x] ?? '' })
  }
  return steps.reverse()
}

/** Changes that stand close to one another share their context. */
function hunksOf(steps: readonly Step[]): string[] {
  const lines: string[] = []
  let [index, oldLine, newLine] = [0, 1, 1]
  while (index < steps.length) {
    const first = steps.findIndex(({ sign }, at) => at >= index && sign !== ' ')
    if (first < 0) break
    const from = Math.max(index, first - CONTEXT)
    const to = endOfHunk(steps, first)
    ;[oldLine, newLine] = [oldLine + from - index, newLine + from - index]
    const hunk = steps.slice(from, to)
    const olds = hunk.filter(({ sign }) => sign !== '+').length
    const news = hunk.filter(({ sign }) => sign !== '-').length
    lines.push(`@@ -${range(oldLine, olds)} +${range(newLine, news)} @@`, ...hunk.map(textOf))
    ;[index, oldLine, newLine] = [to, oldLine + olds, newLine + news]
  }
  return lines
}

function endOfHunk(steps: readonly Step[], first: number): number {
  let last = first
  for (let at = first; at < steps.length && at <= last + 2 * CONTEXT; at++) if (steps[at]?.sign !== ' ') last = at
  return Math.min(steps.length, last + 1 + CONTEXT)
}

/** An empty range begins before its line. */
function range(line: number, count: number): string {
  return count === 0 ? `${line - 1},0` : count === 1 ? `${line}` : `${line},${count}`
}

function textOf({ sign, line }: Step): string {
  return line.endsWith('\n') ? sign + line.slice(0, -1) : `${sign}${line}\n\\ No newline at end of file`
}
