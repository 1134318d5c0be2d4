/** A line of code in a document, without the prompt. */
export interface CodeLine {
  readonly text: string
  readonly line: number
  /** Column of the first character of `text`, counted from 1. */
  readonly column: number
  /** `block`: a line of a code block. `inline`: a code span in a sentence. */
  readonly form: 'block' | 'inline'
  /** For a span, the sentence part before it. */
  readonly before: string
}

export interface Heading {
  /** 1 for a title. */
  readonly level: number
  readonly text: string
}

/** What stands under one heading, up to the next heading. */
export interface Section {
  /** The heading, and those it is nested in, from the outermost. Empty before the first heading. */
  readonly headings: readonly Heading[]
  readonly line: number
  readonly code: readonly CodeLine[]
  /** List items and code lines: a section without any tells no steps. */
  readonly steps: number
}

/** Fence labels under which commands stand. */
const COMMAND_LABELS: ReadonlySet<string> = new Set([
  '',
  'sh',
  'bash',
  'shell',
  'zsh',
  'console',
  'shell-session',
  'shellsession',
  'terminal',
  'text',
  'txt',
  'powershell',
  'pwsh',
])

/** Lines are data beyond this length. */
const LONGEST_LINE = 1000

interface Open {
  headings: Heading[]
  line: number
  code: CodeLine[]
  steps: number
}

/**
 * The sections of a document in Markdown, AsciiDoc or reStructuredText, as far as their headings and code blocks are
 * written alike. Linear; a line is judged by itself and the one before it.
 */
export function readSections(source: string, { asciidoc = false } = {}): Section[] {
  const lines = withoutFrontMatter(source.split('\n'))
  const sections: Open[] = [{ headings: [], line: 1, code: [], steps: 0 }]
  let fence: { mark: string; commands: boolean } | undefined
  lines.forEach((line, i) => {
    const section = sections.at(-1) as Open
    const mark = fenceOf(line, asciidoc)
    if (fence !== undefined) {
      if (mark !== undefined && mark.mark.startsWith(fence.mark) && mark.label === '') fence = undefined
      else if (fence.commands) addCode(section, line, i + 1)
      return
    }
    if (mark !== undefined) {
      fence = { mark: mark.mark, commands: COMMAND_LABELS.has(mark.label) }
      return
    }
    const heading = headingAt(lines, i)
    if (heading !== undefined) {
      const above = section.headings.filter(({ level }) => level < heading.level)
      sections.push({ headings: [...above, heading], line: i + 1, code: [], steps: 0 })
    } else if (/^(?: {4}|\t)\s*\S/.test(line) && isCodeBefore(lines[i - 1])) {
      addCode(section, line, i + 1)
    } else {
      if (/^\s{0,8}(?:[-*+.]|\d{1,3}[.)])\s/.test(line)) section.steps += 1
      section.code.push(...spansOf(line, i + 1))
    }
  })
  return sections
}

function addCode(section: Open, line: string, number: number): void {
  const prompt = /^\s*(?:[$%>] |PS> )?/.exec(line)?.[0].length ?? 0
  const text = line.slice(prompt)
  if (text === '' || text.startsWith('#')) return
  section.steps += 1
  section.code.push({ text, line: number, column: prompt + 1, form: 'block', before: '' })
}

/** A blank line, or an indented one, may stand before an indented line of code. */
function isCodeBefore(line: string | undefined): boolean {
  return line === undefined || line === '' || /^(?: {4}|\t)/.test(line)
}

/** The lines without what no reader sees: metadata between two `---` at the start, and data. */
function withoutFrontMatter(raw: readonly string[]): string[] {
  const lines = raw.map((line) => (line.length > LONGEST_LINE ? '' : line.trimEnd()))
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  return end < 0 ? lines : lines.map((line, i) => (i <= end ? '' : line))
}

function fenceOf(line: string, asciidoc: boolean): { mark: string; label: string } | undefined {
  const text = line.trimStart()
  const mark = (asciidoc ? /^-{4,}$/ : /^(?:`{3,}|~{3,})/).exec(text)?.[0]
  if (mark === undefined) return undefined
  const info = text
    .slice(mark.length)
    .trim()
    .replace(/^\{?\.?/, '')
  return { mark, label: /^[\w-]*/.exec(info)?.[0].toLowerCase() ?? '' }
}

/** A heading written with `#` or `=` before it, or with a line of `=`, `-`, `~` below it. */
function headingAt(lines: readonly string[], i: number): Heading | undefined {
  const line = lines[i] ?? ''
  const marks = /^(?:#{1,6}|={1,6})(?=\s)/.exec(line)?.[0]
  if (marks !== undefined)
    return { level: marks.length, text: plainText(line.slice(marks.length).replace(/(?<!#)#+$/, '')) }
  const below = lines[i + 1] ?? ''
  if (line === '' || /^[\s>|*+-]/.test(line) || !/^(?:=+|-+|~+)$/.test(below) || below.length < 3) return undefined
  if (/^-{4,}$/.test(below) && below.length < line.length) return undefined
  return { level: '=-~'.indexOf(below[0] ?? '') + 1, text: plainText(line) }
}

/** Heading text without emphasis, links' targets and code marks. */
function plainText(text: string): string {
  return text
    .replace(/\]\([^()]*\)/g, '')
    .replace(/[*_`[\]]/g, '')
    .trim()
}

/** Code spans of one backtick in a line of prose. */
function spansOf(line: string, number: number): CodeLine[] {
  const spans: CodeLine[] = []
  for (let start = line.indexOf('`'); start >= 0;) {
    const end = line.indexOf('`', start + 1)
    if (end < 0) break
    const text = line.slice(start + 1, end)
    if (text !== '') spans.push({ text, line: number, column: start + 2, form: 'inline', before: line.slice(0, start) })
    start = line.indexOf('`', end + 1)
  }
  return spans
}
