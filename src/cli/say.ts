import { visible, withoutCommands } from '../reporters/visible.js'
import type { Sink } from './ports.js'

/** The text as one line that a terminal, or the log of a CI system, only shows and does not obey. */
export function printable(text: string): string {
  return withoutCommands(visible(text))
}

/** Writes one line that may quote text of the repository. */
export function say(sink: Sink, text: string): void {
  sink.write(`pillarlint: ${printable(text)}\n`)
}
