import type { Files } from '../../../snapshot/snapshot.js'
import { pathsEnding } from '../../../core/path-index.js'
import { moduleFolder, resolveFolder } from '../terraform/paths.js'

/** Finds roles and included files in the tree. */
export class AnsibleTree {
  readonly #has: (path: string) => boolean
  /** Folders that hold what only a role has. */
  readonly #roles: ReadonlySet<string>

  constructor({ paths, has }: Pick<Files, 'paths' | 'has'>) {
    this.#has = has
    this.#roles = new Set(
      pathsEnding(paths, ['.yml', '.yaml']).flatMap(
        (path) =>
          /^(?:(.+)\/)?(?:(?:tasks|handlers|defaults|vars)\/(?:[^/]+\/)?[^/]+|meta\/main)\.ya?ml$/.exec(path)?.[1] ??
          [],
      ),
    )
  }

  /**
   * The folder of a role: `roles/<name>` beside the playbook or above it, or a path (Ansible docs: Storing and finding
   * roles). undefined if it is not in the tree.
   */
  role(name: string, playbook: string): string | undefined {
    const short = name.includes('/') ? name : name.slice(name.lastIndexOf('.') + 1)
    for (let folder = moduleFolder(playbook); ; folder = moduleFolder(folder)) {
      const found = [`roles/${short}`, short]
        .map((each) => resolveFolder(folder, each))
        .find((each) => each !== undefined && this.#roles.has(each))
      if (found !== undefined) return found
      if (folder === '.') return undefined
    }
  }

  /** The file of that name in the part of a role; `main` if none is named. */
  fileOfRole(role: string, part: 'tasks' | 'handlers' | 'meta', name = 'main'): string | undefined {
    const stem = `${role === '.' ? '' : `${role}/`}${part}/${name}`
    return [`${stem}.yml`, `${stem}.yaml`, stem].find((path) => this.#has(path))
  }

  /** The file that an include names: beside the including file, or in the folder `tasks` of its role. */
  included(name: string, from: string): string | undefined {
    const folder = moduleFolder(from)
    const tasks = /^(?:.*\/)?(?:tasks|handlers)(?=\/|$)/.exec(folder)?.[0]
    return [folder, ...(tasks === undefined ? [] : [tasks])]
      .map((each) => resolveFolder(each, name))
      .find((path) => path !== undefined && this.#has(path))
  }
}
