import type { HclAttribute, HclBlock } from '../../readers/hcl/syntax.js'
import { fixOf, lineBreakAt, refuse } from '../edits.js'
import type { Proposal } from '../types.js'
import type { HclSource } from './source.js'

const LAYOUT = 'the block is laid out in a way that is not changed'

/**
 * Adds `name = value` behind the attributes of the block at `route`, as `terraform fmt` leaves it: aligned with the one above
 * it, or in a group of its own where that would move other lines.
 * @param value HCL, in one line
 */
export function insertAttribute(source: HclSource, route: string, name: string, value: string): Proposal {
  const block = source.block(route)?.item
  if (block === undefined) return refuse('the block is not written here')
  if (block.body.items.some((item) => nameOf(item) === name)) return refuse(`the block has ${name} already`)
  const last = lastAttribute(block)
  const place = placeBehind(source, block, last)
  if (place === undefined) return refuse(LAYOUT)
  const sign = last === undefined ? 0 : signColumn(source, last)
  const padded = sign > name.length ? name.padEnd(sign) : `${name} `
  // Where the others would have to move, an empty line ends their group.
  const gap = sign > 0 && sign <= name.length ? [''] : []
  return fixOf(source.file, [`${route}.${name}`], [inserted(source, place, [...gap, `${padded}= ${value}`])])
}

/**
 * Adds a block at the end of the block at `route`.
 * @param lines attributes and blocks in it, each in a line with its own indentation below the block's header
 */
export function insertBlock(source: HclSource, route: string, type: string, lines: readonly string[]): Proposal {
  const block = source.block(route)?.item
  if (block === undefined) return refuse('the block is not written here')
  if (block.body.items.some((item) => nameOf(item) === type)) return refuse(`the block has ${type} already`)
  const last = block.body.items.at(-1)
  const place = placeBehind(source, block, last)
  if (place === undefined) return refuse(LAYOUT)
  const gap = last === undefined ? [] : ['']
  const text = [...gap, `${type} {`, ...lines.map((line) => `  ${line}`), '}']
  return fixOf(source.file, [`${route}.${type}`], [inserted(source, place, text)])
}

/** Replaces the value of the attribute at `route`. */
export function replaceValue(source: HclSource, route: string, value: string): Proposal {
  const attribute = source.attribute(route)?.item
  if (attribute === undefined) return refuse('the attribute is not written here')
  const { start: from, end: to } = attribute.value
  if (source.text.slice(from, to).includes('\n')) return refuse('the value stands on several lines')
  return fixOf(source.file, [route], [{ from, to, text: value }])
}

interface Place {
  /** Where a line ends. */
  readonly end: number
  readonly indent: string
}

/** The end of the line of `last`, or of the block's header if it is empty; undefined if the block is in one line. */
function placeBehind(source: HclSource, block: HclBlock, last: HclAttribute | HclBlock | undefined): Place | undefined {
  const { positions } = source.tree
  const behind = last?.end ?? block.body.start + 1
  const end = positions.lineEnd(behind)
  if (end >= block.end || !/^\s*(?:(?:#|\/\/).*)?$/.test(source.text.slice(behind, end))) return undefined
  const indent = indentOf(source, last?.start ?? block.start)
  if (indent === undefined) return undefined
  return { end, indent: last === undefined ? `${indent}  ` : indent }
}

/** The blanks before `offset`, if nothing else stands in its line before it. */
function indentOf({ text, tree: { positions } }: HclSource, offset: number): string | undefined {
  const before = text.slice(positions.lineStart(positions.place(offset).line), offset)
  return before.trim() === '' ? before : undefined
}

function inserted({ text }: HclSource, { end, indent }: Place, lines: readonly string[]) {
  const eol = lineBreakAt(text, end)
  return { from: end, to: end, text: lines.map((line) => eol + (line === '' ? '' : indent + line)).join('') }
}

/** The last of the attributes with which the block begins; undefined if it begins with a block, or is empty. */
function lastAttribute({ body }: HclBlock): HclAttribute | undefined {
  const first = body.items.findIndex((item) => item.kind === 'block')
  const item = body.items[first < 0 ? body.items.length - 1 : first - 1]
  return item?.kind === 'attribute' ? item : undefined
}

/** Characters from the attribute's name to its sign, if its value stands in the same line; only such are aligned. */
function signColumn({ text }: HclSource, { start, value }: HclAttribute): number {
  const before = text.slice(start, value.start)
  return text.slice(start, value.end).includes('\n') ? 0 : before.indexOf('=')
}

function nameOf(item: HclAttribute | HclBlock): string {
  return item.kind === 'block' ? item.type : item.name
}
