import { compileGlob } from '../../../core/glob.js'
import type { FileIndex } from '../../../models/index.js'
import { joinPath } from '../command-words.js'
import type { PulledTree } from './draft.js'

/** Folders beyond this number are not looked at. */
const MAX_FOLDERS = 20_000

const DEFAULT_BRANCH = /^(?:|HEAD|main|master|trunk)$/

/** The folders of the tree, for objects that name them. `repository` is `owner/name`. */
export function pulledTree({ paths }: Pick<FileIndex, 'paths'>, repository: string): PulledTree {
  const folders = foldersOf(paths)
  const name = lastPart(repository)
  const folder = (path: string): string | undefined => {
    const found = joinPath('', path)
    return found !== undefined && (found === '' || folders.has(found)) ? found : undefined
  }
  return {
    folder,
    rootOf: ({ kind, url, path, revision }) => {
      const found = kind !== 'git' || path === undefined ? undefined : folder(path)
      if (found !== '') return found === undefined ? [] : [found]
      // The root of another repository, or of another branch, is not this one.
      const isOwn = url !== undefined && lastPart(url) === name && DEFAULT_BRANCH.test(revision?.value ?? '')
      return isOwn ? [''] : []
    },
    foldersLike: (pattern) => {
      const matches = compileGlob(pattern.replace(/\/$/, ''))
      return [...folders].filter((folder) => matches(folder))
    },
  }
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const path of paths) {
    let end = path.lastIndexOf('/')
    while (end > 0 && folders.size < MAX_FOLDERS) {
      const folder = path.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
      end = path.lastIndexOf('/', end - 1)
    }
  }
  return folders
}

/** `shop` of `https://github.com/acme/shop.git`, `git@github.com:acme/shop` and `acme/shop`. */
function lastPart(address: string): string {
  const trimmed = address.replace(/\/$/, '').replace(/\.git$/, '')
  return trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf(':')) + 1).toLowerCase()
}
