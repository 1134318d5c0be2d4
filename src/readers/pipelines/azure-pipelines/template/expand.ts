import { UNKNOWN } from '../../../../models/expression-data.js'
import { valueAt } from '../../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from '../../../yaml/node.js'
import { directiveOf, type Directive } from './directives.js'
import type { Evaluated } from './evaluate.js'
import { includeTemplate, templateOf } from './include.js'
import { MappingBuilder } from './mapping-builder.js'
import { evaluatedNode } from './node-data.js'
import { jointIfAny, inverted, isNever, noted, noteOf, onlyWhen, type Presence } from './notes.js'
import { readVariables } from './read-variables.js'
import { evaluateIn, everywhere, presenceOf, type Expander, type PerRun, type Scope } from './scope.js'
import { expandScalar } from './scalars.js'

/** Levels of nesting, through templates too. */
const MAX_DEPTH = 200

/** The part of a file with its template expressions, directives and templates replaced by what is known of them. */
export function expandNode(node: YamlNode, scope: Scope): YamlNode {
  if (scope.depth > MAX_DEPTH || --scope.expansion.nodesLeft < 0) return node
  const inner = { ...scope, depth: scope.depth + 1 }
  switch (node.kind) {
    case 'scalar':
      return expandScalar(node, inner)
    case 'sequence':
      return { ...node, items: expandItems(node, inner) }
    case 'mapping':
      return expandMapping(node, inner)
  }
}

/** The functions of this file, for those that they call themselves. */
export const EXPANDER: Expander = { node: expandNode, mapping: expandMapping, items: expandItems }

/** Values of `if` that are still open for `elseif` and `else`. */
class Chain {
  #left: Presence | undefined

  /** In which runs the branch is taken. */
  take(directive: Directive, scope: Scope): Presence | undefined {
    if (directive.kind === 'if' || directive.kind === 'elseif') {
      const holds = presenceOf(directive.expression, scope)
      const before = directive.kind === 'if' ? undefined : this.#left
      this.#left = jointIfAny(before, inverted(holds))
      return jointIfAny(before, holds)
    }
    return directive.kind === 'else' ? this.#left : undefined
  }
}

/** The entries of a mapping, in which directives bring in those of the mappings below them. */
export function expandMapping(node: YamlMapping, outer: Scope): YamlMapping {
  const scope = withVariables(node, outer)
  const builder = new MappingBuilder(outer.expansion.runs)
  const chain = new Chain()
  const add = (value: YamlNode, presence: Presence | undefined, inner: Scope): void => {
    if (isNever(presence)) return
    const expanded = expandNode(value, inner)
    if (expanded.kind === 'mapping') for (const entry of expanded.entries) builder.add(entry, presence)
  }
  for (const { key, value } of node.entries) {
    const directive = directiveOf(key)
    if (directive?.kind === 'each') {
      for (const each of bindingsOf(directive, scope)) add(value, each.presence, each.scope)
    } else if (directive !== undefined) add(value, chain.take(directive, scope), scope)
    else builder.add({ key: expandKey(key, scope), value: expandNode(value, scope) }, undefined)
  }
  return { ...node, entries: builder.entries }
}

function expandKey(key: YamlScalar, scope: Scope): YamlScalar {
  const expanded = expandScalar(key, scope)
  return expanded.kind === 'scalar' ? expanded : key
}

/** Keys of what has variables of its own. */
const OWNERS: ReadonlySet<string> = new Set(['job', 'deployment', 'stage', 'steps', 'jobs', 'strategy'])

/** Variables of a stage or job are known in all of its expressions. */
function withVariables(node: YamlMapping, scope: Scope): Scope {
  const variables = valueAt(node, 'variables')
  if (variables === undefined || variables.kind === 'scalar') return scope
  return node.entries.some(({ key }) => OWNERS.has(key.text))
    ? { ...scope, variables: readVariables(variables, scope).variables }
    : scope
}

/**
 * The items of a list, in which directives, expressions and templates bring in any number.
 * @param take called with what an item gives before the next one is read
 */
export function expandItems(
  { items }: YamlSequence,
  scope: Scope,
  take: (items: readonly YamlNode[]) => void = () => {},
): YamlNode[] {
  const chain = new Chain()
  return items.flatMap((item) => {
    const expanded = expandItem(item, chain, scope)
    take(expanded)
    return expanded
  })
}

