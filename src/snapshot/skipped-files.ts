import { once } from '../core/once.js'
import { LEFT_OUT } from '../core/unread.js'
import { BlobStore, type TreeEntry } from './blob-store.js'
import { fields, git } from './git.js'
import type { Loaded, Refusal } from './lazy-files.js'
import type { FileLimits } from './limits.js'

/** Files of the index that are not on disk on purpose. */
export interface SkippedFiles {
  readonly load: (path: string, refuse: Refusal) => Loaded
  /** Bytes; undefined for what has no content here. */
  readonly size: (path: string) => number | undefined
}

/**
 * Files that a sparse checkout leaves out: they belong to what is checked out as much as the others, so their contents
 * come from git's objects, as far as the clone has them. Git is asked when the first of them is.
 */
export function skippedFiles(root: string, paths: ReadonlySet<string>, limits: FileLimits): SkippedFiles {
  const entries = once(() => entriesOf(root, paths))
  const store = once(() => new BlobStore(root, [...entries().values()], limits))
  return {
    load(path, refuse) {
      const entry = entries().get(path)
      if (entry === undefined) return { problem: `${LEFT_OUT}, and its content is not in this clone` }
      const refused = refuse(entry.size)
      if (refused !== undefined) return { problem: refused }
      const bytes = store().get(entry)
      return bytes === undefined ? { problem: `${LEFT_OUT}, and its content cannot be read` } : { bytes }
    },
    size: (path) => entries().get(path)?.size,
  }
}

/** Regular files alone, those whose contents are in the clone. */
function entriesOf(root: string, paths: ReadonlySet<string>): ReadonlyMap<string, TreeEntry> {
  const listed = git(root, ['ls-files', '-z', '--stage', '--cached'])
  const staged = fields(listed.stdout).flatMap((field) => {
    const tab = field.indexOf('\t')
    const [mode = '', object = ''] = field.slice(0, tab).split(' ')
    const path = field.slice(tab + 1)
    return mode.startsWith('100') && paths.has(path) ? [{ path, mode, object }] : []
  })
  const sizes = sizesOf(root, [...new Set(staged.map(({ object }) => object))])
  return new Map(
    staged.flatMap((entry): [string, TreeEntry][] => {
      const size = sizes.get(entry.object)
      return size === undefined ? [] : [[entry.path, { ...entry, size }]]
    }),
  )
}

/** `<id> blob <size>` of each that is there, `<id> missing` of the others (git docs: git-cat-file, BATCH OUTPUT). */
function sizesOf(root: string, ids: readonly string[]): ReadonlyMap<string, number> {
  if (ids.length === 0) return new Map()
  const printed = git(root, ['cat-file', '--batch-check'], { input: `${ids.join('\n')}\n` })
  const lines = printed.ok ? printed.stdout.toString('latin1').split('\n') : []
  return new Map(
    lines.flatMap((line): [string, number][] => {
      const [id = '', type, size] = line.split(' ')
      return type === 'blob' ? [[id, Number(size)]] : []
    }),
  )
}
