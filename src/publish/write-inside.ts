import { closeSync, constants, mkdirSync, openSync, realpathSync, writeFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/**
 * Writes a file below `root` (or at an absolute path) with the folders it lies in, and returns where it is. A symbolic
 * link among the files of the repository never leads it elsewhere, and nothing is written into `.git`, where files are
 * programs. Throws what the system says, or that the path leaves `root`.
 */
export function writeInside(root: string, file: string, text: string): string {
  const path = resolve(root, file)
  const real = realpathSync(root)
  const lies = !isAbsolute(file) || [root, real].some((each) => !leaves(each, path))
  if (lies) refuseOutside(real, nearestExisting(dirname(path)))
  mkdirSync(dirname(path), { recursive: true })
  const folder = realpathSync(dirname(path))
  if (lies && isGit(relative(real, join(folder, basename(path))))) throw new Error('it would lie in .git')
  // Windows knows no such flag, and needs rights for making links.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0)
  writeTo(openSync(join(folder, basename(path)), flags, 0o644), text)
  return path
}

/**
 * Writes a file where somebody at a command line names it. Inside of `root` the rules of {@link writeInside} hold, because
 * others may have written what lies there; elsewhere a link is followed, as in `/dev/stderr`.
 */
export function writeNamed(root: string, path: string, text: string): void {
  if (!leaves(root, path) || !leaves(realpathSync(root), path)) return void writeInside(root, path, text)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function writeTo(opened: number, text: string): void {
  try {
    writeFileSync(opened, text)
  } finally {
    closeSync(opened)
  }
}

function refuseOutside(root: string, folder: string): void {
  if (leaves(root, folder)) throw new Error('it would lie outside the workspace')
  if (isGit(relative(root, folder))) throw new Error('it would lie in .git')
}

/** Some systems do not tell upper from lower case. */
function isGit(way: string): boolean {
  return way.split(sep).some((part) => part.toLowerCase() === '.git')
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
