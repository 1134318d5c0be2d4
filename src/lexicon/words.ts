import { fitsAny } from './glob.js'
import type { LexiconWord, ProgramData } from './types.js'

/** A word that is neither an option nor an option's value, with its index in the command. */
export interface Operand extends LexiconWord {
  readonly index: number
}

export interface OptionUse {
  /** Undefined for an option without a value. */
  readonly value: LexiconWord | undefined
  /** False for `--name=value`, which may be a switch that is set; true for an option that always has a value. */
  readonly valued: boolean
  readonly index: number
}

/** A command's words, sorted out by the rules of its program. */
export interface ParsedWords {
  readonly operands: readonly Operand[]
  readonly options: ReadonlyMap<string, readonly OptionUse[]>
  /** Index of the word after `--`, or the number of words. */
  readonly rest: number
}

/**
 * Sorts the words after the program into operands and options. Options behind `--` still count (`cargo fmt -- --check`),
 * operands there do not, as a rule: they belong to what the program starts.
 */
export function parseWords(words: readonly LexiconWord[], program: ProgramData): ParsedWords {
  const values = program.values ?? []
  const operands: Operand[] = []
  const options = new Map<string, OptionUse[]>()
  const add = (name: string, value: LexiconWord | undefined, index: number): void => {
    const valued = values.includes(name)
    const uses = options.get(name)
    if (uses === undefined) options.set(name, [{ value, valued, index }])
    else uses.push({ value, valued, index })
  }
  let rest = words.length
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as LexiconWord
    if (word.text === '--' && rest === words.length) {
      rest = index + 1
    } else if (!word.text.startsWith('-') || word.text === '-') {
      if ((index < rest || program.throughDashes === true) && !isSkipped(word, operands, program))
        operands.push({ ...word, index })
    } else {
      const takesNext = readOption(word, program, values, (name, value) => add(name, value, index))
      // A long option is no value: it follows one whose value may be left out (`pytest --cov --cov-fail-under=80`).
      const next = words[index + 1]?.text.startsWith('--') === true ? undefined : words[index + 1]
      if (takesNext !== undefined && next !== undefined) add(takesNext, next, index++)
      else if (takesNext !== undefined) add(takesNext, undefined, index)
    }
  }
  return { operands, options, rest: Math.min(rest, words.length) }
}

function isSkipped(word: LexiconWord, operands: readonly Operand[], { skips }: ProgramData): boolean {
  return skips !== undefined && operands.length === 0 && fitsAny(word.text, skips)
}

/** Adds the options that one word gives; returns the name of one that takes the next word as its value. */
function readOption(
  { text, literal }: LexiconWord,
  { grouped, oneDash }: ProgramData,
  values: readonly string[],
  add: (name: string, value: LexiconWord | undefined) => void,
): string | undefined {
  const equals = text.indexOf('=')
  const written = equals < 0 ? text : text.slice(0, equals)
  const name = oneDash === true && written.startsWith('--') ? written.slice(1) : written
  if (grouped === true && !text.startsWith('--') && !values.includes(name)) return readGroup(text, literal, values, add)
  if (equals >= 0) {
    const value = text.slice(equals + 1)
    add(name, { text: value, literal: literal || !holdsVariable(value) })
    return undefined
  }
  if (values.includes(name)) return name
  add(name, undefined)
  return undefined
}

/** `-fsSLo file`: letters up to the first that takes a value; what follows it in the word is that value. */
function readGroup(
  text: string,
  literal: boolean,
  values: readonly string[],
  add: (name: string, value: LexiconWord | undefined) => void,
): string | undefined {
  for (let at = 1; at < text.length; at++) {
    const name = `-${text.charAt(at)}`
    if (values.includes(name)) {
      if (at + 1 === text.length) return name
      add(name, { text: text.slice(at + 1), literal })
      return undefined
    }
    add(name, undefined)
  }
  return undefined
}

function holdsVariable(text: string): boolean {
  return text.includes('$') || text.includes('`')
}
