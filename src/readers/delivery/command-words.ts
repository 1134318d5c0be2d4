import type { Command, Word } from '../../models/index.js'

/** An option of a command with its value: `--namespace shop`, `--namespace=shop`, `-nshop` is not split. */
export interface Option {
  readonly name: string
  readonly value: Word
}

/** The options of the command that have a value, in order. A following word is taken for one, unless it is an option. */
export function optionsOf({ argv }: Command): Option[] {
  return argv.flatMap((word, index) => {
    if (index === 0 || !word.text.startsWith('-')) return []
    const equals = word.text.indexOf('=')
    if (equals > 0) {
      return [{ name: word.text.slice(0, equals), value: { text: word.text.slice(equals + 1), literal: word.literal } }]
    }
    const next = argv[index + 1]
    return next === undefined || (next.text.startsWith('-') && next.text !== '-')
      ? []
      : [{ name: word.text, value: next }]
  })
}

/** The words that are neither the program nor options; values of options that stand apart are among them. */
export function operandsOf({ argv }: Command): Word[] {
  return argv.slice(1).filter(({ text }) => !text.startsWith('-'))
}

/** Joins two paths relative to the root and removes `.` and `..`; undefined if that leaves the root. */
export function joinPath(folder: string, path: string): string | undefined {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
