/** A word of a line, with the column of its first character, counted from 1. */
export interface Word {
  readonly text: string
  readonly column: number
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t'

/** The words of a line up to its comment. In the first word, the pattern, a backslash keeps a blank or `#` in the word. */
export function splitWords(line: string): Word[] {
  const words: Word[] = []
  let i = 0
  while (i < line.length && line[i] !== '#') {
    if (isBlank(line[i])) {
      i += 1
      continue
    }
    const start = i
    while (i < line.length && !isBlank(line[i]) && line[i] !== '#') i += line[i] === '\\' && words.length === 0 ? 2 : 1
    i = Math.min(i, line.length)
    words.push({ text: line.slice(start, i), column: start + 1 })
  }
  return words
}
