import { git } from './git.js'
import { resolveRevision } from './revision.js'

/** A line of the one revision → where it stands in the other. Lines count from 1. */
export type LineShift = (file: string, line: number) => number

/** Files that are compared at most: those with something to show. */
const MOST_FILES = 200

/**
 * Where the lines of `from` stand in `to`, for files of a list: a test merge holds lines of the base that the head of the
 * pull request does not have, and the host shows the head. A line that only `from` has becomes the one where it would
 * stand. Undefined where a revision is not in the clone, or where nothing has moved.
 */
export function lineShift(root: string, from: string, to: string, files: ReadonlySet<string>): LineShift | undefined {
  const ids = [from, to].map((each) => resolveRevision(root, each))
  const [left, right] = ids
  if (left === undefined || right === undefined) return undefined
  const shifts = new Map<string, readonly Hunk[]>()
  for (const file of differing(root, left, right)
    .filter((each) => files.has(each))
    .slice(0, MOST_FILES)) {
    shifts.set(file, hunksOf(root, left, right, file))
  }
  if (shifts.size === 0) return undefined
  return (file, line) => shifted(line, shifts.get(file) ?? [])
}

/** Lines that were replaced: where they were, and where those stand that took their place. */
interface Hunk {
  readonly start: number
  readonly length: number
  readonly newStart: number
  readonly newLength: number
}

function differing(root: string, left: string, right: string): string[] {
  const flags = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules=all', '--relative']
  const printed = git(root, ['diff', ...flags, left, right, '--'])
  return printed.ok
    ? printed.stdout
        .toString('utf8')
        .split('\0')
        .filter((path) => path !== '')
    : []
}

function hunksOf(root: string, left: string, right: string, file: string): Hunk[] {
  const flags = ['--unified=0', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color', '--relative']
  const printed = git(root, ['diff', ...flags, left, right, '--', `:(literal)${file}`])
  if (!printed.ok) return []
  const heads = printed.stdout.toString('utf8').matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)
  return Array.from(heads, ([, start, length = '1', newStart, newLength = '1']) => ({
    start: Number(start),
    length: Number(length),
    newStart: Number(newStart),
    newLength: Number(newLength),
  }))
}

/** Git counts a hunk without lines from the line above it. */
function shifted(line: number, hunks: readonly Hunk[]): number {
  const hunk = hunks.findLast(({ start, length }) => (length === 0 ? start < line : start <= line))
  if (hunk === undefined) return line
  const { start, length, newStart, newLength } = hunk
  const behind = length === 0 ? start : start + length - 1
  const newBehind = newLength === 0 ? newStart : newStart + newLength - 1
  if (line > behind) return line - behind + newBehind
  return Math.max(1, newLength === 0 ? newStart : Math.min(newBehind, newStart + line - start))
}
