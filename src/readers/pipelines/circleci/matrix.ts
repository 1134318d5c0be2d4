import { itemsOf, entriesOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { followed, type Argument, type Scope } from './scope.js'
import { textIn } from './template.js'

/** CircleCI makes no more jobs of one matrix than this (docs: Using matrix jobs). */
const MAX_JOBS = 128

export type Combination = ReadonlyMap<string, Argument>

/**
 * The combinations of a matrix, its exclusions left out. Undefined if one of its lists is known in the run alone, or if
 * there are more than CircleCI would make.
 */
export function combinationsOf(written: YamlNode, outer: Scope): readonly Combination[] | undefined {
  const { node, scope } = followed(written, outer)
  const parameters = valueAt(node, 'parameters')
  let combinations: Combination[] = [new Map()]
  for (const { key, value } of entriesOf(parameters)) {
    const list = followed(value, scope)
    if (list.node.kind !== 'sequence') return undefined
    const values = list.node.items.map((item) => followed(item, list.scope))
    if (combinations.length * values.length > MAX_JOBS * 4) return undefined
    combinations = combinations.flatMap((each) => values.map((one) => new Map([...each, [key.text, one]])))
  }
  const excluded = itemsOf(valueAt(node, 'exclude')).map((each) => combinationOf(each, scope))
  const kept = combinations.filter((each) => !excluded.some((one) => isPart(one, each)))
  return kept.length > MAX_JOBS ? undefined : kept
}

/** The values in the order of their names, which is the end of the job's name. */
export function suffixOf(combination: Combination): string {
  return [...combination]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => `-${textOf(value)}`)
    .join('')
}

function combinationOf(node: YamlNode, scope: Scope): Combination {
  return new Map(entriesOf(node).map(({ key, value }) => [key.text, followed(value, scope)]))
}

function isPart(part: Combination, whole: Combination): boolean {
  return [...part].every(([name, value]) => {
    const other = whole.get(name)
    return other !== undefined && textOf(other) === textOf(value)
  })
}

function textOf({ node, scope }: Argument): string {
  return node.kind === 'scalar' ? textIn(node, scope).text : ''
}
