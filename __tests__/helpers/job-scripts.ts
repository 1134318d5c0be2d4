import { composeYaml } from '../../src/readers/yaml/compose.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../src/readers/yaml/navigate.js'
import type { YamlNode } from '../../src/readers/yaml/node.js'

/** The lines of a `script:`, as one text that a shell can run. */
export function scriptOf(job: YamlNode | undefined): string {
  return itemsOf(valueAt(job, 'script'))
    .map((item) => (item.kind === 'scalar' ? item.text : ''))
    .join('\n')
}

/** The texts that a pipeline hands to a shell, in the order of the file; of a Jenkinsfile those between `'''`. */
export function scriptsIn(text: string): string[] {
  if (text.startsWith('//')) return [...text.matchAll(/sh '''\n([^]*?)'''/g)].map(([, script = '']) => script)
  return composeYaml('ci.yml', text).documents.flatMap(scriptsBelow)
}

function scriptsBelow(node: YamlNode): string[] {
  if (node.kind === 'sequence') return itemsOf(node).flatMap(scriptsBelow)
  const script = scalarAt(node, 'script')?.text ?? scalarAt(valueAt(node, 'run'), 'command')?.text ?? scriptOf(node)
  return [...(script === '' ? [] : [script]), ...entriesOf(node).flatMap(({ value }) => scriptsBelow(value))]
}
