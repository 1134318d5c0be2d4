import type { YamlEntry, YamlMapping, YamlNode, YamlSequence } from '../../readers/yaml/node.js'
import { routeOfItem, routeOfKey } from '../../readers/yaml/route.js'
import { all, fixOf, isRefused, lineBreakAt, refuse } from '../edits.js'
import type { Proposal } from '../types.js'
import { indentStep, lineIndent } from './layout.js'
import { SHARED, type YamlSource } from './source.js'
import { blockEntry, blockValue, flowEntry, flowValue, scalarText, type Written } from './write.js'

/** Where among the keys of its mapping a new key stands. */
export interface Among {
  /** Behind the first of these that is there; at the end, if none is. */
  readonly after?: readonly string[]
  /** True to leave an empty line before it where the keys of the mapping are set apart by such. */
  readonly apart?: boolean
}

/** Adds `key: value` to the mapping at `route`, in the layout of the keys that it has. */
export function insertKey(source: YamlSource, route: string, key: string, value: Written, among: Among = {}): Proposal {
  const node = source.at(route)?.node
  if (node === undefined) return refuse(SHARED)
  if (node.kind !== 'mapping') return refuse('there is no mapping to add a key to')
  if (node.entries.some((entry) => entry.key.text === key)) return refuse(`there is a key ${key} already`)
  const touched = [routeOfKey(route, key)]
  const opening = source.text.charAt(source.start(node))
  if (opening === '{') return intoBraces(source, node, key, value, touched)
  const entry = chosen(node, among)
  const column = blockColumn(source, node)
  if (entry === undefined || column === undefined) return refuse('the mapping is laid out in a way that is not changed')
  const lines = blockEntry(key, value, indentStep(source, node))
  const end = endOfEntry(source, entry, column)
  const eol = lineBreakAt(source.text, end)
  const gap = among.apart === true && isSetApart(source, node) ? eol : ''
  const indent = ' '.repeat(column - 1)
  const text = gap + lines.map((line) => eol + indent + line).join('')
  return fixOf(source.file, touched, [{ from: end, to: end, text }])
}

/** Adds several keys at the end of the mapping at `route`, in order. */
export function insertKeys(
  source: YamlSource,
  route: string,
  entries: readonly (readonly [string, Written])[],
): Proposal {
  const fix = all(entries.map(([key, value]) => insertKey(source, route, key, value)))
  if (isRefused(fix)) return fix
  const { touches, edits } = fix
  const [first] = edits
  if (first === undefined) return refuse('there is nothing to add')
  // All at one place: one edit, or their order would not be known.
  return { touches, edits: [{ ...first, text: edits.map(({ text }) => text).join('') }] }
}

/** Adds an item at the end of the sequence at `route`. */
export function appendItem(source: YamlSource, route: string, value: Written): Proposal {
  const node = source.at(route)?.node
  if (node === undefined) return refuse(SHARED)
  if (node.kind !== 'sequence') return refuse('there is no list to add to')
  const touched = [routeOfItem(route, node.items.length)]
  const last = node.items.at(-1)
  const start = source.start(node)
  if (source.text.charAt(start) === '[') {
    const at = last === undefined ? start + 1 : source.end(last)
    const text = (last === undefined ? '' : ', ') + flowValue(value, placeOf(source, node))
    return fixOf(source.file, touched, [{ from: at, to: at, text }])
  }
  if (last === undefined || source.text.charAt(start) !== '-')
    return refuse('the list is laid out in a way that is not changed')
  const { column } = source.positions.place(start)
  const end = source.positions.lineEnd(source.end(last))
  const eol = lineBreakAt(source.text, end)
  const indent = ' '.repeat(column - 1)
  const text = blockValue([value], indentStep(source, node))
    .map((line) => eol + indent + line)
    .join('')
  return fixOf(source.file, touched, [{ from: end, to: end, text }])
}

