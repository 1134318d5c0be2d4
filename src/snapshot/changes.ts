import { known, unknown, type Known } from '../core/known.js'
import { git, type GitResult } from './git.js'
import { parseDiff, type Changes } from './parse-diff.js'
import { resolveRevision } from './revision.js'

/** A change whose text is larger is not reviewed by lines. */
const MAX_DIFF_BYTES = 32 * 1024 * 1024

/**
 * The files that differ between `base` and `head`, with the lines of `head` that were added or changed; an empty list
 * where there are no lines to name (binary, renamed without a change). Deleted files are left out. Without `head` the
 * files on disk are compared, those that git does not track yet included. Also the files that it renames. Unknown if a revision cannot be read.
 */
export function changedFiles(root: string, base: string, head?: string): Known<Changes> {
  const ids = [base, ...(head === undefined ? [] : [head])].map((each) => resolveRevision(root, each))
  if (ids.includes(undefined)) return unknown(`${base} or ${head ?? 'the work tree'} is not in this clone`)
  const flags = ['--raw', '--patch', '--unified=0', '--find-renames', '--no-ext-diff', '--no-textconv', '--no-color']
  const shape = ['--src-prefix=a/', '--dst-prefix=b/', '--ignore-submodules=all', '--relative', '--no-abbrev']
  const guard = head === undefined ? withoutFilters(root) : []
  if (guard === undefined) return unknown('a filter of the git configuration has a name that cannot be switched off')
  const args = [...guard, 'diff', ...flags, ...shape, ...ids.filter((id) => id !== undefined), '--']
  const printed = git(root, args, { maxBytes: MAX_DIFF_BYTES })
  if (!printed.ok) return unknown(`the changes since ${base} cannot be read: ${printed.reason}`)
  const changed = parseDiff(printed.stdout.toString('utf8'))
  if (head === undefined) for (const path of untracked(root)) changed.lines.set(path, [])
  return known(changed)
}

/**
 * The paths in which the files on disk differ from `base`: added, changed and deleted ones, both names of a renamed file,
 * and those that git does not track yet. Sorted. Unknown if the revision cannot be read.
 */
export function changedPaths(root: string, base: string): Known<string[]> {
  const id = resolveRevision(root, base)
  if (id === undefined) return unknown(`${base} is not in this clone`)
  const guard = withoutFilters(root)
  if (guard === undefined) return unknown('a filter of the git configuration has a name that cannot be switched off')
  const flags = ['--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty']
  const printed = git(root, [...guard, 'diff', ...flags, '--relative', id, '--'], { maxBytes: MAX_DIFF_BYTES })
  if (!printed.ok) return unknown(`the changes since ${base} cannot be read: ${printed.reason}`)
  return known([...new Set([...fieldsOf(printed), ...untracked(root)])].sort())
}

/**
 * Comparing with files on disk runs the clean filters that the configuration names (Git LFS, and whatever else a
 * repository made somebody set up): each is overridden by none. Undefined if a name holds the `=` that ends a key.
 */
function withoutFilters(root: string): string[] | undefined {
  const listed = git(root, ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'])
  const names = new Set(fieldsOf(listed).map((key) => key.slice(0, key.lastIndexOf('.'))))
  if ([...names].some((name) => name.includes('='))) return undefined
  return [...names].flatMap((name) => [
    '-c',
    `${name}.clean=`,
    '-c',
    `${name}.process=`,
    '-c',
    `${name}.required=false`,
  ])
}

function untracked(root: string): string[] {
  return fieldsOf(git(root, ['ls-files', '-z', '--others', '--exclude-standard'])).map((path) =>
    path.replace(/\/$/, ''),
  )
}

function fieldsOf(result: GitResult): string[] {
  return result.ok
    ? result.stdout
        .toString('utf8')
        .split('\0')
        .filter((each) => each !== '')
    : []
}
