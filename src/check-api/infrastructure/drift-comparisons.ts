import type { Because, Location } from '../../core/location.js'
import type { Command, Intent, Step } from '../../models/index.js'
import { driftKindOf, type DriftKind } from './drift-kinds.js'
import { descendantsOf, type StepInJob } from '../pipelines/pipelines.js'
import { statusOf } from '../pipelines/exit-status.js'
import { folderOfIntent, terraformCommand } from './terraform-commands.js'
import { stepsBehind } from '../../models/step-order.js'

/** A command or an action that compares infrastructure code with something. */
export interface Comparison {
  readonly kind: DriftKind
  readonly tool: string
  /**
   * `reality`: it looks at what is there. `record`: only at what was applied last, which changes by hand do not touch.
   * `unseen`: it looks, and what it finds neither fails the run nor is handed on.
   */
  readonly with: 'reality' | 'record' | 'unseen'
  /** The folder of the code, as far as it is known. */
  readonly folder: string | undefined
  readonly at: Location
  readonly because: readonly Because[]
}

/** What an intent of a step compares; undefined if it compares nothing. */
export function comparisonOf(intent: Intent, where: StepInJob): Comparison | undefined {
  const kind = driftKindOf(intent)
  const isCheck = intent.kind === 'drift-check'
  if (kind === undefined || (!isCheck && intent.kind !== 'iac-plan')) return undefined
  const fails = isCheck || failsByItself(intent, where.step)
  const seen = (fails && isJudged(intent.command)) || isHandedOn(intent, where)
  const result = looksOnlyAtRecord(kind, intent, where.step) ? 'record' : seen ? 'reality' : 'unseen'
  const { tool, at, because, command } = intent
  const isOfFolder = command !== undefined && (kind !== 'Terraform' || terraformCommand(command) !== undefined)
  return { kind, tool, with: result, folder: isOfFolder ? folderOfIntent(intent) : undefined, at, because }
}

/**
 * Commands that compare with the last state, template or release: `-refresh=false` (Terraform docs: Command plan),
 * `pulumi preview` without `--refresh` (Pulumi docs: pulumi preview), `cdk diff` (CDK docs: it reads the stack's template),
 * `helm diff` without `--three-way-merge` (helm-diff: usage).
 */
function looksOnlyAtRecord(kind: DriftKind, { tool, command }: Intent, { with: inputs }: Step): boolean {
  const words = (command?.argv ?? []).map(({ text }) => text)
  if (kind === 'Terraform') {
    const options = command && terraformCommand(command)?.options
    return options?.get('refresh') === 'false'
  }
  if (tool === 'pulumi') {
    const isPreview = words.some((word) => word === 'preview' || word === 'pre')
    const refreshes =
      words.some((word) => word === '-r' || /^--refresh(?:=|$)/.test(word)) || inputs.get('refresh')?.value === 'true'
    return isPreview && !refreshes
  }
  if (tool === 'helm-diff') return !words.includes('--three-way-merge')
  return tool === 'cdk' && words.includes('diff')
}

/** Whether the comparison ends with a failure if there is a difference, without an option (kubectl docs: diff). */
function failsByItself({ tool, command }: Intent, { with: inputs }: Step): boolean {
  if (tool === 'kubectl') return true
  if (tool === 'pulumi') return inputs.get('expect-no-changes')?.value === 'true'
  return command?.argv.some(({ text }) => /^--?detailed-exitcode$/.test(text)) === true
}

/** Whether a failure of the command counts, or something decides by it. */
function isJudged(command: Command | undefined): boolean {
  if (command === undefined) return true
  const status = statusOf(command)
  if (status !== undefined) return status.state !== 'lost'
  return command.ignoredFailure === undefined || (command.onFailure ?? []).length > 0
}

/** Steps that keep or tidy up, and tell nobody. */
const KEEPING = /^actions\/(?:upload-artifact|cache|checkout)$/

/** Whether something behind it may read what it found: a pipe, the rest of the script, a later step. */
function isHandedOn({ command }: Intent, where: StepInJob): boolean {
  const { pipeline, job, step } = where
  if (command?.captured === true || command?.streams?.pipedInto?.some(([program]) => program !== 'tee') === true)
    return true
  const behind = command === undefined ? [] : step.commands.slice(step.commands.indexOf(command) + 1)
  if (behind.some(tells)) return true
  const later = [...stepsBehind(job, step), ...descendantsOf(pipeline, job).flatMap(({ steps }) => steps)]
  return later.some(
    ({ uses, commands, opaque, intents }) =>
      opaque.length > 0 ||
      commands.some(tells) ||
      intents.some(({ kind }) => kind === 'notify') ||
      (uses !== undefined && !KEEPING.test(uses.repository ?? '') && intents.length === 0),
  )
}

/** Commands that only move about, wait or clean up, beside those that make the next comparison. */
const QUIET: ReadonlySet<string> = new Set(
  'cd popd pushd mkdir rm cp mv ls true set export sleep pwd echo printf terraform tofu terragrunt pulumi cdk helm kubectl'.split(
    ' ',
  ),
)

function tells({ argv, streams }: Command): boolean {
  const words = argv.map(({ text }) => text)
  if (words.includes('show') || streams?.stdout !== undefined) return true
  return words[0] !== undefined && !QUIET.has(words[0])
}
