import type { ActionRef, Step } from '../../../models/index.js'
import { joinedPath, normalizedPath, pathBelow } from './paths.js'

/**
 * Which folder of a job's workspace holds which files. `actions/checkout` may put this repository into a subfolder, or
 * another repository into the workspace: then a path is not what it seems.
 */
export class Workspace {
  /** Folders that hold this repository. Before any checkout the workspace counts as the repository. */
  #own: string[] = ['.']
  readonly #foreign: string[] = []
  #checkedOut = false

  /** The path inside this repository of a folder of the workspace, or undefined if it holds something else. */
  locate(path: string | undefined): string | undefined {
    if (path === undefined) return undefined
    const own = longest(this.#own.filter((root) => pathBelow(root, path) !== undefined))
    const foreign = longest(this.#foreign.filter((root) => pathBelow(root, path) !== undefined))
    if (own === undefined || (foreign !== undefined && length(foreign) > length(own))) return undefined
    return pathBelow(own, path)
  }

  /** Takes note of a checkout. */
  enter(uses: ActionRef, inputs: Step['with']): void {
    if (uses.repository !== 'actions/checkout') return
    const path = inputs.get('path')?.value ?? '.'
    const folder = path.startsWith('${{') ? undefined : normalizedPath(path)
    const repository = inputs.get('repository')?.value ?? ''
    if (repository !== '' && !repository.includes('github.')) {
      this.#own = this.#own.filter((own) => own !== folder)
      if (folder !== undefined) this.#foreign.push(folder)
      return
    }
    this.#own = [...(this.#checkedOut ? this.#own : []), ...(folder === undefined ? [] : [folder])]
    this.#checkedOut = true
  }
}

function longest(paths: readonly string[]): string | undefined {
  return paths.toSorted((a, b) => length(b) - length(a))[0]
}

function length(path: string): number {
  return path === '.' ? 0 : path.length
}

/** The way from `folder` to `path`, both inside the repository. */
export function relativePath(folder: string, path: string): string {
  const below = pathBelow(folder, path)
  if (below !== undefined) return below
  const depth = folder.split('/').length
  return joinedPath(Array(depth).fill('..').join('/'), path)
}
