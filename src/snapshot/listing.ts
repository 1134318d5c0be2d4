import { lstatSync, readdir } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { HIDDEN_FOLDER } from '../core/unread.js'
import { git } from './git.js'
import { namedEntries, STRANGE_NAME } from './path-names.js'
import { systemProblem } from './problems.js'

/** The paths of a folder on disk. */
export interface Listing {
  readonly paths: readonly string[]
  /** Paths that cannot be read, whatever their names lead to, with the reason as a sentence part. */
  readonly lost: ReadonlyMap<string, string>
  /** Files of the index that a sparse checkout leaves out of the disk. */
  readonly skipped: ReadonlySet<string>
}

/** The tracked and untracked files of `root` where git answers, else every file outside `.git` and `node_modules`. */
export async function listWorkTree(root: string): Promise<Listing> {
  const tracked = gitListing(root)
  if (tracked !== undefined && (tracked.paths.length > 0 || hasGit(root))) return tracked
  return walkedListing(root)
}

/** Whether the folder is a repository of its own, so that an empty list means an empty repository. */
function hasGit(root: string): boolean {
  return !isGone(join(root, '.git'))
}

/** Undefined where git does not answer. */
function gitListing(root: string): Listing | undefined {
  const listed = git(root, ['ls-files', '-z', '-t', '--cached', '--deleted', '--others', '--exclude-standard'])
  if (!listed.ok) return undefined
  const { entries, strange } = namedEntries(listed.stdout)
  const gone = new Set<string>()
  const skipped = new Set<string>()
  const lost = new Map<string, string>()
  const paths: string[] = []
  for (const entry of entries) {
    const [tag, path] = [entry[0], entry.slice(2).replace(/\/$/, '')]
    if (strange.has(entry)) lost.set(path, STRANGE_NAME)
    // R: deleted; S: left out of a sparse checkout (git docs: git-ls-files, -t).
    if (tag === 'R' && !strange.has(entry) && isGone(join(root, path))) gone.add(path)
    else paths.push(path)
    if (tag === 'S' && isGone(join(root, path))) skipped.add(path)
  }
  return { paths: gone.size === 0 ? paths : paths.filter((path) => !gone.has(path)), lost, skipped }
}

/** Whether anything is there, a broken link as well. */
export function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined
}

/** Whether nothing is there: git takes for deleted as well what it may not look at, or cannot name. */
function isGone(file: string): boolean {
  try {
    return !isThere(file)
  } catch {
    return false
  }
}

/** Loaded when needed: inside a git repository nobody pays for it. */
async function walkedListing(root: string): Promise<Listing> {
  const { default: fastGlob } = await import('fast-glob')
  const lost = new Map<string, string>()
  const found = await fastGlob('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    markDirectories: false,
    objectMode: true,
    // Two names that are no UTF-8 look alike: both have to be seen.
    unique: false,
    suppressErrors: true,
    ignore: ['**/.git', '**/.git/**', '**/node_modules/**'],
    fs: { readdir: noting(root, lost) },
  })
  const paths = found.filter(({ dirent }) => !dirent.isDirectory()).map(({ path }) => path)
  for (const path of strangeNames(root, paths)) lost.set(path, STRANGE_NAME)
  return { paths: [...paths, ...lost.keys()], lost, skipped: new Set() }
}

/** Node.js puts U+FFFD in place of what is no UTF-8: such a name leads nowhere, or to another file. */
function strangeNames(root: string, paths: readonly string[]): string[] {
  const doubtful = paths.filter((path) => path.includes('\uFFFD'))
  return doubtful.filter((path, index) => doubtful.indexOf(path) !== index || isGone(join(root, path)))
}

/** Reads folders, and notes those that cannot be read: what is in them is not on the list. */
function noting(root: string, lost: Map<string, string>): typeof readdir {
  const read = (folder: string, options: { withFileTypes: true }, done: (error: unknown, entries: unknown) => void) =>
    void readdir(folder, options, (error, entries) => {
      if (error !== null) {
        const path = relative(root, folder).split(sep).join('/')
        const reason = path.includes('\uFFFD') ? STRANGE_NAME : systemProblem(error)
        if (path !== '') lost.set(path, `${HIDDEN_FOLDER}: ${reason}`)
      }
      done(error, entries)
    })
  return read as typeof readdir
}
