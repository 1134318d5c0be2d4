import type { GroovyText } from '../../groovy/syntax.js'
import type { SourceText } from '../source-text.js'
import type { ScriptFile } from './file.js'
import type { TextValue } from './values.js'

interface Piece {
  /** Offset in the text. */
  readonly offset: number
  place(within: number): { readonly line: number; readonly column: number }
}

/** Longer texts are cut: a variable that doubles itself must not fill the memory. */
const MAX_LENGTH = 200_000

/** Puts a text together from pieces that know where they stand. */
export class TextBuilder {
  readonly #file: ScriptFile
  readonly #pieces: Piece[] = []
  #text = ''
  #known = true

  constructor(file: ScriptFile) {
    this.#file = file
  }

  /** Characters of the file as they are in a string. */
  literal({ value, segments }: GroovyText): void {
    const { positions } = this.#file
    for (const [index, { offset, source }] of segments.entries()) {
      const end = segments[index + 1]?.offset ?? value.length
      this.#add(value.slice(offset, end), (within) => positions.place(source + within))
    }
  }

  /** A value in the place of an expression, whose characters all stand where that does. */
  inserted(text: string, known: boolean, offset: number): void {
    const place = this.#file.positions.place(offset)
    this.#add(text, () => place)
    this.#known &&= known
  }

  /** Another text with its own places, of the same file. */
  source({ text, known, source }: TextValue): void {
    this.#add(text, (within) => source.place(within))
    this.#known &&= known
  }

  build(start: number, route = ''): TextValue {
    const [text, pieces] = [this.#text, this.#pieces]
    const empty = this.#file.positions.place(start)
    const place = (offset: number): { readonly line: number; readonly column: number } => {
      const piece = pieces[lastAtOrBefore(pieces, offset)]
      return piece === undefined ? empty : piece.place(Math.max(0, offset - piece.offset))
    }
    return { kind: 'text', text, known: this.#known, source: { text, file: this.#file.path, route, place } }
  }

  #add(text: string, place: Piece['place']): void {
    const room = MAX_LENGTH - this.#text.length
    if (text === '' || room <= 0) return
    this.#pieces.push({ offset: this.#text.length, place })
    this.#text += text.slice(0, room)
  }
}

/** A text that stands at one place, whatever it says. */
export function textAt(text: string, file: ScriptFile, offset: number, known = true): TextValue {
  const builder = new TextBuilder(file)
  builder.inserted(text, known, offset)
  return builder.build(offset)
}

/** The same places under another text, as after a change that keeps what it says. */
export function trimmed(value: TextValue): TextValue {
  const start = value.text.length - value.text.trimStart().length
  const text = value.text.trim()
  const source: SourceText = { ...value.source, text, place: (offset) => value.source.place(offset + start) }
  return { ...value, text, source }
}

function lastAtOrBefore(pieces: readonly Piece[], offset: number): number {
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.offset ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
