import { pathFrom } from '../../shell/paths.js'

/** Which folder of a workspace holds which files: another repository may be checked out into a part of it. */
export class Workspace {
  /** The folder that holds this repository. */
  #own = ''
  readonly #foreign: string[] = []

  /** The folder of this repository that stands at a path of the workspace, or undefined if something else does. */
  locate(path: string | undefined): string | undefined {
    if (path === undefined || this.#foreign.some((folder) => isWithin(path, folder))) return undefined
    if (!isWithin(path, this.#own)) return undefined
    return pathFrom('', this.#own === '' ? path : path.slice(this.#own.length + 1))
  }

  /** Takes note of a checkout of this repository. */
  enterOwn(path: string | undefined): void {
    if (path === undefined) return
    this.#own = path
    const index = this.#foreign.indexOf(path)
    if (index >= 0) this.#foreign.splice(index, 1)
  }

  /** Takes note of a checkout of another repository. */
  enterForeign(path: string | undefined): void {
    if (path !== undefined && !this.#foreign.includes(path)) this.#foreign.push(path)
  }
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}
