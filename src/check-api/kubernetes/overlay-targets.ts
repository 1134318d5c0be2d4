import type { DictValue, Value } from '../../models/index.js'
import { textOf, valueAt } from '../../models/value.js'

/** Whether an object is meant; undefined where a pattern or an expression decides. */
export type Meant = boolean | undefined

/** What an object is called on its way through kustomizations: a target may use any of its names. */
export interface Naming {
  /** `apps/v1/Deployment` */
  readonly type: string
  readonly names: readonly string[]
  readonly namespaces: readonly string[]
  readonly properties: DictValue
}

/** Whether a target (Kustomize reference: patches) means the object. An empty target means all. */
export function isTarget(target: Value, object: Naming): Meant {
  if (target.kind !== 'dict') return undefined
  const { group, version, kind } = partsOf(object.type)
  const says = (key: string, actual: readonly string[]): Meant => fits(target.entries.get(key), actual)
  return all([
    says('kind', [kind]),
    says('group', [group]),
    says('version', [version]),
    says('name', object.names),
    says('namespace', object.namespaces.length > 0 ? object.namespaces : ['', 'default']),
    selected(target.entries.get('labelSelector'), valueAt(object.properties, 'metadata.labels')),
    selected(target.entries.get('annotationSelector'), valueAt(object.properties, 'metadata.annotations')),
  ])
}

/** Whether a partial object is a part of this one, by group, kind, name and namespace. */
export function isPart(part: Value, object: Naming): Meant {
  const type = `${textOf(valueAt(part, 'apiVersion')) ?? ''}/${textOf(valueAt(part, 'kind')) ?? ''}`
  const { group, kind } = partsOf(object.type)
  if (partsOf(type).kind !== kind || partsOf(type).group !== group) return false
  const is = (value: Value | undefined, actual: readonly string[]): Meant =>
    value?.kind === 'unresolved' ? undefined : actual.includes(textOf(value) ?? '')
  const namespace = valueAt(part, 'metadata.namespace')
  const open = namespace === undefined || object.namespaces.length === 0
  return all([is(valueAt(part, 'metadata.name'), object.names), open ? true : is(namespace, object.namespaces)])
}

function partsOf(type: string): { group: string; version: string; kind: string } {
  const [kind = '', version = '', group = ''] = type.split('/').reverse()
  return { group, version, kind }
}

function all(each: readonly Meant[]): Meant {
  if (each.includes(false)) return false
  return each.includes(undefined) ? undefined : true
}

/** Patterns in targets are whole regular expressions. Those of names, `.*` and `|` are tried, any other is left open. */
function fits(pattern: Value | undefined, actual: readonly string[]): Meant {
  if (pattern === undefined) return true
  const text = textOf(pattern)
  if (text === undefined) return pattern.kind === 'scalar' ? true : undefined
  const bare = text.replace(/^\^/, '').replace(/\$$/, '')
  const inner = /^\([^()]*\)$/.test(bare) ? bare.slice(1, -1) : bare
  if (inner === '' || actual.includes(inner)) return true
  if (!/^(?:[\w.|-]|\.\*)*$/.test(inner)) return undefined
  return inner.split('|').some((each) => actual.some((name) => matches(each.split('.*'), name)))
}

/** Whether the pieces stand in the name in their order, the first at its start and the last at its end. */
function matches(pieces: readonly string[], name: string): boolean {
  const [first = ''] = pieces
  const last = pieces.at(-1) ?? ''
  if (pieces.length === 1) return name === first
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false
  let from = first.length
  for (const piece of pieces.slice(1, -1)) {
    const at = name.indexOf(piece, from)
    if (at === -1) return false
    from = at + piece.length
  }
  return from <= name.length - last.length
}

/** Kubernetes documentation: Labels and Selectors. Sets (`a in (x, y)`) are left open. */
function selected(selector: Value | undefined, labels: Value | undefined): Meant {
  if (selector === undefined) return true
  const text = textOf(selector)
  if (text === undefined || labels?.kind === 'unresolved') return selector.kind === 'scalar' ? true : undefined
  if (text.includes('(')) return undefined
  const entries = labels?.kind === 'dict' ? labels.entries : new Map<string, Value>()
  return all(text.split(',').map((each) => hasLabel(each.trim(), entries)))
}

function hasLabel(requirement: string, labels: ReadonlyMap<string, Value>): Meant {
  if (requirement.startsWith('!') && !requirement.includes('=')) return !labels.has(requirement.slice(1).trim())
  const differs = requirement.includes('!=')
  const [key = '', wanted] = requirement.split(differs ? '!=' : /==?/).map((part) => part.trim())
  const label = labels.get(key)
  if (wanted === undefined) return label !== undefined
  if (label?.kind === 'unresolved') return undefined
  return (textOf(label) === wanted) !== differs
}
