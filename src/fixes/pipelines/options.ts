import type { Location } from '../../core/location.js'
import { fixOf, refuse } from '../edits.js'
import type { Proposal } from '../types.js'
import type { YamlSource } from '../yaml/source.js'
import { scalarRoute } from '../yaml/words.js'

/** Characters of a command that are looked through: longer ones are not written by hand. */
const LONGEST = 10_000

/** The command that begins at the place, with the lines that go on after a backslash, or that folding joins. */
export function commandSpan(source: YamlSource, at: Location): { readonly from: number; readonly text: string } {
  const from = source.offset(at.line, at.column)
  const node = source.at(at.route)?.node
  const limit = Math.min(node === undefined ? from : source.end(node), from + LONGEST)
  if (node?.kind === 'scalar' && node.style === 'folded') return { from, text: source.text.slice(from, limit) }
  let end = source.positions.lineEnd(from)
  while (end < limit && /\\[ \t]*$/.test(source.text.slice(from, end).slice(-20))) {
    end = source.positions.lineEnd(source.positions.lineStart(source.positions.place(end).line + 1))
  }
  return { from, text: source.text.slice(from, Math.min(end, limit)) }
}

/**
 * Takes an option out of the command at the place, together with the blanks, and the backslash and line break, before it.
 * @param words the option, and its value if that is a word of its own
 */
export function removeOption(source: YamlSource, at: Location, words: readonly string[]): Proposal {
  const route = scalarRoute(source, at)
  if (route === undefined) return refuse('the script is not written at one place of its own')
  const { from, text } = commandSpan(source, at)
  const gap = String.raw`(?:[ \t]*\\?\r?\n[ \t]*|[ \t]+)`
  const pattern = new RegExp(`${words.map((word) => gap + escaped(word)).join('')}(?=[ \\t\\r\\n]|$)`)
  const found = pattern.exec(text)
  if (found === null) return refuse('the option is not written in the command itself')
  if (text.slice(0, found.index).includes('#')) return refuse('a comment stands in the command')
  return fixOf(source.file, [route], [{ from: from + found.index, to: from + found.index + found[0].length, text: '' }])
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
