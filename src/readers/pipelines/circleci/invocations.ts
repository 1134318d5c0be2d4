import type { Unresolved } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode, YamlScalar } from '../../yaml/node.js'
import { unresolved } from '../parts.js'
import type { Elements } from './config.js'
import { narrowed, readFilter, type Filter } from './filters.js'
import { combinationsOf, suffixOf, type Combination } from './matrix.js'
import type { OrbReference } from './orb-ref.js'
import { argumentsOf, followed, type Scope } from './scope.js'
import { JOB_KEYS } from './orb-steps.js'
import { textIn } from './template.js'

/** Where a job's own text is: in the config or an inline orb, in an orb of the registry, or nowhere. */
export type Definition =
  | { readonly kind: 'own'; readonly node: YamlMapping; readonly scope: Scope }
  | { readonly kind: 'orb'; readonly orb: OrbReference; readonly name: string }
  | { readonly kind: 'marker'; readonly type: MarkerType; readonly node: YamlMapping; readonly scope: Scope }
  | { readonly kind: 'approval' | 'nothing' }

/**
 * Jobs without an executor, whose steps CircleCI does not look at (CircleCI config schema: jobDefinition, `type`). `lock`
 * and `unlock` stand around what no other run may do at the same time.
 */
const MARKERS = ['no-op', 'release', 'lock', 'unlock'] as const
export type MarkerType = (typeof MARKERS)[number]

/** One job of a workflow: an entry of its list, or one combination of its matrix. */
export interface Invocation {
  readonly id: string
  /** Every name by which other jobs may require it. */
  readonly names: ReadonlySet<string>
  readonly definition: Definition
  /** The name of the job as the workflow's list has it. */
  readonly key: YamlScalar
  /** What the workflow says about it. */
  readonly node: YamlMapping | undefined
  readonly scope: Scope
  readonly filter: Filter
  readonly requires: readonly Requirement[]
  /** What the workflow says about the group that the job stands in. */
  readonly group?: YamlMapping
}

export interface Requirement {
  readonly name: string
  /** The ends of the required job after which this one starts; empty is success. */
  readonly statuses: readonly string[]
}

type Draft = Omit<Invocation, 'id' | 'names'> & { readonly name: string; readonly aliases: readonly string[] }

/** Groups of jobs in groups beyond this depth, and jobs of one workflow beyond this number, are not looked into. */
const MAX_GROUPS = 5
const MAX_JOBS = 3_000

/** What is counted and found while the jobs are listed. */
interface Listing {
  readonly problems: Unresolved[]
  left: number
}

/** The jobs of a workflow, those of matrices and groups each by itself. */
export function readInvocations(
  jobs: YamlNode | undefined,
  scope: Scope,
): { readonly invocations: readonly Invocation[]; readonly unresolved: readonly Unresolved[] } {
  const listing: Listing = { problems: [], left: MAX_JOBS }
  const drafts = draftsOf(jobs, scope, listing, 0)
  const counts = new Map<string, number>()
  for (const { name } of drafts) counts.set(name, (counts.get(name) ?? 0) + 1)
  const used = new Map<string, number>()
  const invocations = drafts.map(({ name, aliases, ...draft }): Invocation => {
    const number = (used.get(name) ?? 0) + 1
    used.set(name, number)
    // CircleCI numbers jobs that share a name.
    const id = (counts.get(name) ?? 0) > 1 ? `${name}-${number}` : name
    return { ...draft, id, names: new Set([id, name, ...aliases]) }
  })
  return { invocations, unresolved: listing.problems }
}

function draftsOf(jobs: YamlNode | undefined, outer: Scope, listing: Listing, depth: number): Draft[] {
  if (jobs === undefined) return []
  const { node, scope } = followed(jobs, outer)
  return itemsOf(node).flatMap((item) => {
    if (item.kind === 'scalar') return draft(item, undefined, scope, listing, depth)
    const [entry] = entriesOf(item)
    if (entry === undefined) return []
    const { key, value } = entry
    return draft(key, value.kind === 'mapping' ? value : undefined, scope, listing, depth)
  })
}

function draft(key: YamlScalar, node: YamlMapping | undefined, scope: Scope, listing: Listing, depth: number): Draft[] {
  if (listing.left-- <= 0) {
    if (listing.left === -1) listing.problems.push(unresolved('further jobs', 'too-deep', key.at, scope.because))
    return []
  }
  const group = scope.elements.groups.get(key.text)
  if (group !== undefined && depth < MAX_GROUPS) return groupDrafts(key, node, group, scope, listing, depth)
  const matrix = valueAt(node, 'matrix')
  const combinations = matrix === undefined ? undefined : combinationsOf(matrix, scope)
  if (matrix !== undefined && combinations === undefined) {
    listing.problems.push(unresolved(`matrix of ${key.text}`, 'dynamic', matrix.at, scope.because))
  }
  const alias = scalarAt(valueAt(node, 'matrix'), 'alias')?.text
  const base = { key, node, problems: listing.problems }
  listing.left -= combinations?.length ?? 0
  if (combinations === undefined) return [single(base, scope, [], new Map())]
  return combinations.map((each) => single(base, scope, [alias ?? key.text], each))
}

