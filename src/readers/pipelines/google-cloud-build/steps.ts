import type { Located } from '../../../core/location.js'
import type { Step } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { invented } from '../command-line.js'
import { containerStep } from '../container.js'
import { inMinutes } from '../duration.js'
import { scriptStep, type StepFields } from '../parts.js'
import { literallyTrue, type AdapterReading } from '../reading.js'
import { sourceOf, type ScriptSettings, type SourceText } from '../source-text.js'
import { substituted, type Substitutions } from './substitutions.js'

/** What all steps of a build share. */
export interface BuildScope {
  readonly substitutions: Substitutions
  /** The folder of the tree that the build starts in; undefined if it cannot be told. */
  readonly folder: string | undefined
  readonly env: ReadonlyMap<string, Located<string>>
  readonly isPath: (text: string) => boolean
}

/** Builders that a project makes for itself from the community's collection, which are named after their program. */
const COMMUNITY =
  /^(?:[\w-]+\.)?gcr\.io\/\$\{\{ PROJECT_ID \}\}\/(helm|terraform|packer|kustomize|docker-compose|firebase|skaffold|pulumi|ko)(?:[:@].*)?$/

/** Reads one item of `steps`; undefined for what is no step. */
export function readStep(reading: AdapterReading, node: YamlNode, scope: BuildScope): Step | undefined {
  const name = scalarAt(node, 'name')
  if (name === undefined) return undefined
  const env = new Map([...scope.env, ...readEnv(valueAt(node, 'env'))])
  const fields = fieldsOf(node, env)
  const dir = scalarAt(node, 'dir')
  const settings: ScriptSettings = {
    shell: undefined,
    failFast: true,
    pipefail: false,
    directory: dir === undefined ? scope.folder : folderBelow(scope, sourceOf(dir)),
    env: literals(env),
    because: [],
  }
  const script = scalarAt(node, 'script')
  if (script !== undefined) return scriptOf(reading, script, settings, fields)
  return commandOf(reading, node, name, { ...scope, settings, fields })
}

/** The image that a step runs in. */
export function imageOf(node: YamlNode, { substitutions, isPath }: BuildScope): Located<string>[] {
  const name = scalarAt(node, 'name')
  return name === undefined ? [] : [{ value: substituted(sourceOf(name), substitutions, isPath).text, at: name.at }]
}

/** `NAME=value` items. */
export function readEnv(node: YamlNode | undefined): (readonly [string, Located<string>])[] {
  return itemsOf(node).flatMap((item) => {
    const equals = item.kind === 'scalar' ? item.text.indexOf('=') : -1
    if (item.kind !== 'scalar' || equals <= 0) return []
    return [[item.text.slice(0, equals), { value: item.text.slice(equals + 1), at: item.at }] as const]
  })
}

function literals(env: ReadonlyMap<string, Located<string>>): ReadonlyMap<string, string> {
  return new Map([...env].flatMap(([name, { value }]) => (value.includes('$') ? [] : [[name, value] as const])))
}

function fieldsOf(node: YamlNode, env: ReadonlyMap<string, Located<string>>): StepFields {
  const id = scalarAt(node, 'id')
  const timeout = scalarAt(node, 'timeout')
  const codes = itemsOf(valueAt(node, 'allowExitCodes'))
  const allowed = literallyTrue(scalarAt(node, 'allowFailure'))
  const any = allowed ?? (codes.length > 0 ? { value: true, at: codes[0]?.at ?? node.at } : undefined)
  return {
    env,
    at: node.at,
    ...(id !== undefined && { id: id.text, name: located(id) }),
    ...(timeout !== undefined && { timeoutMinutes: inMinutes(timeout) }),
    ...(any !== undefined && { allowFailure: any }),
  }
}

/** `dir` is relative to the working directory, or an absolute path below it. */
function folderBelow({ substitutions, isPath, folder }: BuildScope, dir: SourceText): string | undefined {
  const path = substituted(dir, substitutions, isPath)
    .text.replace(/^\/?workspace(?:\/|$)/, '')
    .replace(/^\.\//, '')
  if (path.includes('$') || path.startsWith('/') || folder === undefined) return undefined
  return [folder, path].filter((part) => part !== '' && part !== '.').join('/')
}

/** A script is a file of its own: its first line names the shell, `sh` if none does, and nothing else is set. */
function scriptOf(
  { resolver }: AdapterReading,
  script: YamlScalar,
  settings: ScriptSettings,
  fields: StepFields,
): Step {
  const first = /^#!\s*(\S+)[ \t]*([^\n]*)/.exec(script.text)
  const words = [first?.[1] ?? 'sh', ...(first?.[2] ?? '').split(/\s+/)].filter((word) => word !== '')
  const program = words.map((word) => word.slice(word.lastIndexOf('/') + 1)).find((word) => word !== 'env') ?? 'sh'
  const failFast = words.some((word) => /^-[a-z]*e/.test(word))
  return scriptStep(resolver, sourceOf(script), { ...settings, shell: program, failFast }, fields)
}

type CommandScope = BuildScope & { readonly settings: ScriptSettings; readonly fields: StepFields }

/** The program of the image, or the one that `entrypoint` names, with its arguments. */
function commandOf(reading: AdapterReading, node: YamlNode, name: YamlScalar, scope: CommandScope): Step {
  const { substitutions, isPath, settings, fields } = scope
  const value = (scalar: YamlScalar): SourceText => inWorkspace(substituted(sourceOf(scalar), substitutions, isPath))
  const image = value(name)
  const entrypoint = scalarAt(node, 'entrypoint')
  const args = argumentsOf(valueAt(node, 'args')).map(value)
  const command = entrypoint === undefined ? communityProgram(image) : [value(entrypoint)]
  return containerStep(reading, { image, command, args }, settings, fields, name.at)
}

function communityProgram(image: SourceText): SourceText[] {
  const program = COMMUNITY.exec(image.text)?.[1]
  return program === undefined ? [] : [invented(program, image)]
}

function argumentsOf(node: YamlNode | undefined): YamlScalar[] {
  return (node?.kind === 'scalar' ? [node] : itemsOf(node)).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
}

/** Paths below the working directory as a shell would see them from there. */
function inWorkspace(source: SourceText): SourceText {
  const { text } = source
  if (!text.startsWith('/workspace/')) return source
  const start = '/workspace/'.length
  return { ...source, text: `./${text.slice(start)}`, place: (offset) => source.place(offset + start - 2) }
}
