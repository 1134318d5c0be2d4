import type { Location } from '../../core/location.js'
import type { OwnersError, OwnersRule, OwnersSection } from '../../models/index.js'
import { parseLine, type Exists, type ParsedLine } from './parse-line.js'
import { compileOwnersPattern, type Dialect, type OwnersPattern } from './pattern.js'
import { readSection, type SectionHead } from './section.js'
import { splitWords, type Word } from './words.js'

/** A rule and how its pattern is compared. */
export interface CompiledRule {
  readonly rule: OwnersRule
  readonly pattern: OwnersPattern
}

/** The rules of a CODEOWNERS file, in order, and the lines that the host skips or takes for something else. */
export interface OwnersFile {
  readonly rules: readonly CompiledRule[]
  readonly errors: readonly OwnersError[]
}

/** Reads the text of a CODEOWNERS file. Never fails: a line that does not parse becomes an error and gives no rule. */
export function parseOwners(source: string, file: string, dialect: Dialect, exists: Exists): OwnersFile {
  const rules: CompiledRule[] = []
  const errors: OwnersError[] = []
  const routes = new Map<string, number>()
  const sections = new Sections()

  source.split('\n').forEach((raw, i) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const head = dialect === 'gitlab' ? readSection(line) : undefined
    const words = splitWords(line, dialect)
    const at = placesOf(file, i + 1, routeOf(words[0]?.text ?? '', routes))
    const parsed = head === undefined ? parseLine(words, line, dialect, exists) : { faults: head.faults }
    for (const { kind, effect, text, detail, column, endColumn } of parsed.faults)
      errors.push({ kind, effect, text, detail, at: at(column, endColumn) })
    if (head !== undefined) {
      if (head.name !== undefined) sections.open(head)
      return
    }
    const end = endOf(words.at(-1) ?? { text: '', column: 1 })
    if (parsed.rule === undefined) return
    rules.push(toRule(parsed.rule, sections, dialect, (word, to = end) => at(word.column, to)))
  })
  return { rules, errors }
}

function toRule(
  { pattern: word, owners, excludes }: NonNullable<ParsedLine['rule']>,
  { section, head }: Sections,
  dialect: Dialect,
  at: (word: Word, to?: number) => Location,
): CompiledRule {
  const pattern = compileOwnersPattern(word.text, dialect)
  const inherited = excludes || owners.length > 0 ? owners : (head?.owners ?? [])
  const rule: OwnersRule = {
    pattern: word.text,
    owners: inherited,
    at: at(word),
    patternAt: at(word, endOf(word)),
    ...(section !== undefined && { section }),
    ...(head !== undefined && head.approvals > 1 && { approvals: head.approvals }),
    ...(excludes && { excludes }),
    segments: pattern.segments,
    descends: pattern.descends,
    matches: (path) => pattern.matches(path.split('/')),
  }
  return { rule, pattern }
}

const endOf = (word: Word): number => word.column + word.text.length

function placesOf(file: string, line: number, route: string) {
  return (column: number, endColumn: number): Location => ({ file, line, column, endLine: line, endColumn, route })
}

/** The pattern itself, numbered from its second use on, so that two rules for one pattern stay apart. */
function routeOf(pattern: string, used: Map<string, number>): string {
  const count = (used.get(pattern) ?? 0) + 1
  used.set(pattern, count)
  return count === 1 ? pattern : `${pattern}#${count}`
}

/**
 * The sections opened so far. Those whose names differ in case only are one, and it is required if one of its heads says
 * so (GitLab docs: "Sections with duplicate names", "Optional sections").
 */
class Sections {
  readonly #byName = new Map<string, { name: string; optional: boolean }>()
  section: OwnersSection | undefined
  head: SectionHead | undefined

  open(head: SectionHead): void {
    const key = head.name.toLowerCase()
    const section = this.#byName.get(key) ?? { name: head.name, optional: true }
    section.optional &&= head.optional
    this.#byName.set(key, section)
    this.section = section
    this.head = head
  }
}
