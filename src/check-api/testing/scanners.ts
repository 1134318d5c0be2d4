import type { Located } from '../../core/location.js'
import type { ActionRef, Command, FileIndex, Intent, Word } from '../../models/index.js'
import { discardOf } from '../pipelines/discarded.js'
import { valuesOf } from '../common/options.js'
import type { StepInJob } from '../pipelines/pipelines.js'
import { ACTIONS, COMMANDS, type Ending, type Setting } from './scanner-endings.js'

/** Inputs that hold words for the tool's command line. */
const ARGUMENTS = [
  'args',
  'extra_args',
  'extra-args',
  'command',
  'options',
  'scan-args',
  'cmd_options',
  'additional_args',
]

/** What a scan comes to: `fails`, `succeeds` for the reason given, or `open` because of something that is not known. */
export type ScanEnding =
  | { readonly ends: 'fails' }
  | { readonly ends: 'succeeds'; readonly told?: string; readonly option?: string }
  | { readonly ends: 'open'; readonly because: 'server' | 'setting' }

/** How the scan ends if it finds something; undefined for a scanner that is not known well enough. */
export function endingOf(
  { tool, command }: Intent,
  uses: ActionRef | undefined,
  inputs: ReadonlyMap<string, Located<string>>,
  surroundings: { readonly env: ReadonlySet<string>; readonly hasFile: (name: string) => boolean },
): ScanEnding | undefined {
  const ending = command === undefined ? ofAction(tool, uses) : ofCommand(tool, command)
  if (ending === undefined) return undefined
  const given = command === undefined ? inputsGiven(inputs) : optionsGiven(command.argv)
  const told = (ending.succeeds ?? []).map((setting) => [setting, matches(setting, given(setting[0]))] as const)
  const [off] = told.find(([, match]) => match === 'yes') ?? []
  if (off !== undefined) return { ends: 'succeeds', told: off.length === 1 ? off[0] : off.join('=') }
  const on = (ending.fails ?? []).map((setting) => matches(setting, given(setting[0])))
  if (on.includes('yes')) return { ends: 'fails' }
  if ([...on, ...told.map(([, match]) => match)].includes('open')) return { ends: 'open', because: 'setting' }
  if (ending.byDefault === 'fails') return { ends: 'fails' }
  if (ending.byDefault === 'server') return { ends: 'open', because: 'server' }
  const elsewhere = (ending.files ?? []).some((name) => surroundings.hasFile(name) || given(name).length > 0)
  if (elsewhere || surroundings.env.has(ending.variable ?? '')) return { ends: 'open', because: 'setting' }
  const [first] = ending.fails ?? []
  return { ends: 'succeeds', ...(first !== undefined && { option: first[0] }) }
}

/** What around a scan may decide how it ends: variables of its environment, and files of the tree. */
export function surroundingsOf(
  { pipeline, job, step }: StepInJob,
  { command }: Intent,
  files: FileIndex,
): Parameters<typeof endingOf>[3] {
  const env = new Set(
    [pipeline.env, job.env, step.env, command?.env ?? new Map()].flatMap((values) => [...values.keys()]),
  )
  return { env, hasFile: (name) => files.has(name) }
}

/** Whether it is known that a scan holds nothing up, whatever it finds: its own setting, or what stands around it. */
export function onlyReports(where: StepInJob, intent: Intent, files: FileIndex): boolean {
  const { uses, with: inputs } = where.step
  const ending = endingOf(intent, uses, inputs, surroundingsOf(where, intent, files))
  return discardOf(where, intent) !== undefined || ending?.ends === 'succeeds'
}

function ofAction(tool: string, uses: ActionRef | undefined): Ending | undefined {
  return ACTIONS.get(uses?.repository ?? '') ?? COMMANDS.get(tool)
}

function ofCommand(tool: string, { argv }: Command): Ending | undefined {
  const words = argv.slice(1).map(({ text }) => text)
  const operands = words.filter((word) => !word.startsWith('-'))
  return (
    COMMANDS.get(`${tool} ${operands.slice(0, 2).join(' ')}`) ??
    COMMANDS.get(`${tool} ${operands[0]}`) ??
    COMMANDS.get(tool)
  )
}

type Given = (name: string) => readonly Word[]

function optionsGiven(argv: readonly Word[]): Given {
  return (name) =>
    valuesOf(argv, name).concat(argv.some(({ text }) => text === name) ? [{ text: '', literal: true }] : [])
}

function inputsGiven(inputs: ReadonlyMap<string, Located<string>>): Given {
  const lower = new Map([...inputs].map(([name, { value }]) => [name.toLowerCase(), value]))
  const words = ARGUMENTS.flatMap((name) => (lower.get(name) ?? '').split(/\s+/)).map((text) => ({
    text,
    literal: !isOpen(text),
  }))
  return (name) => {
    if (/^[-/]/.test(name)) return optionsGiven(words)(name)
    const value = lower.get(name)?.trim()
    return value === undefined || value === '' ? [] : [{ text: value, literal: !isOpen(value) }]
  }
}

function isOpen(text: string): boolean {
  return text.includes('${{')
}

function matches([, wanted]: Setting, given: ReturnType<Given>): 'yes' | 'no' | 'open' {
  if (given.length === 0) return 'no'
  if (wanted === undefined) return 'yes'
  const values = given.filter(({ text }) => text !== '')
  if (values.some(({ literal }) => !literal)) return 'open'
  const not = wanted.startsWith('!') ? wanted.slice(1) : undefined
  return values.some(({ text }) => (not === undefined ? text === wanted : text !== not)) ? 'yes' : 'no'
}
