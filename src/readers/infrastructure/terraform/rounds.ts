import { isOpen } from '../../../models/value.js'
import type { HclContext } from '../../hcl/context.js'
import { expressionValue } from '../../hcl/expression-value.js'
import { atIndex, inLoop, loopItems } from '../../hcl/loops.js'
import type { HclBlock } from '../../hcl/syntax.js'
import { attributeOf } from './facts.js'

/** More objects than this are not told apart by `count`. */
const MAX_COUNT = 64

/**
 * The contexts in which the block is read: one for each object that its `count` or `for_each` makes, none if it certainly
 * makes none, and the given one if it has neither or if they are not known (Terraform docs: count, for_each).
 */
export function rounds(block: HclBlock, context: HclContext): readonly HclContext[] {
  const each = attributeOf(block.body, 'for_each')
  const count = attributeOf(block.body, 'count')
  const scope = context.scope
  if (scope === undefined || (each === undefined && count === undefined)) return [context]
  const found = each === undefined ? indexes(block, context) : items(block, context)
  if (found === undefined || !scope.affords(found.length * (block.end - block.start))) return [context]
  return found
}

function items(block: HclBlock, context: HclContext): HclContext[] | undefined {
  const attribute = attributeOf(block.body, 'for_each')
  const collection = attribute && expressionValue(attribute.value, context, '')
  const found = collection && loopItems(collection, true)
  if (collection === undefined || found === undefined || (found.length === 0 && isOpen(collection))) return undefined
  return found.map((item) => inLoop(context, 'each', item, collection))
}

function indexes(block: HclBlock, context: HclContext): HclContext[] | undefined {
  const attribute = attributeOf(block.body, 'count')
  const count = attribute && expressionValue(attribute.value, context, '')
  if (count?.kind !== 'scalar' || count.value === null || count.value === '') return undefined
  const number = Number(count.value)
  if (!Number.isInteger(number) || number < 0 || number > MAX_COUNT || (number === 0 && isOpen(count))) return undefined
  return Array.from({ length: number }, (_, index) => atIndex(context, index, count))
}
