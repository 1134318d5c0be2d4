import type { Located } from '../../../core/location.js'
import { isNull, itemsOf, located, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { plainText, type MacroScope } from './macros.js'
import { textAt } from './template/node-data.js'
import { noteOf } from './template/notes.js'
import type { RunKind } from './template/scope.js'
import { presentAt } from './template/variants.js'

/** The scalar at `key`, if it is there in runs that start by themselves. */
export function scalarIn(node: YamlNode | undefined, key: string, runs: readonly RunKind[]): YamlScalar | undefined {
  const value = presentAt(node, key, runs)
  return value?.kind === 'scalar' ? value : undefined
}

/** The text at `key` with its macros replaced. */
export function textIn(node: YamlMapping, key: string, scope: MacroScope): Located<string> | undefined {
  const scalar = scalarIn(node, key, scope.runs)
  return scalar === undefined || scalar.text === '' ? undefined : plainText(scalar, scope)
}

/** A whole number that is written out. */
export function numberIn(node: YamlMapping, key: string, runs: readonly RunKind[]): Located<number> | undefined {
  const scalar = scalarIn(node, key, runs)
  return scalar !== undefined && /^\d{1,6}$/.test(scalar.text.trim())
    ? { value: Number(scalar.text), at: scalar.at }
    : undefined
}

/** The condition of a stage, job or step in each run: null where it has none. */
export function conditionsIn(node: YamlMapping, runs: readonly RunKind[]): (string | undefined | null)[] {
  const condition = valueAt(node, 'condition')
  if (condition === undefined || isNull(condition)) return runs.map(() => null)
  return runs.map((_, run) => (condition.kind === 'scalar' ? textAt(condition, run) : undefined))
}

/** The condition as written. */
export function conditionOf(node: YamlMapping, runs: readonly RunKind[]): Located<string> | undefined {
  const scalar = scalarIn(node, 'condition', runs)
  return scalar === undefined || scalar.text === '' ? undefined : located(scalar)
}

/** Names that `dependsOn` lists; undefined if the key is missing, `unknown` if one of them is not known. */
export function dependenciesIn(node: YamlMapping): { names: string[]; unknown: boolean } | undefined {
  const value = valueAt(node, 'dependsOn')
  if (value === undefined || isNull(value)) return undefined
  const items = value.kind === 'scalar' ? [value] : itemsOf(value)
  const present = items.filter((item) => noteOf(item).when?.every((each) => each === false) !== true)
  const texts = present.map((item) => (item.kind === 'scalar' ? item.text.trim() : undefined))
  return {
    names: texts.flatMap((name) => (name === undefined || name === '' || name.includes('${{') ? [] : [name])),
    unknown: texts.some((name) => name === undefined || name.includes('${{')),
  }
}

/** A mapping of names to texts (`env`, `inputs`), macros replaced. */
export function textsIn(node: YamlNode | undefined, scope: MacroScope): ReadonlyMap<string, Located<string>> {
  const texts = new Map<string, Located<string>>()
  if (node?.kind !== 'mapping') return texts
  for (const { key } of node.entries) {
    const scalar = scalarIn(node, key.text, scope.runs)
    if (scalar !== undefined) texts.set(key.text, plainText(scalar, scope))
  }
  return texts
}
