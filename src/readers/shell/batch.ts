import type { Argument, ShellCommand } from './command.js'
import type { Evaluation } from './evaluate.js'
import { PlainCommands, plainScript } from './plain-command.js'
import { templateSpans } from './templates.js'

const TOKEN = /((?:[ \t\r\f\v]|\^\r?\n)+|\n)|(&&|\|\||[&|()])|((?:"[^"\n]*"?|\^[^]|[^\s&|()"^])+)/y
/** `if`, `for`, `call` in front of one command. */
const MAX_PREFIXES = 20

const CONDITION = /^(?:not|exist|defined|errorlevel|\/i)$/i

/**
 * The commands of a Windows batch file: lines split at `&`, `|`, `&&` and `||`; what stands in brackets or behind `if`
 * and `for` is conditional. Nothing is said about failures.
 */
export function evaluateBatch(text: string, directory: string | undefined): Evaluation {
  const commands = new PlainCommands(plainScript(text), directory)
  const spans = templateSpans(text)
  let depth = 0
  let start = 0
  for (const line of linesOf(text, spans)) {
    const { words, opened } = readLine(text, spans, start, line, depth, commands)
    depth = Math.max(0, depth + opened)
    start = line + 1
    if (words > 0 && commands.truncated) break
  }
  return { commands: commands.commands, truncated: commands.truncated }
}

/** The offsets at which logical lines end: a caret in front of the line end continues the line. */
function* linesOf(text: string, spans: ReadonlyMap<number, number>): Generator<number> {
  const expressions = [...spans].sort(([a], [b]) => a - b)
  let next = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    while ((expressions[next]?.[1] ?? Infinity) <= end) next += 1
    if ((expressions[next]?.[0] ?? Infinity) < end) continue
    const before = text[end - 1] === '\r' ? end - 2 : end - 1
    if (text[before] !== '^') yield end
  }
  yield text.length
}

interface BatchWord extends Argument {
  readonly start: number
}

function readLine(
  text: string,
  spans: ReadonlyMap<number, number>,
  from: number,
  end: number,
  depth: number,
  commands: PlainCommands,
): { words: number; opened: number } {
  let opened = 0
  let count = 0
  let words: BatchWord[] = []
  let conditional = depth > 0
  let reads: ShellCommand | undefined
  const finish = (at: number, separator: string): void => {
    const { command, branching } = commandOf(words)
    count += words.length
    words = []
    commands.add(command, conditional || branching, command[0]?.start ?? from, at, reads)
    reads = separator === '|' ? commands.commands.at(-1) : undefined
    conditional ||= branching || separator === '||'
  }
  for (let at = from; at < end;) {
    const expression = spans.get(at)
    if (expression !== undefined) {
      words.push({ text: text.slice(at, expression), literal: false, start: at })
      at = expression
      continue
    }
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)
    if (token === null) break
    const [whole, , operator, word] = token
    if (operator === '(' && words.at(-1)?.text.toLowerCase() === 'in') {
      at = endOfSet(text, at, end)
      continue
    }
    if (operator !== undefined) {
      finish(at, operator)
      if (operator === '(') opened += 1
      else if (operator === ')') opened -= 1
    } else if (word !== undefined) words.push(wordOf(word, at))
    at = Math.min(at + whole.length, end)
  }
  finish(end, '')
  return { words: count, opened }
}

/** The values of a `for` stand in brackets of their own. */
function endOfSet(text: string, from: number, end: number): number {
  const close = text.indexOf(')', from)
  return close < 0 || close > end ? end : close + 1
}

function wordOf(raw: string, start: number): BatchWord {
  const text = raw.replace(/\^([^])/g, '$1').replaceAll('"', '')
  return { text, literal: !/%[^%\s]+%|%~?\d|%%\w|![^!\s]+!|\$\{\{/.test(text), start }
}

/** Takes off what stands in front of the command: `@`, `call`, the condition of an `if`. */
function commandOf(words: readonly BatchWord[], depth = 0): { command: readonly BatchWord[]; branching: boolean } {
  const first = words[0]
  if (first === undefined || depth > MAX_PREFIXES) return { command: [], branching: false }
  const rest = words.slice(1)
  const name = first.text.replace(/^@/, '').toLowerCase()
  if (name === '') return commandOf(rest, depth + 1)
  if (name === 'rem' || name.startsWith(':')) return { command: [], branching: false }
  if (name === 'call' || name === 'do') return commandOf(rest, depth + 1)
  if (name === 'else') return { command: commandOf(rest, depth + 1).command, branching: true }
  if (name === 'if') return { command: behindCondition(rest, depth), branching: true }
  if (name === 'for') {
    const body = rest.findIndex(({ text }) => text.toLowerCase() === 'do')
    return { command: body < 0 ? [] : commandOf(rest.slice(body + 1), depth + 1).command, branching: true }
  }
  return { command: [{ ...first, text: first.text.replace(/^@/, '') }, ...rest], branching: false }
}

function behindCondition(words: readonly BatchWord[], depth: number): readonly BatchWord[] {
  let index = 0
  while (CONDITION.test(words[index]?.text ?? '')) index += 1
  const [left, operator] = words.slice(index)
  const compares = /^(?:==|equ|neq|lss|leq|gtr|geq)$/i.test(operator?.text ?? '')
  const glued = left?.text.includes('==') === true && !left.text.endsWith('==')
  return commandOf(words.slice(index + (compares ? 3 : glued || index > 0 ? 1 : 2)), depth + 1).command
}
