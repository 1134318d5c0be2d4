import type { Located } from '../../../core/location.js'
import type { Unresolved } from '../../../models/index.js'
import { scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { repositoriesOf } from './resources.js'
import { openTemplate, withoutParameters } from './template/include.js'
import { noteOf } from './template/notes.js'
import { readVariables } from './template/read-variables.js'
import type { Scope } from './template/scope.js'
import type { Variables } from './template/variables.js'

/** Keys under which a pipeline lists what it runs; `phases` is an old word for jobs. */
export const BODIES = ['stages', 'jobs', 'phases', 'steps'] as const
export type BodyKey = (typeof BODIES)[number]

/** A pipeline file with everything put in its place that templates bring. */
export interface Structure {
  /** The root's mapping, the keys of the template that it extends among them. */
  readonly root: YamlMapping
  readonly body: { readonly key: BodyKey; readonly node: YamlNode } | undefined
  readonly variables: Variables
  readonly groups: readonly Located<string>[]
  readonly unresolved: readonly Unresolved[]
  /** Whether the body is what the pipeline hands to a template that stands elsewhere. */
  readonly handedOver: boolean
}

const MAX_EXTENDS = 10

/** Expands a pipeline's root and the templates that it extends. */
export function structureOf(root: YamlMapping, scope: Scope, depth = 0): Structure {
  const { expand, repositories } = scope.expansion
  // A template that is extended brings resources of its own along (Azure docs: Extend from a template).
  for (const [alias, repository] of repositoriesOf(valueAt(root, 'resources'))) {
    if (!repositories.has(alias)) repositories.set(alias, repository)
  }
  const declared = valueAt(root, 'variables')
  const read = declared === undefined ? { variables: scope.variables, groups: [] } : readVariables(declared, scope)
  const inner: Scope = { ...scope, variables: read.variables }
  const own = expand.mapping(withoutKeys(withoutParameters(root), ['extends']), inner)
  const extended = valueAt(root, 'extends')
  const path = scalarAt(extended, 'template')
  if (extended?.kind !== 'mapping' || path === undefined || depth >= MAX_EXTENDS) {
    return { root: own, body: bodyOf(own), ...read, unresolved: [], handedOver: false }
  }
  const template = openTemplate(extended, path, inner)
  if ('hole' in template) {
    const given = valueAt(extended, 'parameters')
    const handed = given === undefined ? undefined : expand.node(given, inner)
    const { hole } = noteOf(template.hole)
    return { root: own, body: bodyOf(handed), ...read, unresolved: hole === undefined ? [] : [hole], handedOver: true }
  }
  const outer = structureOf(template.root, template.scope, depth + 1)
  const taken = new Set(own.entries.map(({ key }) => key.text))
  return {
    ...outer,
    root: { ...own, entries: [...own.entries, ...outer.root.entries.filter(({ key }) => !taken.has(key.text))] },
    groups: [...read.groups, ...outer.groups],
  }
}

function withoutKeys(node: YamlMapping, keys: readonly string[]): YamlMapping {
  return { ...node, entries: node.entries.filter(({ key }) => !keys.includes(key.text)) }
}

function bodyOf(node: YamlNode | undefined): Structure['body'] {
  for (const key of BODIES) {
    const body = valueAt(node, key)
    if (body !== undefined) return { key, node: body }
  }
  return undefined
}
