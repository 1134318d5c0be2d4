import { nodesIn, type GroovyNode } from '../../groovy/index.js'
import type { Context } from './context.js'
import { GROWING } from './methods.js'
import { unknownValue } from './values.js'

/** Variables that are set in code that may or may not have run are no longer known; lists may have more items. */
export function forget(body: readonly GroovyNode[], { scope }: Context): void {
  for (const node of nodesIn(body)) {
    const name = changedBy(node)
    const before = name === undefined ? undefined : scope.get(name)
    if (name === undefined || before === undefined) continue
    if (node.kind === 'assignment') scope.assign(name, unknownValue(name))
    else if (before.kind === 'list') scope.assign(name, { ...before, open: true })
  }
}

/** The variable that a node sets, or whose list it makes longer. */
function changedBy(node: GroovyNode): string | undefined {
  if (node.kind === 'assignment') return node.target.kind === 'name' ? node.target.name : undefined
  if (node.kind === 'binary' && node.operator === '<<') return node.left.kind === 'name' ? node.left.name : undefined
  const grows = node.kind === 'call' && GROWING.has(node.name ?? '')
  return grows && node.target?.kind === 'name' ? node.target.name : undefined
}
