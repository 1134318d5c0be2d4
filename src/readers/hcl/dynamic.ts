import { isOpen, type DictValue, type UnresolvedValue, type Value } from '../../models/value.js'
import { routeOfItem } from '../yaml/route.js'
import type { HclContext } from './context.js'
import { expressionValue } from './expression-value.js'
import { inLoop, loopItems } from './loops.js'
import { referencesOf } from './references.js'
import type { HclAttribute, HclBlock } from './syntax.js'

/**
 * The blocks that a `dynamic` block makes, with the place of its content; a single unresolved value where it is not known
 * how many there are (Terraform docs: dynamic Blocks), with what they hold if that is the same in all of them. `first` is
 * the index of the first of them among its siblings.
 */
export function dynamicBlocks(
  block: HclBlock,
  context: HclContext,
  listRoute: string,
  first: number,
  read: (content: HclBlock, context: HclContext, route: string) => DictValue,
): readonly Value[] {
  const forEach = attributeOf(block, 'for_each')
  const content = block.body.items.find((item) => item.kind === 'block' && item.type === 'content')
  if (content?.kind !== 'block') return [unresolvedBlocks(block, context, routeOfItem(listRoute, first))]
  const { scope } = context
  const size = block.end - block.start
  const collection = scope && forEach && expressionValue(forEach.value, context, '')
  // Who applies the code may give other items than a variable's default does.
  const items = collection === undefined || isOpen(collection) ? undefined : loopItems(collection, false)
  if (collection === undefined || items === undefined || scope?.affords(items.length * size) !== true) {
    const route = routeOfItem(listRoute, first)
    const open = unresolvedBlocks(block, context, route)
    const isKnown = scope?.affords(size) !== false && !namesIterator(block, content)
    return [isKnown ? { ...open, alike: read(content, context, route) } : open]
  }
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

/** Whether the content says what it says by the item that it is made for. */
function namesIterator(block: HclBlock, content: HclBlock): boolean {
  const iterator = iteratorOf(block)
  return [...namesIn(content).references].some((name) => name === iterator || name.startsWith(`${iterator}.`))
}

/** References of all expressions in the block, less the iterators that it declares. */
function unresolvedBlocks(block: HclBlock, context: HclContext, route: string): UnresolvedValue {
  const { references, iterators } = namesIn(block)
  const outer = [...references].filter((name) => !iterators.has(name.slice(0, name.indexOf('.'))))
  const text = context.source.slice(block.header.start, block.header.end)
  return { kind: 'unresolved', text, references: outer, at: context.at(block.header, route) }
}

/** References of all expressions in a block and in the blocks that it holds, and the iterators that these declare. */
function namesIn(block: HclBlock): { readonly references: Set<string>; readonly iterators: Set<string> } {
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
  return { references, iterators }
}
