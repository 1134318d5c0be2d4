import { routeOfItem } from '../../readers/yaml/route.js'
import { fixOf, refuse } from '../edits.js'
import type { Proposal } from '../types.js'
import { written } from './insert.js'
import { SHARED, type YamlSource } from './source.js'

/** Replaces the scalar at `route`, quotes kept. */
export function replaceScalar(source: YamlSource, route: string, value: string | boolean | number): Proposal {
  const node = source.at(route)?.node
  if (node === undefined) return refuse(SHARED)
  const text = written(node, value)
  if (text === undefined || node.at.line !== node.at.endLine)
    return refuse('the value is written in a way that is not changed')
  const [from, to] = [source.start(node), source.end(node)]
  return fixOf(source.file, [route], [{ from, to, text }])
}

/** Takes the entry at `route` out of its block mapping, with its whole lines. */
export function removeKey(source: YamlSource, route: string): Proposal {
  const place = source.at(route)
  if (place?.key === undefined || place.parent === undefined) return refuse(SHARED)
  const parent = source.at(place.parent)?.node
  if (parent?.kind !== 'mapping' || parent.entries.length < 2) return refuse('nothing else would be left beside it')
  return removeLines(source, route, source.start(place.key), source.end(place.node))
}

/** Takes item `index` out of the block sequence at `route`, with its whole lines. */
export function removeItem(source: YamlSource, route: string, index: number): Proposal {
  const list = source.at(route)?.node
  const item = source.at(routeOfItem(route, index))?.node
  if (list?.kind !== 'sequence' || item === undefined) return refuse(SHARED)
  if (list.items.length < 2) return refuse('nothing else would be left in the list')
  const lineStart = source.positions.lineStart(item.at.line)
  const before = source.text.slice(lineStart, source.start(item))
  if (!/^ *- +$/.test(before)) return refuse('the list is laid out in a way that is not changed')
  return removeLines(source, route, lineStart + before.indexOf('-'), source.end(item))
}

/** Whole lines go only where nothing else stands in them but a comment. */
function removeLines(source: YamlSource, route: string, start: number, end: number): Proposal {
  const { positions, text } = source
  const from = positions.lineStart(positions.place(start).line)
  const lineEnd = positions.lineEnd(end)
  const rest = text.slice(end, lineEnd)
  if (text.slice(from, start).trim() !== '' || !/^\s*(?:#.*)?$/.test(rest))
    return refuse('something else stands in the same line')
  const to = Math.min(text.length, positions.lineStart(positions.place(end).line + 1))
  return fixOf(source.file, [route], [{ from, to, text: '' }])
}
