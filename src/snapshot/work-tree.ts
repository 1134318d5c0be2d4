import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { errorText } from '../core/errors.js'
import { fields, git } from './git.js'
import { lazyFiles, type Loaded, type Refusal } from './lazy-files.js'
import { DEFAULT_LIMITS, type FileLimits } from './limits.js'
import type { Files } from './snapshot.js'

/**
 * The files of the folder `root` as they are on disk. In a git repository those that are tracked or could be (neither
 * ignored nor deleted nor left out of a sparse checkout), nested repositories as one path without content; elsewhere
 * every file outside `.git` and `node_modules`. A symbolic link is read only if it leads to another of these files.
 * `root` may be a folder below the repository's own root: paths are relative to it. Never throws: what cannot be
 * read is in `unread`.
 */
export async function workTreeFiles(root: string, limits: FileLimits = DEFAULT_LIMITS): Promise<Files> {
  const real = realRoot(root)
  const tracked = gitPaths(real)
  const paths = tracked !== undefined && (tracked.length > 0 || hasGit(real)) ? tracked : await walkedPaths(real)
  const folders: Folders = new Map()
  const listed = lazyFiles(
    paths,
    (path, refuse) => loadFile(real, path, refuse, files, folders),
    limits,
    (path) => sizeOnDisk(real, path),
  )
  const isLink = (path: string): boolean =>
    lstatSync(join(real, path), { throwIfNoEntry: false })?.isSymbolicLink() === true
  const files: Files = Object.assign(listed, { isLink })
  return files
}

/** The folder without symbolic links on the way; as it is, if it cannot be followed. */
export function realRoot(root: string): string {
  try {
    return realpathSync(root)
  } catch {
    return root
  }
}

/** Whether the folder is a repository of its own, so that an empty list means an empty repository. */
function hasGit(root: string): boolean {
  return lstatSync(join(root, '.git'), { throwIfNoEntry: false }) !== undefined
}

/** Tracked and untracked paths, or undefined where git does not answer. */
function gitPaths(root: string): string[] | undefined {
  const listed = git(root, ['ls-files', '-z', '-t', '--cached', '--deleted', '--others', '--exclude-standard'])
  if (!listed.ok) return undefined
  const gone = new Set<string>()
  const paths: string[] = []
  for (const entry of fields(listed.stdout)) {
    const [tag, path] = [entry[0], entry.slice(2).replace(/\/$/, '')]
    // R: deleted; S: left out of a sparse checkout (git docs: git-ls-files, -t).
    if (tag === 'R' || (tag === 'S' && !isThere(join(root, path)))) gone.add(path)
    else paths.push(path)
  }
  return paths.filter((path) => !gone.has(path))
}

/** Whether anything is there, a broken link as well. */
export function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined
}

/** Bytes of a regular file below `root`; undefined for anything else. */
function sizeOnDisk(root: string, path: string): number | undefined {
  try {
    const stat = lstatSync(join(root, path))
    return stat.isFile() ? stat.size : undefined
  } catch {
    return undefined
  }
}

/** Loaded when needed: inside a git repository nobody pays for it. */
async function walkedPaths(root: string): Promise<string[]> {
  const { default: fastGlob } = await import('fast-glob')
  return fastGlob('**', {
    cwd: root,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    markDirectories: false,
    objectMode: true,
    suppressErrors: true,
    ignore: ['**/.git', '**/.git/**', '**/node_modules/**'],
  }).then((entries) => entries.filter(({ dirent }) => !dirent.isDirectory()).map(({ path }) => path))
}

/** Folders known to be plain, or not: no symbolic link on the way. */
export type Folders = Map<string, boolean>

/** Reads one file below `root`; a symbolic link only if it leads to one of `files`. Never throws. */
export function loadFile(root: string, path: string, refuse: Refusal, files: Files, folders: Folders): Loaded {
  try {
    const file = join(root, path)
    const stat = lstatSync(file)
    if (stat.isDirectory()) return { problem: 'it is a folder: a submodule or a repository inside this one' }
    if (!stat.isSymbolicLink() && isPlainFolder(root, dirname(path), folders)) return readRegular(file, refuse)
    const real = realpathSync.native(file)
    const inside = relative(root, real).split(sep).join('/')
    if (files.has(inside)) return readRegular(real, refuse)
    return { problem: 'it is a symbolic link to something that is not a file of this repository' }
  } catch (error) {
    return { problem: systemProblem(error) }
  }
}

/** Whether no part of `folder`, a path below `root`, is a symbolic link. */
function isPlainFolder(root: string, folder: string, folders: Folders): boolean {
  if (folder === '.') return true
  const settled = folders.get(folder)
  if (settled !== undefined) return settled
  const plain = isPlainFolder(root, dirname(folder), folders) && !lstatSync(join(root, folder)).isSymbolicLink()
  folders.set(folder, plain)
  return plain
}

/** Reads what is still a regular file once it is open; a pipe or device would block. */
function readRegular(file: string, refuse: Refusal): Loaded {
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
  try {
    const stat = fstatSync(handle)
    if (!stat.isFile()) return { problem: 'it is not a regular file' }
    const refused = refuse(stat.size)
    if (refused !== undefined) return { problem: refused }
    return { bytes: readUpTo(handle, stat.size) }
  } finally {
    closeSync(handle)
  }
}

/** The first `size` bytes: a file that grows meanwhile does not get past the limits. */
function readUpTo(handle: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let length = 0
  while (length < size) {
    const count = readSync(handle, bytes, length, size - length, null)
    if (count === 0) break
    length += count
  }
  return bytes.subarray(0, length)
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'it is gone, or a symbolic link to nothing',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  ELOOP: 'it is a symbolic link to itself',
  ENOTDIR: 'its folder has become a file',
  ENXIO: 'it is not a regular file',
}

function systemProblem(error: unknown): string {
  const { code } = error as { code?: string }
  return (code !== undefined ? PROBLEMS[code] : undefined) ?? errorText(error)
}
