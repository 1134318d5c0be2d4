import { UserError } from '../../core/errors.js'
import { at as valueIn } from '../../github/json.js'

const LONGEST_PATH = 1_000
const HIGHEST = 100_000_000

/** Own properties of a mapping, one by one: names that every object has are not taken for what somebody wrote. */
export function record(value: unknown, where: string): (name: string) => unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UserError(`${where} is no mapping`)
  return (name) => valueIn(value, name)
}

/** A text of at most `most` characters. */
export function text(value: unknown, where: string, most: number): string {
  if (typeof value !== 'string') throw new UserError(`${where} is no text`)
  if (value.length > most) throw new UserError(`${where} has ${value.length} characters, more than ${most}`)
  return value
}

/** One of some words. */
export function choice<T extends string>(value: unknown, where: string, choices: readonly T[]): T {
  const found = choices.find((each) => each === value)
  if (found === undefined) throw new UserError(`${where} is none of ${choices.join(', ')}`)
  return found
}

/** A whole number that is not negative. */
export function count(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value > HIGHEST)
    throw new UserError(`${where} is no number of something`)
  return value
}

/** A list of at most `most` items, each read by `read`. */
export function list<T>(value: unknown, where: string, most: number, read: (item: unknown, where: string) => T): T[] {
  if (!Array.isArray(value)) throw new UserError(`${where} is no list`)
  if (value.length > most) throw new UserError(`${where} has ${value.length} items, more than ${most}`)
  return value.map((item: unknown, index) => read(item, `${where}[${index}]`))
}

/** Null, or what `read` makes of it. */
export function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value)
}

export function boolOrNull(value: unknown, where: string): boolean | null {
  if (value === null || typeof value === 'boolean') return value
  throw new UserError(`${where} is neither true nor false`)
}

/** A full commit id, or null. */
export function commitOrNull(value: unknown, where: string): string | null {
  if (value === null) return null
  if (typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value
  throw new UserError(`${where} is no commit`)
}

/** A path inside a repository: links are made of it, and lines annotated. */
export function path(value: unknown, where: string): string {
  const found = text(value, where, LONGEST_PATH)
  // eslint-disable-next-line no-control-regex -- git allows them in names, and nobody needs them
  const isOdd = found === '' || found.startsWith('/') || /[\x00-\x1f\x7f\\]|^[a-z]:/i.test(found)
  if (isOdd || found.split('/').some((part) => part === '..' || part === '.' || part === ''))
    throw new UserError(`${where} is no path inside the repository`)
  return found
}
