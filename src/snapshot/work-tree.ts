import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { lazyFiles, type Loaded, type Refusal } from './lazy-files.js'
import { DEFAULT_LIMITS, type FileLimits } from './limits.js'
import { listWorkTree } from './listing.js'
import { systemProblem } from './problems.js'
import { skippedFiles } from './skipped-files.js'
import type { Files } from './snapshot.js'

/**
 * The files of the folder `root` as they are on disk. In a git repository those that are tracked or could be (neither
 * ignored nor deleted), nested repositories as one path without content, and what a sparse checkout leaves out from git's
 * objects; elsewhere every file outside `.git` and `node_modules`. A symbolic link is read only if it leads to another of
 * these files. `root` may be a folder below the repository's own root: paths are relative to it. Never throws: what cannot
 * be read is in `unread`, folders at once.
 */
export async function workTreeFiles(root: string, limits: FileLimits = DEFAULT_LIMITS): Promise<Files> {
  const real = realRoot(root)
  const { paths, lost, skipped } = await listWorkTree(real)
  const folders: Folders = new Map()
  const left = skippedFiles(real, skipped, limits)
  const load = (path: string, refuse: Refusal): Loaded => {
    const problem = lost.get(path)
    if (problem !== undefined) return { problem }
    return skipped.has(path) ? left.load(path, refuse) : loadFile(real, path, refuse, files, folders)
  }
  const sizeOf = (path: string) => (skipped.has(path) ? left.size(path) : sizeOnDisk(real, path))
  const listed = lazyFiles(paths, load, limits, sizeOf)
  const isLink = (path: string): boolean => {
    try {
      return lstatSync(join(real, path)).isSymbolicLink()
    } catch {
      return false
    }
  }
  const files: Files = Object.assign(listed, { isLink })
  // Nobody asks for what cannot be named: the list says at once that something is missing.
  for (const path of lost.keys()) files.text(path)
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

/** Bytes of a regular file below `root`; undefined for anything else. */
function sizeOnDisk(root: string, path: string): number | undefined {
  try {
    const stat = lstatSync(join(root, path))
    return stat.isFile() ? stat.size : undefined
  } catch {
    return undefined
  }
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
