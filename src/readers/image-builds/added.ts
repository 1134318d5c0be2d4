import type { AddedFile } from '../../models/index.js'
import { placeOf, type Instruction } from '../infrastructure/dockerfile/instructions.js'
import { unquote } from '../infrastructure/dockerfile/lines.js'
import type { Arguments } from './arguments.js'

/** The addresses that an ADD instruction fetches. Repositories of Git are none: their commit can be named. */
export function addedBy(
  { words, line, flags, at }: Instruction,
  values: Arguments,
  { file, escape }: { readonly file: string; readonly escape: string },
): AddedFile[] {
  const given = words.map(({ raw, start, end }) => {
    const bare = raw.replace(/^\[|(?<![\],])[\],]+$/g, '')
    return { text: values.in(bare) ?? unquote(bare, escape), start, end }
  })
  const target = given.at(-1)?.text ?? ''
  return given.slice(0, -1).flatMap(({ text, start, end }) => {
    if (!/^(?:https?|ftp):\/\//i.test(text) || /\.git(?:$|#)/.test(text)) return []
    const url = { value: text, at: placeOf(file, line, start, end, at.route) }
    return [{ url, target, verified: flags.has('checksum') }]
  })
}
