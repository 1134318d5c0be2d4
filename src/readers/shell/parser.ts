import type { List, Node, Pipeline, ShellScript, Statement } from './ast.js'
import { readCompound } from './compound.js'
import { Cursor } from './cursor.js'
import { reservedWord } from './reserved.js'
import { readFunctionBody, readSimple } from './simple.js'
import type { Span } from './templates.js'

/**
 * Parses shell text: POSIX sh and the parts of bash that scripts use. Never throws; text that is not shell syntax is read
 * as well as possible and named in `defect`. Linear in the length of the text.
 * `known` are stretches that stand for values that are not known here, such as make variables.
 */
export function parseShell(text: string, known: readonly Span[] = []): ShellScript {
  const cursor = new Cursor(text, known, readList)
  const statements: Statement[] = []
  while (!cursor.atEnd) {
    for (const each of readList(cursor, '').statements) statements.push(each)
    if (!cursor.atEnd) skipStray(cursor)
  }
  const { defect, cut } = cursor
  return { text, body: { statements }, notes: cursor.notes(), ...(defect && { defect }), ...(cut && { cut }) }
}

/** Steps over a closing word or bracket that closes nothing. */
function skipStray(cursor: Cursor): void {
  const stray = reservedWord(cursor) ?? cursor.char
  cursor.fault(`"${stray}" closes nothing`)
  cursor.takeTo(cursor.position + stray.length)
}

/** Reads statements up to something that closes the list, which is left for the caller. */
function readList(cursor: Cursor, close: ')' | ''): List {
  const statements: Statement[] = []
  for (;;) {
    cursor.skipLines()
    if (cursor.atEnd || cursor.startsWith(';;') || cursor.startsWith(';&')) break
    if (cursor.char === ';') {
      cursor.take()
      continue
    }
    if (cursor.char === ')' || CLOSING.has(reservedWord(cursor) ?? '')) {
      if (close === ')' && cursor.char !== ')') {
        skipStray(cursor)
        continue
      }
      break
    }
    statements.push(readStatement(cursor))
  }
  return { statements }
}

const CLOSING = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}'])

function readStatement(cursor: Cursor): Statement {
  const start = cursor.position
  const parts: { operator?: '&&' | '||'; pipeline: Pipeline }[] = [{ pipeline: readPipeline(cursor) }]
  for (;;) {
    cursor.skipBlanks()
    const operator = cursor.startsWith('&&') ? '&&' : cursor.startsWith('||') ? '||' : undefined
    if (operator === undefined) break
    cursor.position += 2
    cursor.skipLines()
    parts.push({ operator, pipeline: readPipeline(cursor) })
  }
  const end = parts.at(-1)?.pipeline.end ?? cursor.position
  const background = cursor.char === '&' && !cursor.startsWith('&>')
  if (background || (cursor.char === ';' && !cursor.startsWith(';;') && !cursor.startsWith(';&'))) cursor.take()
  if (cursor.position === start) {
    cursor.fault('not a command')
    cursor.take()
  }
  return { parts, background, start, end }
}

function readPipeline(cursor: Cursor): Pipeline {
  const start = cursor.position
  let negated = false
  for (let word = reservedWord(cursor); word === '!' || word === 'time'; word = reservedWord(cursor)) {
    if (word === '!') negated = !negated
    cursor.takeTo(cursor.position + word.length)
    cursor.skipBlanks()
    if (word === 'time' && cursor.match(/-p(?=\s)/y) !== undefined) cursor.takeTo(cursor.position + 2)
    cursor.skipBlanks()
  }
  const commands: Node[] = [readCommand(cursor)]
  for (;;) {
    cursor.skipBlanks()
    if (cursor.char !== '|' || cursor.startsWith('||')) break
    cursor.takeTo(cursor.position + (cursor.startsWith('|&') ? 2 : 1))
    cursor.skipLines()
    commands.push(readCommand(cursor))
  }
  return { negated, commands, start, end: commands.at(-1)?.end ?? cursor.position }
}

function readCommand(cursor: Cursor): Node {
  const compound = cursor.nested(() => readCompound(cursor, readList, readCommand), undefined)
  if (compound !== undefined) return compound
  const simple = readSimple(cursor)
  const definition = cursor.nested(() => readFunctionBody(cursor, simple, readCommand), undefined)
  if (definition === undefined && cursor.char === '(') cursor.fault('"(" is not expected here')
  return definition ?? simple
}
