import { isOpen, type Value } from '../../models/value.js'
import { routeOfItem } from '../yaml/route.js'
import type { HclContext } from './context.js'
import { expressionValue } from './expression-value.js'
import { inLoop, loopItems } from './loops.js'
import { referencesOf } from './references.js'
import type { HclAttribute, HclBlock } from './syntax.js'

/**
 * The blocks that a `dynamic` block makes, with the place of its content; a single unresolved value where it is not known
 * how many there are (Terraform docs: dynamic Blocks). `first` is the index of the first of them among its siblings.
 */
export function dynamicBlocks(
  block: HclBlock,
  context: HclContext,
  listRoute: string,
  first: number,
  read: (content: HclBlock, context: HclContext, route: string) => Value,
): readonly Value[] {
  const unresolved = () => [unresolvedBlocks(block, context, routeOfItem(listRoute, first))]
  const forEach = attributeOf(block, 'for_each')
  const content = block.body.items.find((item) => item.kind === 'block' && item.type === 'content')
  if (context.scope === undefined || forEach === undefined || content?.kind !== 'block') return unresolved()
  const collection = expressionValue(forEach.value, context, '')
  const items = loopItems(collection, false)
  // Who applies the code may give other items than a variable's default does.
  if (items === undefined || isOpen(collection) || !context.scope.affords(items.length * (block.end - block.start)))
    return unresolved()
  const iterator = iteratorOf(block)
  return items.map((item, index) =>
    read(content, inLoop(context, iterator, item, collection), routeOfItem(listRoute, first + index)),
  )
}

function attributeOf(block: HclBlock, name: string): HclAttribute | undefined {
  return block.body.items.find((item): item is HclAttribute => item.kind === 'attribute' && item.name === name)
}

/** The name by which the content knows the item: that of the blocks, if no other is given. */
function iteratorOf(block: HclBlock): string {
  const given = attributeOf(block, 'iterator')?.value
  return given?.kind === 'variable' ? given.name : (block.labels[0] ?? '')
}

/** References of all expressions in the block, less the iterators that it declares. */
function unresolvedBlocks(block: HclBlock, context: HclContext, route: string): Value {
  const references = new Set<string>()
  const iterators = new Set<string>()
  const blocks = [block]
  for (let next = blocks.pop(); next !== undefined; next = blocks.pop()) {
    if (next.type === 'dynamic') iterators.add(iteratorOf(next))
    for (const item of next.body.items) {
      if (item.kind === 'block') blocks.push(item)
      else if (item.name !== 'iterator' || item.value.kind !== 'variable') {
        for (const name of referencesOf(item.value)) references.add(name)
      }
    }
  }
  const outer = [...references].filter((name) => !iterators.has(name.slice(0, name.indexOf('.'))))
  const text = context.source.slice(block.header.start, block.header.end)
  return { kind: 'unresolved', text, references: outer, at: context.at(block.header, route) }
}
