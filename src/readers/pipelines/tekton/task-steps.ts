import { because, type Because, type Located } from '../../../core/location.js'
import type { ActionRef, Step } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { containerStep } from '../container.js'
import { inMinutes } from '../duration.js'
import { scriptStep, usesStep, type StepFields } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { sourceOf, type ScriptSettings, type SourceText } from '../source-text.js'
import { readReference, type Library, type Reference } from './library.js'
import { defaultsOf, givenParams, paramInputs, substituted, substitutedText, type Params } from './params.js'

/** What the steps of a task are read with. */
export interface TaskScope {
  readonly params: Params
  readonly because: readonly Because[]
  /** Where step actions are looked up, and the file that asks for them. */
  readonly library: Library
  readonly file: string
}

/** The steps of a task's `spec`, one after the other (Tekton docs: Tasks, Defining Steps). */
export function taskSteps(reading: AdapterReading, spec: YamlNode | undefined, scope: TaskScope): Step[] {
  const template = valueAt(spec, 'stepTemplate')
  return itemsOf(valueAt(spec, 'steps')).flatMap((node) =>
    node.kind === 'mapping' ? [stepOf(reading, node, template, scope)] : [],
  )
}

function stepOf(reading: AdapterReading, node: YamlMapping, template: YamlNode | undefined, scope: TaskScope): Step {
  const scalar = (key: string): YamlScalar | undefined => scalarAt(node, key) ?? scalarAt(template, key)
  const env = new Map([...envOf(valueAt(template, 'env')), ...envOf(valueAt(node, 'env'))])
  const fields = fieldsOf(node, env)
  const settings: ScriptSettings = {
    shell: undefined,
    failFast: true,
    pipefail: false,
    directory: folderOf(scalar('workingDir'), scope.params),
    env: literals(env),
    because: scope.because,
  }
  const script = scalarAt(node, 'script')
  if (script !== undefined) return scriptOf(reading, script, settings, fields, scope.params)
  const reference = readReference(valueAt(node, 'ref'), 'StepAction')
  if (reference !== undefined) return stepAction(reading, node, reference, scope, fields)
  const value = (each: YamlScalar): SourceText => substituted(sourceOf(each), scope.params)
  const image = scalar('image')
  const words = (key: string): SourceText[] => textsOf(valueAt(node, key) ?? valueAt(template, key)).map(value)
  const container = {
    ...(image !== undefined && { image: value(image) }),
    command: words('command'),
    args: words('args'),
  }
  return containerStep(reading, container, settings, fields, node.at)
}

/** A step that is defined elsewhere: in the tree, or where the lexicon may know it by its name. */
function stepAction(
  reading: AdapterReading,
  node: YamlMapping,
  { name, text, ref, resolver }: Reference,
  scope: TaskScope,
  fields: StepFields,
): Step {
  const at = valueAt(node, 'ref')?.at ?? node.at
  const found = resolver === undefined ? scope.library.find(['StepAction'], name, scope.file) : undefined
  const spec = valueAt(found?.root, 'spec')
  if (spec?.kind === 'mapping' && valueAt(spec, 'ref') === undefined) {
    const params = new Map([
      ...defaultsOf(valueAt(spec, 'params')),
      ...givenParams(valueAt(node, 'params'), scope.params),
    ])
    const chain = [...scope.because, because(at, `step action ${name}`)]
    return { ...stepOf(reading, spec, undefined, { ...scope, params, because: chain }), ...fields }
  }
  const repository = `tekton:${name.toLowerCase()}`
  const uses: ActionRef = { text, kind: 'task', repository, at, ...(ref !== undefined && { ref }) }
  return usesStep(reading.resolver, uses, paramInputs(valueAt(node, 'params'), scope.params), scope.because, fields)
}

function textsOf(node: YamlNode | undefined): YamlScalar[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item] : []))
}

function fieldsOf(node: YamlMapping, env: ReadonlyMap<string, Located<string>>): StepFields {
  const name = scalarAt(node, 'name')
  const timeout = scalarAt(node, 'timeout')
  const onError = scalarAt(node, 'onError')
  return {
    env,
    at: name?.at ?? node.at,
    ...(name !== undefined && { id: name.text, name: located(name) }),
    ...(timeout !== undefined && { timeoutMinutes: inMinutes(timeout) }),
    ...(onError?.text === 'continue' && { allowFailure: { value: true, at: onError.at } }),
  }
}

/** Literal variables; those that come from elsewhere are not known. */
export function envOf(node: YamlNode | undefined): (readonly [string, Located<string>])[] {
  return itemsOf(node).flatMap((item) => {
    const name = scalarAt(item, 'name')
    const value = scalarAt(item, 'value')
    return name === undefined || value === undefined ? [] : [[name.text, located(value)] as const]
  })
}

function literals(env: ReadonlyMap<string, Located<string>>): ReadonlyMap<string, string> {
  return new Map([...env].flatMap(([name, { value }]) => (value.includes('$') ? [] : [[name, value] as const])))
}

/** A workspace holds the repository; without one it is the image's own folder. */
function folderOf(dir: YamlScalar | undefined, params: Params): string | undefined {
  const path = substitutedText(dir?.text ?? '', params)
  const below = /^(?:\$WORKSPACE|\/workspace\/[\w-]+)(?:\/(.*))?$/.exec(path)
  if (below === null) return undefined
  const folder = (below[1] ?? '').replace(/\/$/, '')
  return folder.includes('$') ? undefined : folder.replace(/^\.\//, '').replace(/^\.$/, '')
}

/** Without a first line that says otherwise, `sh` runs it and stops at the first failure (Tekton docs: Running scripts within Steps). */
function scriptOf(
  { resolver }: AdapterReading,
  script: YamlScalar,
  settings: ScriptSettings,
  fields: StepFields,
  params: Params,
): Step {
  const source = substituted(sourceOf(script), params)
  const first = /^#!\s*(\S+)[ \t]*([^\n]*)/.exec(source.text)
  const words = [first?.[1] ?? 'sh', ...(first?.[2] ?? '').split(/\s+/)].filter((word) => word !== '')
  const program = words.map((word) => word.slice(word.lastIndexOf('/') + 1)).find((word) => word !== 'env') ?? 'sh'
  const failFast = first === null || words.some((word) => /^-[a-z]*e/.test(word))
  return scriptStep(resolver, source, { ...settings, shell: program, failFast }, fields)
}
