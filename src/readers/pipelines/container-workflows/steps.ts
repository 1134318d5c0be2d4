import { withoutTrailingSlashes } from '../../../core/slashes.js'
import type { Located } from '../../../core/location.js'
import { imageName } from '../../../lexicon/index.js'
import type { ActionRef, JobImage, Step } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { containerStep } from '../container.js'
import { defined } from '../defined.js'
import { opaqueStep, scriptStep, unresolved, usesStep, type StepFields } from '../parts.js'
import { literallyTrue, locatedOf, type AdapterReading } from '../reading.js'
import { shellOfTemplate } from '../shell-template.js'
import { joined, sourceOf, type ScriptSettings, type SourceText } from '../source-text.js'
import { afterOf, ruleOf, type Rule } from './rules.js'
import { secretsIn, textsOf, variablesIn } from './values.js'

/** What holds for all steps of a workflow. */
export interface StepScope {
  readonly env: ReadonlyMap<string, Located<string>>
  /** Undefined where nothing is cloned. */
  readonly directory: string | undefined
  readonly windows: boolean
  /** The lexicon's name of a plugin, by its image without tag and digest. */
  pluginName(image: string): string
  /** Whether everything of a plugin's step that is no key of a step is a setting of it. */
  readonly looseSettings: boolean
}

/** A step with what decides whether and when it runs. */
export interface ContainerStep {
  readonly name: string
  readonly step: Step
  readonly rule: Rule
  readonly dependsOn: readonly string[] | undefined
  readonly image: JobImage | undefined
  readonly secrets: readonly Located<string>[]
}

const STEP_KEYS: ReadonlySet<string> = new Set(
  (
    'name image pull commands command entrypoint environment secrets settings when failure detach depends_on volumes group ' +
    'privileged directory backend_options ports dns dns_search extra_hosts network_mode tty devices user mem_limit'
  ).split(' '),
)

/** Reads a step: commands in an image, a plugin with its settings, or the program of an image. */
export function readContainerStep(
  reading: AdapterReading,
  node: YamlMapping,
  key: YamlScalar | undefined,
  scope: StepScope,
): ContainerStep {
  const rule = ruleOf(valueAt(node, 'when'))
  const own = variablesIn(valueAt(node, 'environment'))
  const name = scalarAt(node, 'name') ?? key
  const image = scalarAt(node, 'image')
  const after = afterOf(rule)
  const fields: StepFields = {
    env: own,
    at: node.at,
    ...defined({
      name: locatedOf(name),
      condition: locatedOf(conditionText(node)),
      after,
      allowFailure: failureIgnored(node),
      workingDirectory: locatedOf(scalarAt(node, 'directory')),
    }),
  }
  const dependsOn = valueAt(node, 'depends_on')
  return {
    name: name?.text ?? '',
    step: stepOf(reading, node, image, new Map([...scope.env, ...own]), fields, scope),
    rule,
    dependsOn: dependsOn === undefined || isNull(dependsOn) ? undefined : namesIn(dependsOn),
    image: image === undefined || image.text === '' ? undefined : located(image),
    secrets: secretsIn(node, scope.looseSettings),
  }
}

/** Names of steps or workflows that are waited for: texts, or mappings with `name`. */
export function namesIn(node: YamlNode | undefined): string[] {
  const items = node?.kind === 'scalar' ? [node] : itemsOf(node)
  return items.flatMap((item) => (item.kind === 'scalar' ? item.text : (scalarAt(item, 'name')?.text ?? [])))
}

