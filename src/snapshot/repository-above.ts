import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, parse } from 'node:path'

/** Where git may find a repository, and the folder that is its work tree; undefined where only git can tell. */
export type RepositoryAbove = 'none' | { readonly workTree: string | undefined }

/**
 * Looks for the repository of `root` as git does, for `.git` in the folder and those above it (git docs: git,
 * GIT_CEILING_DIRECTORIES): the environment and the settings that git gets leave it no other way.
 */
export function repositoryAbove(root: string): RepositoryAbove {
  try {
    const start = realpathSync(root)
    const { root: top } = parse(start)
    for (let folder = start; ; folder = dirname(folder)) {
      const named = join(folder, '.git')
      if (lstatSync(named, { throwIfNoEntry: false }) !== undefined)
        return { workTree: isRepository(named) ? folder : undefined }
      if (folder === top) return 'none'
    }
  } catch {
    // What stands in the way of looking is git's to say.
    return { workTree: undefined }
  }
}

/** Whether git takes `.git` for a repository (gitrepository-layout manual); it looks further up if a folder is none. */
function isRepository(named: string): boolean {
  if (statSync(named).isFile()) return true
  const parts = existsSync(join(named, 'commondir')) ? [] : ['objects', 'refs']
  if (!parts.every((part) => existsSync(join(named, part)))) return false
  return /^(?:ref:\s*refs\/|[0-9a-f]{40})/.test(readFileSync(join(named, 'HEAD'), 'utf8'))
}
