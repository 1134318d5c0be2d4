/** Folders on disk that contestants are given: those that are there, and those that are made. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Folder } from '../contestants/contestant.js'
import { filesBelow } from '../made/corpus.js'
import type { Tree } from '../made/sources.js'

/** A folder to be: its name, and how to come by it. */
export interface Place {
  readonly name: string
  /** @param scratch where it may be made */
  make(scratch: string): Folder
}

/** A folder that is there. */
export function there(name: string, root: string): Place {
  return { name, make: () => folderAt(resolve(root)) }
}

/** A folder that is made; with `committed`, as a git repository that holds all of it. */
export function made(name: string, tree: () => Tree, committed = false): Place {
  return {
    name,
    make(scratch) {
      const root = join(scratch, name)
      write(root, tree())
      if (committed) commitAll(root)
      return folderAt(root)
    },
  }
}

function folderAt(root: string): Folder {
  const paths = filesBelow(root)
  return { root, paths, bytes: paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0) }
}

function write(root: string, tree: Tree): void {
  for (const folder of new Set([...tree.keys()].map((path) => dirname(join(root, path))))) {
    mkdirSync(folder, { recursive: true })
  }
  for (const [path, content] of tree) writeFileSync(join(root, path), content)
}

function commitAll(root: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'gc.auto=0', '-c', 'commit.gpgSign=false', ...args], { cwd: root })
  git('init', '--quiet')
  git('add', '--all')
  git('-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '--message', 'All')
}
