import type { Because, Located } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'
import type { Resolver } from '../../resolve/types.js'
import type { YamlScalar } from '../../yaml/node.js'
import { scriptStep, type StepFields } from '../parts.js'
import { sourceOf, sourceOfText, type ScriptSettings, type SourceText } from '../source-text.js'
import { plainText, valueOf, withMacros, type MacroScope } from './macros.js'
import { folderOf, wayToRoot } from './paths.js'
import type { ScriptTask, ShellName } from './script-tasks.js'
import { SHELLS_OF_INPUT } from './script-tasks.js'

/** What scripts of a job are read with. */
export interface ScriptScope extends MacroScope {
  readonly windows: boolean
  readonly because: readonly Because[]
}

/** The folder in which a step runs. */
export function directoryOf(written: YamlScalar | undefined, scope: ScriptScope): string | undefined {
  if (written === undefined) return folderOf(undefined, scope.checkout)
  const text = written.text.replace(/\$\(([\w.-]{1,200})\)/g, (macro, name: string) => valueOf(name, scope) ?? macro)
  return folderOf(text, scope.checkout)
}

/**
 * How a shell is started: Bash without options, so that a script goes on after a failure and its last command decides
 * (azure-pipelines-tasks: CmdLineV2, BashV3). PowerShell stops at errors of its own, not at programs that fail.
 */
export function settingsOf(
  shell: ShellName,
  directory: string | undefined,
  env: ReadonlyMap<string, Located<string>>,
  scope: ScriptScope,
): ScriptSettings {
  const name = shell === 'script' ? (scope.windows ? 'cmd' : undefined) : shell
  return {
    shell: name === 'bash' ? undefined : name,
    failFast: false,
    pipefail: false,
    directory,
    env: environmentOf(directory, env, scope),
    because: scope.because,
  }
}

/** Variables are handed to scripts in upper case, with `_` for dots; those of the step win. */
function environmentOf(
  directory: string | undefined,
  env: ReadonlyMap<string, Located<string>>,
  scope: ScriptScope,
): ReadonlyMap<string, string> {
  const result = new Map<string, string>()
  for (const { name } of scope.variables.all()) {
    const value = valueOf(name, scope)
    if (value !== undefined) result.set(name.toUpperCase().replace(/[. ]/g, '_'), value)
  }
  if (directory !== undefined && scope.checkout.own && !scope.checkout.several) {
    for (const name of ['BUILD_SOURCESDIRECTORY', 'BUILD_REPOSITORY_LOCALPATH', 'SYSTEM_DEFAULTWORKINGDIRECTORY']) {
      result.set(name, wayToRoot(directory))
    }
  }
  for (const [name, { value }] of env) {
    if (value.includes('${{')) result.delete(name)
    else result.set(name, value)
  }
  return result
}

/** A step that runs the text of a scalar. */
export function shellStep(
  resolver: Resolver,
  script: YamlScalar,
  settings: ScriptSettings,
  scope: ScriptScope,
  fields: StepFields,
): Step {
  return scriptStep(resolver, withMacros(sourceOf(script), scope, settings.directory), settings, fields)
}

/** The script that a task runs by its inputs, whose names are in lower case; undefined if it runs none that is known. */
export function scriptOfTask(
  task: ScriptTask,
  inputs: ReadonlyMap<string, YamlScalar>,
  scope: ScriptScope,
): { readonly source: SourceText; readonly directory: string | undefined; readonly shell: ShellName } | undefined {
  const input = (...names: readonly (string | undefined)[]): YamlScalar | undefined =>
    names.flatMap((name) => (name === undefined ? [] : (inputs.get(name) ?? [])))[0]
  const named = SHELLS_OF_INPUT.get(input(task.shellInput)?.text.trim().toLowerCase() ?? '')
  const shell = named ?? task.shell
  const directory = directoryOf(input(...(task.directory ?? [])), scope)
  const inline = input(task.inline)
  const file = input(task.file)
  const choice = (input(task.choice?.input)?.text ?? task.choice?.standard ?? '').trim().toLowerCase()
  const isFile = file !== undefined && (inline === undefined || choice.replaceAll(' ', '') === task.choice?.forFile)
  if (!isFile) return inline && { source: withMacros(sourceOf(inline), scope, directory), directory, shell }
  const call = callOf(file, input(...(task.arguments ?? [])), shell, directory, scope)
  return { source: call, directory, shell: shell === 'python' ? 'bash' : shell }
}

/** The call of a script by its path. */
function callOf(
  file: YamlScalar,
  args: YamlScalar | undefined,
  shell: ShellName,
  directory: string | undefined,
  scope: ScriptScope,
): SourceText {
  const path = withMacros(sourceOf(file), scope, directory)
  const program = shell === 'python' ? 'python ' : shell === 'bash' || shell === 'script' ? 'bash ' : ''
  const isPlain = /^[\w.@/-]/.test(path.text) && !path.text.startsWith('./') && !path.text.startsWith('../')
  const start = program === '' && isPlain ? './' : program
  const rest = args === undefined ? '' : ` ${plainText(args, scope).value.replaceAll('\n', ' ')}`
  const text = `${start}${path.text.trim()}${rest}`
  const end = start.length + path.text.length
  return {
    ...sourceOfText({ value: text, at: file.at }),
    place: (offset) => path.place(Math.max(0, Math.min(offset, end) - start.length)),
  }
}
