import type { Case, FunctionDefinition, Group, If, List, Loop, Node, ShellWord, SimpleCommand } from './ast.js'
import type { Cursor } from './cursor.js'
import { skipParentheses } from './expansions.js'
import { reservedWord } from './reserved.js'
import { readRedirects } from './simple.js'
import { readWord } from './words.js'

type ReadList = (cursor: Cursor, close: ')' | '') => List
type ReadCommand = (cursor: Cursor) => Node

/** Reads `if`, `while`, `for`, `case`, a group, a subshell, `[[ … ]]`, `(( … ))` or `function`; undefined if none starts here. */
export function readCompound(cursor: Cursor, readList: ReadList, readCommand: ReadCommand): Node | undefined {
  if (cursor.char === '(') return readArithmeticCommand(cursor) ?? readSubshell(cursor, readList)
  const word = reservedWord(cursor)
  if (word === undefined) return undefined
  const start = cursor.position
  switch (word) {
    case '{':
      return readGroup(cursor, readList)
    case 'if':
      return readIf(cursor, readList)
    case 'while':
    case 'until':
      take(cursor, word)
      return readLoopBody(cursor, readList, start, { condition: readList(cursor, '') })
    case 'for':
    case 'select':
      return readFor(cursor, readList, word)
    case 'case':
      return readCase(cursor, readList)
    case 'function':
      return readFunction(cursor, readCommand)
    case '[[':
      return readTest(cursor)
    default:
      return undefined
  }
}

function take(cursor: Cursor, word: string): void {
  cursor.takeTo(cursor.position + word.length)
}

/** Steps over the word that must come now; false, and a fault, if something else stands there. */
function expect(cursor: Cursor, word: string): boolean {
  cursor.skipLines()
  if (reservedWord(cursor) === word) {
    take(cursor, word)
    return true
  }
  cursor.fault(`"${word}" is missing`)
  return false
}

function closed(cursor: Cursor): { redirects: ReturnType<typeof readRedirects>; end: number } {
  const end = cursor.position
  return { redirects: readRedirects(cursor), end }
}

function readSubshell(cursor: Cursor, readList: ReadList): Group {
  const start = cursor.position
  cursor.take()
  const body = readList(cursor, ')')
  if (cursor.char === ')') cursor.take()
  else cursor.fault('the parenthesis is not closed', start)
  return { kind: 'group', subshell: true, body, start, ...closed(cursor) }
}

function readGroup(cursor: Cursor, readList: ReadList): Group {
  const start = cursor.position
  take(cursor, '{')
  const body = readList(cursor, '')
  expect(cursor, '}')
  return { kind: 'group', subshell: false, body, start, ...closed(cursor) }
}

function readIf(cursor: Cursor, readList: ReadList): If {
  const start = cursor.position
  const branches: { condition: List; body: List }[] = []
  let otherwise: List | undefined
  for (let word = 'if'; ; word = 'elif') {
    take(cursor, word)
    const condition = readList(cursor, '')
    expect(cursor, 'then')
    branches.push({ condition, body: readList(cursor, '') })
    if (reservedWord(cursor) !== 'elif') break
  }
  if (reservedWord(cursor) === 'else') {
    take(cursor, 'else')
    otherwise = readList(cursor, '')
  }
  expect(cursor, 'fi')
  return { kind: 'if', branches, ...(otherwise && { otherwise }), start, ...closed(cursor) }
}

function readLoopBody(
  cursor: Cursor,
  readList: ReadList,
  start: number,
  head: { condition?: List; variable?: string; items?: readonly ShellWord[] },
): Loop {
  cursor.loops += 1
  cursor.skipLines()
  const braces = reservedWord(cursor) === '{'
  if (braces) take(cursor, '{')
  else expect(cursor, 'do')
  const body = readList(cursor, '')
  expect(cursor, braces ? '}' : 'done')
  cursor.loops -= 1
  return { kind: 'loop', ...head, body, start, ...closed(cursor) }
}

function readFor(cursor: Cursor, readList: ReadList, word: string): Loop {
  const start = cursor.position
  take(cursor, word)
  cursor.skipBlanks()
  if (cursor.startsWith('((')) {
    skipParentheses(cursor)
    skipTerminator(cursor)
    return readLoopBody(cursor, readList, start, {})
  }
  const variable = readWord(cursor)?.text ?? ''
  cursor.changedInLoop.add(variable)
  cursor.skipLines()
  if (reservedWord(cursor) !== 'in') {
    skipTerminator(cursor)
    return readLoopBody(cursor, readList, start, { variable })
  }
  take(cursor, 'in')
  const items: ShellWord[] = []
  for (cursor.skipBlanks(); !cursor.atEnd; cursor.skipBlanks()) {
    const item = readWord(cursor)
    if (item === undefined) break
    items.push(item)
  }
  skipTerminator(cursor)
  return readLoopBody(cursor, readList, start, { variable, items })
}

