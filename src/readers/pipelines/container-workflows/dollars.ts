import type { YamlMapping } from '../../yaml/node.js'
import { substituted } from '../substitution.js'

/**
 * What is left of a file when the server has put values in for `${…}` (Drone docs: Substitution; Woodpecker docs:
 * Environment variables, String substitution): `$$` stands for a `$`. Variables of the build stay, as the shell has them
 * too.
 */
export function dollarsOf(node: YamlMapping): YamlMapping {
  const result = substituted(node, /\$\$/g, () => '$')
  return result.kind === 'mapping' ? result : node
}
