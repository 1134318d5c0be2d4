import { closeSync, constants, mkdirSync, openSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/**
 * Writes a file below `root` (or at an absolute path) with the folders it lies in, and returns where it is. A symbolic
 * link among the files of the repository never leads it elsewhere. Throws what the system says, or that the path leaves
 * `root`.
 */
export function writeInside(root: string, file: string, text: string): string {
  const path = resolve(root, file)
  const existing = nearestExisting(dirname(path))
  if (!isAbsolute(file) && leaves(realpathSync(root), existing)) throw new Error('it would lie outside the workspace')
  mkdirSync(dirname(path), { recursive: true })
  const folder = realpathSync(dirname(path))
  // Windows knows no such flag, and needs rights for making links.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0)
  const opened = openSync(join(folder, basename(path)), flags, 0o644)
  try {
    writeFileSync(opened, text)
  } finally {
    closeSync(opened)
  }
  return path
}

/** The real path of the deepest folder on the way to `folder` that is there already. */
function nearestExisting(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    if (dirname(folder) === folder || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return nearestExisting(dirname(folder))
  }
}

function leaves(root: string, folder: string): boolean {
  const way = relative(root, folder)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
}
