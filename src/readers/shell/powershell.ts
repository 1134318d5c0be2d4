import type { Argument, ShellCommand } from './command.js'
import type { Evaluation } from './evaluate.js'
import { pathFrom } from './paths.js'
import { PlainCommands, plainScript } from './plain-command.js'
import { powerShellPath } from './powershell-path.js'
import { templateSpans } from './templates.js'

/** Words that open a block, or stand in front of one; what the block holds is read, the words themselves are not commands. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'elseif',
  'else',
  'foreach',
  'for',
  'while',
  'do',
  'until',
  'switch',
  'default',
  'try',
  'catch',
  'finally',
  'function',
  'filter',
  'param',
  'begin',
  'process',
  'end',
  'in',
  'using',
  'class',
  'enum',
  'trap',
  'data',
  'throw',
])

const FUNCTION = /^[ \t]*function[ \t]+([\w:-]+)/gim

/** What is known around a script. */
interface PowerShellHost {
  /** The folder of the script's file, if it has one. */
  readonly scriptFolder?: string
  /** The text of a file of the tree. */
  readonly read?: (path: string) => string | undefined
}

/** Files that one script takes functions from. */
const MAX_SOURCED = 20

/** `$a = $b = command`. */
const MAX_ASSIGNMENTS = 5

/** Blocks that always run. */
const CERTAIN: ReadonlySet<string> = new Set(['try', 'finally'])

/**
 * The commands of PowerShell text, read without its grammar: statements split at line ends, `;`, `|`, `&&` and `||`,
 * blocks as conditional. Expressions and assignments of expressions are no commands. Nothing is said about failures.
 */
export function evaluatePowerShell(
  text: string,
  directory: string | undefined,
  { scriptFolder, read }: PowerShellHost = {},
): Evaluation {
  const reader = new PowerShellReader(text, directory, scriptFolder)
  reader.read()
  const { commands, truncated } = reader.commands
  const sourced = [...reader.sourced].slice(0, MAX_SOURCED).map((path) => read?.(path) ?? '')
  const functions = new Set(
    [text, ...sourced].flatMap((each) => Array.from(each.matchAll(FUNCTION), (match) => match[1]?.toLowerCase())),
  )
  // What a function holds is listed where it is defined.
  return { commands: commands.filter(({ words }) => !functions.has(words[0]?.text.toLowerCase())), truncated }
}

interface PlainWord extends Argument {
  readonly quoted: boolean
  readonly start: number
}

class PowerShellReader {
  readonly commands: PlainCommands
  readonly #text: string
  readonly #spans: ReadonlyMap<number, number>
  readonly #scriptFolder: string | undefined
  /** Files of the tree that the script dot-sources: their functions are its own. */
  readonly sourced = new Set<string>()
  #position = 0
  #words: PlainWord[] = []
  /** For each open block, whether what it holds is conditional, and the folder before it. */
  readonly #blocks: { readonly conditional: boolean; readonly directory: string | undefined }[] = []
  #reads: ShellCommand | undefined
  #behindOr = false

  constructor(text: string, directory: string | undefined, scriptFolder: string | undefined) {
    this.#text = text
    this.#scriptFolder = scriptFolder
    this.#spans = templateSpans(text)
    this.commands = new PlainCommands(plainScript(text), directory)
  }

  read(): void {
    while (this.#position < this.#text.length && !this.commands.truncated) {
      this.#skipBlanks()
      const separator = this.#match(/\r?\n|;|&&|\|\|?|[{}]|\)/y)
      if (separator !== undefined) this.#separate(separator)
      else if (this.#position < this.#text.length) this.#words.push(this.#word())
    }
    this.#finish('')
  }

  /** Skips blanks and comments; a backtick at the end of a line continues it. */
  #skipBlanks(): void {
    for (;;) {
      this.#match(/(?:[ \t\f\v]|\r(?!\n)|`\r?\n)+/y)
      if (this.#text.startsWith('<#', this.#position)) this.#skipTo('#>')
      else if (this.#match(/#[^\n]*/y) === undefined) return
    }
  }

  #skipTo(close: string): void {
    const end = this.#text.indexOf(close, this.#position)
    this.#position = end < 0 ? this.#text.length : end + close.length
  }

  #match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#position
    const found = sticky.exec(this.#text)?.[0]
    this.#position += found?.length ?? 0
    return found
  }

  #separate(separator: string): void {
    const opener = this.#words[0]?.quoted === false ? this.#words[0].text.toLowerCase() : ''
    this.#finish(separator)
    if (separator === '{') {
      const conditional = this.#conditional || !CERTAIN.has(opener)
      this.#blocks.push({ conditional, directory: this.commands.directory })
    } else if (separator === '}') {
      const block = this.#blocks.pop()
      if (block?.directory !== this.commands.directory && block?.conditional === true) {
        this.commands.directory = undefined
      }
    }
  }

