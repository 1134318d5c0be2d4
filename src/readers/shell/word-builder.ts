import type { List, ShellWord, WordPart } from './ast.js'

/** Collects one word while it is read. */
export class WordBuilder {
  quoted = false
  equals = -1
  /** The last character of plain text, or an empty string behind an expansion. */
  last = ''
  readonly substitutions: List[]
  #text = ''
  #literal = true
  readonly #parts: WordPart[] = []

  constructor(substitutions: List[] = []) {
    this.substitutions = substitutions
  }

  /** A builder whose text is thrown away; the substitutions that it meets belong to this word. */
  scratch(): WordBuilder {
    return new WordBuilder(this.substitutions)
  }

  get length(): number {
    return this.#text.length
  }

  add(text: string): void {
    if (text === '') return
    this.#text += text
    this.last = text.charAt(text.length - 1)
    const last = this.#parts.at(-1)
    if (last?.kind === 'text') this.#parts[this.#parts.length - 1] = { kind: 'text', text: last.text + text }
    else this.#parts.push({ kind: 'text', text })
  }

  addPart(part: Exclude<WordPart, { kind: 'text' }>): void {
    this.#text += part.raw
    this.last = ''
    this.#literal = false
    this.#parts.push(part)
  }

  build(start: number, end: number): ShellWord {
    return {
      text: this.#text,
      literal: this.#literal,
      quoted: this.quoted,
      substitutions: this.substitutions,
      equals: this.equals,
      start,
      end,
      ...(!this.#literal && { parts: this.#parts }),
    }
  }
}
