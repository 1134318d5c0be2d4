import type { Location } from '../../core/location.js'
import type { OwnersError, OwnersRule } from '../../models/index.js'
import { parseLine, type Exists } from './parse-line.js'
import { compileOwnersPattern, type Dialect } from './pattern.js'
import { splitWords, type Word } from './words.js'

/** The rules of a CODEOWNERS file, in order, and the lines that the host skips. */
export interface OwnersFile {
  readonly rules: readonly OwnersRule[]
  readonly errors: readonly OwnersError[]
}

/** Reads the text of a CODEOWNERS file. Never fails: a line that does not parse becomes an error and gives no rule. */
export function parseOwners(text: string, file: string, dialect: Dialect, exists: Exists): OwnersFile {
  const rules: OwnersRule[] = []
  const errors: OwnersError[] = []
  const routes = new Map<string, number>()
  let current: Section | undefined

  text.split('\n').forEach((raw, i) => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const section = dialect === 'gitlab' ? sectionOf(line) : undefined
    if (section !== undefined) {
      current = section
      return
    }
    const words = splitWords(line)
    const at = placesOf(file, i + 1, routeOf(words[0]?.text ?? '', routes))
    const { rule, faults } = parseLine(words, line, dialect, exists)
    for (const { kind, text, detail, column, endColumn } of faults) {
      errors.push({ kind, text, detail, at: at(column, endColumn) })
    }
    if (rule === undefined) return
    const { pattern } = rule
    rules.push({
      pattern: pattern.text,
      owners: rule.owners.length > 0 ? rule.owners : (current?.owners ?? []),
      at: at(pattern.column, endOf(words.at(-1) ?? pattern)),
      patternAt: at(pattern.column, endOf(pattern)),
      ...(current !== undefined && { section: current.name }),
      matches: compileOwnersPattern(pattern.text, dialect),
    })
  })
  return { rules, errors }
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

/** A section of GitLab's dialect. */
interface Section {
  /** In lower case: sections whose names differ in case only are one (GitLab docs: "Sections with duplicate names"). */
  readonly name: string
  /** The owners of its lines that name none. */
  readonly owners: readonly string[]
}

/** The section that the line opens, undefined if none: `[Name]`, `^[Name][2] @owner` (GitLab docs: Code Owners, "Sections"). */
function sectionOf(line: string): Section | undefined {
  const text = line.trim()
  const start = text.startsWith('^') ? 1 : 0
  const end = text.indexOf(']')
  if (text[start] !== '[' || end < 0) return undefined
  const rest = text.slice(end + 1).replace(/^\[\d+\]/, '')
  return { name: text.slice(start + 1, end).toLowerCase(), owners: splitWords(rest).map((word) => word.text) }
}
