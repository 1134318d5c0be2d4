import type { Located } from '../../../core/location.js'
import type { Command, Step } from '../../../models/index.js'
import { valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { opaqueStep, scriptStep, unresolved } from '../parts.js'
import { shellOfTemplate } from '../shell-template.js'
import type { ScriptSettings } from '../source-text.js'
import type { Reading } from './config.js'
import { locatedAt, readEnvironment, type Runtime } from './runtime.js'
import { followed, type Scope } from './scope.js'
import type { JobContext } from './steps.js'
import { textIn } from './template.js'
import { insideRepository, resolvedDirectory } from './workdir.js'

/** Reads `run`: a script, or a mapping of `command` and how it is run. */
export function runStep(
  reading: Reading,
  key: YamlScalar,
  written: YamlNode | undefined,
  outer: Scope,
  context: JobContext,
): Step {
  const { node, scope } = followed(written ?? key, outer)
  const command = node.kind === 'scalar' ? { node, scope } : commandIn(node, scope)
  if (written === undefined || command?.node.kind !== 'scalar') {
    return opaqueStep(unresolved('run without a command', 'unsupported', key.at, scope.because))
  }
  const field = (name: string): Located<string> | undefined => locatedAt(node, name, scope)
  const env = readEnvironment(valueAt(node, 'environment'), scope)
  const workingDirectory = field('working_directory')
  const shell = field('shell')?.value ?? context.runtime.shell
  const settings: ScriptSettings = {
    ...shellSettings(shell, context.runtime.windows),
    directory: directoryOf(workingDirectory?.value, context),
    env: literalValues(context.runtime.env, env),
    because: scope.because,
  }
  const step = scriptStep(reading.resolver, textIn(command.node, command.scope), settings, {
    env,
    ...defined({
      name: field('name'),
      condition: context.condition,
      after: afterOf(field('when')?.value),
      retries: retriesOf(field('max_auto_reruns')),
      workingDirectory,
    }),
  })
  return field('background')?.value === 'true' ? inBackground(step) : step
}

/** The job goes on without waiting for the step (docs: Background commands). */
function inBackground(step: Step): Step {
  const moved = new Map(
    step.commands.map((command): [Command, Command] => [
      command,
      { ...command, streams: { ...command.streams, background: true } },
    ]),
  )
  return {
    ...step,
    commands: [...moved.values()],
    intents: step.intents.map((intent) =>
      intent.command === undefined ? intent : { ...intent, command: moved.get(intent.command) ?? intent.command },
    ),
  }
}

function commandIn(node: YamlNode, scope: Scope): { node: YamlNode; scope: Scope } | undefined {
  const command = valueAt(node, 'command')
  return command && followed(command, scope)
}

/** CircleCI runs scripts with `/bin/bash -eo pipefail` (docs: Default shell options), on Windows with PowerShell. */
function shellSettings(
  written: string | undefined,
  windows: boolean,
): Pick<ScriptSettings, 'shell' | 'failFast' | 'pipefail'> {
  if (written === undefined) return { shell: windows ? 'powershell' : 'bash', failFast: true, pipefail: true }
  const { shell, failFast } = shellOfTemplate(written)
  const isPowerShell = shell === 'powershell' || shell === 'pwsh'
  return { shell: shell ?? 'bash', failFast: failFast || isPowerShell, pipefail: /\bpipefail\b/.test(written) }
}

/** The folder of the repository in which a script runs; its own is seen from the job's. */
export function directoryOf(written: string | undefined, { runtime, workspace }: JobContext): string | undefined {
  const base = runtime.directory
  if (base === undefined) return written === undefined && workspace.root === undefined ? '' : undefined
  return insideRepository(written === undefined ? base : resolvedDirectory(written, base), workspace.root)
}

/** Values of `environment` are not expanded by CircleCI; those with a variable are left to the shell's reader. */
function literalValues(...maps: readonly Runtime['env'][]): ReadonlyMap<string, string> {
  return new Map(
    maps.flatMap((map) =>
      Array.from(map, ([name, { value }]): [string, string] => [name, value]).filter(([, value]) => !/[$]/.test(value)),
    ),
  )
}

/** When a step runs (docs: The when attribute). */
export function afterOf(when: string | undefined): Step['after'] {
  if (when === 'on_fail') return 'failure'
  return when === 'always' ? 'always' : undefined
}

/** A number of retries that is written out. */
export function retriesOf(written: Located<string> | undefined): Located<number> | undefined {
  return written !== undefined && /^\d{1,3}$/.test(written.value)
    ? { value: Number(written.value), at: written.at }
    : undefined
}
