import type { Dialect } from './pattern.js'

/** A word of a line, with the column of its first character, counted from 1. */
export interface Word {
  readonly text: string
  readonly column: number
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t'

/**
 * The words of a line up to its comment. In the first word, the pattern, a backslash keeps a blank or `#` in the word.
 * GitLab knows comments only as whole lines (GitLab docs: Syntax of CODEOWNERS file): there a later `#` is text.
 */
export function splitWords(line: string, dialect: Dialect): Word[] {
  const words: Word[] = []
  const endsAt = (i: number): boolean => line[i] === '#' && (dialect !== 'gitlab' || words.length === 0)
  let i = 0
  while (i < line.length && !endsAt(i)) {
    if (isBlank(line[i])) {
      i += 1
      continue
    }
    const start = i
    while (i < line.length && !isBlank(line[i]) && !(line[i] === '#' && dialect !== 'gitlab'))
      i += line[i] === '\\' && words.length === 0 ? 2 : 1
    i = Math.min(i, line.length)
    words.push({ text: line.slice(start, i), column: start + 1 })
  }
  return words
}
