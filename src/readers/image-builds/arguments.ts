import type { Instruction } from '../infrastructure/dockerfile/instructions.js'
import { unquote } from '../infrastructure/dockerfile/lines.js'
import { withDefaults } from '../infrastructure/dockerfile/variables.js'

/**
 * The variables that instructions of a Dockerfile read, at what the file says they are when nobody passes a build
 * argument (Dockerfile reference: ARG, ENV). An ARG of a stage without a default has that of the ARG above the first FROM.
 */
export class Arguments {
  readonly values: Map<string, string>
  readonly #escape: string
  readonly #global: Arguments | undefined

  /**
   * @param global those above the first FROM
   * @param below those of the stage that this one builds on, which it inherits (Dockerfile reference: ARG, Scope)
   */
  constructor(escape: string, global?: Arguments, below?: Arguments) {
    this.values = new Map(below?.values)
    this.#escape = escape
    this.#global = global
  }

  /** Takes in an ARG or ENV instruction. */
  declare({ name, words, text }: Instruction): void {
    const [first, second] = words
    if (name === 'ENV' && first !== undefined && !first.raw.includes('=')) {
      this.#set(first.raw, second === undefined ? '' : text.slice(second.start - first.start))
      return
    }
    for (const { raw } of words) {
      const equals = raw.indexOf('=')
      if (equals >= 0) this.#set(raw.slice(0, equals), raw.slice(equals + 1))
      else this.#inherit(raw)
    }
  }

  /** The word with its variables replaced; undefined if one is not known. */
  in(raw: string): string | undefined {
    const text = withDefaults(raw, this.values, this.#escape)
    return text === undefined ? undefined : unquote(text, this.#escape)
  }

  #set(name: string, raw: string): void {
    const value = this.in(raw)
    if (value === undefined) this.values.delete(name)
    else this.values.set(name, value)
  }

  #inherit(name: string): void {
    const value = this.#global?.values.get(name)
    if (value !== undefined) this.values.set(name, value)
  }
}
