import type { TokenCursor } from './cursor.js'
import { decodeQuoted, decodeSequences, indentOf, stripIndent } from './text.js'
import type { HclDirective, HclExpression, HclInterpolation, HclTemplate, Span } from './syntax.js'
import { TOKEN } from './tokens.js'

const DIRECTIVES: ReadonlySet<string> = new Set(['if', 'else', 'endif', 'for', 'endfor'])

type Part = string | HclInterpolation | HclDirective

/** Parses quoted strings and heredocs (HCL specification, Templates). */
export class TemplateParser {
  readonly #cursor: TokenCursor
  readonly #expression: () => HclExpression
  /** Records what is wrong without giving up on the template. */
  readonly #warn: (message: string, span: Span) => void

  constructor(cursor: TokenCursor, expression: () => HclExpression, warn: (message: string, span: Span) => void) {
    this.#cursor = cursor
    this.#expression = expression
    this.#warn = warn
  }

  /** The template that opens at the cursor. */
  template(): HclTemplate {
    const cursor = this.#cursor
    const { start, text } = cursor
    const quoted = cursor.peek() === TOKEN.quoteOpen
    cursor.take()
    const contentStart = quoted ? cursor.lastEnd : cursor.start
    const close = quoted ? TOKEN.quoteClose : TOKEN.heredocClose
    const parts: Part[] = []
    let stripNext = false
    while (cursor.tokens.kinds[cursor.index] !== close) {
      const kind = cursor.tokens.kinds[cursor.index]
      if (kind === TOKEN.text) {
        parts.push(this.#literal(quoted, stripNext))
        stripNext = false
      } else if (kind === TOKEN.interpolation || kind === TOKEN.directive) {
        if (cursor.text.endsWith('~')) trimLast(parts)
        parts.push(this.#sequence(kind === TOKEN.interpolation))
        stripNext = cursor.source[cursor.lastEnd - 2] === '~'
      } else {
        cursor.fail('the string has no closing quotation mark')
      }
    }
    const content = { start: contentStart, end: Math.max(contentStart, cursor.start) }
    cursor.take()
    const kept = text.startsWith('<<-') ? stripIndents(parts) : parts
    return { kind: 'template', parts: kept.filter((part) => part !== ''), content, start, end: cursor.lastEnd }
  }

  #literal(quoted: boolean, strip: boolean): string {
    const { start, text } = this.#cursor
    this.#cursor.take()
    const decoded = quoted
      ? decodeQuoted(text, (at) =>
          this.#warn('the backslash does not begin an escape sequence; write `\\\\` for a backslash', {
            start: start + at,
            end: start + at + 2,
          }),
        )
      : decodeSequences(text)
    return strip ? decoded.trimStart() : decoded
  }

  #sequence(interpolates: boolean): HclInterpolation | HclDirective {
    const cursor = this.#cursor
    const { start } = cursor
    cursor.take()
    const before = cursor.skipNewlines(true)
    const part = interpolates ? this.#interpolation() : this.#directive()
    if (cursor.peek() !== TOKEN.sequenceEnd) cursor.expect(TOKEN.sequenceEnd, '`}` of the template sequence')
    cursor.skipNewlines(before)
    cursor.take()
    return { ...part, start, end: cursor.lastEnd }
  }

  #interpolation(): Omit<HclInterpolation, keyof Span> {
    return { kind: 'interpolation', expression: this.#expression() }
  }

  #directive(): Omit<HclDirective, keyof Span> {
    const cursor = this.#cursor
    const keyword = cursor.peek() === TOKEN.identifier ? cursor.text : ''
    if (!DIRECTIVES.has(keyword)) cursor.fail(`expected if, else, endif, for or endfor, found ${cursor.found()}`)
    cursor.take()
    const names: string[] = []
    if (keyword === 'for') {
      names.push(cursor.name('a name'))
      if (cursor.takeIf(TOKEN.comma)) names.push(cursor.name('a name'))
      if (cursor.name('`in`') !== 'in') cursor.fail('expected `in` after the names of `for`')
    }
    const takes = keyword === 'for' || keyword === 'if'
    return { kind: 'directive', keyword, names, ...(takes && { expression: this.#expression() }) }
  }
}

/** `${~` takes the blanks in front of it away. */
function trimLast(parts: Part[]): void {
  const last = parts.at(-1)
  if (typeof last === 'string') parts[parts.length - 1] = last.trimEnd()
}

/** Takes away what all lines of a `<<-` heredoc are indented by. Blank lines do not count and stay as they are. */
function stripIndents(parts: readonly Part[]): Part[] {
  let indent = Infinity
  parts.forEach((part, index) => {
    const startsLine = index === 0
    if (typeof part === 'string') indent = Math.min(indent, indentOf(part, startsLine, index + 1 < parts.length))
    else if (startsLine) indent = 0
  })
  if (indent === 0 || indent === Infinity) return [...parts]
  return parts.map((part, index) => (typeof part === 'string' ? stripIndent(part, indent, index === 0) : part))
}
