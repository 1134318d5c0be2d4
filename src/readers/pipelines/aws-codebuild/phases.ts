import type { Because, Located } from '../../../core/location.js'
import type { Command, Step } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { invented } from '../command-line.js'
import { defined } from '../defined.js'
import { mappingEntries, unfit, type AdapterReading } from '../reading.js'
import { runOf, scriptStep, type StepFields } from '../parts.js'
import { joined, placeOf, sourceOf, type ScriptSettings, type SourceText } from '../source-text.js'

/** How the commands of a build are run. */
export interface PhaseScope {
  readonly because: readonly Because[]
  readonly env: ReadonlyMap<string, string>
  /** `env.shell`, or else what the build image brings. */
  readonly shell: string
  /** False for version 0.1, which runs each command in a shell of its own. */
  readonly oneShell: boolean
}

/** In the order in which they run (AWS CodeBuild User Guide: Buildspec syntax, phases). */
const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const

type Phase = (typeof PHASES)[number]

/** A shell that was left in a block by `set -e` ends there. */
const ENDS_ON_FAILURE = /^[ \t]*set[ \t]+(?:-[a-zA-Z]*e|-o[ \t]+errexit)/m

/** A script that looks itself at how the phase before went. */
const LOOKS_AT_SUCCESS = /\bCODEBUILD_BUILD_SUCCEEDING\b/

/** What the resolver says of a command in a block whose other commands may fail. */
const SUSPENDED = 'set -e has no effect in a command whose status is tested'
const GOES_ON = 'a block of several lines goes on after a failure'

/**
 * The steps of `phases`: one for the commands of a phase (each command in version 0.1), one for its `finally`.
 *
 * A failing command ends its phase; in a block of several lines only the last one counts. A failing install or pre_build
 * phase ends the build; after a failing build phase post_build still runs, unless `on-failure` says otherwise. (AWS
 * CodeBuild User Guide: Build phase transitions; Buildspec syntax, on-failure; Shells and commands.)
 */
export function readPhases(reading: AdapterReading, node: YamlNode | undefined, scope: PhaseScope): Step[] {
  const entries = new Map(mappingEntries(reading, node, 'phases').map((entry) => [entry.key.text, entry]))
  const steps: Step[] = []
  const before: SourceText[] = []
  for (const phase of PHASES) {
    const entry = entries.get(phase)
    if (entry?.value.kind !== 'mapping') continue
    const build = entries.get('build')?.value
    const fields = fieldsOf(phase, entry.key, entry.value, build)
    const commands = commandsOf(reading, valueAt(entry.value, 'commands'), `commands of ${phase}`)
    steps.push(...stepsOf(reading, commands, before, scope, fields))
    const last = commandsOf(reading, valueAt(entry.value, 'finally'), `finally of ${phase}`)
    steps.push(...stepsOf(reading, last, before, scope, { name: fields.name, after: 'always' }))
  }
  return steps
}

type PhaseFields = StepFields & { readonly name: Located<string> }

function fieldsOf(phase: Phase, key: YamlScalar, node: YamlMapping, build: YamlNode | undefined): PhaseFields {
  const onFailure = scalarAt(node, 'on-failure')
  const text = onFailure?.text ?? ''
  const retries = /^RETRY(?:-(\d{1,3}))?/.exec(text)
  const goesOn = text === 'CONTINUE'
  const ends = !goesOn && (phase !== 'build' || text === 'ABORT')
  const script = phase === 'post_build' ? textOf(valueAt(node, 'commands')) : ''
  const anyway =
    phase === 'post_build' && scalarAt(build, 'on-failure')?.text !== 'ABORT' && !LOOKS_AT_SUCCESS.test(script)
  return {
    name: located(key),
    ...(anyway && hasCommands(build) && { after: 'always' }),
    ...(ends && { endsJob: true }),
    ...(goesOn && onFailure !== undefined && { allowFailure: { value: true, at: onFailure.at } }),
    ...(retries !== null && onFailure && { retries: { value: Number(retries[1] ?? 1), at: onFailure.at } }),
  }
}

function hasCommands(phase: YamlNode | undefined): boolean {
  return itemsOf(valueAt(phase, 'commands')).length > 0
}

function textOf(node: YamlNode | undefined): string {
  return itemsOf(node)
    .map((item) => (item.kind === 'scalar' ? item.text : ''))
    .join('\n')
}

/** The commands of a list; a single text counts as a list of one. */
function commandsOf(reading: AdapterReading, node: YamlNode | undefined, what: string): SourceText[] {
  if (node?.kind === 'scalar') return node.text.trim() === '' ? [] : [sourceOf(node)]
  return itemsOf(node).flatMap((item) => {
    if (item.kind === 'scalar') return item.text.trim() === '' ? [] : [sourceOf(item)]
    unfit(reading, item.at, `each of the ${what} must be a text: quote one that holds a colon and a blank`)
    return []
  })
}

/** The steps of some commands. In one shell, those of earlier phases have run before: folder and variables stay. */
function stepsOf(
  { resolver }: AdapterReading,
  commands: readonly SourceText[],
  before: SourceText[],
  { because, env, shell, oneShell }: PhaseScope,
  fields: StepFields,
): Step[] {
  const settings: ScriptSettings = { shell, failFast: true, pipefail: false, directory: '', env, because }
  const step = (parts: readonly SourceText[], earlier: readonly SourceText[]): Step[] => {
    const written = joined(parts)
    const source = joined(parts.map(asOne))
    if (written === undefined || source === undefined) return []
    const prelude = joined(earlier.map(asOne))
    const read = scriptStep(resolver, source, { ...settings, ...defined({ prelude }) }, fields)
    return [{ ...withReason(read), at: placeOf(written), run: runOf(written) }]
  }
  if (!oneShell) return commands.flatMap((command) => step([command], []))
  const steps = step(commands, before)
  before.push(...commands)
  return steps
}

/** A block of several lines as one command whose status is that of its last line. */
function asOne(command: SourceText): SourceText {
  const { text } = command
  if (!text.trim().includes('\n') || ENDS_ON_FAILURE.test(text)) return command
  const end: SourceText = { ...invented('} || exit 1', command), place: () => command.place(text.length) }
  return joined([invented('{', command), command, end]) ?? command
}

/** The step, whose commands say in words of this system why a failure is lost. */
function withReason(step: Step): Step {
  const said = new Map(
    step.commands.map((command): [Command, Command] => [
      command,
      command.ignoredFailure === SUSPENDED ? { ...command, ignoredFailure: GOES_ON } : command,
    ]),
  )
  return {
    ...step,
    commands: [...said.values()],
    intents: step.intents.map((intent) => {
      const command = intent.command && said.get(intent.command)
      return command === undefined ? intent : { ...intent, command }
    }),
  }
}
