import type { Command } from '../../models/index.js'

/**
 * What becomes of an exit status where the place of the command decides it. `kept`: it counts although the command
 * stands in a pipe, the background or a substitution. `lost`: that of `by` counts instead. `judged`: something reads
 * what the command says, and may decide. Undefined: the command stands alone, or another construct decides.
 */
export interface Status {
  readonly state: 'kept' | 'judged' | 'lost'
  /** What takes the place of the status, if it is lost: `| tee`. */
  readonly by: string
}

/** Programs that pass on, reshape or write down what they read, and end well whatever it says. */
const PASSES_ON: ReadonlySet<string> = new Set(
  'awk bunyan cat column cut expand fold gawk head less more nl pino-pretty sed sort tac tail tee tr ts uniq wc xcbeautify xcpretty'.split(
    ' ',
  ),
)

/** Commands that say or set something, and end well whatever the substitution in them did (Bash manual, Simple Command Expansion). */
const TALKS: ReadonlySet<string> = new Set(['echo', 'printf', 'export', 'local', 'declare', 'readonly', 'typeset'])

/** See {@link Status}. */
export function statusOf({ ignoredFailure, captured, streams = {} }: Command): Status | undefined {
  const { pipedInto, background } = streams
  if (captured === true) {
    const name = ignoredFailure?.startsWith('$(…) in ') === true ? ignoredFailure.slice('$(…) in '.length) : undefined
    if (name !== undefined && TALKS.has(name)) return { state: 'lost', by: `${name} "$(…)"` }
    return { state: ignoredFailure === undefined ? 'kept' : 'judged', by: '' }
  }
  if (pipedInto === undefined && background === undefined) return undefined
  if (ignoredFailure === undefined) return { state: 'kept', by: '' }
  if (ignoredFailure === '& without wait') return { state: 'lost', by: '&' }
  if (pipedInto === undefined || !ignoredFailure.endsWith('without pipefail')) return undefined
  return pipedInto.every(passesOn)
    ? { state: 'lost', by: `| ${pipedInto.at(-1)?.[0] ?? ''}` }
    : { state: 'judged', by: '' }
}

function passesOn([program = '', ...options]: readonly string[]): boolean {
  if (program === 'grep' || program === 'egrep') return options.some((word) => /^-[a-z]*v|^--invert-match$/i.test(word))
  return PASSES_ON.has(program.slice(program.lastIndexOf('/') + 1))
}
