import {
  isBefore,
  placeIn,
  type Because,
  type Located,
  type Location,
  type Segment,
  type Spot,
} from '../../core/location.js'
import type { Script } from '../resolve/types.js'
import { located } from '../yaml/navigate.js'
import type { YamlScalar } from '../yaml/node.js'
import { replaceAll, type Replacement } from './replace.js'

/** A text of a pipeline that knows where in the file each of its characters stands. */
export interface SourceText {
  readonly text: string
  readonly file: string
  readonly route: string
  /** Where the character at `offset` stands. */
  place(offset: number): Spot
}

/** The text of a scalar. */
export function sourceOf(scalar: YamlScalar): SourceText {
  return sourceOfText(located(scalar))
}

/** A text with its place. */
export function sourceOfText(text: Located<string>): SourceText {
  return { text: text.value, file: text.at.file, route: text.at.route, place: (offset) => placeIn(text, offset) }
}

/**
 * Several texts, of one file or more, as one: by default as the lines of one script, as a CI system joins the items of a
 * `script` list.
 */
export function joined(parts: readonly SourceText[], separator = '\n'): SourceText | undefined {
  const [first] = parts
  if (first === undefined || parts.length === 1) return first
  const starts: number[] = []
  let length = 0
  for (const { text } of parts) {
    starts.push(length)
    length += text.length + separator.length
  }
  return {
    text: parts.map(({ text }) => text).join(separator),
    file: first.file,
    route: first.route,
    place: (offset) => {
      const index = lastAtOrBefore(starts, offset)
      const part = parts[index] ?? first
      const spot = part.place(Math.min(offset - (starts[index] ?? 0), part.text.length))
      return part.file === first.file ? spot : { file: part.file, ...spot }
    },
  }
}

/** The text with parts of it replaced, given in order and without overlap. */
export function replaced(source: SourceText, replacements: readonly Replacement[]): SourceText {
  const { text, original } = replaceAll(source.text, replacements)
  return { ...source, text, place: (offset) => source.place(original(offset)) }
}

/** What matches `pattern` (global, linear), each match replaced by what `value` makes of it; undefined leaves it as it is. */
export function rewritten(
  source: SourceText,
  pattern: RegExp,
  value: (match: RegExpExecArray) => string | undefined,
): SourceText {
  const replacements = [...source.text.matchAll(pattern)].flatMap((match): Replacement[] => {
    const made = value(match)
    return made === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value: made }]
  })
  return replacements.length === 0 ? source : replaced(source, replacements)
}

/** The scalar with parts of its text replaced, given in order and without overlap. What is left keeps its place. */
export function scalarWith(scalar: YamlScalar, replacements: readonly Replacement[]): YamlScalar {
  if (replacements.length === 0) return scalar
  const source = replaced(sourceOf(scalar), replacements)
  const { text } = source
  const starts = new Set([0, ...lineStarts(text)])
  let grown = 0
  for (const { start, end, value } of replacements) {
    starts.add(start + grown).add(start + grown + value.length)
    grown += value.length - (end - start)
  }
  const offsets = [...starts].filter((offset) => offset <= text.length).sort((a, b) => a - b)
  const segments = offsets.map((offset): Segment => ({ offset, ...source.place(offset) }))
  return { ...scalar, text, lines: [0, ...lineStarts(text)].map((offset) => source.place(offset)), segments }
}

/** Offsets behind each line break. */
function lineStarts(text: string): number[] {
  const starts: number[] = []
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return starts
}

/** How a script is run. See {@link Script} for the fields. */
export type ScriptSettings = Pick<Script, 'shell' | 'failFast' | 'pipefail' | 'directory' | 'env'> & {
  /** The chain that leads to the script: the lines of what includes or calls it. */
  readonly because: readonly Because[]
}

/** A script for the resolver, whose chain ends at the script's own first line. */
export function scriptOf(source: SourceText, settings: ScriptSettings): Script {
  const { text, file, route } = source
  const start = text.length - text.trimStart().length
  const end = text.indexOf('\n', start)
  const line = (end < 0 ? text.slice(start) : text.slice(start, end)).trim()
  return {
    ...settings,
    text,
    file,
    route,
    place: (offset) => source.place(offset),
    because: [...settings.because, { file, ...lineOf(source.place(start)), text: line }],
  }
}

/** The place of the whole text. */
export function placeOf({ text, file, route, place }: SourceText): Location {
  const start = place(0)
  // Of the character behind the last one, which may stand for several in the file, or for none. What a text ends with may
  // have been written before what it begins with, as a variable.
  const last = place(text.trimEnd().length)
  const end = (last.file ?? file) === (start.file ?? file) && !isBefore(last, start) ? last : start
  return { file, ...start, endLine: end.line, endColumn: end.column, route }
}

function lineOf({ line, file }: Spot): Pick<Because, 'line'> & Partial<Pick<Because, 'file'>> {
  return { line, ...(file !== undefined && { file }) }
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? Infinity) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
