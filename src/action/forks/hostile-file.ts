import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errorText, UserError } from '../../core/errors.js'

/** A report of a large repository has some megabytes. */
const MOST_BYTES = 20 * 1024 * 1024

/** Lists and mappings inside one another; a report has fewer than ten. */
const MOST_DEPTH = 40

/**
 * The JSON of a file that somebody else wrote: a plain file, no link, of a size and a depth that a report may have. Throws a
 * {@link UserError} that says what is wrong.
 */
export function readHostileJson(folder: string, file: string): unknown {
  const text = textOf(resolve(folder, file), file)
  if (depthOf(text) > MOST_DEPTH) throw new UserError(`${file} is nested deeper than a report of Pillarlint`)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new UserError(`${file} is no JSON: it was cut short, or it is no report of Pillarlint`)
  }
}

function textOf(path: string, file: string): string {
  let opened: number
  try {
    // Windows knows no such flag.
    opened = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw new UserError(`the report ${file} cannot be read: ${errorText(error)}`)
  }
  try {
    const facts = fstatSync(opened)
    if (!facts.isFile()) throw new UserError(`${file} is no file`)
    if (facts.size > MOST_BYTES)
      throw new UserError(`${file} has ${facts.size} bytes, more than any report of Pillarlint`)
    return readFileSync(opened, 'utf8')
  } finally {
    closeSync(opened)
  }
}

/** How deep brackets are nested outside of strings. The parser itself has no limit but the stack. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i += 1
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '[' || char === '{') deepest = Math.max(deepest, (depth += 1))
    else if (char === ']' || char === '}') depth -= 1
  }
  return deepest
}
