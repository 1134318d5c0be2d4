import { compileSegments, splitSegments, type PathMatcher } from '../core/glob.js'
import type { Location } from '../core/location.js'
import type { Files } from '../snapshot/snapshot.js'
import { inFolder } from './paths.js'

interface IgnoreRule {
  /** Matches paths relative to the folder of the `.gitignore`. */
  readonly matches: PathMatcher
  readonly ignores: boolean
  readonly at: Location
}

/** Says which rule of the tree's `.gitignore` files keeps a file out of the repository. */
export class IgnoreRules {
  readonly #files: Files
  readonly #rules = new Map<string, readonly IgnoreRule[]>()

  constructor(files: Files) {
    this.#files = files
  }

  /**
   * The rule that ignores the file, or undefined. The last that matches counts, those of inner folders after those of
   * outer ones (gitignore manual). Rules for folders alone (`build/`) do not count.
   */
  ruleFor(file: string): Location | undefined {
    let last: IgnoreRule | undefined
    for (const above of foldersAbove(file)) {
      const inside = above === '' ? file : file.slice(above.length + 1)
      for (const rule of this.#rulesIn(above)) if (rule.matches(inside)) last = rule
    }
    return last?.ignores === true ? last.at : undefined
  }

  #rulesIn(folder: string): readonly IgnoreRule[] {
    const known = this.#rules.get(folder)
    if (known !== undefined) return known
    const path = inFolder(folder, '.gitignore')
    const text = this.#files.has(path) ? this.#files.text(path) : undefined
    const lines = text?.split('\n') ?? []
    const rules = lines.map((line, index) => readRule(path, line, index + 1)).filter((rule) => rule !== undefined)
    this.#rules.set(folder, rules)
    return rules
  }
}

/** The folders that a file lies in, from the root. */
function foldersAbove(file: string): string[] {
  const folders: string[] = ['']
  for (let slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1))
    folders.push(file.slice(0, slash))
  return folders
}

function readRule(file: string, line: string, number: number): IgnoreRule | undefined {
  const written = line.replace(/\r$/, '').trimEnd()
  if (written === '' || written.startsWith('#') || written.endsWith('/')) return undefined
  const ignores = !written.startsWith('!')
  const segments = splitSegments(ignores ? written : written.slice(1))
  if (segments.length === 1) segments.unshift('**')
  else if (segments[0] === '') segments.shift()
  const at = { file, line: number, column: 1, endLine: number, endColumn: written.length + 1, route: written }
  return { matches: compileSegments(segments), ignores, at }
}
