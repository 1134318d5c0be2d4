import type { Command, Step } from '../../../models/index.js'
import type { GroovyCall } from '../../groovy/index.js'
import { scriptStep } from '../parts.js'
import { shellOfTemplate } from '../shell-template.js'
import type { ScriptSettings, SourceText } from '../source-text.js'
import type { Context, Forgiving } from './context.js'
import { stepFields } from './fields.js'
import { argument, namedArguments, placeIn } from './file.js'
import type { Machine } from './machine.js'
import { addOpaque } from './plugin.js'
import { knownText, truth, unknownValue, writtenText, type Value } from './values.js'

type ScriptKind = 'sh' | 'bat' | 'powershell' | 'pwsh'

/** Longest `#!` line that systems read. */
const MAX_SHEBANG = 255

/**
 * How Jenkins starts a script. `sh` runs `sh -xe`, unless the script itself begins with `#!`: then that alone decides
 * (Jenkins: Pipeline steps reference, `sh`). A batch file goes on after a failure, and so does PowerShell.
 */
function shellOf(kind: ScriptKind, text: string): Pick<ScriptSettings, 'shell' | 'failFast' | 'pipefail'> {
  if (kind !== 'sh') return { shell: kind === 'bat' ? 'cmd' : kind, failFast: false, pipefail: false }
  if (!text.startsWith('#!')) return { shell: 'sh', failFast: true, pipefail: false }
  const line = (text.split('\n', 1)[0] ?? '').slice(2, MAX_SHEBANG)
  const words = line.trim().split(/\s+/)
  const program = words.filter((word) => !word.endsWith('/env') && !word.startsWith('-'))
  const { shell, failFast } = shellOfTemplate(line)
  return { shell: shell ?? program[0]?.split('/').at(-1) ?? 'bash', failFast, pipefail: line.includes('pipefail') }
}

/** Performs `sh` and its kind: the script is followed into the tree. */
export function scriptCall(
  kind: ScriptKind,
  machine: Machine,
  call: GroovyCall,
  context: Context,
  used: boolean,
): Value {
  const given = argument(call, 'script')
  const value = given && machine.value(given, context)
  const name = unknownValue(kind)
  if (value?.kind !== 'text') {
    addOpaque(machine, call, `a script that ${kind} is given`, 'dynamic', context)
    return name
  }
  if (!machine.admitsStep()) return name
  const named = namedArguments(call.arguments)
  const label = named.get('label')
  const title = label === undefined ? undefined : writtenText(machine.argument(label, context))
  const status = named.get('returnStatus')
  const ignoresStatus = status !== undefined && !used && truth(machine.argument(status, context)) === true
  const inner: Context =
    ignoresStatus && status !== undefined
      ? {
          ...context,
          forgiving: {
            construct: 'returnStatus, which nothing looks at',
            at: placeIn(context.scope.file, status),
          },
        }
      : context
  const route = `${machine.jobs.route(inner)}.${kind}`
  const source: SourceText = { ...value.source, route }
  const settings: ScriptSettings = {
    ...shellOf(kind, value.text),
    directory: inner.workspace.locate(inner.directory),
    env: knownVariables(machine, inner),
    because: inner.because,
  }
  const step = scriptStep(machine.reading.resolver, source, settings, {
    ...stepFields(inner),
    ...(title !== undefined &&
      label !== undefined && { name: { value: title, at: placeIn(context.scope.file, label) } }),
  })
  machine.jobs.add(inner.forgiving === undefined ? step : forgiven(step, inner.forgiving), inner)
  return name
}

/** Environment variables whose value the script hands over. */
function knownVariables(machine: Machine, { env }: Context): ReadonlyMap<string, string> {
  const known = new Map<string, string>()
  for (const [name, { value }] of [...env, ...machine.env]) {
    const text = knownText(value)
    if (text !== undefined) known.set(name, text)
  }
  return known
}

/** The step with the construct that discards its failure, which every command then has. */
function forgiven(step: Step, { construct }: Forgiving): Step {
  const changed = new Map<Command, Command>()
  const commands = step.commands.map((command) => {
    const each = command.ignoredFailure === undefined ? { ...command, ignoredFailure: construct } : command
    changed.set(command, each)
    return each
  })
  const intents = step.intents.map((intent) => {
    const command = intent.command && changed.get(intent.command)
    return command === undefined ? intent : { ...intent, command }
  })
  return { ...step, commands, intents }
}
