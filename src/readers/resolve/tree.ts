import { pathsNamed } from '../../core/path-index.js'
import type { FileIndex, Settings } from '../../models/index.js'
import type { Files } from '../../snapshot/snapshot.js'
import { readFileIndex } from '../files.js'
import { folderOf } from '../paths.js'
import { parseShell, pathFrom, type Argument, type ShellScript } from '../shell/index.js'
import { yamlOf } from '../yaml/cache.js'
import type { YamlFile } from '../yaml/node.js'

/** Files that set variables and bring no commands of the repository with them. */
const ENVIRONMENT_FILE =
  /(?:^|\/)(?:\$\{?BASH_ENV\}?|activate(?:\.\w+)?|\.?env(?:\.[\w.-]+)?|\.\w*(?:rc|profile)|profile|environment|nvm\.sh|sdkman-init\.sh|os-release|asdf\.sh|[\w.-]+\.env)$/i

/** The files of one snapshot as the resolver sees them. What was read of them is kept. */
export class Tree {
  readonly files: Files
  readonly #settings: Settings
  readonly #kept = new Map<string, unknown>()
  #index: FileIndex | undefined

  constructor(files: Files, settings: Settings) {
    this.files = files
    this.#settings = settings
  }

  has(path: string): boolean {
    return this.files.has(path)
  }

  text(path: string): string | undefined {
    return this.files.has(path) ? this.files.text(path) : undefined
  }

  /** The YAML or JSON of a file, or undefined if it is not there. */
  yaml(path: string): YamlFile | undefined {
    return this.files.has(path) ? yamlOf(this, path) : undefined
  }

  /** The result of `read` for this kind of reading and this file, read once. */
  kept<T>(kind: string, path: string, read: () => T): T {
    const key = `${kind}\0${path}`
    if (!this.#kept.has(key)) this.#kept.set(key, read())
    return this.#kept.get(key) as T
  }

  /** The parsed shell text of a file, or undefined if it cannot be read. */
  shell(path: string): ShellScript | undefined {
    return this.kept('shell', path, () => {
      const text = this.text(path)
      return text === undefined ? undefined : parseShell(text)
    })
  }

  /** Tracked files of this name that checks judge, sorted. */
  named(name: string): readonly string[] {
    this.#index ??= readFileIndex(this.files, this.#settings)
    const index = this.#index
    return this.kept('named', name, () => pathsNamed(this.files.paths, name).filter((path) => !index.isExcluded(path)))
  }

  /** The first of `names` that exists in `folder` or, if `upward`, in the nearest folder above it. */
  find(folder: string, names: readonly string[], upward = false): string | undefined {
    for (let at = folder; ; at = folderOf(at)) {
      const found = names.map((name) => (at === '' ? name : `${at}/${name}`)).find((path) => this.has(path))
      if (found !== undefined || !upward || at === '') return found
    }
  }
}

/** The repository path that a word names, seen from `directory`; undefined if that cannot be told. */
export function treePath(word: Argument, directory: string | undefined): string | undefined {
  if (word.path !== undefined) return word.path
  return word.literal ? pathFrom(directory, word.text.replaceAll('\\', '/')) : undefined
}

/** Whether a sourced file of this name only sets variables. */
export function setsEnvironment(name: string): boolean {
  return ENVIRONMENT_FILE.test(name)
}
