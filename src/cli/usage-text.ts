import type { Because } from '../core/location.js'
import { describeAction, type CommandMeaning } from '../lexicon/index.js'
import { linkOfAction, linkOfTool } from '../lexicon/links.js'
import type { Command, Intent, Unresolved } from '../models/index.js'
import type { Understood } from '../readers/resolve/types.js'
import { table } from './list.js'
import { printable } from './say.js'

/** The name of the command line where a file's would stand. */
export const HERE = 'command line'

/** What was asked about. */
export interface Asked {
  /** The action's name in the lexicon, if it was an action. */
  readonly action?: string
  /** What the configuration says of these words, which then counts. */
  configured(words: Command['argv']): CommandMeaning | undefined
  /** Whether the configuration says what the action is for. */
  readonly actionConfigured: boolean
}

const CONFIGURED = 'as your configuration says'
const NOTHING = '  counts as nothing that a practice asks for'

const CAN = 'under "lexicon", your configuration can.'

/** What stays open, by its reason, as a sentence for somebody who wonders what to do. */
const REASONS: Readonly<Record<Unresolved['reason'], string>> = {
  'unknown-command': `No entry of the lexicon says what it does; ${CAN}`,
  'unknown-action': `No entry of the lexicon says what it does; ${CAN}`,
  missing: 'It is not among the files of this folder; what a pipeline makes or downloads as it runs never is.',
  dynamic: 'Variables or expressions decide it as the pipeline runs.',
  remote: 'It comes from elsewhere, and what is not in the repository is not read.',
  'too-deep': 'It is not followed further than that.',
  unsupported: 'It is written in a language or a form that is not read.',
}

/** What `explain --command` and `--uses` print. */
export async function usageText(understood: Understood, asked: Asked): Promise<string> {
  const { commands, intents, opaque } = understood
  const ofCommands = await Promise.all(commands.map((command) => commandText(command, understood, asked)))
  const elsewhere = opaque.filter((each) => !commands.some((command) => isAt(each, command)))
  const sections = [
    ...ofCommands,
    ...(asked.action === undefined
      ? []
      : [
          await actionText(
            asked.action,
            intents.filter(({ command }) => command === undefined),
            elsewhere,
            asked,
          ),
        ]),
    ...(asked.action === undefined ? elsewhere.map((each) => `${openText(each)}${wayText(each.because)}`) : []),
  ]
  const reasons = new Set(opaque.map(reasonOf))
  const advice = [...reasons, ...(reasons.size > 0 ? [UNKNOWN] : [])].join('\n')
  const text = sections.length > 0 ? sections.join('\n') : 'Nothing is run.\n'
  return advice === '' ? text : `${text}\n${advice}\n`
}

/** The lexicon's own reasons stand in brackets, and programs of the tree are called so. */
function reasonOf({ what, reason }: Unresolved): string {
  if (reason !== 'unknown-command' && reason !== 'unknown-action') return REASONS[reason]
  if (what.startsWith('program ')) return `It is a program of the repository, which is not read; ${CAN}`
  return what.endsWith(')') ? `The lexicon has it and cannot tell what this call does; ${CAN}` : REASONS[reason]
}

const UNKNOWN = 'Verdicts that this could change are "unknown"; nothing is reported because of it.'

async function commandText(command: Command, { intents, opaque }: Understood, asked: Asked): Promise<string> {
  const { argv, because, remote, conditional, directory, ignoredFailure } = command
  const own = intents.filter((intent) => intent.command === command)
  const open = opaque.filter((each) => isAt(each, command))
  const says = asked.configured(argv) === undefined ? '' : ` (${CONFIGURED})`
  const facts = [
    ...(remote === true ? ['runs on another machine'] : []),
    ...(directory !== undefined && directory !== '' ? [`runs in ${printable(directory)}`] : []),
    ...(conditional ? ['runs only if a condition of the script holds'] : []),
    ...(ignoredFailure === undefined ? [] : [`its failure is ignored: ${printable(ignoredFailure)}`]),
  ]
  return [
    `${printable(argv.map(({ text }) => text).join(' '))}\n`,
    wayText(because),
    ...facts.map((fact) => `  ${fact}\n`),
    own.length > 0 ? `  counts as${says}\n${await intentsText(own)}` : open.length > 0 ? '' : `${NOTHING}${says}\n`,
    ...open.map((each) => `  ${openText(each)}`),
  ].join('')
}

/** The kinds with their tools, and where these document themselves. */
async function intentsText(intents: readonly Intent[]): Promise<string> {
  const rows = intents.map(async ({ kind, tool, covers, command }) => {
    const page = command === undefined ? undefined : await linkOfTool(tool)
    const name = `${printable(tool)}${covers.length > 0 ? ` (${covers.map(printable).join(', ')})` : ''}`
    return page === undefined ? [`    ${kind}`, name] : [`    ${kind}`, name, printable(page)]
  })
  return table(await Promise.all(rows))
}

async function actionText(
  action: string,
  intents: readonly Intent[],
  open: readonly Unresolved[],
  { actionConfigured }: Asked,
): Promise<string> {
  const known = describeAction(action)
  const says = actionConfigured ? ` (${CONFIGURED})` : ''
  const counts = intents.length > 0 ? `  counts as${says}\n${await intentsText(intents)}` : `${NOTHING}${says}\n`
  const page = known === undefined ? undefined : await linkOfAction(action)
  return [
    `${printable(action)}\n`,
    open.length > 0 && intents.length === 0 ? '' : counts,
    ...open.map((each) => `  ${openText(each)}`),
    ...(actionConfigured ? [] : (known?.inputs ?? []).map((line) => `  ${line}\n`)),
    page === undefined ? '' : `  documented at ${printable(page)}\n`,
  ].join('')
}

function openText({ what }: Unresolved): string {
  return `not known: ${printable(what)}\n`
}

/** The lines of files that lead there. */
function wayText(chain: readonly Because[]): string {
  const rows = chain
    .filter(({ file }) => file !== HERE)
    .map(({ file, line, text }) => [`    ${printable(file)}:${String(line)}`, printable(text)])
  return rows.length === 0 ? '' : `  by way of\n${table(rows)}`
}

function isAt({ at: one }: Unresolved, { at: other }: Command): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column
}
