import type { Located } from '../../../core/location.js'

/** The target of a link or picture in Markdown, of a reference's definition, and of the HTML in it. */
const TARGETS = [
  /\]\(\s{0,3}<?([^()\s<>]{1,400})>?(?:\s{1,3}["'(][^"')]{0,300}["')])?\s{0,3}\)/g,
  /^\s{0,3}\[[^\]^][^\]]{0,200}\]:\s{1,10}<?([^\s<>]{1,400})>?/g,
  /\s(?:href|src)\s?=\s?["']([^"'\s]{1,400})["']/g,
] as const

/** Longer lines hold data. */
const LONGEST_LINE = 4000

/** The visible lines of a Markdown document: comments and front matter are blank, the numbers of lines stay. */
export function visibleLines(source: string): string[] {
  const lines = source.split('\n').map((line) => line.trimEnd())
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  let commented = false
  return lines.map((line, i) => {
    if (i <= end) return ''
    let shown = ''
    let rest = line
    while (rest !== '') {
      const mark = rest.indexOf(commented ? '-->' : '<!--')
      if (!commented) shown += mark < 0 ? rest : rest.slice(0, mark) + ' '.repeat(4)
      if (mark < 0) break
      rest = rest.slice(mark + (commented ? 3 : 4))
      commented = !commented
    }
    return shown.trimEnd()
  })
}

/** The targets of links in the visible lines of a Markdown document, but for those in code. */
export function linksIn(file: string, lines: readonly string[]): Located<string>[] {
  const links: Located<string>[] = []
  let fence = ''
  lines.forEach((line, i) => {
    const mark = /^\s{0,12}(?:>\s?)?(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined) {
      if (fence === '') fence = mark
      else if (mark.startsWith(fence)) fence = ''
      return
    }
    if (fence !== '' || line.length > LONGEST_LINE || /^(?: {4}|\t)\s*[^\s*+\d-]/.test(line)) return
    const prose = line.replace(/`[^`]*`/g, (span) => ' '.repeat(span.length))
    for (const target of TARGETS) {
      for (const match of prose.matchAll(target)) {
        const value = match[1] ?? ''
        const column = match.index + match[0].indexOf(value) + 1
        if (!value.startsWith('#'))
          links.push({
            value,
            at: { file, line: i + 1, column, endLine: i + 1, endColumn: column + value.length, route: value },
          })
      }
    }
  })
  return links
}

/** What a link names if that is a path, relative to the document or, with `/` in front, to the root. */
export function pathOfLink(target: string): string | undefined {
  if (/^(?:[a-z][\w+.-]*:|\/\/)/i.test(target) || /[{}<>$*%]|\.\.\.|…/.test(target.replace(/%20/g, ' ')))
    return undefined
  const path = target.replace(/[?#].*/, '').replace(/%20/g, ' ')
  return path === '' ? undefined : path
}
