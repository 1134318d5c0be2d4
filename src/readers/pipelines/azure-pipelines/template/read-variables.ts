import type { Located } from '../../../../core/location.js'
import { located, scalarAt } from '../../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../../yaml/node.js'
import { textAt } from './node-data.js'
import { noteOf } from './notes.js'
import type { RunKind, Scope } from './scope.js'
import { Variables } from './variables.js'

export interface ReadVariables {
  readonly variables: Variables
  /** Names of the groups whose variables stand elsewhere, secrets among them. */
  readonly groups: readonly Located<string>[]
}

/** Reads `variables`: a mapping of names to texts, or a list of variables, groups and templates, each known to the next. */
export function readVariables(node: YamlNode, outer: Scope): ReadVariables {
  const { expand, runs } = outer.expansion
  const list = new VariableList(outer.variables, runs)
  const scope: Scope = { ...outer, variables: list.variables }
  if (node.kind === 'sequence') expand.items(node, scope, (items) => items.forEach((item) => list.take(item)))
  else if (node.kind === 'mapping') {
    // Entries may hold the variables of other entries.
    for (let pass = 0; pass < 2; pass++) list.take(expand.mapping(node, scope))
  }
  return list
}

/** The same of `variables` whose templates are expanded already. */
export function variablesIn(node: YamlNode | undefined, outer: Variables, runs: readonly RunKind[]): ReadVariables {
  const list = new VariableList(outer, runs)
  if (node?.kind === 'sequence') node.items.forEach((item) => list.take(item))
  else if (node !== undefined) list.take(node)
  return list
}

class VariableList implements ReadVariables {
  readonly variables: Variables
  readonly groups: Located<string>[] = []
  readonly #runs: readonly RunKind[]

  constructor(outer: Variables, runs: readonly RunKind[]) {
    this.variables = new Variables(outer)
    this.#runs = runs
  }

  /** An item of the list, or the mapping that stands for it. */
  take(item: YamlNode): void {
    if (item.kind !== 'mapping') return
    const group = scalarAt(item, 'group')
    const name = scalarAt(item, 'name')
    if (group !== undefined) this.groups.push(located(group))
    else if (name === undefined) this.#takeEntries(item)
    else {
      const value = scalarAt(item, 'value')
      if (value !== undefined) this.#set(name.text, value, item)
    }
  }

  #takeEntries(mapping: YamlMapping): void {
    for (const { key, value } of mapping.entries) {
      if (value.kind === 'scalar') this.#set(key.text, value, mapping)
    }
  }

  #set(name: string, value: YamlScalar, item: YamlMapping): void {
    if (name.includes('${{')) return
    const { when } = noteOf(item)
    const values = this.#runs.map((_, run) => {
      const there = when === undefined ? true : when[run]
      if (there !== true) return there === false ? null : undefined
      return textAt(value, run)
    })
    this.variables.set(name, values, value)
  }
}
