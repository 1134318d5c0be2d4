import type { Command, Step, Unresolved } from '../../../models/index.js'
import { pathFrom } from '../../shell/paths.js'
import { unresolved } from '../parts.js'
import { DEFAULT_FILES } from './files.js'

/** An upload of steps that a step's command makes. */
export interface Upload {
  /** Files of the tree. */
  readonly files: readonly string[]
  /** Set where steps come from elsewhere. */
  readonly unresolved?: Unresolved
}

/** Options of `pipeline upload` whose value is the next word. */
const VALUED: ReadonlySet<string> = new Set([
  '--job',
  '--jwks-file',
  '--jwks-key-id',
  '--endpoint',
  '--agent-access-token',
])

/** The uploads of a step: of files of the tree, of a file that is printed into it, of what the run makes. */
export function uploadsOf({ commands }: Step, has: (path: string) => boolean): Upload[] {
  return commands.filter(isUpload).map((command) => uploadOf(command, commands, has))
}

/** The step without the remark that such a command may do anything: what it adds is read, or has a remark of its own. */
export function withoutUploadRemarks(step: Step): Step {
  const lines = new Set(step.commands.filter(isUpload).map(({ at }) => `${at.file}:${at.line}`))
  if (lines.size === 0) return step
  return {
    ...step,
    opaque: step.opaque.filter(
      ({ what, at }) => !what.includes('buildkite-agent') || !lines.has(`${at.file}:${at.line}`),
    ),
  }
}

function isUpload({ argv }: Command): boolean {
  return ['buildkite-agent', 'pipeline', 'upload'].every((word, index) => argv[index]?.text === word)
}

function uploadOf(command: Command, all: readonly Command[], has: (path: string) => boolean): Upload {
  const operands = operandsOf(command)
  const made = (what: string): Upload => ({
    files: [],
    unresolved: unresolved(what, 'dynamic', command.at, command.because),
  })
  if (operands.length > 0) {
    const paths = operands.map((word) => pathOf(word, command))
    const files = paths.flatMap((path) => (path !== undefined && has(path) ? [path] : []))
    if (files.length === paths.length) return { files }
    return { ...made(`the steps of ${operands.map(({ text }) => text).join(' ')}`), files }
  }
  const source = all.find(({ streams, at }) => at.line === command.at.line && streams?.pipedInto !== undefined)
  if (source !== undefined) {
    const [program, file, ...more] = source.argv
    const path = program?.text === 'cat' && file !== undefined && more.length === 0 ? pathOf(file, source) : undefined
    return path !== undefined && has(path) ? { files: [path] } : made('the steps that a program makes')
  }
  if (command.because.at(-1)?.text.includes('<') === true) return made('the steps that the script makes')
  const usual = DEFAULT_FILES.find(has)
  return usual === undefined ? made('the steps that are uploaded') : { files: [usual] }
}

function operandsOf({ argv }: Command): Command['argv'] {
  return argv.slice(3).filter(({ text }, index, words) => {
    const before = words[index - 1]?.text ?? ''
    return !text.startsWith('-') && !VALUED.has(before)
  })
}

function pathOf({ text, literal }: Command['argv'][number], { directory }: Command): string | undefined {
  return literal ? pathFrom(directory, text) : undefined
}
