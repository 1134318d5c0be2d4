import type { Location } from '../../../core/location.js'
import type { Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { withoutComments } from '../../json5.js'
import { composeYaml } from '../../yaml/compose.js'
import { entriesOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode } from '../../yaml/node.js'
import { dict, scalar } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { startsWithBrace } from '../sniff.js'
import { armValue, namesOf, type Names } from './arm-values.js'

const SCHEMA =
  /schema\.management\.azure\.com\/schemas\/[\w.-]{1,40}\/(\w{0,40}deployment(?:Template|Parameters))\.json/i

/** Resources in resources, and templates in templates, are followed this deep. */
const MAX_DEPTH = 8

/** Whether the text can be a template or a file of parameters for Azure Resource Manager: it names their schema. */
export function looksLikeArm(text: string): boolean {
  return (startsWithBrace(text) || /^\s{0,20}\/[/*]/.test(text)) && SCHEMA.test(text.slice(0, 5_000))
}

/**
 * Reads a template in JSON (Microsoft Learn: ARM template structure and syntax). A resource has the type as written, with
 * that of the resource around it, and everything else of it as properties (`properties.sku.name`, `kind`, `tags`); what
 * only refers to something that exists has `data.` before its type. Parameters have the type `variable`, as Terraform's, and are
 * sensitive if they are secure. A file of parameters is an `arm-parameters`. What Bicep wrote is left to the Bicep file.
 */
export function readArm(context: ReaderContext, path: string): FileReading {
  const text = context.files.text(path)
  if (text === undefined) return NOTHING
  const yaml = composeYaml(path, withoutComments(text))
  const root = yaml.documents[0]
  if (yaml.error !== undefined) context.defect(yaml.error)
  if (root?.kind !== 'mapping')
    return yaml.error === undefined ? NOTHING : unreadFile('arm', 'a template that is broken')
  const schema = SCHEMA.exec(scalarAt(root, '$schema')?.text ?? '')?.[1]?.toLowerCase()
  if (schema === undefined) return NOTHING
  const complete = yaml.error === undefined
  if (schema.endsWith('parameters')) return { resources: [parametersOf(path, root, complete)] }
  if (isWrittenByBicep(root) && context.files.text(path.replace(/\.json$/, '.bicep')) !== undefined) return NOTHING
  return { resources: templateOf({ file: path, complete }, root) }
}

function isWrittenByBicep(root: YamlNode): boolean {
  return scalarAt(valueAt(valueAt(root, 'metadata'), '_generator'), 'name')?.text === 'bicep'
}

type Common = Pick<Resource, 'file' | 'complete'>

function parametersOf(file: string, root: YamlMapping, complete: boolean): Resource {
  const given = entriesOf(valueAt(root, 'parameters')).map(({ key, value }): [string, Value | undefined] => {
    const own = valueAt(value, 'value')
    return [key.text, own && armValue(own, new Map())]
  })
  const at = root.entries[0]?.key.at ?? root.at
  return { technology: 'arm', type: 'arm-parameters', name: file, file, properties: dict(given, root.at), at, complete }
}

function templateOf(common: Common, root: YamlMapping, depth = 0): Resource[] {
  const names = namesOf(root)
  const parameters = entriesOf(valueAt(root, 'parameters')).map((entry) => parameterOf(common, entry))
  return [...parameters, ...resourcesIn(common, valueAt(root, 'resources'), names, '', depth)]
}

function parameterOf(common: Common, { key, value }: YamlEntry): Resource {
  const given = valueAt(value, 'defaultValue')
  const secure = scalarAt(value, 'type')?.text.toLowerCase().startsWith('secure') === true
  const properties = dict(
    [
      ['default', given && armValue(given, new Map())],
      ['sensitive', secure ? scalar(true, key.at) : undefined],
    ],
    key.at,
  )
  return { ...common, technology: 'arm', type: 'variable', name: key.text, properties, at: key.at }
}

/** A list of resources, or a mapping by symbolic name (languageVersion 2.0). */
function resourcesIn(
  common: Common,
  node: YamlNode | undefined,
  names: Names,
  within: string,
  depth: number,
): Resource[] {
  if (depth > MAX_DEPTH || node === undefined || node.kind === 'scalar') return []
  const entries =
    node.kind === 'mapping'
      ? node.entries.map(({ key, value }) => ({ symbol: key.text, value }))
      : node.items.map((value) => ({ symbol: undefined, value }))
  return entries.flatMap(({ symbol, value }) =>
    value.kind === 'mapping' ? resourceOf(common, value, symbol, names, within, depth) : [],
  )
}

function resourceOf(
  common: Common,
  node: YamlMapping,
  symbol: string | undefined,
  names: Names,
  within: string,
  depth: number,
): Resource[] {
  const type = scalarAt(node, 'type')
  if (type === undefined) return []
  // A resource in another has the last part of its type, or the whole.
  const full = within === '' || type.text.includes('.') ? type.text : `${within}/${type.text}`
  const children = resourcesIn(common, valueAt(node, 'resources'), names, full, depth + 1)
  const template = valueAt(valueAt(node, 'properties'), 'template')
  const nested = template?.kind === 'mapping' && depth < MAX_DEPTH ? templateOf(common, template, depth + 1) : []
  const kept = node.entries.filter(({ key }) => key.text !== 'type' && key.text !== 'resources')
  const properties = dict(
    kept.map(({ key, value }): [string, Value | undefined] => [
      key.text,
      key.text === 'properties' && nested.length > 0 ? withoutTemplate(value, names) : armValue(value, names),
    ]),
    node.at,
  )
  const at: Location = { ...type.at, route: node.at.route }
  const existing = scalarAt(node, 'existing')?.text === 'true'
  const name = symbol ?? scalarAt(node, 'name')?.text ?? ''
  return [
    { ...common, technology: 'arm', type: existing ? `data.${full}` : full, name, properties, at },
    ...children,
    ...nested,
  ]
}

function withoutTemplate(node: YamlNode, names: Names): Value {
  const entries = entriesOf(node).filter(({ key }) => key.text !== 'template')
  return dict(
    entries.map(({ key, value }) => [key.text, armValue(value, names)]),
    node.at,
  )
}
