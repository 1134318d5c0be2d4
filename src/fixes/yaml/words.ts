import type { Location } from '../../core/location.js'
import { fixOf, refuse } from '../edits.js'
import type { Proposal } from '../types.js'
import type { YamlSource } from './source.js'

/** Characters that a shell, or YAML, would read as more than a part of a word. */
const SPECIAL = /[\n\r"'`\\$<>|&;(){}#*?[\]!~^]/

/** A part of a command, by offsets in the file. */
export interface CommandText {
  readonly text: string
  readonly from: number
  readonly to: number
}

/**
 * The command at `at`, in one line and up to where the next one begins; undefined where more than plain words stand there,
 * so that its words cannot be told by their blanks.
 */
export function commandAt(source: YamlSource, at: Location): CommandText | undefined {
  const from = source.offset(at.line, at.column)
  const lineEnd = source.positions.lineEnd(from)
  const end = at.endLine === at.line ? Math.min(lineEnd, source.offset(at.endLine, at.endColumn)) : lineEnd
  const text = source.text.slice(from, end)
  if (SPECIAL.test(text) || text.trim() !== text || text === '') return undefined
  return { text, from, to: end }
}

/**
 * The route of the scalar that a place lies in, if it is written there and nowhere else.
 * @param route the place's own, which may name a part of the scalar
 */
export function scalarRoute(source: YamlSource, { line, column, route }: Location): string | undefined {
  const node = source.at(route)?.node
  if (node?.kind !== 'scalar') return undefined
  const offset = source.offset(line, column)
  return offset >= source.start(node) && offset <= source.end(node) ? route : undefined
}

/** Replaces a part of a script by its offsets; the text must be plain words. */
export function replaceWords(source: YamlSource, at: Location, from: number, to: number, text: string): Proposal {
  const route = scalarRoute(source, at)
  if (route === undefined) return refuse('the script is not written at one place of its own')
  return fixOf(source.file, [route], [{ from, to, text }])
}
