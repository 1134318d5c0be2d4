import type { OwnersError } from '../../models/index.js'
import type { Word } from './words.js'

/** A fault of one line; columns are counted from 1, the end is the column after the last character. */
export interface Fault {
  readonly kind: OwnersError['kind']
  readonly effect: OwnersError['effect']
  readonly text: string
  readonly detail: string
  readonly column: number
  readonly endColumn: number
}

/** The part of `word` from `from`, as a fault. */
export function faultAt(
  word: Word,
  kind: Fault['kind'],
  effect: Fault['effect'],
  detail: string,
  from = 0,
  length = word.text.length - from,
): Fault {
  const column = word.column + from
  return { kind, effect, text: word.text.slice(from, from + length), detail, column, endColumn: column + length }
}
