import { fileLocation } from '../../../core/location.js'
import type { Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { isWhole } from '../kubernetes/manifest.js'
import { valueFrom } from '../from-yaml.js'
import { unresolved } from '../make-value.js'
import { NOTHING, type FileReading } from '../reading.js'
import { hasTopKey } from '../sniff.js'
import { converter } from './convert.js'
import { resourceOf } from './template.js'

/** Whether the file configures the Serverless Framework, by its name and two top-level keys. */
export function isServerless(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name === 'serverless.json') return text.includes('"provider"') && text.includes('"service"')
  if (!/^serverless(?:[.-][\w.-]+)?\.ya?ml$/.test(name)) return false
  return hasTopKey(text, 'provider') && hasTopKey(text, 'service')
}

/**
 * Reads a `serverless.yml` or `serverless.json` as a resource of type `serverless-framework` named by its service, with all its keys as
 * properties (`${self:…}` and other variables unresolved), and the CloudFormation resources that it holds.
 */
export function readServerless(context: ReaderContext, path: string): FileReading {
  const yaml = yamlOf(context, path)
  const root = yaml?.documents[0]
  if (yaml?.error !== undefined) context.defect(yaml.error)
  if (yaml === undefined || root?.kind !== 'mapping') return NOTHING
  const properties = valueFrom(root, variableValue)
  if (properties.kind !== 'dict') return NOTHING
  const complete = isWhole(yaml, 0)
  const service = scalarAt(root, 'service')
  const resource: Resource = {
    technology: 'cloudformation',
    type: 'serverless-framework',
    name: service?.text ?? path,
    file: path,
    properties,
    at: service?.at ?? fileLocation(path),
    complete,
  }
  return { resources: [resource, ...ownResources(root, context.files.text(path) ?? '', complete)] }
}

/** `resources.Resources`, or that of each item of a list. */
function ownResources(root: YamlNode, source: string, complete: boolean): Resource[] {
  const convert = converter(source, root)
  const section = valueAt(root, 'resources')
  const parts = section?.kind === 'sequence' ? itemsOf(section) : section === undefined ? [] : [section]
  return parts
    .flatMap((part) => entriesOf(valueAt(part, 'Resources')))
    .flatMap((entry) => resourceOf(entry, convert, new Map(), complete))
}

/** Text with a variable of the framework; `${AWS::Region}` belongs to CloudFormation and is no literal either. */
function variableValue(node: YamlNode): Value | undefined {
  if (node.kind !== 'scalar' || !node.text.includes('${')) return undefined
  const names = Array.from(node.text.matchAll(/\$\{([^${}]{1,300})/g), (match) => (match[1] ?? '').trim())
  return names.length === 0 ? undefined : unresolved(node.text, names, node.at)
}
