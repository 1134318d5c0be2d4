import type { Located } from '../../../core/location.js'
import { entriesOf, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

const MAX_DEPTH = 4

/** Variables of `environment`, a mapping or a list of `NAME=value`; those that stored secrets fill are left out. */
export function variablesIn(node: YamlNode | undefined): ReadonlyMap<string, Located<string>> {
  const listed = itemsOf(node).flatMap((item): [string, Located<string>][] => {
    const equals = item.kind === 'scalar' ? item.text.indexOf('=') : -1
    if (item.kind !== 'scalar' || equals < 1) return []
    return [[item.text.slice(0, equals), { value: item.text.slice(equals + 1), at: item.at }]]
  })
  const mapped = entriesOf(node).flatMap(({ key, value }): [string, Located<string>][] =>
    value.kind === 'scalar' ? [[key.text, located(value)]] : [],
  )
  return new Map([...listed, ...mapped])
}

/** Texts in a node, whatever its form. */
export function textsOf(node: YamlNode | undefined, depth = 0): string[] {
  if (node === undefined || depth > MAX_DEPTH) return []
  if (node.kind === 'scalar') return [node.text]
  const inner = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value)
  return inner.flatMap((each) => textsOf(each, depth + 1))
}

/**
 * Names of the stored secrets that a step is handed: `from_secret` of its variables and settings, and its list `secrets`
 * of names or of mappings with `source`.
 */
export function secretsIn(node: YamlNode, everywhere: boolean): Located<string>[] {
  const parts = everywhere ? [node] : [valueAt(node, 'environment'), valueAt(node, 'settings')]
  const named = parts.flatMap((part) => fromSecrets(part, 0))
  const listed = itemsOf(valueAt(node, 'secrets')).flatMap((item) => {
    const name = item.kind === 'scalar' ? item : scalarAt(item, 'source')
    return name === undefined ? [] : [located(name)]
  })
  return [...named, ...listed]
}

function fromSecrets(node: YamlNode | undefined, depth: number): Located<string>[] {
  if (node === undefined || node.kind === 'scalar' || depth > MAX_DEPTH) return []
  const own = scalarAt(node, 'from_secret')
  if (own !== undefined) return [located(own)]
  const inner = node.kind === 'sequence' ? node.items : node.entries.map(({ value }) => value)
  return inner.flatMap((each) => fromSecrets(each, depth + 1))
}
