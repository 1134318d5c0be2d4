import type { Located } from '../../../core/location.js'
import { isNull, located, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { scalarOf, type AdapterReading } from '../reading.js'

/** The image that `image` names: a text, or a mapping of name and sign-in. */
export function imageOf(reading: AdapterReading, node: YamlNode | undefined): Located<string> | undefined {
  if (node === undefined || isNull(node)) return undefined
  const name = scalarOf(reading, node.kind === 'mapping' ? valueAt(node, 'name') : node, 'the image')
  return name && located(name)
}