function intoBraces(
  source: YamlSource,
  node: YamlMapping,
  key: string,
  value: Written,
  touched: readonly string[],
): Proposal {
  const last = node.entries.at(-1)
  const place = placeOf(source, node)
  const text = flowEntry(key, value, place)
  if (last === undefined) {
    const from = source.start(node) + 1
    if (source.text.charAt(from) !== '}') return refuse('the braces hold nothing but blanks or a comment')
    return fixOf(source.file, touched, [{ from, to: from, text }])
  }
  const from = source.end(last.value)
  const first = source.start(last.key)
  const indent = lineIndent(source, last.key.at.line)
  const ownLine = first === source.positions.lineStart(last.key.at.line) + indent
  const before = ownLine ? `,${lineBreakAt(source.text, first)}${' '.repeat(indent)}` : ', '
  return fixOf(source.file, touched, [{ from, to: from, text: before + text }])
}

/** JSON, and YAML that is written like it, has its keys and texts in quotation marks. */
function placeOf(source: YamlSource, node: YamlMapping | YamlSequence): 'flow' | 'json' {
  const quoted = node.kind === 'mapping' && node.entries[0]?.key.style === 'double'
  return quoted || source.file.endsWith('.json') ? 'json' : 'flow'
}

function chosen({ entries }: YamlMapping, { after = [] }: Among): YamlEntry | undefined {
  for (const name of after) {
    const entry = entries.find(({ key }) => key.text === name)
    if (entry !== undefined) return entry
  }
  return entries.at(-1)
}

/** The column of the keys, if they all stand in one and nothing but blanks or the dash of a list stands before them. */
function blockColumn(source: YamlSource, node: YamlMapping): number | undefined {
  const columns = new Set(node.entries.map(({ key }) => key.at.column))
  const [column] = columns
  const plain = node.entries.every(({ key }, index) => {
    const before = source.text.slice(source.positions.lineStart(key.at.line), source.start(key))
    return (index === 0 ? /^[ -]*$/ : /^ *$/).test(before)
  })
  return columns.size === 1 && plain ? column : undefined
}

/** Behind the line in which the entry ends, and behind comments that are indented below its key. */
function endOfEntry(source: YamlSource, { key, value }: YamlEntry, column: number): number {
  const { positions, text } = source
  const isBlock = value.at.endLine > key.at.line
  let end = positions.lineEnd(Math.max(source.end(value), source.end(key)))
  for (let line = positions.place(end).line + 1; isBlock && positions.lineStart(line) < text.length; line++) {
    const start = positions.lineStart(line)
    const indent = lineIndent(source, line)
    if (text.charAt(start + indent) !== '#' || indent < column) break
    end = positions.lineEnd(start)
  }
  return end
}

/** Whether the keys of the mapping are set apart from one another by empty lines. */
function isSetApart(source: YamlSource, { entries }: YamlMapping): boolean {
  const inner = entries.slice(1).filter(({ key }) => {
    const before = source.text.slice(0, Math.max(0, source.positions.lineStart(key.at.line) - 1))
    return /\n[ \t\r]*$/.test(before.slice(-200)) || hasCommentBelowGap(before)
  })
  return inner.length * 2 >= entries.length - 1 && inner.length > 0
}

/** Whether the text ends in comment lines that follow an empty line. */
function hasCommentBelowGap(before: string): boolean {
  const lines = before.slice(-2000).split('\n').reverse()
  const first = lines.findIndex((line) => !line.trimStart().startsWith('#'))
  return first > 0 && lines[first]?.trim() === ''
}

/** The scalar as it is written in the place of another. */
export function written(node: YamlNode, value: string | boolean | number): string | undefined {
  if (node.kind !== 'scalar') return undefined
  if (typeof value !== 'string') return node.style === 'plain' ? String(value) : undefined
  if (node.style === 'plain') return scalarText(value, 'flow') === value ? value : undefined
  if (/['"\\\p{Cc}]/u.test(value)) return undefined
  return node.style === 'single' ? `'${value}'` : node.style === 'double' ? `"${value}"` : undefined
}
