import type { Location } from '../../../core/location.js'
import type { Waiver } from '../../../models/index.js'

interface Syntax {
  readonly tool: string
  /** Matches what stands behind the mark of the comment; the first group is the rule. */
  readonly pattern: RegExp
}

/**
 * Comments that switch a scanner off (Checkov docs: Suppressing and skipping policies; tfsec docs: Ignoring warnings;
 * Trivy docs: Filtering, "By inline comments"; KICS docs: Running KICS, "Using commands on scanned files as comments";
 * zizmor docs: Usage, "Ignoring results"; Semgrep docs: Ignore files, folders, and code).
 */
const SYNTAXES: readonly Syntax[] = [
  { tool: 'checkov', pattern: /^checkov:skip=([\w,*-]{1,200})/ },
  { tool: 'tfsec', pattern: /^tfsec:ignore:([^\s:]{1,200})/ },
  { tool: 'trivy', pattern: /^trivy:ignore:([^\s:]{1,200})/ },
  { tool: 'kics', pattern: /^kics-scan (?:ignore-line|ignore-block|ignore|disable=([\w,-]{1,400}))/ },
  { tool: 'zizmor', pattern: /^zizmor: ignore\[([\w, -]{1,200})\]/ },
  { tool: 'semgrep', pattern: /^nosemgrep(?::[ \t]*([\w., -]{1,400}))?/ },
]

/** A word of each, to leave other files alone. */
const WORDS = /checkov:skip=|tfsec:ignore:|trivy:ignore:|kics-scan |zizmor: ignore\[|nosemgrep/

const MARK = /(?:^|[\s;{}])(?:#|\/\/|\/\*)+[ \t]*/g
const COMMENT_LINE = /^[ \t]*(?:#|\/\/|\/\*|\*)/
const EXPIRES = /(?:^|[\s:])exp:(\d{4}-\d{2}-\d{2})/

/** What a tool reads beside the rule, and further switches: they give no reason. */
const NO_REASON =
  /(?:checkov:skip=|tfsec:ignore:|trivy:ignore:|nosemgrep:?|zizmor: ignore)\S*|(?:^|[\s:])(?:exp|ws):\S+/g

/** Letters of a sentence, at least. */
const LEAST_LETTERS = 10

/** What is enough beside them: a link, a ticket, the number of an issue. */
const REFERENCE = /https?:\/\/\S|\b[A-Z][A-Z0-9]{1,9}-\d+|(?:^|\s)#\d+/

/** The reason in a text, or undefined if there is none: a few words, a link or a ticket. */
export function reasonIn(text: string): string | undefined {
  const written = text.replaceAll(NO_REASON, ' ').trim()
  const letters = written.replaceAll(/[^\p{L}]/gu, '').length
  return letters >= LEAST_LETTERS || REFERENCE.test(written) ? written : undefined
}

/** Comments in a file that switch a scanner off for what stands beside them. */
export function waiversInComments(file: string, source: string): Waiver[] {
  if (!WORDS.test(source)) return []
  const lines = source.split('\n')
  return lines.flatMap((line, index) => {
    const found = waiverIn(line)
    if (found === undefined) return []
    const { syntax, rule, rest, column } = found
    const reason = reasonIn(rest) ?? reasonBeside(lines, index, waiverIn)
    const expires = EXPIRES.exec(rest)?.[1]
    return [waiver(syntax.tool, rule, 'comment', reason, expires, placeOf(file, line, index, column))]
  })
}

/**
 * The entries of a `.trivyignore` (Trivy docs: Filtering, "By finding IDs"): an id on each line, with `exp:` and a comment
 * behind it or above.
 */
export function waiversInList(file: string, source: string): Waiver[] {
  const lines = source.split('\n')
  const idIn = (line: string): string | undefined => /^[ \t]*([^\s#]+)/.exec(line)?.[1]
  return lines.flatMap((line, index) => {
    const id = idIn(line)
    if (id === undefined) return []
    const hash = line.indexOf('#')
    const reason = (hash < 0 ? undefined : reasonIn(line.slice(hash + 1))) ?? reasonBeside(lines, index, idIn, true)
    const column = line.indexOf(id)
    return [waiver('trivy', id, 'entry', reason, EXPIRES.exec(line)?.[1], placeOf(file, line, index, column))]
  })
}

/** A waiver with what is known of it. */
export function waiver(
  tool: string,
  rule: string,
  form: Waiver['form'],
  reason: string | undefined,
  expires: string | undefined,
  at: Location,
): Waiver {
  return { tool, rule, form, at, ...(reason !== undefined && { reason }), ...(expires !== undefined && { expires }) }
}

/**
 * What comments right above say, further waivers between them and the line left aside; without `aboveOnly`, those below
 * too.
 */
export function reasonBeside(
  lines: readonly string[],
  index: number,
  isWaiver: (line: string) => unknown,
  aboveOnly = false,
): string | undefined {
  const above = commentsFrom(lines, index, -1, isWaiver).reverse()
  const below = aboveOnly ? [] : commentsFrom(lines, index, 1, isWaiver)
  return reasonIn([...above, ...below].join(' '))
}

/** Lines of comments that count beside one waiver, at most. */
const MAX_LINES = 60

function commentsFrom(
  lines: readonly string[],
  index: number,
  step: 1 | -1,
  isWaiver: (line: string) => unknown,
): string[] {
  const texts: string[] = []
  for (let i = index + step; Math.abs(i - index) <= MAX_LINES; i += step) {
    const line = lines[i]
    if (line === undefined) break
    if (isWaiver(line) !== undefined) continue
    if (!COMMENT_LINE.test(line)) break
    texts.push(line.replace(/^[ \t]*[#/*]+/, '').trim())
  }
  return texts
}

function waiverIn(line: string): { syntax: Syntax; rule: string; rest: string; column: number } | undefined {
  if (!WORDS.test(line)) return undefined
  for (const mark of line.matchAll(MARK)) {
    const column = mark.index + mark[0].length
    const text = line.slice(column)
    for (const syntax of SYNTAXES) {
      const match = syntax.pattern.exec(text)
      if (match !== null) return { syntax, rule: match[1] ?? '', rest: text.slice(match[0].length), column }
    }
  }
  return undefined
}

function placeOf(file: string, line: string, index: number, column: number): Location {
  const endColumn = line.trimEnd().length + 1
  return { file, line: index + 1, column: column + 1, endLine: index + 1, endColumn, route: '' }
}