function single(
  { key, node, problems }: { key: YamlScalar; node: YamlMapping | undefined; problems: Unresolved[] },
  outer: Scope,
  aliases: readonly string[],
  combination: Combination,
): Draft {
  const scope: Scope = { ...outer, matrix: combination }
  const named = scalarAt(node, 'name')
  const name = named === undefined ? `${key.text}${suffixOf(combination)}` : textIn(named, scope).text
  const definition = definitionOf(key, node, scope, combination)
  if (definition.kind === 'nothing') {
    problems.push(unresolved(`job ${key.text}, which is not in the tree`, 'missing', key.at, scope.because))
  }
  return {
    name,
    aliases,
    definition,
    key,
    node,
    scope,
    filter: narrowed(
      readFilter(valueAt(node, 'filters'), scope),
      definition.kind === 'own' ? definition.node : undefined,
      scope,
    ),
    requires: requirementsOf(valueAt(node, 'requires'), scope),
  }
}

function definitionOf(
  key: YamlScalar,
  node: YamlMapping | undefined,
  scope: Scope,
  combination: Combination,
): Definition {
  if (scalarAt(node, 'type')?.text === 'approval') return { kind: 'approval' }
  const marked = node && markerTypeOf(node)
  if (node !== undefined && marked !== undefined) return { kind: 'marker', type: marked, node, scope }
  const called = overriding(node, scope) ?? key.text
  const slash = called.indexOf('/')
  const orb = slash < 0 ? undefined : scope.elements.orbs.get(called.slice(0, slash))
  const name = called.slice(slash + 1)
  if (orb?.kind === 'registry') return { kind: 'orb', orb: orb.reference, name }
  const elements: Elements = orb?.elements ?? scope.elements
  const found = orb === undefined ? elements.jobs.get(called) : elements.jobs.get(name)
  if (found?.kind !== 'mapping') return { kind: 'nothing' }
  const given = entriesOf(node).filter((entry) => !JOB_KEYS.has(entry.key.text))
  const parameters = argumentsOf(valueAt(found, 'parameters'), given, scope)
  const link = { file: key.at.file, line: key.at.line, text: key.text }
  const inner: Scope = {
    ...scope,
    elements,
    matrix: new Map(),
    parameters: new Map([...parameters, ...combination]),
    because: given.length === 0 ? scope.because : [...scope.because, link],
    depth: scope.depth + 1,
  }
  if (scalarAt(found, 'type')?.text === 'approval') return { kind: 'approval' }
  const type = markerTypeOf(found)
  return type === undefined
    ? { kind: 'own', node: found, scope: inner }
    : { kind: 'marker', type, node: found, scope: inner }
}

function markerTypeOf(node: YamlMapping): MarkerType | undefined {
  const type = scalarAt(node, 'type')?.text
  return MARKERS.find((each) => each === type)
}

/**
 * The job of an orb that stands in the place of the config's own, which is only there in case the orb has none of that
 * name (docs: How to override config using an orb).
 */
function overriding(node: YamlMapping | undefined, scope: Scope): string | undefined {
  const written = scalarAt(node, 'override-with')
  const name = written && textIn(written, scope).text
  const slash = name?.indexOf('/') ?? -1
  const orb = scope.elements.orbs.get(name?.slice(0, slash) ?? '')
  if (orb === undefined) return undefined
  return orb.kind === 'registry' || orb.elements.jobs.has(name?.slice(slash + 1) ?? '') ? name : undefined
}

/** The jobs of a group: those that require nothing in it wait for what the group requires. */
function groupDrafts(
  key: YamlScalar,
  node: YamlMapping | undefined,
  group: YamlNode,
  scope: Scope,
  listing: Listing,
  depth: number,
): Draft[] {
  const name = scalarAt(node, 'name')?.text ?? key.text
  const required = requirementsOf(valueAt(node, 'requires'), scope)
  const filter = readFilter(valueAt(node, 'filters'), scope)
  return draftsOf(valueAt(group, 'jobs'), scope, listing, depth + 1).map((each) => ({
    ...each,
    ...(node !== undefined && { group: each.group ?? node }),
    name: `${name}/${each.name}`,
    aliases: [name, ...each.aliases.map((alias) => `${name}/${alias}`)],
    filter: valueAt(node, 'filters') === undefined ? each.filter : filter,
    requires:
      each.requires.length === 0 ? required : each.requires.map((one) => ({ ...one, name: `${name}/${one.name}` })),
  }))
}

function requirementsOf(written: YamlNode | undefined, outer: Scope): Requirement[] {
  if (written === undefined || isNull(written)) return []
  const { node, scope } = followed(written, outer)
  const items = node.kind === 'sequence' ? node.items : [node]
  return items.flatMap((item): Requirement[] => {
    if (item.kind === 'scalar') return [{ name: textIn(item, scope).text, statuses: [] }]
    return entriesOf(item).map(({ key, value }) => ({
      name: key.text,
      statuses: value.kind === 'scalar' ? [value.text] : itemsOf(value).flatMap(statusOf),
    }))
  })
}

function statusOf(node: YamlNode): string[] {
  return node.kind === 'scalar' ? [node.text] : []
}
