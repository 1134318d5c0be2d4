import { pathsFitting } from '../../../core/path-index.js'
import { folderOf } from '../../paths.js'
import { because, type Because, type Located } from '../../../core/location.js'
import type { ActionRef, Intent, Step } from '../../../models/index.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, isNull, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { invented } from '../command-line.js'
import { scriptStep, usesStep } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { joined, sourceOf } from '../source-text.js'

/**
 * The hooks of all kinds of deployments in the order in which they run (AWS CodeDeploy User Guide: AppSpec 'hooks'
 * section, run order of hooks).
 */
const HOOKS = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
  'BeforeInstall',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const

interface Hook {
  readonly key: YamlScalar
  readonly value: YamlNode
}

/** Whether the tree is an AppSpec file, and not another file of the name. */
export function isAppSpec(root: YamlNode | undefined): root is YamlMapping {
  if (root?.kind !== 'mapping') return false
  const keys = new Set(root.entries.map(({ key }) => key.text.toLowerCase()))
  return keys.has('version') && ['hooks', 'files', 'resources'].some((key) => keys.has(key))
}

/** Names of AppSpec files (AWS CodeDeploy User Guide: AppSpec file). */
export const APPSPEC = /(?:^|\/)appspec[^/]*\.(?:ya?ml|json)$/i

/** The AppSpec file of a revision: the one that is named or stands at the root, else the only one of the tree. */
export function appSpecOf(
  reading: AdapterReading,
  name: string | undefined,
): { readonly file: string; readonly root: YamlMapping } | undefined {
  const { files } = reading.context
  const all = pathsFitting(files.paths, [APPSPEC]).filter((path) => !reading.isExcluded(path))
  const wanted = name === undefined ? ['appspec.yml', 'appspec.yaml', 'appspec.json'] : [name.replace(/^\.\//, '')]
  const file = wanted.find((each) => files.has(each)) ?? (all.length === 1 ? all[0] : undefined)
  const root = file === undefined ? undefined : yamlOf(reading.context, file)?.documents[0]
  return file !== undefined && isAppSpec(root) ? { file, root } : undefined
}

/** Where the hooks stand, or undefined if there are none. */
export function hooksKey(root: YamlMapping): YamlScalar | undefined {
  return root.entries.find(({ key }) => key.text.toLowerCase() === 'hooks')?.key
}

/**
 * The steps of a deployment's hooks: scripts on instances, functions for Amazon ECS and AWS Lambda.
 * @param file the AppSpec file, in whose folder the scripts are looked up
 * @param chain what leads to the deployment
 */
export function hookSteps(
  reading: AdapterReading,
  root: YamlMapping,
  file: string,
  chain: readonly Because[] = [],
): Step[] {
  const hooks = hooksOf(root)
  return HOOKS.flatMap((name) => hooks.filter(({ key }) => key.text === name)).flatMap(({ key, value }) =>
    value.kind === 'scalar'
      ? isNull(value)
        ? []
        : [functionStep(reading, key, value, chain)]
      : itemsOf(value).flatMap((item) => scriptOf(reading, key, item, file, chain)),
  )
}

/** A mapping for instances; a list of mappings of one key for the others. */
function hooksOf(root: YamlMapping): readonly Hook[] {
  const hooks = valueAt(root, 'hooks') ?? valueAt(root, 'Hooks')
  return hooks?.kind === 'sequence' ? hooks.items.flatMap(entriesOf) : entriesOf(hooks)
}

/** A script of the revision, run by the agent; its exit status decides. */
function scriptOf(
  { resolver }: AdapterReading,
  hook: YamlScalar,
  item: YamlNode,
  file: string,
  chain: readonly Because[],
): Step[] {
  const location = scalarAt(item, 'location')
  if (location === undefined || isNull(location)) return []
  const written = sourceOf(location)
  const path = written.text.trim()
  const command = joined([invented(path.startsWith('/') ? '' : './', written), written], '') ?? written
  const timeout = scalarAt(item, 'timeout')
  const settings = { shell: undefined, failFast: true, pipefail: false, directory: folderOf(file), because: chain }
  const fields = {
    name: located(hook),
    ...(timeout !== undefined && { timeoutMinutes: inMinutes(timeout) }),
  }
  const step = scriptStep(resolver, command, settings, fields)
  return [{ ...step, run: located(location), at: location.at, intents: intentsOf(step, hook, location) }]
}

/** Hooks in which a new version is validated (AWS CodeDeploy User Guide: list of lifecycle event hooks). */
const VALIDATING: ReadonlySet<string> = new Set([
  'ValidateService',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
])

/** Commands that look at nothing. */
const IDLE: ReadonlySet<string> = new Set(['echo', 'printf', 'sleep', 'exit', 'true', ':', 'set', 'cd', 'export'])

/** What a script is for, which a hook for validating tells of a script that does anything. */
function intentsOf({ commands, intents }: Step, hook: YamlScalar, { at, text }: YamlScalar): readonly Intent[] {
  const programs = commands.map(({ argv }) => argv[0]?.text ?? '')
  // A script that is not there stands for itself.
  const looks = programs.some((program) => !IDLE.has(program) && !program.endsWith(text.trim()))
  if (!looks || !VALIDATING.has(hook.text) || intents.some(({ kind }) => kind === 'verify-deployment')) return intents
  return [
    ...intents,
    { kind: 'verify-deployment', tool: 'codedeploy-hook', covers: [], at, because: [because(at, hook.text)] },
  ]
}

/** Limits are written in seconds. */
function inMinutes(timeout: YamlScalar): Located<string> {
  const seconds = Number(timeout.text)
  return { value: Number.isFinite(seconds) ? String(seconds / 60) : timeout.text, at: timeout.at }
}

/** A Lambda function that is called at this point. */
function functionStep(
  { resolver }: AdapterReading,
  hook: YamlScalar,
  name: YamlScalar,
  chain: readonly Because[],
): Step {
  const repository = `aws-codedeploy:${hook.text.toLowerCase()}`
  const uses: ActionRef = { text: `${hook.text} ${name.text}`, kind: 'provider', repository, at: name.at }
  return usesStep(resolver, uses, new Map(), chain, { name: located(hook) })
}
