import type { DictValue, Value } from '../../models/index.js'
import { routeOfItem, routeOfKey } from '../yaml/route.js'
import type { HclContext } from './context.js'
import { dynamicBlocks } from './dynamic.js'
import { expressionValue } from './expression-value.js'
import type { HclBlock, HclBody } from './syntax.js'

/**
 * The body as a dict. Blocks of one name are one entry, a list of dicts. A labelled block (`provisioner "local-exec"`)
 * is a dict of its labels around its content, as in Terraform's JSON syntax, so that `backend.s3.bucket` leads there.
 * A `dynamic "x"` is the blocks that it makes; where that is not known it is unresolved, as the entry `x` or as an item
 * beside other blocks `x`: there may be any number of them.
 */
export function bodyValue(body: HclBody, context: HclContext, route: string): DictValue {
  const entries = new Map<string, Value>()
  const blocks = new Map<string, Value[]>()
  for (const item of body.items) {
    if (item.kind === 'block') {
      const name = item.type === 'dynamic' ? (item.labels[0] ?? item.type) : item.type
      const items = blocks.get(name) ?? []
      const listRoute = routeOfKey(route, name)
      const made =
        item.type === 'dynamic'
          ? dynamicBlocks(item, context, listRoute, items.length, contentValue)
          : [blockValue(item, context, routeOfItem(listRoute, items.length))]
      for (const each of made) items.push(each)
      const [first] = items
      if (first === undefined) continue
      blocks.set(name, items)
      if (!entries.has(name)) entries.set(name, { kind: 'list', items, at: first.at })
    } else if (!entries.has(item.name)) {
      entries.set(item.name, expressionValue(item.value, context, routeOfKey(route, item.name)))
    }
  }
  for (const [name, [only, ...others]] of blocks) {
    if (only?.kind === 'unresolved' && others.length === 0) entries.set(name, only)
  }
  return { kind: 'dict', entries, at: context.at(body, route) }
}

/** The block's content within a dict for each label. */
export function blockValue(block: HclBlock, context: HclContext, route: string): DictValue {
  const inner = block.labels.reduce(routeOfKey, route)
  const at = context.at(block.header, route)
  const content: DictValue = { ...bodyValue(block.body, context, inner), at: context.at(block.header, inner) }
  return block.labels.reduceRight<DictValue>(
    (value, label) => ({ kind: 'dict', entries: new Map([[label, value]]), at }),
    content,
  )
}

function contentValue({ body, header }: HclBlock, context: HclContext, route: string): DictValue {
  return { ...bodyValue(body, context, route), at: context.at(header, route) }
}
