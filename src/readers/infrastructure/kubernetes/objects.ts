import type { Location } from '../../../core/location.js'
import type { DictValue, Resource, Value } from '../../../models/index.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import { toValue } from '../../yaml/to-value.js'
import { valueFrom, type Interpret } from '../from-yaml.js'
import { dict } from '../make-value.js'
import { objectKind } from './kinds.js'
import { isVerbatim, placeholderValue } from './placeholders.js'

/** How objects of a file are read. */
export interface ObjectOptions {
  readonly complete: boolean
  /** Decides values before the usual rules: holes of a rendered template. */
  readonly interpret?: Interpret
}

/** Lists in lists are followed this deep. */
const LIST_DEPTH = 3

/** Every cluster object of a document: itself, or the items of a List. */
export function objectsIn(document: YamlNode, file: string, options: ObjectOptions, depth = 0): Resource[] {
  if (document.kind !== 'mapping') return []
  const apiVersion = scalarAt(document, 'apiVersion')
  const kind = scalarAt(document, 'kind')
  if (apiVersion === undefined || kind === undefined) return []
  const items = itemsOf(valueAt(document, 'items'))
  if (kind.text.endsWith('List') && items.length > 0) {
    return depth < LIST_DEPTH ? items.flatMap((item) => objectsIn(item, file, options, depth + 1)) : []
  }
  const known = objectKind(apiVersion.text, kind.text)
  if (known === undefined) return []
  const metadata = valueAt(document, 'metadata')
  const properties = propertiesOf(document, options.interpret)
  const name = literal(properties, 'name') ?? literal(properties, 'generateName') ?? ''
  const namespace = literal(properties, 'namespace')
  const at: Location = (scalarAt(metadata, 'name') ?? kind).at
  return [
    {
      technology: known.technology,
      type: known.type,
      name,
      file,
      ...(namespace !== undefined && { namespace }),
      properties,
      at,
      complete: options.complete,
    },
  ]
}

/** The text of a metadata entry; an expression stays as it is written, so that equal names stay equal. */
function literal({ entries }: DictValue, key: string): string | undefined {
  const metadata = entries.get('metadata')
  const value = metadata?.kind === 'dict' ? metadata.entries.get(key) : undefined
  if (value?.kind === 'unresolved') return value.text
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined
}

function propertiesOf(document: YamlMapping, own: Interpret | undefined): DictValue {
  const value = manifestValue(document, own)
  return value.kind === 'dict' ? value : dict([], document.at)
}

/** A document of a manifest, or of a patch for one: what a tool fills in later is unresolved. */
export function manifestValue(document: YamlNode, own?: Interpret): Value {
  return valueFrom(document, (node, key, convert): Value | undefined => {
    const decided = own?.(node, key, convert)
    if (decided !== undefined) return decided
    if (!isVerbatim(key)) return placeholderValue(node, key)
    return own === undefined ? toValue(node) : valueFrom(node, own, key)
  })
}
