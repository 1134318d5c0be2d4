import type { FunctionDefinition, Node, Redirect, ShellWord, SimpleCommand } from './ast.js'
import type { Cursor } from './cursor.js'
import { readWord } from './words.js'

const REDIRECT = /(\d{1,9}|\{\w{1,99}\})?(&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\||<|>)/y

/** Reads assignments, words and redirections up to an operator or the end of the line. */
export function readSimple(cursor: Cursor): SimpleCommand {
  cursor.count()
  const start = cursor.position
  const assignments: ShellWord[] = []
  const words: ShellWord[] = []
  const redirects: Redirect[] = []
  let end = start
  for (cursor.skipBlanks(); !cursor.atEnd; cursor.skipBlanks()) {
    const redirect = readRedirect(cursor)
    const word = redirect === undefined ? readWord(cursor) : undefined
    if (redirect !== undefined) redirects.push(redirect)
    else if (word === undefined) break
    else if (word.equals >= 0 && words.length === 0) assignments.push(word)
    else words.push(word)
    end = cursor.position
    if (words.length === 1 && cursor.char === '(') break
  }
  const command: SimpleCommand = { kind: 'simple', assignments, words, redirects, start, end }
  note(cursor, command)
  return command
}

/** Reads all redirections at the position: those behind a compound command. */
export function readRedirects(cursor: Cursor): Redirect[] {
  const redirects: Redirect[] = []
  for (;;) {
    cursor.skipBlanks()
    const redirect = readRedirect(cursor)
    if (redirect === undefined) return redirects
    redirects.push(redirect)
  }
}

function readRedirect(cursor: Cursor): Redirect | undefined {
  if (cursor.expressionEnd !== undefined || cursor.startsWith('<(') || cursor.startsWith('>(')) return undefined
  const found = cursor.match(REDIRECT)
  if (found === undefined) return undefined
  cursor.takeTo(cursor.position + found[0].length)
  const operator = found[2] ?? ''
  const fd = /^\d+$/.test(found[1] ?? '') ? { fd: Number(found[1]) } : {}
  cursor.skipBlanks()
  const target = readWord(cursor)
  if (target === undefined) return { operator, ...fd }
  const redirect: Redirect = { operator, target, ...fd }
  if (operator === '<<' || operator === '<<-') {
    cursor.awaitHeredoc({ redirect, delimiter: target.text, stripTabs: operator === '<<-' })
  }
  return redirect
}

/** Keeps what the reading of failures and variables needs to know of the script as a whole. */
function note(cursor: Cursor, { words, assignments, start }: SimpleCommand): void {
  const name = words[0]?.text
  if (name === 'wait' && words.length > 1) cursor.lastWait = start
  if (cursor.loops === 0) return
  for (const word of [...assignments, ...words]) {
    if (word.equals >= 0) cursor.changedInLoop.add(word.text.slice(0, word.equals))
  }
  if (name === 'shift' || (name === 'set' && words[1]?.text === '--')) cursor.changedInLoop.add('@')
}

/** Turns `name ()` and the command behind it into a definition; undefined if the command is no such start. */
export function readFunctionBody(
  cursor: Cursor,
  { words, assignments, start }: SimpleCommand,
  readCommand: (cursor: Cursor) => Node,
): FunctionDefinition | undefined {
  const [name] = words
  if (name === undefined || words.length > 1 || assignments.length > 0 || !name.literal) return undefined
  const brackets = cursor.match(/\([ \t]*\)/y)
  if (brackets === undefined) return undefined
  cursor.takeTo(cursor.position + brackets[0].length)
  cursor.skipLines()
  const body = readCommand(cursor)
  return { kind: 'function', name: name.text, body, redirects: [], start, end: body.end }
}
