import { pathFrom } from '../shell/index.js'
import { folderOf } from '../paths.js'
import type { Tree } from './tree.js'

export interface JustLine {
  readonly text: string
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface JustRecipe {
  readonly name: string
  readonly parameters: readonly { readonly name: string; readonly fallback?: string; readonly rest: boolean }[]
  /** Recipes that run before, and after, this one. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly body: readonly JustLine[]
  readonly file: string
  readonly line: number
}

export interface Justfile {
  readonly recipes: ReadonlyMap<string, JustRecipe>
  readonly aliases: ReadonlyMap<string, string>
  /** Files of modules by the names under which their recipes are called. */
  readonly modules: ReadonlyMap<string, string>
  /** Variables with a literal value. */
  readonly variables: ReadonlyMap<string, string>
  readonly first: string | undefined
  /** Whether `set shell` makes a failing command end its line. */
  readonly failFast: boolean
  readonly pipefail: boolean
}

const MAX_IMPORTS = 20
/** What the file of a module in a folder of its own is called. */
const IN_FOLDER = ['mod.just', 'justfile', '.justfile', 'Justfile']
const HEADER = /^@?([A-Za-z_][\w-]*)((?:\s[^:]*)?):(?!=)(.*)/

/** Reads a justfile and what it imports (just manual: Grammar). */
export function readJustfile(tree: Tree, path: string): Justfile {
  return tree.kept('justfile', path, () => {
    const reader = new JustReader(tree)
    reader.read(path)
    return reader
  })
}

class JustReader implements Justfile {
  readonly recipes = new Map<string, JustRecipe>()
  readonly aliases = new Map<string, string>()
  readonly variables = new Map<string, string>()
  readonly modules = new Map<string, string>()
  first: string | undefined
  failFast = false
  pipefail = false
  readonly #tree: Tree
  readonly #seen = new Set<string>()
  /** How deep the file that is read is imported, and the one that each recipe is from. */
  #depth = 0
  readonly #depths = new Map<string, number>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  read(path: string): void {
    const text = this.#tree.text(path)
    if (text === undefined || this.#seen.has(path) || this.#seen.size >= MAX_IMPORTS) return
    this.#seen.add(path)
    let body: JustLine[] | undefined
    for (const [index, raw] of text.split('\n').entries()) {
      const line = raw.trimEnd()
      if (line === '') continue
      const indent = line.length - line.trimStart().length
      if (indent > 0) body?.push({ text: line.slice(indent), file: path, line: index + 1, column: indent + 1 })
      else if (!line.startsWith('#') && !line.startsWith('[')) body = this.#item(line, path, index + 1)
    }
  }

  /** Reads a line that starts at the margin; returns the body that its indented lines belong to. */
  #item(line: string, path: string, number: number): JustLine[] | undefined {
    const setting = /^set\s+shell\s*:=\s*(.*)/.exec(line)?.[1]
    if (setting !== undefined) {
      this.failFast = /["']-\w*e/.test(setting)
      this.pipefail = setting.includes('pipefail')
      return undefined
    }
    const imported = /^import\??\s+["']([^"']+)["']/.exec(line)?.[1]
    if (imported !== undefined) {
      const found = pathFrom(folderOf(path), imported)
      this.#depth += 1
      if (found !== undefined) this.read(found)
      this.#depth -= 1
      return undefined
    }
    if (this.#module(line, path)) return undefined
    const alias = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(line)
    if (alias !== null) {
      this.aliases.set(alias[1] ?? '', alias[2] ?? '')
      return undefined
    }
    const variable = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(.*)/.exec(line)
    if (variable !== null) {
      const value = literalOf(variable[2] ?? '')
      if (value !== undefined) this.variables.set(variable[1] ?? '', value)
      return undefined
    }
    return this.#recipe(line, path, number)
  }

  /** `mod name` and `mod name 'path'` (just manual: Modules). */
  #module(line: string, path: string): boolean {
    const found = /^mod\??\s+([A-Za-z_][\w-]*)(?:\s+["']([^"']+)["'])?\s*$/.exec(line)
    if (found === null) return false
    const [, name = '', given] = found
    const places =
      given === undefined
        ? [`${name}.just`, ...IN_FOLDER.map((file) => `${name}/${file}`)]
        : [given, ...IN_FOLDER.map((file) => `${given}/${file}`)]
    const file = places
      .map((place) => pathFrom(folderOf(path), place))
      .find((each) => each !== undefined && this.#tree.has(each))
    if (file !== undefined) this.modules.set(name, file)
    return true
  }

  #recipe(line: string, file: string, number: number): JustLine[] | undefined {
    const header = HEADER.exec(line)
    if (header === null) return undefined
    const [, name = '', parameters = '', dependencies = ''] = header
    const body: JustLine[] = []
    const [before = '', after = ''] = dependencies.split('&&')
    // An importing file's recipes count before imported ones, and the default recipe is one of the first file.
    if (this.#depth === 0) this.first ??= name
    if (this.recipes.has(name) && (this.#depths.get(name) ?? 0) < this.#depth) return body
    this.#depths.set(name, this.#depth)
    this.recipes.set(name, {
      name,
      parameters: parametersOf(parameters),
      before: namesOf(before),
      after: namesOf(after),
      body,
      file,
      line: number,
    })
    return body
  }
}

/** The text of a string literal that is the whole value. */
function literalOf(value: string): string | undefined {
  const found = /^(?:"([^"\\]*)"|'([^']*)'|`[^`]*`)\s*(?:#.*)?$/.exec(value.trim())
  return found?.[1] ?? found?.[2]
}

function parametersOf(text: string): JustRecipe['parameters'] {
  return Array.from(text.matchAll(/([+*]?)\$?([A-Za-z_][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g), (match) => {
    const fallback = match[3] === undefined ? undefined : (literalOf(match[3]) ?? undefined)
    return { name: match[2] ?? '', rest: match[1] !== '', ...(fallback !== undefined && { fallback }) }
  })
}

/** Names of dependencies: bare, or first in brackets with arguments behind. */
function namesOf(text: string): string[] {
  const plain = text.replace(/#.*/, '')
  return Array.from(
    plain.matchAll(/\(\s*([A-Za-z_][\w-]*)(?![\w-])[^)]*\)|([A-Za-z_][\w-]*)/g),
    (match) => match[1] ?? match[2] ?? '',
  )
}
