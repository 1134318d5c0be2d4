import type { IntentKind } from '../../core/intent-kind.js'
import type { Command, Intent, Job, Step } from '../../models/index.js'
import type { Fetch } from './pull-request-code.js'

/** Running any of these runs code of the tree: its scripts, its tests, the install hooks of its dependencies. */
const EXECUTES: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'install',
  'build',
  'unit-test',
  'integration-test',
  'acceptance-test',
  'performance-test',
  'contract-test',
  'coverage',
  'package',
  'iac-apply',
  'iac-plan',
])

/** Installers that take packages by name; only with one of these options do they look at the tree. */
const BY_NAME = new Set(['pip', 'pipx', 'cargo', 'go', 'gem'])
const FROM_TREE = /^(-r|--requirement|-e|--editable|--path|\.|\.\/.*|\.\[.*)$/

/** Programs that run the file they are given. */
const INTERPRETERS = new Set(['bash', 'sh', 'zsh', 'python', 'python3', 'node', 'deno', 'ruby', 'perl', 'php', 'pwsh'])

/** The tool that runs what was fetched, in the same step or a later one; undefined if nothing is seen to. */
export function executedAfter({ steps }: Job, { step: fetch, folder }: Fetch): string | undefined {
  for (const step of steps.slice(steps.indexOf(fetch))) {
    if (folder !== undefined && !goesTo(step, folder)) continue
    const intent = step.intents.find((each) => EXECUTES.has(each.kind) && !leavesTreeAlone(each))
    if (intent !== undefined) return intent.tool
    if (step.uses?.kind === 'local' && step !== fetch) return step.uses.text
    const command = step.commands.find((each) => runsFileOfTree(each, step))
    if (command !== undefined) return command.argv[0]?.text
    // A script that the base does not have, the change may have.
    const missing = step.opaque.find(({ reason }) => reason === 'missing')
    if (missing !== undefined) return missing.what
  }
  return undefined
}

/** Whether the command installs packages by their names, or without running what they bring. */
function leavesTreeAlone({ kind, tool, command }: Intent): boolean {
  const words = command?.argv.map(({ text }) => text) ?? []
  if (kind !== 'install') return false
  return words.includes('--ignore-scripts') || (BY_NAME.has(tool) && !words.some((word) => FROM_TREE.test(word)))
}

function runsFileOfTree({ argv, at }: Command, { at: { file } }: Step): boolean {
  const [program = '', ...operands] = argv.map(({ text }) => text)
  if (at.file !== file || program.startsWith('./')) return true
  return INTERPRETERS.has(program) && operands.some((word) => /^[^-$/~][^$]*\.\w+$/.test(word))
}

function goesTo({ run, uses, workingDirectory, with: inputs }: Step, folder: string): boolean {
  const texts = [workingDirectory?.value, run?.value, uses?.text, ...[...inputs.values()].map(({ value }) => value)]
  return texts.some((text) => text !== undefined && names(text, folder))
}

/** Whether the text holds the folder's name, not as a part of a longer word. */
function names(text: string, folder: string): boolean {
  for (let at = text.indexOf(folder); at >= 0; at = text.indexOf(folder, at + folder.length)) {
    if (!/[\w-]/.test(`${text.charAt(at - 1)}${text.charAt(at + folder.length)}`)) return true
  }
  return false
}