function stepOf(
  reading: AdapterReading,
  node: YamlMapping,
  image: YamlScalar | undefined,
  env: ReadonlyMap<string, Located<string>>,
  fields: StepFields,
  scope: StepScope,
): Step {
  const settings = settingsOf(node, env, scope)
  const commands = sourcesIn(valueAt(node, 'commands'))
  const script = joined(commands)
  if (script !== undefined) return scriptStep(reading.resolver, script, settings, fields)
  const [entrypoint, command] = [sourcesIn(valueAt(node, 'entrypoint')), sourcesIn(valueAt(node, 'command'))]
  const source = image && sourceOf(image)
  if (entrypoint.length + command.length > 0) {
    const container = { ...defined({ image: source }), command: entrypoint, args: command }
    return containerStep(reading, container, settings, fields, node.at)
  }
  if (image === undefined)
    return opaqueStep(unresolved('a step without image and commands', 'unsupported', node.at), fields)
  return usesStep(reading.resolver, pluginOf(image, scope), settingsIn(node, scope), [], fields)
}

/** `/bin/sh -e`, or PowerShell that stops at errors (Drone docs: Steps, Commands). An entry point may name another shell. */
function settingsOf(
  node: YamlMapping,
  env: ReadonlyMap<string, Located<string>>,
  { directory, windows }: StepScope,
): ScriptSettings {
  const literal = [...env].flatMap(([name, { value }]): [string, string][] =>
    value.includes('$') ? [] : [[name, value]],
  )
  const entrypoint = textsOf(valueAt(node, 'entrypoint')).join(' ')
  const own = entrypoint === '' ? undefined : shellOfTemplate(entrypoint)
  const within = scalarAt(node, 'directory')?.text
  const path = within && withoutTrailingSlashes(within.replace(/^(?:\.\/)+/, ''))
  return {
    shell: windows ? 'powershell' : 'sh',
    failFast: own === undefined || own.failFast || entrypoint.includes('CI_SCRIPT') || windows,
    pipefail: false,
    directory: path === undefined || directory === undefined ? directory : /^\/|\$|^\.\./.test(path) ? undefined : path,
    env: new Map(literal),
    because: [],
  }
}

function sourcesIn(node: YamlNode | undefined): SourceText[] {
  const items =
    node?.kind === 'scalar' ? [node] : itemsOf(node).flatMap((item) => (item.kind === 'sequence' ? item.items : [item]))
  return items.flatMap((item) => (item.kind === 'scalar' && !isNull(item) ? [sourceOf(item)] : []))
}

/** A plugin is an image; what stands behind its name is the version. */
function pluginOf({ text, at }: YamlScalar, { pluginName }: StepScope): ActionRef {
  const digest = text.indexOf('@')
  const colon = text.lastIndexOf(':')
  const start = digest >= 0 ? digest : colon > text.lastIndexOf('/') ? colon : undefined
  const ref = start === undefined ? undefined : text.slice(start + 1)
  return { text, kind: 'plugin', repository: pluginName(imageName(text)), ...(ref !== undefined && { ref }), at }
}

/** The settings of a plugin; what a list or mapping holds stands line by line. */
function settingsIn(node: YamlMapping, { looseSettings }: StepScope): ReadonlyMap<string, Located<string>> {
  const settings = valueAt(node, 'settings')
  const loose = looseSettings ? node.entries.filter(({ key }) => !STEP_KEYS.has(key.text)) : []
  return new Map(
    [...entriesOf(settings), ...loose].map(({ key, value }): [string, Located<string>] => {
      const secret = scalarAt(value, 'from_secret')
      // A stored value is known in the run alone.
      const text = secret === undefined ? textsOf(value).join('\n') : `\${{ from_secret ${secret.text} }}`
      return [key.text, { value: text, at: value.at }]
    }),
  )
}

/** `failure: ignore`; what runs in the background (`detach`) cannot fail anything either. */
function failureIgnored(node: YamlMapping): Located<boolean> | undefined {
  const failure = scalarAt(node, 'failure')
  if (failure?.text === 'ignore') return { value: true, at: failure.at }
  return literallyTrue(scalarAt(node, 'detach'))
}

function conditionText(node: YamlMapping): YamlScalar | undefined {
  const when = valueAt(node, 'when')
  const conditions = when?.kind === 'sequence' ? when.items : when === undefined ? [] : [when]
  return conditions.map((each) => scalarAt(each, 'evaluate')).find((each) => each !== undefined)
}
