import type { Resource, Value } from '../../../models/index.js'
import { valueAt } from '../../../models/value.js'
import { folderOf } from '../../paths.js'
import { joinPath } from '../command-words.js'
import { literals } from './literal.js'

/** Lists of a kustomization that name what it is built from. */
const LISTS = ['resources', 'bases', 'components'] as const
const MAX_FOLDERS = 300

/** The files of the tree that a pull deploys. */
export class Claims {
  /** Folders that are built from what their kustomizations list. */
  readonly built = new Set<string>()
  /** Files that those list. */
  readonly files = new Set<string>()
  /** Folders whose content is deployed as a whole. */
  readonly whole = new Set<string>()

  constructor(roots: readonly string[], files: readonly string[], kustomizations: ReadonlyMap<string, Value>) {
    for (const file of files) this.files.add(file)
    const open = [...roots]
    for (let root = open.pop(); root !== undefined; root = open.pop()) {
      if (this.built.has(root) || this.whole.has(root) || this.built.size >= MAX_FOLDERS) continue
      const kustomization = kustomizations.get(root)
      if (kustomization === undefined) this.whole.add(root)
      else {
        this.built.add(root)
        this.#follow(root, kustomization, open)
      }
    }
  }

  get folders(): string[] {
    return [...this.built, ...this.whole].sort()
  }

  /** Whether the object of this file is deployed. */
  deploys(file: string): boolean {
    return this.files.has(file) || foldersAbove(file).some((folder) => this.whole.has(folder))
  }

  /** Whether a change of the file changes what is deployed: patches and kustomizations count too. */
  dependsOn(file: string): boolean {
    return this.deploys(file) || this.built.has(folderOf(file))
  }

  #follow(folder: string, kustomization: Value, open: string[]): void {
    for (const text of LISTS.flatMap((list) => literals(valueAt(kustomization, list)))) {
      const path = text.includes('://') || text.includes('?') ? undefined : joinPath(folder, text)
      if (path === undefined) continue
      if (/\.(?:ya?ml|json)$/.test(path)) this.files.add(path)
      else open.push(path)
    }
  }
}

/** What the kustomizations of the tree say, by their folder; empty for the root. */
export function kustomizationsOf(resources: readonly Resource[]): ReadonlyMap<string, Value> {
  const found = resources.filter(({ type }) => type === 'kustomization')
  return new Map(found.map(({ file, properties }) => [folderOf(file), properties]))
}

/** The folders that a file lies in, the innermost first, the root last. */
export function foldersAbove(file: string): string[] {
  const folders: string[] = []
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) folders.push(folder)
  return [...folders, '']
}
