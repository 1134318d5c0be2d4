import { faultAt, type Fault } from './fault.js'
import { isGlued, isOwner, ownerProblem } from './owner.js'
import type { Dialect } from './pattern.js'
import type { Word } from './words.js'

/** What a line says. Without a rule the host skips the line. */
export interface ParsedLine {
  readonly rule?: { readonly pattern: Word; readonly owners: readonly string[]; readonly excludes: boolean }
  readonly faults: readonly Fault[]
}

/** Tells whether the tree has a file or folder of that name. */
export type Exists = (path: string) => boolean

/** Reads the words of one line: a pattern and its owners. */
export function parseLine(words: readonly Word[], line: string, dialect: Dialect, exists: Exists): ParsedLine {
  const [pattern, ...rest] = words
  if (pattern === undefined) return { faults: [] }
  if (dialect === 'gitlab' && pattern.text.startsWith('!')) {
    const excluded = { text: pattern.text.slice(1), column: pattern.column + 1 }
    return { rule: { pattern: excluded, owners: [], excludes: true }, faults: [] }
  }
  const fault = patternFault(pattern, rest, dialect, exists)
  if (fault !== undefined) return { faults: [fault] }

  const continued = pathContinuation(pattern, rest, line, exists)
  const space = continued === undefined ? [] : [spaceFault(rest.slice(0, continued), line, dialect)]
  const { owners, faults: others } = readOwners(rest.slice(continued ?? 0), dialect)
  const faults = [...space, ...others]
  const skipped = faults.some(({ effect }) => effect === 'skipped')
  return { ...(!skipped && { rule: { pattern, owners, excludes: false } }), faults }
}

function readOwners(words: readonly Word[], dialect: Dialect): { owners: string[]; faults: Fault[] } {
  const owners: string[] = []
  const faults: Fault[] = []
  // Only on GitLab does a # get here: what looks like a comment there are more words.
  const comment = words.findIndex(({ text }) => text.startsWith('#'))
  words.forEach((word, index) => {
    const inComment = comment >= 0 && index >= comment
    if (isOwner(word.text, dialect)) {
      owners.push(word.text)
      if (inComment) faults.push(faultAt(word, 'comment-owner', 'misread', COMMENT))
    } else if (!inComment) faults.push(ownerFault(word, dialect))
  })
  return { owners, faults }
}

const COMMENT = 'there are no comments at the end of a line, so an owner whom one names is asked too'

function patternFault(word: Word, rest: readonly Word[], dialect: Dialect, exists: Exists): Fault | undefined {
  const { text } = word
  if (text.startsWith('!')) return faultAt(word, 'negation', 'skipped', 'a pattern cannot be negated with !', 0, 1)
  const fault = dialect === 'gitlab' ? undefined : characterFault(word)
  if (fault !== undefined) return fault
  if (text.startsWith('@') && [word, ...rest].every((each) => isOwner(each.text, dialect)) && !exists(text)) {
    return faultAt(word, 'invalid-pattern', 'skipped', 'the line names an owner but no pattern')
  }
  return undefined
}

/** Characters that gitignore knows and CODEOWNERS does not (GitHub docs: About code owners, "Syntax exceptions"). */
function characterFault(word: Word): Fault | undefined {
  const { text } = word
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (char === '\\') {
      if (i + 1 === text.length)
        return faultAt(word, 'invalid-pattern', 'skipped', 'the backslash escapes nothing', i, 1)
      if (text[i + 1] === '#')
        return faultAt(word, 'escaped-hash', 'skipped', 'a # cannot be escaped: it starts a comment', i, 2)
      i += 1
    } else if (char === '[' || char === ']') {
      return faultAt(word, 'range', 'skipped', 'character ranges in [ ] are not supported', i, 1)
    } else if (text.startsWith('***', i)) {
      return faultAt(word, 'invalid-pattern', 'skipped', 'three asterisks in a row are not a wildcard', i, 3)
    }
  }
  return undefined
}

/** GitLab passes over words that are no owners (GitLab docs: "Malformed owners"); GitHub skips the line. */
function ownerFault(word: Word, dialect: Dialect): Fault {
  if (isGlued(word.text, dialect)) {
    return faultAt(word, 'glued-owners', 'misread', 'two owners stand together without a space between them')
  }
  const effect = dialect === 'gitlab' ? 'misread' : 'skipped'
  return faultAt(word, 'invalid-owner', effect, ownerProblem(word.text, dialect))
}

/** How many of the words after the pattern belong to a path whose spaces are not escaped; undefined if none do. */
function pathContinuation(pattern: Word, rest: readonly Word[], line: string, exists: Exists): number | undefined {
  const owner = rest.findIndex(({ text }) => text.includes('@') || text.startsWith('#'))
  const run = owner < 0 ? rest : rest.slice(0, owner)
  const last = run.at(-1)
  if (last === undefined) return undefined
  const path = line.slice(pattern.column - 1, last.column - 1 + last.text.length).replace(/^\/|\/$/g, '')
  // Behind a folder that is complete, `acme/web` is rather a team without its @.
  const isWhole = pattern.text.endsWith('/')
  const looksLikePath = run.some(({ text }) => (!isWhole && text.includes('/')) || /.\.\w+$/.test(text))
  return looksLikePath || exists(path) ? run.length : undefined
}

function spaceFault(run: readonly Word[], line: string, dialect: Dialect): Fault {
  const column = run[0]?.column ?? 1
  const last = run.at(-1)
  const endColumn = last === undefined ? column : last.column + last.text.length
  const detail = 'a space in a path is written with a backslash before it'
  const effect = dialect === 'gitlab' ? 'misread' : 'skipped'
  return { kind: 'unescaped-space', effect, text: line.slice(column - 1, endColumn - 1), detail, column, endColumn }
}
