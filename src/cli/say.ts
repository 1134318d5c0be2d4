import type { Sink } from './ports.js'

/** Control characters, and those that change the direction of text: a terminal or a log would obey them. */
// eslint-disable-next-line no-control-regex -- they are what is taken out
const OBEYED = /[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** The text as one line that a terminal only shows: what it would obey is written as an escape. */
export function printable(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Writes one line that may quote text of the repository. */
export function say(sink: Sink, text: string): void {
  sink.write(`pillarlint: ${printable(text)}\n`)
}
