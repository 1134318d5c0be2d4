import type { Message } from '../../core/message.js'
import { clip, visible, withoutCommands } from '../visible.js'

/** Longer values are cut: a terminal is for reading. */
const LONGEST_VALUE = 300

/** Longer sentences are cut. */
const LONGEST_TEXT = 1000

/** Takes no column: combining marks stand on the character before them. */
const NARROW = /\p{Mn}|\p{Me}/u

/** Takes two columns: East Asian wide characters and pictures (Unicode TR11, the blocks that are wide as a whole). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u

/** Text from a repository, on one line, with nothing in it that a terminal or a log would act on. */
export function safe(text: string, longest = LONGEST_TEXT): string {
  return clip(withoutCommands(visible(text)), longest)
}

/** A message on one line, values in quotation marks. */
export function messageText(message: Message): string {
  return message
    .map((part) => (typeof part === 'string' ? safe(part) : `"${safe(part.value, LONGEST_VALUE)}"`))
    .join('')
}

/** Columns that the text takes on a terminal. The text must be safe. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let width = 0
  for (const char of text) width += NARROW.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return width
}

/**
 * Breaks the text at blanks into lines of at most `width` columns; longer words stand alone.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ')) {
    const needed = widthOf(word)
    if (line !== '' && used + 1 + needed > width) {
      lines.push(line)
      line = word
      used = needed
    } else {
      line = line === '' ? word : `${line} ${word}`
      used += needed + (used === 0 ? 0 : 1)
    }
  }
  return [...lines, line]
}

/** The wrapped text with `first` before its first line and `indent` blanks before the others. */
export function hanging(first: string, text: string, width: number, indent = widthOf(first)): string[] {
  const room = Math.max(20, width - Math.max(indent, widthOf(first)))
  return wrap(text, room).map((line, i) => (i === 0 ? first : ' '.repeat(indent)) + line)
}
