import type { DictValue, PullSource, Resource, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'
import { joinPath } from '../command-words.js'
import type { Draft, PulledTree } from './draft.js'
import { literal, literals, switchAt } from './literal.js'
import { gitRevision, versionRevision } from './revisions.js'

/** One application: an object of its own, or one of a set with what its generator fills in. */
export interface Application {
  readonly resource: Resource
  readonly name: string
  /** `spec` of an Application. */
  readonly spec: DictValue
  /** Annotations and labels of the application. */
  readonly metadata: Value | undefined
}

/** What Argo CD is told by an application (Argo CD docs: Application Specification). */
export function applicationDraft({ resource, name, spec, metadata }: Application, tree: PulledTree): Draft {
  const written = [...itemsOf(valueAt(spec, 'sources')), ...itemsOf(valueAt(spec, 'source'))]
  const sources = written.map(sourceOf)
  const automated = syncsItself(spec)
  const updates = updaterAt(metadata)
  return {
    controller: 'argocd',
    resource,
    name,
    sources,
    automated,
    corrects: both(automated, switchAt(spec, 'syncPolicy.automated.selfHeal', false)),
    prunes: both(automated, switchAt(spec, 'syncPolicy.automated.prune', false)),
    // It corrects drift; a version that does not become healthy stays. (Argo CD docs: Automated Sync Semantics.)
    reverts: false,
    ...(updates !== undefined && { updates: updates.at }),
    windows: [],
    unresolved: [],
    names: namesOf(name, spec, sources, valueFilesOf(written)),
    roots: sources.flatMap((source) => tree.rootOf(source)),
    files: written.flatMap((value, index) => filesOf(value, sources[index]?.path, tree)),
    preview: false,
  }
}

/** Argo CD docs: Automated Sync Policy. `automated: {}` is on, `enabled: false` is off. */
function syncsItself(spec: DictValue): boolean | undefined {
  const automated = valueAt(spec, 'syncPolicy.automated')
  if (automated === undefined || (automated.kind === 'scalar' && automated.value === null)) return false
  return automated.kind === 'unresolved' ? undefined : switchAt(automated, 'enabled', true)
}

function both(one: boolean | undefined, other: boolean | undefined): boolean | undefined {
  if (one === false || other === false) return false
  return one === undefined || other === undefined ? undefined : true
}

function sourceOf(value: Value): PullSource {
  const url = literal(valueAt(value, 'repoURL'))
  const chart = valueAt(value, 'chart')
  const revision = valueAt(value, 'targetRevision')
  const oci = url !== undefined && url.startsWith('oci://')
  if (chart !== undefined) {
    const name = literal(chart)
    const named = { ...(url !== undefined && { url }), ...(name !== undefined && { chart: name }) }
    return { kind: oci ? 'oci' : 'helm', ...named, ...versionRevision(revision) }
  }
  const written = valueAt(value, 'path')
  const path = written === undefined ? undefined : joinPath('', literal(written) ?? '..')
  return {
    kind: oci ? 'oci' : 'git',
    ...(url !== undefined && { url }),
    ...(path !== undefined && { path }),
    ...(oci ? versionRevision(revision) : gitRevision(revision)),
  }
}

/** Files of values, relative to the chart or to the root of another source (`$values/…`). */
function valueFilesOf(written: readonly Value[]): string[] {
  return written.flatMap((value) => literals(valueAt(value, 'helm.valueFiles')))
}

function filesOf(value: Value, path: string | undefined, tree: PulledTree): string[] {
  if (path !== undefined && tree.folder(path) === undefined) return []
  return valueFilesOf([value]).flatMap((file) => {
    const rooted = /^\$[^/]+\/(.*)$/.exec(file)?.[1]
    return (rooted === undefined ? path !== undefined && joinPath(path, file) : joinPath('', rooted)) || []
  })
}

function namesOf(name: string, spec: DictValue, sources: readonly PullSource[], valueFiles: readonly string[]) {
  const destination = ['destination.name', 'destination.namespace'].map((path) => literal(valueAt(spec, path)))
  const paths = [...sources.map(({ path }) => path), ...valueFiles].flatMap((path) => (path ?? '').split('/').reverse())
  const revisions = sources.flatMap(({ revision, follows }) =>
    follows === 'unknown' && revision !== undefined ? [revision.value] : [],
  )
  const [cluster = '', namespace = ''] = destination
  return [cluster, name, ...paths, namespace, ...revisions]
}

/** Argo CD Image Updater docs: Images annotation. */
function updaterAt(metadata: Value | undefined): Value | undefined {
  const annotations = valueAt(metadata, 'annotations')
  if (annotations?.kind !== 'dict') return undefined
  return [...annotations.entries].find(([key]) => key.startsWith('argocd-image-updater.argoproj.io/'))?.[1]
}
