import type { ShellWord } from './ast.js'
import type { Cursor } from './cursor.js'
import {
  readBackticks,
  readDollar,
  readDoubleQuotes,
  readEscape,
  readExpression,
  readSingleQuotes,
  readSubstitution,
  skipParentheses,
} from './expansions.js'
import { WordBuilder } from './word-builder.js'

/** Where a word ends: at every operator, or, inside `[[ … ]]`, at blanks only. */
export type WordMode = 'command' | 'test'

const PLAIN = { command: /[^ \t\r\n\f\v;&|<>()'"`\\${]+/y, test: /[^ \t\r\n\f\v'"`\\${]+/y }
const ELEMENT = /^[A-Za-z_]\w*\[/
/** Characters of an array's name that are looked at. */
const MAX_INDEX = 200
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]=]*\])?\+?=/

/** Reads the word at the position, or returns undefined if there is none. */
export function readWord(cursor: Cursor, mode: WordMode = 'command'): ShellWord | undefined {
  const start = cursor.position
  const word = new WordBuilder()
  while (!cursor.atEnd && readPiece(cursor, word, mode));
  if (cursor.position === start) return undefined
  if (word.equals < 0) word.equals = elementEquals(cursor.text, start, cursor.position)
  return word.build(start, cursor.position)
}

/** The index of the `=` behind an element of an array whose index is an expansion (`a[${#a[@]}]=x`), or -1. */
function elementEquals(text: string, start: number, end: number): number {
  const head = ELEMENT.exec(text.slice(start, Math.min(end, start + MAX_INDEX)))?.[0]
  if (head === undefined) return -1
  let open = 0
  for (let at = start + head.length - 1; at < end; at += 1) {
    const char = text.charAt(at)
    if (/[\s'"\\]/.test(char)) return -1
    if (char === '[') open += 1
    if (char === ']' && (open -= 1) === 0) {
      const behind = text.charAt(at + 1) === '+' ? at + 2 : at + 1
      return text.charAt(behind) === '=' ? at + 1 - start : -1
    }
  }
  return -1
}

/** Reads one piece of the word; false at the character that ends it. */
function readPiece(cursor: Cursor, word: WordBuilder, mode: WordMode): boolean {
  if (readExpression(cursor, word)) return true
  const plain = cursor.run(PLAIN[mode])
  if (plain !== '') {
    if (word.length === 0 && !word.quoted) word.equals = equalsOf(plain)
    word.add(plain)
    return true
  }
  return readSpecial(cursor, word, mode)
}

/** The index of the `=` (or `+=`) of an assignment, or -1. */
function equalsOf(text: string): number {
  const found = ASSIGNMENT.exec(text)?.[0]
  if (found === undefined) return -1
  return found.endsWith('+=') ? found.length - 2 : found.length - 1
}

function readSpecial(cursor: Cursor, word: WordBuilder, mode: WordMode): boolean {
  switch (cursor.char) {
    case '\\':
      readEscape(cursor, word)
      return true
    case "'":
      readSingleQuotes(cursor, word)
      return true
    case '"':
      readDoubleQuotes(cursor, word)
      return true
    case '`':
      readBackticks(cursor, word)
      return true
    case '$':
      readDollar(cursor, word, false)
      return true
    case '{':
      word.add(cursor.take())
      return true
    default:
      return mode === 'command' && readBracket(cursor, word)
  }
}

/** A bracket that belongs to the word: process substitution, array value, extended glob. */
function readBracket(cursor: Cursor, word: WordBuilder): boolean {
  if (cursor.startsWith('<(') || cursor.startsWith('>(')) {
    readSubstitution(cursor, word)
    return true
  }
  if (cursor.char !== '(') return false
  if (word.equals >= 0 && word.last === '=' && word.length <= word.equals + 2) {
    cursor.nested(() => readArray(cursor, word), undefined)
    return true
  }
  if (word.last === '' || !'@!*+?'.includes(word.last)) return false
  const start = cursor.position
  skipParentheses(cursor)
  word.addPart({ kind: 'opaque', raw: cursor.text.slice(start, cursor.position) })
  return true
}

function readArray(cursor: Cursor, word: WordBuilder): void {
  const start = cursor.position
  cursor.take()
  for (;;) {
    cursor.skipLines()
    const item = readWord(cursor)
    if (item === undefined) break
    for (const each of item.substitutions) word.substitutions.push(each)
  }
  if (cursor.char === ')') cursor.take()
  else cursor.fault('the array is not closed', start)
  word.addPart({ kind: 'opaque', raw: cursor.text.slice(start, cursor.position) })
}