  get #conditional(): boolean {
    return this.#blocks.at(-1)?.conditional === true
  }

  /** Ends the statement: what is left of it without assignment and keywords is a command, unless it is an expression. */
  #finish(separator: string): void {
    const words = this.#words
    this.#words = []
    const command = withoutRedirects(commandOf(words))
    const [first] = command
    const reads = this.#reads
    const behindOr = this.#behindOr
    this.#reads = undefined
    this.#behindOr = separator === '||'
    if (first === undefined) return
    if (words[0]?.text === '.' && !words[0].quoted) this.#source(first)
    this.commands.add(command, this.#conditional || behindOr, first.start, this.#position, reads)
    if (separator === '|') this.#reads = this.commands.commands.at(-1)
  }

  #source({ path, literal, text }: PlainWord): void {
    const file = path ?? (literal ? pathFrom(this.commands.directory, text.replaceAll('\\', '/')) : undefined)
    if (file !== undefined) this.sourced.add(file)
  }

  #word(): PlainWord {
    const start = this.#position
    let text = ''
    let literal = true
    let quoted = false
    for (;;) {
      const piece = this.#piece()
      if (piece === undefined) break
      text += piece.text
      literal &&= piece.literal
      quoted ||= piece.quoted
    }
    if (this.#position === start) text += this.#text[this.#position++] ?? ''
    if (literal) return { text, literal, quoted, start }
    const path = powerShellPath(text, { scriptFolder: this.#scriptFolder, directory: this.commands.directory })
    return path === undefined
      ? { text, literal, quoted, start }
      : { text: `./${path}`, path, literal: true, quoted, start }
  }

  #piece(): { text: string; literal: boolean; quoted: boolean } | undefined {
    const expression = this.#spans.get(this.#position)
    if (expression !== undefined) return this.#take(expression)
    const plain = this.#match(/[^\s;|{}()'"`$&@]+/y)
    if (plain !== undefined) return { text: plain, literal: true, quoted: false }
    const char = this.#text[this.#position]
    if (char === undefined || /\s/.test(char)) return undefined
    if (this.#text.startsWith("@'", this.#position)) return this.#hereString("\n'@")
    if (this.#text.startsWith('@"', this.#position)) return this.#hereString('\n"@')
    if (char === "'") return this.#singleQuotes()
    if (char === '"') return this.#doubleQuotes()
    if (char === '(' || /^(?:\$\(|@\(|@\{|\$\{)/.test(this.#text.slice(this.#position, this.#position + 2))) {
      return this.#take(this.#balancedEnd())
    }
    const escaped = this.#match(/`[^]/y)
    if (escaped !== undefined) return { text: escaped.slice(1), literal: true, quoted: true }
    const variable = this.#match(/\$[\w:?]+/y)
    if (variable !== undefined) return { text: variable, literal: false, quoted: false }
    const lone = this.#match(/@|[$&](?!&)/y)
    return lone === undefined ? undefined : { text: lone, literal: true, quoted: false }
  }

  #take(end: number): { text: string; literal: boolean; quoted: boolean } {
    const text = this.#text.slice(this.#position, end)
    this.#position = end
    return { text, literal: false, quoted: false }
  }

  #hereString(close: string): { text: string; literal: boolean; quoted: boolean } {
    const start = this.#position
    this.#position += 2
    this.#skipTo(close)
    return { text: this.#text.slice(start, this.#position), literal: false, quoted: true }
  }

  #singleQuotes(): { text: string; literal: boolean; quoted: boolean } {
    const found = this.#match(/'[^']*'?/y) ?? ''
    return { text: found.replace(/^'|'$/g, ''), literal: !found.includes('${{'), quoted: true }
  }

  #doubleQuotes(): { text: string; literal: boolean; quoted: boolean } {
    const found = this.#match(/"[^"`]*/y) ?? ''
    let text = found.slice(1)
    while (this.#text[this.#position] === '`') {
      text += this.#text[this.#position + 1] ?? ''
      this.#position += 2
      text += this.#match(/[^"`]+/y) ?? ''
    }
    if (this.#text[this.#position] === '"') this.#position += 1
    return { text, literal: !text.includes('$'), quoted: true }
  }

  /** The end of a bracketed expression. Brackets in its strings are rare enough to be counted. */
  #balancedEnd(): number {
    const bracket = /[(){}]/g
    bracket.lastIndex = this.#position
    let open = 0
    for (let found = bracket.exec(this.#text); found !== null; found = bracket.exec(this.#text)) {
      open += '({'.includes(found[0]) ? 1 : -1
      if (open === 0) return found.index + 1
    }
    return this.#text.length
  }
}

function withoutRedirects(words: readonly PlainWord[]): PlainWord[] {
  const isRedirect = (word: PlainWord | undefined): boolean => word?.quoted === false && /^[\d*]?>/.test(word.text)
  return words.filter((word, index) => {
    const before = words[index - 1]
    return !isRedirect(word) && !(isRedirect(before) && before?.text.endsWith('>') === true)
  })
}

/** The command in the words of a statement; nothing if it is an expression or a part of the language. */
function commandOf(words: readonly PlainWord[], depth = 0): readonly PlainWord[] {
  const [first, second] = words
  if (first === undefined) return []
  if (!first.literal && /^\$[\w:.[\]]+$/.test(first.text) && /^[+-]?=$/.test(second?.text ?? '')) {
    return depth > MAX_ASSIGNMENTS ? [] : commandOf(words.slice(2), depth + 1)
  }
  if (!first.quoted && (first.text === '&' || first.text === '.')) return words.slice(1)
  if (first.quoted || !first.literal || !/^[\w./\\~:@]/.test(first.text) || /^\d/.test(first.text)) return []
  return KEYWORDS.has(first.text.toLowerCase()) || first.text.startsWith('@') ? [] : words
}
