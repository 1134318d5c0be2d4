import type { YamlNode } from '../../../src/readers/yaml/node.js'

/** The node and everything below it, keys too; shared nodes once. */
export function everyNode(root: YamlNode): YamlNode[] {
  const found = new Set<YamlNode>()
  const visit = (node: YamlNode): void => {
    if (found.has(node)) return
    found.add(node)
    if (node.kind === 'sequence') node.items.forEach(visit)
    if (node.kind === 'mapping') node.entries.forEach(({ key, value }) => [key, value].forEach(visit))
  }
  visit(root)
  return [...found]
}
