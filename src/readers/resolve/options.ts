import type { Argument } from '../shell/index.js'

/** The words of a command, sorted into options and operands. */
export interface Options {
  readonly operands: readonly { readonly word: Argument; readonly index: number }[]
  /** Values by option; an option without a value has an empty list. */
  readonly values: ReadonlyMap<string, readonly Argument[]>
  /** Index of the first word behind `--`, or the number of words. */
  readonly rest: number
}

/**
 * Sorts `words`, program included, into options and operands up to `--`. `valued` options take the next word as their
 * value unless they carry one behind `=`. With `until`, everything behind that many operands is left alone.
 */
export function readOptions(
  words: readonly Argument[],
  valued: ReadonlySet<string>,
  until = Number.POSITIVE_INFINITY,
): Options {
  const operands: { word: Argument; index: number }[] = []
  const values = new Map<string, Argument[]>()
  let index = 1
  for (; index < words.length && operands.length < until; index += 1) {
    const word = words[index]
    if (word === undefined || word.text === '--') break
    if (!word.text.startsWith('-') || word.text === '-') {
      operands.push({ word, index })
      continue
    }
    const equals = word.text.indexOf('=')
    const name = equals > 0 ? word.text.slice(0, equals) : word.text
    const given = values.get(name) ?? []
    values.set(name, given)
    if (equals > 0) given.push({ text: word.text.slice(equals + 1), literal: word.literal })
    else if (valued.has(name)) {
      index += 1
      const value = words[index]
      if (value !== undefined) given.push(value)
    }
  }
  const rest = words[index]?.text === '--' ? index + 1 : index
  return { operands, values, rest: Math.min(rest, words.length) }
}

/** The last value of any of the options, or undefined. */
export function valueOf(options: Options, names: readonly string[]): Argument | undefined {
  return names.flatMap((name) => options.values.get(name) ?? []).at(-1)
}

/** Whether any of the options is given. */
export function isGiven(options: Options, names: readonly string[]): boolean {
  return names.some((name) => options.values.has(name))
}