function expandItem(item: YamlNode, chain: Chain, scope: Scope): YamlNode[] {
  if (item.kind === 'mapping') {
    const template = templateOf(item)
    if (template !== undefined) return includeTemplate(item, template, scope)
    const branches = branchesOf(item)
    if (branches !== undefined) return branches.flatMap((branch) => expandBranch(branch, chain, scope))
  }
  const expanded = expandNode(item, scope)
  if (item.kind === 'scalar' && expanded.kind === 'sequence') return [...expanded.items]
  return [withChain(expanded, scope)]
}

/** The entries of an item that is nothing but directives that bring in items. */
function branchesOf({ entries }: YamlMapping): readonly YamlEntry[] | undefined {
  const isList = entries.every(({ key, value }) => {
    const directive = directiveOf(key)
    if (directive === undefined || directive.kind === 'insert') return false
    return value.kind !== 'mapping' || directive.kind !== 'each'
  })
  return isList && entries.length > 0 ? entries : undefined
}

function expandBranch({ key, value }: YamlEntry, chain: Chain, scope: Scope): YamlNode[] {
  const directive = directiveOf(key)
  if (directive === undefined) return []
  if (directive.kind === 'each') {
    return bindingsOf(directive, scope).flatMap((each) => itemsWhen(value, each.presence, each.scope))
  }
  return itemsWhen(value, chain.take(directive, scope), scope)
}

function itemsWhen(value: YamlNode, presence: Presence | undefined, scope: Scope): YamlNode[] {
  if (isNever(presence)) return []
  const list: YamlSequence = value.kind === 'sequence' ? value : { kind: 'sequence', items: [value], at: value.at }
  return expandItems(list, { ...scope, depth: scope.depth + 1 }).map((item) => onlyWhen(item, presence))
}

/** Notes the templates through which an item came. */
function withChain(item: YamlNode, { because }: Scope): YamlNode {
  return because.length === 0 || noteOf(item).because !== undefined ? item : noted(item, { because })
}

interface Binding {
  readonly scope: Scope
  readonly presence: Presence | undefined
}

/** What the variable of an `each` stands for, one after the other. */
function bindingsOf({ name, expression }: Directive & { kind: 'each' }, scope: Scope): Binding[] {
  const values = evaluateIn(expression, scope)
  const nodes = [...new Set(values.flatMap(({ node }) => node ?? []))]
  const bind = (value: PerRun, presence: Presence | undefined): Binding => ({
    scope: { ...scope, locals: new Map([...scope.locals, [name, value]]) },
    presence,
  })
  if (nodes.length === 0) return plainItems(values[0]).map((item) => bind(everywhere(scope, item), undefined))
  return nodes.flatMap((node) => {
    const presence = values.map((each) => (each.node === node ? true : each.value === UNKNOWN ? undefined : false))
    return partsOf(node, scope).map((part) => bind(part.value, jointIfAny(part.when, presence)))
  })
}

/** Items of lists that functions make. */
function plainItems(value: Evaluated | undefined): Evaluated[] {
  if (!Array.isArray(value?.value)) return []
  return (value.value as readonly Evaluated['value'][]).map((item) => ({ value: item }))
}

/** The items of a list; the keys and values of a mapping. */
function partsOf(node: YamlNode, { expansion: { runs } }: Scope): { value: PerRun; when: Presence | undefined }[] {
  if (node.kind === 'sequence') {
    return node.items.map((item) => ({
      value: runs.map((_, run) => evaluatedNode(item, run)),
      when: noteOf(item).when,
    }))
  }
  if (node.kind === 'scalar') return []
  return node.entries.map(({ key, value }) => ({
    value: runs.map((_, run) => pairOf(key, evaluatedNode(value, run))),
    when: noteOf(value).when,
  }))
}

function pairOf(key: YamlScalar, value: Evaluated): Evaluated {
  const text: Evaluated = { value: key.text }
  return {
    value: new Map([
      ['key', text.value],
      ['value', value.value],
    ]),
    child: (name) => (name.toLowerCase() === 'key' ? text : name.toLowerCase() === 'value' ? value : { value: null }),
  }
}
