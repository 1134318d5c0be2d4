import type { Resource, Value } from '../../../models/index.js'
import { textOf, valueAt } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, scalarAt, valueAt as nodeAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { toValue } from '../../yaml/to-value.js'
import { looksTemplated } from '../../yaml/templates.js'
import { valueFrom, type Interpret } from '../from-yaml.js'
import { dict, unresolved } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { programResources } from './program.js'
import { folderPrefix } from '../../paths.js'

/** `program`: what holds the program alone, beside the project's own file. */
export type PulumiFile = 'project' | 'stack' | 'policy-pack' | 'program'

/** What a file is to Pulumi, by its name (Pulumi docs: Project file reference, Stack settings file reference). */
export function pulumiFile(context: ReaderContext, path: string): PulumiFile | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^Pulumi\.ya?ml$/.test(name)) return 'project'
  if (/^PulumiPolicy\.ya?ml$/.test(name)) return 'policy-pack'
  if (/^Pulumi\..+\.ya?ml$/.test(name)) return 'stack'
  return /^Main\.(?:ya?ml|json)$/.test(name) && isProgramOf(context, path) ? 'program' : undefined
}

/**
 * Reads a file of Pulumi. A project is a resource `pulumi-project`, the settings of a stack are a `pulumi-stack` (named by
 * the stack), a policy pack is a `pulumi-policy-pack`. A program in YAML gives its resources besides; see
 * {@link programResources}. Programs in other languages are recorded as unread.
 */
export function readPulumi(context: ReaderContext, path: string, kind: PulumiFile): FileReading {
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) {
    if (looksTemplated(context.files.text(path) ?? '')) return unreadFile('pulumi', 'a template of a file of Pulumi')
    context.defect(yaml.error)
  }
  if (root?.kind !== 'mapping') return kind === 'stack' ? { resources: [stackOf(path, root, true)] } : NOTHING
  const complete = yaml?.error === undefined
  if (kind === 'stack') return { resources: [stackOf(path, root, complete)] }
  if (kind === 'program') return { resources: programResources(root, complete) }
  const own = describing(path, root, kind, complete)
  if (kind === 'policy-pack') return { resources: [own] }
  const runtime = runtimeOf(own)
  if (runtime === 'yaml') return { resources: [own, ...programResources(root, complete)] }
  return { resources: [own], unread: { technology: 'pulumi', reason: `its program is written for ${runtime}` } }
}

/** Whether the folder is the one of a project in YAML, whose program may stand in a file `Main`. */
function isProgramOf(context: ReaderContext, path: string): boolean {
  const folder = folderPrefix(path)
  const project = [`${folder}Pulumi.yaml`, `${folder}Pulumi.yml`].find((each) => context.files.text(each) !== undefined)
  const root = project === undefined ? undefined : yamlOf(context, project)?.documents[0]
  return root !== undefined && runtimeText(root) === 'yaml'
}

function runtimeText(root: YamlNode): string | undefined {
  const runtime = nodeAt(root, 'runtime')
  return runtime?.kind === 'scalar' ? runtime.text : scalarAt(runtime, 'name')?.text
}

function runtimeOf({ properties }: Resource): string {
  const runtime = valueAt(properties, 'runtime')
  return textOf(runtime) ?? textOf(valueAt(runtime, 'name')) ?? 'another language'
}

/** Sections of a project's file that are its program. */
const PROGRAM: ReadonlySet<string> = new Set(['resources', 'variables', 'outputs'])

function describing(path: string, root: YamlMapping, kind: PulumiFile, complete: boolean): Resource {
  const entries = root.entries.filter(({ key }) => !PROGRAM.has(key.text))
  const name = scalarAt(root, 'name')
  const at = name?.at ?? root.entries[0]?.key.at ?? root.at
  return {
    technology: 'pulumi',
    type: `pulumi-${kind}`,
    name: name?.text ?? folderName(path),
    file: path,
    properties: dict(
      entries.map(({ key, value }) => [key.text, toValue(value)]),
      root.at,
    ),
    at,
    complete,
  }
}

function folderName(path: string): string {
  return path.split('/').at(-2) ?? path
}

function stackOf(path: string, root: YamlNode | undefined, complete: boolean): Resource {
  const start = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1, route: '' }
  const value = root === undefined ? undefined : valueFrom(root, encrypted)
  const [, name = ''] = /(?<![^/])([^/]+)\.ya?ml$/.exec(path) ?? []
  return {
    technology: 'pulumi',
    type: 'pulumi-stack',
    name: name.slice('Pulumi.'.length),
    file: path,
    properties: value?.kind === 'dict' ? value : dict([], root?.at ?? start),
    at: entriesOf(root)[0]?.key.at ?? root?.at ?? start,
    complete,
  }
}

/** `{secure: …}` holds a value that only who may decrypt it knows (Pulumi docs: Secrets). */
const encrypted: Interpret = (node): Value | undefined => {
  if (node.kind !== 'mapping' || node.entries.length !== 1) return undefined
  return scalarAt(node, 'secure') === undefined ? undefined : unresolved('secure', ['secure'], node.at)
}
