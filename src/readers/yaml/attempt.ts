import { YAMLException, parseEvents, type Event } from 'js-yaml'
import { errorText } from '../../core/errors.js'

/** How js-yaml took a text. */
export interface Attempt {
  /** Undefined if it found a mistake. */
  readonly events?: readonly Event[]
  /** Its words for the mistake. */
  readonly reason: string
  /** Where it stopped, in UTF-16 units from the beginning of the text. */
  readonly offset: number
}

/** Reads `text` between two offsets. The offsets of the events count from `from`, the one where it stopped does not. */
export function parse(text: string, maxDepth: number, from = 0, to = text.length): Attempt {
  try {
    return { events: parseEvents(text.slice(from, to), { maxDepth }), reason: '', offset: to }
  } catch (error) {
    if (!(error instanceof YAMLException)) return { reason: errorText(error), offset: from }
    return { reason: error.reason, offset: Math.min(from + (error.mark?.position ?? 0), to) }
  }
}

/** Offset of the line in which `offset` lies, or of the one that ends there. */
export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset of the first character of the line that is not a blank: of its line break, if there is none. */
export function indentEnd(text: string, line: number): number {
  let offset = line
  while (text.charAt(offset) === ' ') offset++
  return offset
}
