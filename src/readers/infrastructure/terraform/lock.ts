import type { Location } from '../../../core/location.js'
import { compileSegments, splitSegments, type PathMatcher } from '../../../core/glob.js'
import type { Files } from '../../../snapshot/snapshot.js'
import { parseHcl } from '../../hcl/parse.js'
import { foldersUpFrom, inFolder } from './paths.js'

/** Where Terraform and OpenTofu record the builds of providers (Terraform docs: Dependency Lock File). */
export const LOCK_FILE = '.terraform.lock.hcl'

/** The source addresses of the providers in a lock file; undefined if it is not there, or not to be read whole. */
export function readLockedProviders(files: Files, path: string): string[] | undefined {
  const text = files.has(path) ? files.text(path) : undefined
  if (text === undefined) return undefined
  const { body, errors } = parseHcl(path, text)
  if (errors.length > 0) return undefined
  return body.items.flatMap((item) =>
    item.kind === 'block' && item.type === 'provider' ? item.labels.slice(0, 1) : [],
  )
}

interface IgnoreRule {
  /** Matches paths relative to the folder of the `.gitignore`. */
  readonly matches: PathMatcher
  readonly ignores: boolean
  readonly at: Location
}

/** Says which ignore rule keeps the lock file of a folder out of the repository. */
export class LockIgnores {
  readonly #files: Files
  readonly #rules = new Map<string, readonly IgnoreRule[]>()

  constructor(files: Files) {
    this.#files = files
  }

  /** The last rule that matches counts, those of inner folders after those of outer ones (gitignore manual). */
  ruleFor(folder: string): Location | undefined {
    let last: IgnoreRule | undefined
    for (const above of foldersUpFrom(folder).reverse()) {
      const inside = above === '.' ? folder : folder.slice(above.length + 1)
      const path = inFolder(inside === '' ? '.' : inside, LOCK_FILE)
      for (const rule of this.#rulesIn(above)) if (rule.matches(path)) last = rule
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

/** The rule of a line, if it could match a lock file. Rules for folders alone (`build/`) do not count. */
function readRule(file: string, line: string, number: number): IgnoreRule | undefined {
  const written = line.replace(/\r$/, '').trimEnd()
  if (written === '' || written.startsWith('#') || written.endsWith('/')) return undefined
  const ignores = !written.startsWith('!')
  const segments = splitSegments(ignores ? written : written.slice(1))
  const last = segments.at(-1) ?? ''
  if (last !== '**' && !compileSegments([last])(LOCK_FILE)) return undefined
  if (segments.length === 1) segments.unshift('**')
  else if (segments[0] === '') segments.shift()
  const at = { file, line: number, column: 1, endLine: number, endColumn: written.length + 1, route: written }
  return { matches: compileSegments(segments), ignores, at }
}
