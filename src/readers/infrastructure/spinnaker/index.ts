import type { Resource } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { valueFrom } from '../from-yaml.js'
import { unresolved } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { hasTopKey } from '../sniff.js'

/** Whether the file is one in which Dinghy looks for pipelines. */
export function isDinghyfile(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1) === 'dinghyfile'
}

/**
 * Whether the text can be a pipeline of Spinnaker: only its stages name like this what they wait for. A first stage may
 * leave that out, and then its type tells.
 */
export function looksLikeSpinnaker(text: string): boolean {
  const named = text.includes('requisiteStageRefIds') || (text.includes('refId') && text.includes('deployManifest'))
  return named && !hasTopKey(text, 'apiVersion')
}

/**
 * Reads pipelines of Spinnaker in JSON or YAML: one by itself, a list of them, those of a dinghyfile, and templates with
 * what is made from them (Spinnaker docs: Pipeline Configuration File Format; Armory docs: Use Pipelines as Code). Each is
 * a resource `spinnaker-pipeline` or `spinnaker-template` with its content. Expressions in `${…}` are unresolved.
 */
export function readSpinnaker(context: ReaderContext, path: string): FileReading {
  const text = context.files.text(path)
  if (text === undefined) return NOTHING
  const isPlain = isDinghyfile(path) || /\.(?:json|ya?ml)$/.test(path)
  if (!isPlain || text.includes('{{')) return unreadFile('spinnaker', 'a template of a pipeline')
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) return unreadFile('spinnaker', 'a pipeline that cannot be parsed')
  const lists = [root, valueAt(root, 'pipelines')].flatMap((each) => (each?.kind === 'sequence' ? itemsOf(each) : []))
  const template = valueAt(root, 'pipeline')
  return {
    resources: [
      ...[root, ...lists].flatMap((each) => pipelineOf('spinnaker-pipeline', each, each, path)),
      ...pipelineOf('spinnaker-template', template, root, path),
    ],
  }
}

function pipelineOf(type: string, node: YamlNode | undefined, named: YamlNode | undefined, file: string): Resource[] {
  if (node?.kind !== 'mapping' || !holdsStages(node)) return []
  const name = ['name', 'id', 'application'].map((key) => scalarAt(named, key)).find((each) => each !== undefined)
  return [
    {
      technology: 'spinnaker',
      type,
      name: name?.text ?? file.slice(file.lastIndexOf('/') + 1),
      file,
      properties: propertiesOf(node),
      at: name?.at ?? node.at,
      complete: true,
    },
  ]
}

/** What is made from a template need not have stages of its own. */
function holdsStages(node: YamlMapping): boolean {
  return valueAt(node, 'stages')?.kind === 'sequence' || valueAt(node, 'template')?.kind === 'mapping'
}

function propertiesOf(node: YamlMapping): Resource['properties'] {
  const value = valueFrom(node, (each) =>
    each.kind === 'scalar' && each.text.includes('${') ? unresolved(each.text, [], each.at) : undefined,
  )
  return value.kind === 'dict' ? value : { kind: 'dict', entries: new Map(), at: node.at }
}
