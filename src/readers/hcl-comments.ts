import { lexHcl } from './hcl/lexer.js'
import type { YamlComment } from './yaml/node.js'
import { Positions } from './yaml/positions.js'

/**
 * The comments of an HCL source: `#`, `//`, and one for each line of a block comment, without the marks and the blanks
 * around the text. What looks like a comment in a string or a heredoc is none. Errors elsewhere do not matter.
 */
export function hclComments(file: string, source: string): YamlComment[] {
  if (!source.includes('#') && !source.includes('//') && !source.includes('/*')) return []
  const positions = new Positions(file, source)
  return lexHcl(source).comments.flatMap(({ start, end }) => {
    if (!source.startsWith('/*', start)) {
      return [comment(source, positions, start, end, source[start] === '#' ? 1 : 2)]
    }
    const close = source.endsWith('*/', end) && end - start >= 4 ? end - 2 : end
    return linesOf(source, start + 2, close).map(([from, to]) => comment(source, positions, from, to, 0))
  })
}

/** A comment of one line: its place runs from the mark, or the first character of the text, to its end. */
function comment(source: string, positions: Positions, start: number, end: number, mark: number): YamlComment {
  const written = source.slice(start + mark, end)
  const text = mark === 0 ? written.trim().replace(/^\*+/, '').trim() : written.trim()
  const blanks = mark === 0 ? written.length - written.trimStart().length : 0
  return { text, at: positions.span(start + blanks, start + mark + written.trimEnd().length, '') }
}

function linesOf(source: string, start: number, end: number): [from: number, to: number][] {
  const lines: [number, number][] = []
  for (let from = start; from <= end;) {
    const newline = source.indexOf('\n', from)
    const to = newline < 0 || newline > end ? end : newline
    if (source.slice(from, to).trim() !== '') lines.push([from, to])
    from = to + 1
  }
  return lines
}
