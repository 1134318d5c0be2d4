import type { OwnersError } from '../../models/index.js'
import type { Dialect } from './pattern.js'
import type { Word } from './words.js'

/** A fault of one line; columns are counted from 1, the end is the column after the last character. */
export interface Fault {
  readonly kind: OwnersError['kind']
  readonly text: string
  readonly detail: string
  readonly column: number
  readonly endColumn: number
}

/** What a line says. Without a rule the host skips the line. */
export interface ParsedLine {
  readonly rule?: { readonly pattern: Word; readonly owners: readonly string[] }
  readonly faults: readonly Fault[]
}

/** Tells whether the tree has a file or folder of that name. */
export type Exists = (path: string) => boolean

const HANDLE = /^@[A-Za-z0-9][A-Za-z0-9_-]*$/
const TEAM = /^@[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9_.-]+$/
const EMAIL = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/
const GITLAB_OWNER = /^@@?[A-Za-z0-9_.][A-Za-z0-9_./-]*$/

/** Reads the words of one line: a pattern and its owners. */
export function parseLine(words: readonly Word[], line: string, dialect: Dialect, exists: Exists): ParsedLine {
  const [pattern, ...rest] = words
  if (pattern === undefined) return { faults: [] }
  if (dialect === 'gitlab' && pattern.text.startsWith('!')) return { faults: [] }
  const fault = patternFault(pattern, rest, dialect, exists)
  if (fault !== undefined) return { faults: [fault] }

  const continued = pathContinuation(pattern, rest, line, exists)
  const faults = continued === undefined ? [] : [spaceFault(rest.slice(0, continued), line)]
  const owners: string[] = []
  for (const word of rest.slice(continued ?? 0)) {
    const problem = ownerFault(word, dialect)
    if (problem === undefined) owners.push(word.text)
    else faults.push(problem)
  }
  const skipped = faults.some(({ kind }) => kind !== 'glued-owners')
  return { ...(!skipped && { rule: { pattern, owners } }), faults }
}

/** The part of `word` from `from`, as a fault. */
function faultAt(word: Word, kind: Fault['kind'], detail: string, from = 0, length = word.text.length - from): Fault {
  const column = word.column + from
  return { kind, text: word.text.slice(from, from + length), detail, column, endColumn: column + length }
}

function patternFault(word: Word, rest: readonly Word[], dialect: Dialect, exists: Exists): Fault | undefined {
  const { text } = word
  if (text.startsWith('!')) return faultAt(word, 'negation', 'a pattern cannot be negated with !', 0, 1)
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (char === '\\') {
      if (i + 1 === text.length) return faultAt(word, 'invalid-pattern', 'the backslash escapes nothing', i, 1)
      if (text[i + 1] === '#' && dialect === 'github') {
        return faultAt(word, 'escaped-hash', 'a # cannot be escaped: it starts a comment', i, 2)
      }
      i += 1
    } else if (char === '[' || char === ']') {
      return faultAt(word, 'range', 'character ranges in [ ] are not supported', i, 1)
    } else if (text.startsWith('***', i)) {
      return faultAt(word, 'invalid-pattern', 'three asterisks in a row are not a wildcard', i, 3)
    }
  }
  if (text.startsWith('@') && [word, ...rest].every((each) => isOwner(each.text, dialect)) && !exists(text)) {
    return faultAt(word, 'invalid-pattern', 'the line names an owner but no pattern')
  }
  return undefined
}

function isOwner(text: string, dialect: Dialect): boolean {
  if (dialect === 'gitlab' && GITLAB_OWNER.test(text)) return true
  return HANDLE.test(text) || TEAM.test(text) || EMAIL.test(text)
}

function ownerFault(word: Word, dialect: Dialect): Fault | undefined {
  const { text } = word
  if (isOwner(text, dialect)) return undefined
  if (text.startsWith('@')) {
    const glued = text.split('@').slice(1)
    if (glued.length > 1 && glued.every((each) => isOwner(`@${each}`, dialect))) {
      return faultAt(word, 'glued-owners', 'two owners stand together without a space between them')
    }
  }
  const separators = /[,;]/.test(text)
  return faultAt(word, 'invalid-owner', separators ? 'owners are separated by spaces' : ownerAdvice(text))
}

function ownerAdvice(text: string): string {
  return text.includes('@')
    ? 'this is no user, team or e-mail address'
    : 'an owner starts with @ or is an e-mail address'
}

/** How many of the words after the pattern belong to a path whose spaces are not escaped; undefined if none do. */
function pathContinuation(pattern: Word, rest: readonly Word[], line: string, exists: Exists): number | undefined {
  const owner = rest.findIndex(({ text }) => text.includes('@'))
  const run = owner < 0 ? rest : rest.slice(0, owner)
  const last = run.at(-1)
  if (last === undefined) return undefined
  const path = line.slice(pattern.column - 1, last.column - 1 + last.text.length).replace(/^\/|\/$/g, '')
  const looksLikePath = run.some(({ text }) => text.includes('/') || /.\.\w+$/.test(text))
  return looksLikePath || exists(path) ? run.length : undefined
}

function spaceFault(run: readonly Word[], line: string): Fault {
  const column = run[0]?.column ?? 1
  const last = run.at(-1)
  const endColumn = last === undefined ? column : last.column + last.text.length
  const detail = 'a space in a path is written with a backslash before it'
  return { kind: 'unescaped-space', text: line.slice(column - 1, endColumn - 1), detail, column, endColumn }
}
