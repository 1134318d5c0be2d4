import { joined, type SourceText } from './source-text.js'

/** Words that a shell takes as they are. */
const PLAIN = /^[\w@%+=:,./~-]+$/

/**
 * Words that a system hands to a program without a shell, as one command of a shell: what a shell would take apart is
 * in single quotes. Every word keeps its place.
 */
export function commandLine(words: readonly SourceText[]): SourceText | undefined {
  return joined(words.map(quoted), ' ')
}

function quoted(word: SourceText): SourceText {
  const { text } = word
  if (PLAIN.test(text)) return word
  return {
    ...word,
    text: `'${text.replaceAll("'", String.raw`'\''`)}'`,
    place: (offset) => word.place(Math.max(0, Math.min(offset - 1, text.length))),
  }
}

/** A text that stands nowhere: it counts as written where `near` begins. */
export function invented(text: string, near: SourceText): SourceText {
  const start = near.place(0)
  return { text, file: near.file, route: near.route, place: () => start }
}

/** A script that a list of words hands to a shell. */
export interface ShellCall {
  readonly script: SourceText
  readonly shell: string
  readonly failFast: boolean
  readonly pipefail: boolean
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh'])

/**
 * The script of `bash -ec 'make test'`, so that it need not be read through quotes. Undefined for other programs, and
 * where words follow that the script may use as `$1`.
 */
export function shellCall(words: readonly SourceText[]): ShellCall | undefined {
  const [program, ...rest] = words
  const shell = program?.text.slice(program.text.lastIndexOf('/') + 1) ?? ''
  if (!SHELLS.has(shell)) return undefined
  const at = rest.findIndex(({ text }) => /^-[a-z]*c$/.test(text))
  const options = rest.slice(0, at + 1).map(({ text }) => text)
  const script = rest[at + 1]
  const known = (text: string): boolean => /^-[a-z]+$/.test(text) || text === 'pipefail' || text === '--login'
  if (at < 0 || script === undefined || rest.length > at + 2 || !options.every(known)) return undefined
  return {
    script,
    shell,
    failFast: options.some((text) => /^-[a-z]*e/.test(text) && text !== '--login'),
    pipefail: options.includes('pipefail'),
  }
}
