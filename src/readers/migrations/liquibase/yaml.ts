import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import type { ChangeElement, ChangeSet } from './changes.js'

/** Changes within changes are read to this depth. */
const MAX_DEPTH = 6

/** The change sets of a YAML or JSON changelog. */
export function yamlChangeSets(document: YamlNode | undefined): ChangeSet[] {
  return itemsOf(valueAt(document, 'databaseChangeLog')).flatMap((item) => {
    const set = valueAt(item, 'changeSet')
    if (set === undefined) return []
    const attributes = new Map(
      entriesOf(set).flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key.text.toLowerCase(), value.text] as const] : [],
      ),
    )
    if (valueAt(set, 'validCheckSum') !== undefined) attributes.set('validchecksum', 'given')
    return [
      {
        id: scalarAt(set, 'id')?.text ?? '',
        author: scalarAt(set, 'author')?.text ?? '',
        attributes,
        changes: itemsOf(valueAt(set, 'changes')).flatMap((change) => elementsOf(change, 0)),
        remarks: [scalarAt(set, 'comment')].flatMap((node) =>
          node === undefined ? [] : [{ text: node.text, line: node.at.line }],
        ),
        hasRollback: valueAt(set, 'rollback') !== undefined,
        line: set.at.line,
      },
    ]
  })
}

function elementsOf(node: YamlNode, depth: number): ChangeElement[] {
  return depth > MAX_DEPTH
    ? []
    : entriesOf(node).map(({ key, value }) => elementOf(key.text, value, key.at.line, depth))
}

/** A mapping has its scalars as attributes; its other values, and the items of its lists, are its children. */
function elementOf(name: string, value: YamlNode, line: number, depth: number): ChangeElement {
  const inner = entriesOf(value)
  return {
    name,
    attributes: new Map(
      inner.flatMap((each) => (each.value.kind === 'scalar' ? [[each.key.text, each.value.text]] : [])),
    ),
    children: inner.flatMap((each) => {
      if (each.value.kind === 'sequence') return each.value.items.flatMap((item) => elementsOf(item, depth + 1))
      return each.value.kind === 'mapping' && depth < MAX_DEPTH
        ? [elementOf(each.key.text, each.value, each.key.at.line, depth + 1)]
        : []
    }),
    text: value.kind === 'scalar' ? value.text : (scalarAt(value, 'sql')?.text ?? ''),
    line,
  }
}
