import { UserError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { FORMATS, formatOfFile, isFileOf, type Format } from './formats.js'

/** A report to write. */
export interface Output {
  readonly format: Format
  /** `-` for standard output. */
  readonly file: string
}

/** What is to be written, and the forms that were asked for and that no file takes. */
export interface Outputs {
  readonly files: readonly Output[]
  readonly left: readonly Format[]
}

/** Standard output, where a file's name would stand. */
export const STDOUT = '-'

/**
 * Which form goes to which file. An output is `format=file`, or a file that takes its form from one of `formats` if that
 * may have such a name, else from the end of its own. What is said first does not count. `option` is what the reader calls an
 * output. Throws a {@link UserError} for an output whose form nothing tells, and for a file named twice.
 */
export function chooseOutputs(formats: readonly Format[], outputs: readonly string[], option: string): Outputs {
  const left = new Set(formats)
  const words = outputs.map((word) => ({ word, ...partsOf(word, option) }))
  // Those that leave no choice come first, so that they do not go without because of one that could take another.
  for (const { format, file } of words) {
    const own = format ?? formatOfFile(file)
    if (own !== undefined) left.delete(own)
  }
  const files = words.map(({ word, format, file }) => {
    const own = formatOfFile(file)
    const known = format ?? (own !== undefined && formats.includes(own) ? own : takeFrom(left, file)) ?? own
    if (known === undefined) throw new UserError(untold(word, file, option))
    return { format: known, file }
  })
  refuseTwice(files, option)
  return { files, left: [...left] }
}

/** A word before `=` is a form: a file whose own name has that shape is written `./a=b`. */
function partsOf(word: string, option: string): { format?: Format; file: string } {
  const [, name, file] = /^([a-z][a-z-]*)=(.*)$/is.exec(word) ?? []
  if (name === undefined || file === undefined) return { file: word }
  const format = FORMATS.find((each) => each === name)
  if (format === undefined) {
    const near = nearest(name, FORMATS)
    const hint = near === undefined ? `; it is one of ${FORMATS.join(', ')}` : `; did you mean ${near}=${file}?`
    throw new UserError(`"${name}" in ${option} ${word} is no format${hint}`)
  }
  if (file === '') throw new UserError(`${option} ${word} names no file: write ${name}=<file>`)
  return { format, file }
}

function takeFrom(left: Set<Format>, file: string): Format | undefined {
  const format = [...left].find((each) => file === STDOUT || isFileOf(each, file))
  if (format !== undefined) left.delete(format)
  return format
}

function untold(word: string, file: string, option: string): string {
  const what = file === STDOUT ? 'does not say what to print' : 'does not say its format by its end'
  return `${option} ${word} ${what}: write ${option} <format>=${word}, with one of ${FORMATS.join(', ')}`
}

function refuseTwice(files: readonly Output[], option: string): void {
  const seen = new Map<string, Format>()
  for (const { format, file } of files) {
    const other = seen.get(file)
    if (other !== undefined && file !== STDOUT) {
      throw new UserError(`${option} names ${file} twice, for ${other} and for ${format}: give each a file of its own`)
    }
    seen.set(file, format)
  }
}
