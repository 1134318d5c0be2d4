import type { Location } from '../../../core/location.js'
import type { DictValue, Value } from '../../../models/index.js'
import { dict, list, scalar, unresolved } from '../make-value.js'
import { placeIn, splitWords, unquote, type LogicalLine, type RawWord } from './lines.js'
import { variablesIn } from './variables.js'

/** An instruction taken apart. */
export interface Instruction {
  /** Upper case: `RUN`. */
  readonly name: string
  /** What follows keyword and flags, blanks around it removed. */
  readonly text: string
  readonly flags: ReadonlyMap<string, Value>
  /** The argument's words, with their places in the logical line. */
  readonly words: readonly RawWord[]
  readonly line: LogicalLine
  readonly at: Location
  /** The place of the argument. */
  readonly textAt: Location
}

/** Every instruction of the Dockerfile reference. Anything else is not a Dockerfile. */
export const INSTRUCTIONS: ReadonlySet<string> = new Set(
  (
    'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER ' +
    'VOLUME WORKDIR'
  ).split(' '),
)

/** Instructions whose argument may be a JSON array of strings (exec form). */
const EXEC_FORM: ReadonlySet<string> = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME'])

/** Instructions whose argument is a list of `name=value`. */
const PAIRS: ReadonlySet<string> = new Set(['ARG', 'ENV', 'LABEL'])

/** The place of the characters `start` to `end` of a logical line. */
export function placeOf(file: string, line: LogicalLine, start: number, end: number, route: string): Location {
  const first = placeIn(line, start)
  const last = end > start ? placeIn(line, end - 1) : { ...first, column: first.column - 1 }
  return { file, ...first, endLine: last.line, endColumn: last.column + 1, route }
}

/** Reads keyword, flags and argument of a logical line. */
export function instructionOf(file: string, line: LogicalLine, escape: string, route: string): Instruction {
  const { text } = line
  const keyword = /^\S*/.exec(text)?.[0] ?? ''
  const flags = new Map<string, Value>()
  let words = splitWords(text, keyword.length, escape)
  for (let word = words[0]; word?.raw.startsWith('--') === true; word = words[0]) {
    words = words.slice(1)
    if (word.raw === '--') break
    const [name, value] = flagOf(file, line, word, escape, route)
    flags.set(name, value)
  }
  const start = words[0]?.start ?? text.length
  return {
    name: keyword.toUpperCase(),
    text: text.slice(start),
    flags,
    words,
    line,
    at: placeOf(file, line, 0, text.length, route),
    textAt: placeOf(file, line, start, text.length, route),
  }
}

function flagOf(file: string, line: LogicalLine, word: RawWord, escape: string, route: string): [string, Value] {
  const equals = word.raw.indexOf('=')
  const name = word.raw.slice(2, equals < 0 ? undefined : equals)
  if (equals < 0) return [name, scalar(true, placeOf(file, line, word.start, word.end, `${route}.--${name}`))]
  const at = placeOf(file, line, word.start + equals + 1, word.end, `${route}.--${name}`)
  return [name, wordValue(word.raw.slice(equals + 1), escape, at)]
}

/** The word's value: unresolved if it reads a variable. */
export function wordValue(raw: string, escape: string, at: Location): Value {
  const names = variablesIn(raw, escape).map(({ name }) => name)
  return names.length > 0 ? unresolved(raw, names, at) : scalar(unquote(raw, escape), at)
}

/**
 * An instruction as checks see it: `name`, `text`, and where they apply `flags`, `exec` (the strings of the exec form),
 * `pairs` (of ARG, ENV and LABEL; null for an ARG without default) and `heredocs` (body by name).
 */
export function instructionValue(file: string, { at, ...instruction }: Instruction, escape: string): Value {
  const { name, text, textAt, flags } = instruction
  return dict(
    [
      ['name', scalar(name, at)],
      ['text', scalar(text, textAt)],
      ['flags', flags.size > 0 ? dict(flags, at) : undefined],
      ['exec', EXEC_FORM.has(name) ? execForm(file, { at, ...instruction }) : undefined],
      ['pairs', PAIRS.has(name) ? pairsOf(file, { at, ...instruction }, escape) : undefined],
      ['heredocs', heredocs(file, { at, ...instruction })],
    ],
    at,
  )
}

/** The `name=value` words; the legacy `ENV name value` counts as one pair. */
export function pairsOf(file: string, { name, text, words, line, at }: Instruction, escape: string): DictValue {
  const first = words[0]
  if (first === undefined) return dict([], at)
  if (name !== 'ARG' && !first.raw.includes('=')) {
    const rest = words[1]
    const value = rest && placeOf(file, line, rest.start, line.text.length, `${at.route}.${first.raw}`)
    return dict([[first.raw, rest && value && wordValue(text.slice(rest.start - first.start), escape, value)]], at)
  }
  return dict(
    words.map(({ raw, start, end }) => {
      const equals = raw.indexOf('=')
      const key = unquote(equals < 0 ? raw : raw.slice(0, equals), escape)
      const place = placeOf(file, line, equals < 0 ? start : start + equals + 1, end, `${at.route}.${key}`)
      return [key, equals < 0 ? scalar(null, place) : wordValue(raw.slice(equals + 1), escape, place)]
    }),
    at,
  )
}

/** The strings of a JSON array, or undefined if the argument is none: then it is the shell form. */
function execForm(file: string, { text, line, textAt }: Instruction): Value | undefined {
  if (!text.startsWith('[')) return undefined
  const strings = parseStrings(text)
  if (strings === undefined) return undefined
  const base = line.text.length - text.length
  let from = 1
  const items = strings.map((value, index) => {
    const start = text.indexOf('"', from)
    let end = start + 1
    while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1
    from = end + 1
    return scalar(value, placeOf(file, line, base + start, base + from, `${textAt.route}[${index}]`))
  })
  return list(items, textAt)
}

/** The strings of a JSON array of nothing else; undefined for any other text. */
export function parseStrings(text: string): string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) && parsed.every((each) => typeof each === 'string') ? parsed : undefined
  } catch {
    return undefined
  }
}

function heredocs(file: string, { line, at }: Instruction): Value | undefined {
  if (line.heredocs.length === 0) return undefined
  return dict(
    line.heredocs.map(({ name, text, line: first }) => {
      const rows = text.split('\n')
      const endColumn = (rows.at(-1)?.length ?? 0) + 1
      const endLine = first + rows.length - 1
      return [name, scalar(text, { file, line: first, column: 1, endLine, endColumn, route: `${at.route}.${name}` })]
    }),
    at,
  )
}
