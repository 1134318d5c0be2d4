import type { Location } from '../../../core/location.js'
import { takesUpgradeBack } from '../../../models/helm-release.js'
import type { DictValue, PullSource, Resource, Unresolved, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'
import { joinPath } from '../command-words.js'
import type { Draft, PulledTree } from './draft.js'
import { behindArtifact } from './generated-artifacts.js'
import { literal, literals, switchAt } from './literal.js'
import { located, versionRevision, type Revision } from './revisions.js'

/** The sources and automations of a tree that Flux's objects refer to. */
export interface FluxObjects {
  readonly sources: readonly Resource[]
  /** ImageUpdateAutomation */
  readonly automations: readonly Resource[]
  /** ArtifactGenerator */
  readonly generators: readonly Resource[]
}

/** Kinds of sources with what they hold (Flux docs: Source Controller). */
const SOURCES: ReadonlyMap<string, PullSource['kind']> = new Map([
  ['GitRepository', 'git'],
  ['OCIRepository', 'oci'],
  ['HelmRepository', 'helm'],
  ['HelmChart', 'helm'],
  ['Bucket', 'bucket'],
])

/** What Flux is told by a Kustomization or a HelmRelease. */
export function fluxDraft(resource: Resource, tree: PulledTree, objects: FluxObjects): Draft {
  return kindOf(resource) === 'HelmRelease'
    ? releaseDraft(resource, tree, objects)
    : kustomizationDraft(resource, tree, objects)
}

/** Flux docs: Kustomization (suspend, prune, wait, healthChecks, targetNamespace). It always corrects drift. */
function kustomizationDraft(resource: Resource, tree: PulledTree, objects: FluxObjects): Draft {
  const { properties } = resource
  const written = valueAt(properties, 'spec.path')
  const told = written === undefined ? '' : (literal(written) ?? '..')
  const behind = behindArtifact(valueAt(properties, 'spec.sourceRef'), told, resource, objects.generators)
  const { source, object, unresolved } = sourceOf(behind.reference, resource, objects)
  const path = behind.path(told)
  const sources: PullSource[] = [{ ...source, ...(path !== undefined && { path }) }]
  const waits = waitsAt(properties)
  const updates = automationFor(object, path, objects)
  return {
    ...common(resource, object),
    sources,
    prunes: switchAt(properties, 'spec.prune', false),
    corrects: switchAt(properties, 'spec.suspend', false) === false,
    reverts: false,
    ...(waits !== undefined && { waits }),
    ...(updates !== undefined && { updates }),
    unresolved,
    names: [...nested(path), resource.name, literal(valueAt(properties, 'spec.targetNamespace')) ?? ''],
    roots: sources.flatMap((each) => tree.rootOf(each)),
    files: [],
  }
}

/** Flux docs: Kustomization, Wait and Health checks. */
function waitsAt(properties: DictValue): Location | undefined {
  const wait = valueAt(properties, 'spec.wait')
  if (literal(wait) === 'true') return wait?.at
  return ['spec.healthChecks', 'spec.healthCheckExprs']
    .map((path) => valueAt(properties, path))
    .find((checks) => itemsOf(checks).length > 0)?.at
}

/** Flux docs: Helm Releases (chart, install and upgrade configuration, test, driftDetection). It waits unless told not to. */
function releaseDraft(resource: Resource, tree: PulledTree, objects: FluxObjects): Draft {
  const { properties, at } = resource
  const chart = valueAt(properties, 'spec.chart.spec')
  const reference = valueAt(properties, 'spec.chartRef') ?? valueAt(chart, 'sourceRef')
  const behind = behindArtifact(reference, '', resource, objects.generators)
  const { source, object, unresolved } = sourceOf(behind.reference, resource, objects)
  const name = literal(valueAt(chart, 'chart')) ?? (behind.reference === reference ? undefined : '')
  const path = source.kind === 'git' && name !== undefined ? behind.path(name) : undefined
  const version: Partial<Revision> =
    chart === undefined || source.kind === 'git' ? {} : versionRevision(valueAt(chart, 'version'))
  const sources = [{ ...source, ...(path === undefined ? name && { chart: name } : { path }), ...version }]
  const test = valueAt(properties, 'spec.test.enable')
  const mode = valueAt(properties, 'spec.driftDetection.mode')
  const waits = ['spec.install.disableWait', 'spec.upgrade.disableWait'].every(
    (key) => switchAt(properties, key, false) === false,
  )
  return {
    ...common(resource, object),
    sources,
    prunes: true,
    corrects: mode !== undefined && literal(mode) === undefined ? undefined : literal(mode) === 'enabled',
    reverts: takesUpgradeBack(properties),
    ...(waits && { waits: at }),
    ...(literal(test) === 'true' && test !== undefined && { verifies: test.at }),
    unresolved,
    names: [literal(valueAt(properties, 'spec.targetNamespace')) ?? '', resource.name, ...nested(path)],
    roots: sources.flatMap((each) => tree.rootOf(each)),
    files: literals(valueAt(chart, 'valuesFiles')).flatMap((file) => joinPath('', file) ?? []),
  }
}

function common(resource: Resource, source: Resource | undefined) {
  const suspended = [resource, source].map((each) => switchAt(each?.properties, 'spec.suspend', false))
  const automated = suspended.includes(true) ? false : suspended.includes(undefined) ? undefined : true
  return { controller: 'flux' as const, resource, name: resource.name, automated, windows: [], preview: false }
}

/** The source of this repository that Flux makes for itself (Flux docs: Bootstrap). */
const BOOTSTRAPPED = 'flux-system'

interface Referred {
  readonly source: PullSource
  readonly object?: Resource
  readonly unresolved: readonly Unresolved[]
}

/** What a reference leads to; the object may be made elsewhere, as `flux bootstrap` does. */
function sourceOf(reference: Value | undefined, { namespace }: Resource, { sources }: FluxObjects): Referred {
  const kind = literal(valueAt(reference, 'kind')) ?? ''
  const name = literal(valueAt(reference, 'name'))
  const wanted = literal(valueAt(reference, 'namespace')) ?? namespace
  const fitting = sources.filter((each) => kindOf(each) === kind && each.name === name)
  const object = fitting.find((each) => each.namespace === wanted) ?? fitting[0]
  const known = SOURCES.get(kind) ?? 'unknown'
  if (object === undefined) {
    const what = `${kind === '' ? 'a source' : kind} ${name ?? 'that an expression names'}, which is not in the tree`
    const at = reference?.at
    const source: PullSource = { kind: known, follows: 'unknown' }
    if (kind === 'GitRepository' && name === BOOTSTRAPPED) return { source, unresolved: [] }
    return { source, unresolved: at === undefined ? [] : [{ what, reason: 'missing', at, because: [] }] }
  }
  const url = literal(valueAt(object.properties, 'spec.url'))
  return { source: { kind: known, ...(url !== undefined && { url }), ...refOf(object) }, object, unresolved: [] }
}

/** Flux docs: Git Repositories and OCI Repositories, Reference. Later keys win over earlier ones. */
function refOf(object: Resource): Revision {
  const { properties } = object
  const kind = kindOf(object)
  if (kind === 'HelmChart') return versionRevision(valueAt(properties, 'spec.version'))
  if (kind === 'HelmRepository' || kind === 'Bucket') return { follows: kind === 'Bucket' ? 'branch' : 'range' }
  const ref = valueAt(properties, 'spec.ref')
  const kinds = [
    ['commit', 'commit'],
    ['digest', 'commit'],
    ['name', 'unknown'],
    ['semver', 'range'],
    ['tag', 'tag'],
    ['branch', 'branch'],
  ] as const
  const [key, follows] = kinds.find(([each]) => valueAt(ref, each) !== undefined) ?? []
  if (key === undefined || follows === undefined) return { follows: ref?.kind === 'unresolved' ? 'unknown' : 'branch' }
  const revision = located(valueAt(ref, key))
  const moves = kind === 'OCIRepository' && key === 'tag' && revision?.value === 'latest'
  return { ...(revision !== undefined && { revision }), follows: moves ? 'range' : follows }
}

/** Flux docs: Image Update Automations, Update path. */
function automationFor(source: Resource | undefined, path = '', { automations }: FluxObjects): Location | undefined {
  return automations.find(({ properties }) => {
    const updated = joinPath('', literal(valueAt(properties, 'spec.update.path')) ?? '')
    const same = source === undefined || literal(valueAt(properties, 'spec.sourceRef.name')) === source.name
    if (!same || updated === undefined || switchAt(properties, 'spec.suspend', false) !== false) return false
    return updated === '' || path === updated || path.startsWith(`${updated}/`) || updated.startsWith(`${path}/`)
  })?.at
}

function nested(path: string | undefined): string[] {
  return (path ?? '').split('/').reverse()
}

function kindOf({ type }: Resource): string {
  return type.slice(type.lastIndexOf('/') + 1)
}
