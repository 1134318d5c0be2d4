import { MAX_DATA_DEPTH, UNKNOWN } from '../../../../models/expression-data.js'
import type { YamlNode, YamlScalar } from '../../../yaml/node.js'
import type { Evaluated } from './evaluate.js'
import type { Value } from './functions.js'
import { noteOf } from './notes.js'

/** The text of an expanded scalar in a run: undefined where it is not known, null where it is not there. */
export function textAt(scalar: YamlScalar, run: number): string | undefined | null {
  const { variants, when } = noteOf(scalar)
  const presence = when === undefined ? true : when[run]
  if (presence !== true) return presence === false ? null : undefined
  if (variants !== undefined) return variants[run]
  return scalar.text.includes('${{') ? undefined : scalar.text
}

/** An expanded part of a file as a value. All scalars of YAML are texts in Azure Pipelines. */
export function evaluatedNode(node: YamlNode, run: number): Evaluated {
  return { value: dataOf(node, run, 0), node }
}

function dataOf(node: YamlNode, run: number, depth: number): Value {
  const { when, hole } = noteOf(node)
  const presence = when === undefined ? true : when[run]
  if (presence === undefined || hole !== undefined || depth > MAX_DATA_DEPTH) return UNKNOWN
  switch (node.kind) {
    case 'scalar': {
      const text = textAt(node, run)
      return text === undefined ? UNKNOWN : text
    }
    case 'sequence':
      return node.items.filter((item) => isThere(item, run)).map((item) => dataOf(item, run, depth + 1))
    case 'mapping': {
      const entries = node.entries.filter(({ value }) => isThere(value, run))
      return new Map(entries.map(({ key, value }) => [key.text, dataOf(value, run, depth + 1)]))
    }
  }
}

function isThere(node: YamlNode, run: number): boolean {
  return noteOf(node).when?.[run] !== false
}

/** The part of a mapping or list that a key or index stands for. */
export function childOf(node: YamlNode, key: string | number): YamlNode | undefined {
  if (node.kind === 'sequence') return node.items[Number(key)]
  if (node.kind === 'scalar') return undefined
  const name = String(key).toLowerCase()
  return node.entries.find((entry) => entry.key.text.toLowerCase() === name)?.value
}
