import type { Heredoc, List, Redirect, ScriptNotes, ShellScript } from './ast.js'
import { templateSpans, type Span } from './templates.js'

/** Substitutions, groups and bodies within each other; deeper text is not read. Real scripts stay below ten. */
const MAX_DEPTH = 60

/** Commands and substitutions in one script. The longest hand-written scripts have a tenth; the rest is not read. */
const MAX_NODES = 30_000

const BLANKS = /(?:[ \t\r\f\v]|\\\r?\n)+/y

interface PendingHeredoc {
  readonly redirect: Redirect
  readonly delimiter: string
  readonly stripTabs: boolean
}

/** Where the parser stands in the text, and what it has noticed so far. */
export class Cursor {
  position = 0
  end: number
  loops = 0
  readonly text: string
  readonly spans: ReadonlyMap<number, number>
  readonly changedInLoop = new Set<string>()
  lastWait = -1
  defect: ShellScript['defect']
  /** Reads commands up to the closing character. Injected, because words hold commands and commands hold words. */
  readonly readList: (cursor: Cursor, close: ')' | '') => List
  /** True once text was given up because it is too long or nested too deep. */
  cut = false
  #depth = 0
  #nodes = 0
  #heredocs: PendingHeredoc[] = []

  constructor(text: string, known: readonly Span[], readList: (cursor: Cursor, close: ')' | '') => List) {
    this.text = text
    this.end = text.length
    this.spans = templateSpans(text, known)
    this.readList = readList
  }

  get char(): string {
    return this.position < this.end ? this.text.charAt(this.position) : ''
  }

  get atEnd(): boolean {
    return this.position >= this.end
  }

  startsWith(expected: string, ahead = 0): boolean {
    return this.text.startsWith(expected, this.position + ahead) && this.position + ahead + expected.length <= this.end
  }

  /** The match of a sticky expression at the position, or undefined if none ends before the end. Does not move. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.position
    const found = sticky.exec(this.text)
    return found !== null && found.index + found[0].length <= this.end ? found : undefined
  }

  /** Takes what the sticky expression for a run of characters matches, up to the end at most. */
  run(sticky: RegExp): string {
    sticky.lastIndex = this.position
    if (!sticky.test(this.text)) return ''
    return this.takeTo(sticky.lastIndex)
  }

  /** Takes one character; an empty string at the end. */
  take(): string {
    return this.takeTo(this.position + 1)
  }

  /** Takes the text up to `offset`, up to the end at most. */
  takeTo(offset: number): string {
    const from = this.position
    this.position = Math.min(offset, this.end)
    return this.text.slice(from, this.position)
  }

  /** The end of the template expression that starts at the position, or undefined. */
  get expressionEnd(): number | undefined {
    const end = this.spans.get(this.position)
    return end !== undefined && end <= this.end ? end : undefined
  }

  /** Records the first thing that is not shell syntax. */
  fault(message: string, offset = this.position): void {
    this.defect ??= { offset, message }
  }

  /** Runs `read` one level deeper; past the limit the rest of the text is given up. */
  nested<T>(read: () => T, otherwise: T): T {
    if (this.#depth >= MAX_DEPTH) {
      this.#giveUp('nested too deep')
      return otherwise
    }
    this.#depth += 1
    const result = read()
    this.#depth -= 1
    return result
  }

  /** Counts a command or a substitution. */
  count(): void {
    this.#nodes += 1
    if (this.#nodes > MAX_NODES) this.#giveUp('too long')
  }

  #giveUp(reason: string): void {
    this.fault(reason)
    this.cut = true
    this.position = this.end
  }

  /** Runs `read` as if the text ended at `end`. */
  within<T>(end: number, read: () => T): T {
    const outer = this.end
    this.end = end
    const result = read()
    this.end = outer
    if (this.cut) this.position = outer
    return result
  }

  /** Skips blanks, continued lines and a comment; stops at the end of the line. */
  skipBlanks(): void {
    for (;;) {
      this.run(BLANKS)
      if (this.char !== '#') return
      this.#skipComment()
    }
  }

  /** Skips blanks, comments and line ends. */
  skipLines(): void {
    for (this.skipBlanks(); this.char === '\n'; this.skipBlanks()) this.newline()
  }

  /** Steps over a line end, and over the heredocs that start behind it. */
  newline(): void {
    this.position += 1
    const pending = this.#heredocs
    this.#heredocs = []
    for (const each of pending) each.redirect.heredoc = this.#readHeredoc(each)
  }

  awaitHeredoc(heredoc: PendingHeredoc): void {
    this.#heredocs.push(heredoc)
  }

  #skipComment(): void {
    const end = this.text.indexOf('\n', this.position)
    this.position = end < 0 || end > this.end ? this.end : end
  }

  #readHeredoc({ delimiter, stripTabs }: PendingHeredoc): Heredoc {
    const start = this.position
    while (this.position < this.end) {
      const found = this.text.indexOf('\n', this.position)
      const lineEnd = found < 0 || found > this.end ? this.end : found
      const line = this.text.slice(this.position, lineEnd).replace(/\r$/, '')
      const bodyEnd = this.position
      this.position = Math.min(lineEnd + 1, this.end)
      if ((stripTabs ? line.replace(/^\t+/, '') : line) === delimiter) return { start, end: bodyEnd }
    }
    this.fault(`no line ends the text that starts with <<${delimiter}`, start)
    return { start, end: this.end }
  }

  /** What was noticed, together with what a look at the whole text tells. */
  notes(): ScriptNotes {
    const statusReads: number[] = []
    const lastRead = new Map<string, number>()
    for (const { index, name } of variableReads(this.text)) {
      if (name === '?' || name === 'PIPESTATUS') statusReads.push(index)
      else lastRead.set(name, Math.max(index, lastRead.get(name) ?? 0))
    }
    return { statusReads, lastRead, changedInLoop: this.changedInLoop, lastWait: this.lastWait }
  }
}

/**
 * Everything that looks like a read of a variable, quoted or not, and every name in arithmetic. Taking too many is safe:
 * a status that may be read is not called ignored.
 */
function* variableReads(text: string): Generator<{ index: number; name: string }> {
  for (const match of text.matchAll(/\$\{?[#!]?([A-Za-z_]\w*|[?@*])/g)) {
    yield { index: match.index, name: match[1] ?? '' }
  }
  for (const arithmetic of text.matchAll(/\(\(([^()]*)\)\)/g)) {
    for (const name of (arithmetic[1] ?? '').matchAll(/[A-Za-z_]\w*/g)) {
      yield { index: arithmetic.index + name.index, name: name[0] }
    }
  }
}
