import { readXml, type XmlElement } from '../../project/xml.js'
import type { ChangeElement, ChangeSet } from './changes.js'

/** What stands in a change set beside its changes (Liquibase docs: Changesets). */
const BESIDE: ReadonlySet<string> = new Set([
  'comment',
  'preConditions',
  'rollback',
  'tagDatabase',
  'validCheckSum',
  'modifySql',
])

/** The change sets of an XML changelog. */
export function xmlChangeSets(source: string): ChangeSet[] {
  const elements = readXml(source)
  return elements.flatMap((element, index) => {
    if (element.name !== 'changeSet') return []
    const inner = innerOf(elements, index)
    const attributes = lower(element.attributes)
    if (inner.some(({ name }) => name === 'validCheckSum')) attributes.set('validchecksum', 'given')
    return [
      {
        id: element.attributes.get('id') ?? '',
        author: element.attributes.get('author') ?? '',
        attributes,
        changes: inner.filter(({ name }) => !BESIDE.has(name)),
        remarks: inner.flatMap(({ name, text, line }) => (name === 'comment' ? [{ text, line }] : [])),
        hasRollback: inner.some(({ name }) => name === 'rollback'),
        line: element.line,
      },
    ]
  })
}

function lower(attributes: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...attributes].map(([name, value]) => [name.toLowerCase(), value]))
}

/** The children of the element at `index`, each with its own. */
function innerOf(elements: readonly XmlElement[], index: number): ChangeElement[] {
  const prefix = `${elements[index]?.path ?? ''}/`
  const depth = prefix.split('/').length
  const children: (ChangeElement & { readonly children: ChangeElement[] })[] = []
  for (let at = index + 1; elements[at]?.path.startsWith(prefix) === true; at += 1) {
    const element = elements[at]
    if (element === undefined) break
    const { name, attributes, text, line } = element
    const made = { name, attributes, text, line, children: [] as ChangeElement[] }
    if (element.path.split('/').length === depth) children.push(made)
    else children.at(-1)?.children.push(made)
  }
  return children
}
