import type { Command, Intent, Step, Unresolved } from '../../../models/index.js'
import type { Understood } from '../../resolve/types.js'
import { entriesOf, itemsOf } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { isDataMap, type Data, type DataMap, type Unknown } from './data.js'
import type { Matrix } from './matrix.js'

/** Combinations that lead to different steps, of one step that is read for each of them. */
const MAX_VARIANTS = 32
/** What a context is named by, with the property if it is plainly named: `matrix.folder`, `matrix['folder']`. */
const MATRIX = /\bmatrix\b(?:\s*\.\s*([\w-]+)|\s*\[\s*'([^']*)'\s*\])?/g

/**
 * The combinations of a matrix that a step, or what stands around it, tells apart: each stands for all that agree in what
 * is mentioned. None if nothing of the matrix is mentioned, or not all of it is known.
 * @param around values around the step that may mention the matrix: variables of the job, its folder
 */
export function variantsOf(matrix: Matrix | undefined, step: YamlNode, around: readonly string[]): readonly DataMap[] {
  if (matrix?.complete !== true) return []
  const names = namesIn([...textsOf(step), ...around])
  if (names.size === 0) return []
  const distinct = new Map<string, DataMap>()
  for (const combination of matrix.combinations) {
    const told = [...combination].filter(([name]) => names.has('*') || names.has(name.toLowerCase()))
    distinct.set(keyOf(new Map(told)), combination)
    if (distinct.size > MAX_VARIANTS) return []
  }
  return [...distinct.values()]
}

/** The same text for the same value. */
function keyOf(data: Data | Unknown): string {
  if (isDataMap(data)) return `{${[...data].map(([name, value]) => `${JSON.stringify(name)}:${keyOf(value)}`).join()}}`
  return Array.isArray(data) ? `[${data.map(keyOf).join()}]` : `${typeof data} ${JSON.stringify(data)}`
}

function namesIn(texts: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const text of texts) {
    if (!text.includes('matrix')) continue
    for (const [, dotted, quoted] of text.matchAll(MATRIX)) names.add((dotted ?? quoted ?? '*').toLowerCase())
  }
  return names
}

function textsOf(node: YamlNode): string[] {
  if (node.kind === 'scalar') return [node.text]
  return node.kind === 'sequence'
    ? itemsOf(node).flatMap(textsOf)
    : entriesOf(node).flatMap(({ value }) => textsOf(value))
}

/** A step that was read once for each variant, as one step that does what all of them do. */
export function mergedVariants(variants: readonly Step[]): Step | undefined {
  const [first, ...others] = variants
  if (first === undefined || others.length === 0) return first
  const inner = first.inner.map((step, index) => {
    const same = others.flatMap((other) => other.inner[index] ?? [])
    return mergedVariants([step, ...same]) ?? step
  })
  return { ...first, ...union(variants), inner }
}

/** What several readings come to, without what they share. */
function union(all: readonly Understood[]): Understood {
  const commands = new Map<string, Command>()
  const intents = new Map<string, Intent>()
  const opaque = new Map<string, Unresolved>()
  for (const each of all) {
    const own = new Set<Command>()
    for (const command of each.commands) {
      const key = `${placeKey(command)} ${command.directory ?? '?'} ${command.argv.map(({ text }) => text).join('\0')}`
      if (commands.has(key)) continue
      commands.set(key, command)
      own.add(command)
    }
    for (const intent of each.intents) {
      const { command, kind, tool } = intent
      if (command !== undefined && !own.has(command)) continue
      intents.set(`${placeKey(intent)} ${kind} ${tool} ${command === undefined ? '' : String(intents.size)}`, intent)
    }
    for (const open of each.opaque) opaque.set(`${placeKey(open)} ${open.what}`, open)
  }
  return { commands: [...commands.values()], intents: [...intents.values()], opaque: [...opaque.values()] }
}

function placeKey({ at }: Pick<Command, 'at'>): string {
  return `${at.file}:${String(at.line)}:${String(at.column)}`
}
