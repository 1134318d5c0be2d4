import type { Located } from '../../../core/location.js'
import type { ActionRef, Include, Step } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf } from '../../yaml/navigate.js'
import type { YamlNode, YamlScalar } from '../../yaml/node.js'
import { opaqueStep, unresolved, usesStep, type StepFields } from '../parts.js'
import type { AdapterReading } from '../reading.js'

const COMMIT = /^[0-9a-f]{40}$/

/** Whose plugins need no owner in their names (Buildkite docs: Using plugins, Plugin sources). */
const OFFICIAL = 'buildkite-plugins'

/** Plugins that do their work when the command has ended, whatever became of it. */
const AFTER_COMMAND: ReadonlySet<string> = new Set(
  [
    'junit-annotate',
    'test-collector',
    'artifacts',
    'bugcrowd/test-summary',
    'test-summary',
    'annotate',
    'cobertura',
  ].map((name) => `buildkite:${name}`),
)

/** A plugin as a step names it, with what it is given. */
export interface Plugin {
  readonly written: YamlScalar
  readonly config: YamlNode | undefined
  /** Undefined for a plugin of the tree, and for one whose name holds a variable. */
  readonly uses: ActionRef | undefined
  readonly inputs: ReadonlyMap<string, Located<string>>
}

/** The plugins of a step, in their order: a list of names and of names with their configuration, or one mapping of them. */
export function pluginsOf(node: YamlNode | undefined): Plugin[] {
  if (node === undefined || isNull(node)) return []
  if (node.kind === 'mapping') return node.entries.map(({ key, value }) => pluginOf(key, value))
  const items = node.kind === 'sequence' ? itemsOf(node) : [node]
  return items.flatMap((item) => {
    if (item.kind === 'scalar') return [pluginOf(item, undefined)]
    return entriesOf(item).map(({ key, value }) => pluginOf(key, value))
  })
}

function pluginOf(written: YamlScalar, config: YamlNode | undefined): Plugin {
  return { written, config, uses: refOf(written), inputs: inputsOf(config) }
}

/** `name#v1.0.0`, `owner/name#v1.0.0` or the address of a repository (Buildkite docs: Plugin sources). */
function refOf({ text, at }: YamlScalar): ActionRef | undefined {
  const hash = text.indexOf('#')
  const name = (hash < 0 ? text : text.slice(0, hash)).trim()
  const ref = hash < 0 ? '' : text.slice(hash + 1).trim()
  if (/^[./]|[$\\]/.test(name) || name === '') return undefined
  const address = /^(?:[a-z+]+:\/\/|[\w.-]+@)/.test(name)
    ? name
        .replace(/\.git$/, '')
        .split(/[/:]/)
        .slice(-2)
    : undefined
  const [owner, own] = address ?? (name.includes('/') ? name.split('/') : [OFFICIAL, name])
  if (owner === undefined || own === undefined) return undefined
  const short = own.replace(/-buildkite-plugin$/, '')
  const repository = `buildkite:${owner === OFFICIAL ? short : `${owner}/${short}`}`.toLowerCase()
  return { text, kind: 'plugin', repository, ...(ref !== '' && { ref }), at }
}

/** The plugin as code from elsewhere that the pipeline brings in. */
export function includeOf({ uses, written }: Plugin): Include[] {
  if (uses === undefined) return []
  const { ref } = uses
  const pinned = ref !== undefined && COMMIT.test(ref)
  return [
    { text: written.text, kind: 'repository', ...(ref !== undefined && { ref }), pinned, official: false, at: uses.at },
  ]
}

/** What the plugin does as a step. */
export function pluginStep({ resolver }: AdapterReading, plugin: Plugin): Step {
  const { uses, written, inputs } = plugin
  if (uses === undefined) {
    const isLocal = /^[./]/.test(written.text)
    return opaqueStep(unresolved(`plugin ${written.text}`, isLocal ? 'unsupported' : 'dynamic', written.at), {
      with: inputs,
    })
  }
  const fields: StepFields = runsAfter(plugin) ? { after: 'always' } : {}
  return usesStep(resolver, uses, inputs, [], fields)
}

/** Whether the plugin works behind the step's command. */
export function runsAfter({ uses, inputs }: Plugin): boolean {
  const isDownload = uses?.repository === 'buildkite:artifacts' && !inputs.has('upload')
  return !isDownload && AFTER_COMMAND.has(uses?.repository ?? '')
}

/** The configuration by key; what a list or mapping holds stands line by line. */
function inputsOf(config: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  return new Map(
    entriesOf(config).map(({ key, value }): [string, Located<string>] => [
      key.text,
      { value: textsIn(value, 0).join('\n'), at: value.at },
    ]),
  )
}

const MAX_DEPTH = 3

function textsIn(node: YamlNode, depth: number): string[] {
  if (node.kind === 'scalar') return [node.text]
  if (depth >= MAX_DEPTH) return []
  const inner = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value)
  return inner.flatMap((each) => textsIn(each, depth + 1))
}