function skipTerminator(cursor: Cursor): void {
  cursor.skipBlanks()
  if (cursor.char === ';') cursor.take()
}

function readCase(cursor: Cursor, readList: ReadList): Case {
  const start = cursor.position
  take(cursor, 'case')
  cursor.skipBlanks()
  const subject = readWord(cursor) ?? emptyWord(cursor)
  expect(cursor, 'in')
  const branches: { patterns: ShellWord[]; body: List }[] = []
  for (cursor.skipLines(); !cursor.atEnd && reservedWord(cursor) !== 'esac'; cursor.skipLines()) {
    const patterns = readPatterns(cursor)
    if (patterns.length === 0) break
    branches.push({ patterns, body: readList(cursor, '') })
    const terminator = cursor.match(/;;&?|;&/y)
    if (terminator !== undefined) take(cursor, terminator[0])
    else if (reservedWord(cursor) !== 'esac') break
  }
  expect(cursor, 'esac')
  return { kind: 'case', subject, branches, start, ...closed(cursor) }
}

function readPatterns(cursor: Cursor): ShellWord[] {
  const patterns: ShellWord[] = []
  if (cursor.char === '(') cursor.take()
  for (;;) {
    cursor.skipBlanks()
    const pattern = readWord(cursor)
    if (pattern === undefined) break
    patterns.push(pattern)
    cursor.skipBlanks()
    if (cursor.char !== '|') break
    cursor.take()
  }
  if (cursor.char === ')') cursor.take()
  else cursor.fault('the pattern is not closed')
  return patterns
}

function emptyWord(cursor: Cursor): ShellWord {
  const { position } = cursor
  return { text: '', literal: true, quoted: false, substitutions: [], equals: -1, start: position, end: position }
}

function readFunction(cursor: Cursor, readCommand: ReadCommand): FunctionDefinition {
  const start = cursor.position
  take(cursor, 'function')
  cursor.skipBlanks()
  const name = readWord(cursor)?.text ?? ''
  cursor.skipBlanks()
  cursor.run(/\([ \t]*\)/y)
  cursor.skipLines()
  const body = readCommand(cursor)
  return { kind: 'function', name, body, redirects: [], start, end: body.end }
}

/** `[[ … ]]` as a simple command whose words are split at blanks: operators mean something else inside. */
function readTest(cursor: Cursor): SimpleCommand {
  const start = cursor.position
  const words: ShellWord[] = []
  for (;;) {
    cursor.run(/(?:\s|\\\r?\n)+/y)
    const word = readWord(cursor, 'test')
    if (word === undefined) {
      cursor.fault('"[[" is not closed', start)
      break
    }
    words.push(word)
    if (word.text === ']]' && !word.quoted) break
    // `[[ a == b ]];` and `[[ a == b ]])`: the bracket ends the test although something follows it at once.
    const glued = /^\]\][;&|)]/.test(cursor.text.slice(word.start, word.start + 3)) && !word.quoted
    if (!glued) continue
    cursor.position = word.start + 2
    words[words.length - 1] = { ...word, text: ']]', end: cursor.position }
    break
  }
  return { kind: 'simple', assignments: [], words, start, ...closed(cursor) }
}

/** `(( … ))`; undefined, and not moved, for a subshell that starts with another one. */
function readArithmeticCommand(cursor: Cursor): SimpleCommand | undefined {
  if (!cursor.startsWith('((')) return undefined
  const start = cursor.position
  if (skipParentheses(cursor) && !cursor.startsWith('))', -2)) {
    cursor.position = start
    return undefined
  }
  const text = cursor.text.slice(start + 2, cursor.position)
  const opening = { ...emptyWord(cursor), text: '((', start, end: start + 2 }
  const rest = {
    ...emptyWord(cursor),
    text,
    literal: false,
    parts: [{ kind: 'opaque' as const, raw: text }],
    start: start + 2,
    end: cursor.position,
  }
  return { kind: 'simple', assignments: [], words: [opening, rest], start, ...closed(cursor) }
}
