import type { LineRange } from '../core/location.js'

/** What a diff says of the new side. */
export interface Changes {
  /** Path → lines that are added or changed. */
  readonly lines: Map<string, LineRange[]>
  /** New path → path on the old side, of renamed files. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Reads `git diff --raw --patch --unified=0`: path → lines of the new side that are added or changed. Where lines were
 * only removed, the two lines around the gap count. A changed file without hunks has an empty list; deleted files and
 * changes of nothing but the mode are left out.
 */
export function parseDiff(text: string): Changes {
  const renamed = new Map<string, string>()
  const changed = new Map<string, LineRange[]>()
  let ranges: LineRange[] | undefined
  let skip = 0
  for (const line of linesOf(text)) {
    if (skip > 0) {
      // "\ No newline at end of file" is not counted by the hunk's header.
      if (!line.startsWith('\\')) skip--
    } else if (line.startsWith(':')) {
      const { path, old } = rawPaths(line)
      if (path !== undefined) changed.set(path, [])
      if (path !== undefined && old !== undefined) renamed.set(path, old)
    } else if (line.startsWith('+++ ')) {
      ranges = changed.get(headerPath(line))
    } else if (line.startsWith('@@ ')) {
      const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line)
      if (hunk === null) continue
      const [removed, from, added] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)]
      skip = removed + added
      ranges?.push(added > 0 ? { from, to: from + added - 1 } : { from: Math.max(from, 1), to: from + 1 })
    }
  }
  return { lines: changed, renamed }
}

/** Lines one by one: a large diff is not copied into an array. */
function* linesOf(text: string): Generator<string> {
  let start = 0
  while (start < text.length) {
    const end = text.indexOf('\n', start)
    yield text.slice(start, end < 0 ? text.length : end)
    if (end < 0) return
    start = end + 1
  }
}

/** `:100644 100644 <id> <id> M<tab>path`, or `R090<tab>old<tab>new` (git docs: git-diff, raw output format). */
function rawPaths(line: string): { path?: string; old?: string } {
  const [fields = '', ...paths] = line.split('\t')
  const [, , before, after, status = ''] = fields.split(' ')
  const isUnknown = /^0+$/.test(after ?? '')
  if (status.startsWith('D') || (before === after && !isUnknown && !status.startsWith('R'))) return {}
  const [old, path = old] = paths.map(unquote)
  if (path === undefined) return {}
  return { path, ...(status.startsWith('R') && old !== undefined && { old }) }
}

/** `+++ b/path`; git puts a tab behind a path with blanks. */
function headerPath(line: string): string {
  return unquote(line.slice('+++ '.length).replace(/\t$/, '')).replace(/^b\//, '')
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }

/** Undoes git's C-style quoting of unusual paths (git docs: git-config, core.quotePath). */
function unquote(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"')) return path
  const bytes: number[] = []
  const escaped = path.slice(1, -1)
  for (const [, octal, letter, plain] of escaped.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
    if (octal !== undefined) bytes.push(parseInt(octal, 8))
    else if (letter !== undefined) bytes.push(ESCAPES[letter] ?? letter.charCodeAt(0))
    else bytes.push(...Buffer.from(plain ?? '', 'utf8'))
  }
  return Buffer.from(bytes).toString('utf8')
}
