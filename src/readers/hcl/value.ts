import type { DictValue, Value } from '../../models/index.js'
import { routeOfItem, routeOfKey } from '../yaml/route.js'
import type { HclContext } from './context.js'
import { expressionValue } from './expression-value.js'
import { referencesOf } from './references.js'
import type { HclBlock, HclBody } from './syntax.js'

/**
 * The body as a dict. Blocks of one name are one entry, a list of dicts. A labelled block (`provisioner "local-exec"`)
 * is a dict of its labels around its content, as in Terraform's JSON syntax, so that `backend.s3.bucket` leads there.
 * A `dynamic "x"` is unresolved, as the entry `x` or as an item beside other blocks `x`: there may be any number of them.
 */
export function bodyValue(body: HclBody, context: HclContext, route: string): DictValue {
  const entries = new Map<string, Value>()
  const blocks = new Map<string, Value[]>()
  for (const item of body.items) {
    if (item.kind === 'block') {
      const name = item.type === 'dynamic' ? (item.labels[0] ?? item.type) : item.type
      const items = blocks.get(name) ?? []
      const itemRoute = routeOfItem(routeOfKey(route, name), items.length)
      items.push(
        item.type === 'dynamic' ? dynamicValue(item, context, itemRoute) : blockValue(item, context, itemRoute),
      )
      if (items.length > 1) continue
      blocks.set(name, items)
      if (!entries.has(name))
        entries.set(name, { kind: 'list', items, at: items[0]?.at ?? context.at(item, itemRoute) })
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

/** References of all expressions in the block, less the iterators that it declares. */
function dynamicValue(block: HclBlock, context: HclContext, route: string): Value {
  const references = new Set<string>()
  const iterators = new Set<string>()
  const blocks = [block]
  for (let next = blocks.pop(); next !== undefined; next = blocks.pop()) {
    if (next.type === 'dynamic') iterators.add(next.labels[0] ?? '')
    for (const item of next.body.items) {
      if (item.kind === 'block') blocks.push(item)
      else if (item.name === 'iterator' && item.value.kind === 'variable') iterators.add(item.value.name)
      else for (const name of referencesOf(item.value)) references.add(name)
    }
  }
  const outer = [...references].filter((name) => !iterators.has(name.slice(0, name.indexOf('.'))))
  const text = context.source.slice(block.header.start, block.header.end)
  return { kind: 'unresolved', text, references: outer, at: context.at(block.header, route) }
}
