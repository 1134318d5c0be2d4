import type { Step } from '../../models/index.js'
import { refuse } from '../edits.js'
import type { Fixer, FixInput, Proposal } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { SHARED } from '../yaml/source.js'
import { runsInUnixShell, stepsAt } from './look.js'

/** Programs that read all that they are given, so that what writes to them is never cut off. */
const READS_ALL: ReadonlySet<string> = new Set([
  'tee',
  'cat',
  'tail',
  'sort',
  'tr',
  'wc',
  'ts',
  'xcpretty',
  'xcbeautify',
  'pino-pretty',
  'column',
  'nl',
  'fold',
])

/** Lets a pipe fail with what stands first in it. */
export const exitCode: Fixer = {
  check: 'ci-exit-code-lost',
  fixability: 'safe-fix',
  does: 'Adds `shell: bash` to the step, with which GitHub runs the script with `-o pipefail`, where no other pipe of the script would fail with it',
  leaves: 'Scripts with other pipes, background processes and assignments; other CI systems',
  propose(input: FixInput): Proposal {
    const source = input.yaml()
    const { route } = input.finding.at
    const [where] = stepsAt(input, input.file, route)
    if (source === undefined || where?.pipeline.system !== 'github-actions')
      return refuse('the command does not stand in a workflow of GitHub')
    const { step, job } = where
    if (source.at(step.at.route)?.node.kind !== 'mapping') return refuse(SHARED)
    if (step.shell !== undefined || step.run === undefined) return refuse('the shell of the step is set already')
    if (!runsInUnixShell(step, job)) return refuse('the runner may have no bash')
    const risk = riskyPipe(step)
    if (risk !== undefined) return refuse(risk)
    return insertKey(source, step.at.route, 'shell', 'bash', { after: ['if', 'id', 'name'] })
  },
}

/** What would fail with pipefail although it does its work, or is not helped by it. */
function riskyPipe({ commands, intents, run }: Step): string | undefined {
  const judged = new Set(intents.map(({ command }) => command))
  if (/set \+?-?\w*o? ?pipefail|PIPESTATUS/.test(run?.value ?? ''))
    return 'the script handles the status of pipes itself'
  for (const command of commands) {
    const { streams = {}, argv, captured } = command
    if (captured === true) return 'the script puts the output of a command into a text'
    if (streams.background === true) return 'the script starts a process in the background'
    const text = argv.map((word) => word.text).join(' ')
    if (streams.pipedInto !== undefined && !judged.has(command) && !isPipedInto(command, commands))
      return `the pipe behind "${text}" would count too`
    const early = streams.pipedInto?.find(([program = '']) => !READS_ALL.has(program))
    if (early !== undefined) return `"${early.join(' ')}" may end before what writes to it`
  }
  return undefined
}

/** Whether the command stands behind another in a pipe: its own status counted before. */
function isPipedInto(command: Step['commands'][number], commands: Step['commands']): boolean {
  const words = command.argv.map(({ text }) => text).join(' ')
  return commands.some(({ streams }) => streams?.pipedInto?.some((each) => each.join(' ') === words) === true)
}
