import type { Include, Unresolved } from '../../../models/index.js'
import { scalarAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { unresolved } from '../parts.js'

const COMMIT = /^[0-9a-f]{40}$/

/**
 * The shared pipeline that `import: repository:branch-or-tag:name` brings in (Bitbucket docs: Share pipelines
 * configurations). What is in it stands elsewhere.
 */
export function readImport(node: YamlNode): { include: Include; unresolved: Unresolved } | undefined {
  const written = scalarAt(node, 'import')
  if (written === undefined) return undefined
  const { text, at } = written
  const [, ref, name] = text.split(':')
  const hasRef = ref !== undefined && name !== undefined
  return {
    include: {
      text,
      kind: 'repository',
      ...(hasRef && { ref }),
      pinned: hasRef && COMMIT.test(ref),
      official: false,
      at,
    },
    unresolved: unresolved(`shared pipeline ${text}`, 'remote', at),
  }
}
