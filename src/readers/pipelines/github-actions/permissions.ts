import type { Located } from '../../../core/location.js'
import type { Permissions } from '../../../models/index.js'
import { isNull } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { mappingEntries, unfit, type Reading } from './reading.js'

type Access = 'read' | 'write' | 'none'

function isAccess(text: string): text is Access {
  return text === 'read' || text === 'write' || text === 'none'
}

/**
 * Reads `permissions`. Scopes that are not known here are kept: GitHub adds some every year. Source: GitHub docs,
 * Workflow syntax, permissions.
 */
export function readPermissions(reading: Reading, node: YamlNode | undefined): Permissions | undefined {
  if (node === undefined) return undefined
  const at = node.at
  if (node.kind === 'scalar' && !isNull(node)) {
    if (node.text === 'read-all') return { all: 'read', scopes: new Map(), at }
    if (node.text === 'write-all') return { all: 'write', scopes: new Map(), at }
    unfit(reading, at, 'permissions must be read-all, write-all or a mapping of scopes')
    return undefined
  }
  const scopes = new Map<string, Located<Access>>()
  for (const { key, value } of mappingEntries(reading, node, 'permissions')) {
    if (value.kind === 'scalar' && isAccess(value.text)) scopes.set(key.text, { value: value.text, at: value.at })
    else unfit(reading, value.at, `the permission ${key.text} must be read, write or none`)
  }
  return { scopes, at }
}
