import { matchGlob } from '../../../core/glob.js'
import type { Located } from '../../../core/location.js'
import type { DictValue, Resource, Unresolved, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'
import { applicationDraft } from './application.js'
import type { Draft, PulledTree } from './draft.js'
import { generatedBy } from './generators.js'
import { literal, literals } from './literal.js'
import { filledDict, filledText, type Parameters } from './templates.js'

const NO_SPEC = (at: Resource['at']): DictValue => ({ kind: 'dict', entries: new Map(), at })

/** What an Application says, or each application that an ApplicationSet makes. */
export function argoDrafts(resource: Resource, tree: PulledTree, projects: readonly Resource[]): Draft[] {
  const drafts = resource.type.endsWith('/ApplicationSet')
    ? setDrafts(resource, tree)
    : [applicationDraft({ resource, name: resource.name, ...partsOf(resource.properties) }, tree)]
  return drafts.map((draft) => ({ ...draft, windows: windowsOf(draft, projects) }))
}

function partsOf(value: DictValue): { readonly spec: DictValue; readonly metadata: Value | undefined } {
  const spec = valueAt(value, 'spec')
  return { spec: spec?.kind === 'dict' ? spec : NO_SPEC(value.at), metadata: valueAt(value, 'metadata') }
}

function setDrafts(resource: Resource, tree: PulledTree): Draft[] {
  const { properties, name } = resource
  const written = valueAt(properties, 'spec.template')
  const template = written?.kind === 'dict' ? written : NO_SPEC(properties.at)
  const { sets, unresolved, preview } = generatedBy(valueAt(properties, 'spec.generators'), tree)
  const patch = valueAt(properties, 'spec.templatePatch')
  const open: Unresolved[] =
    patch === undefined ? [] : [{ what: 'a template patch', reason: 'dynamic', at: patch.at, because: [] }]
  const made = (parameters: Parameters, first: boolean): Draft => {
    const parts = partsOf(filledDict(template, parameters))
    const written = valueAt(template, 'metadata.name')
    const text = literal(written) ?? (written?.kind === 'unresolved' ? written.text : name)
    const draft = applicationDraft({ resource, name: filledText(text, parameters), ...parts }, tree)
    return progressive({ ...draft, preview, unresolved: first ? [...unresolved, ...open] : [] }, properties, patch)
  }
  // What no generator could be followed for still deploys something.
  const all = unresolved.length > 0 && sets.length === 0 ? [new Map<string, string>()] : sets
  return all.map((parameters, index) => made(parameters, index === 0))
}

/**
 * With RollingSync the set starts the syncs by itself, whatever its template says; a template patch may say anything.
 * (Argo CD docs: ApplicationSet, Progressive Syncs, Template Patch.)
 */
function progressive(draft: Draft, properties: DictValue, patch: Value | undefined): Draft {
  if (literal(valueAt(properties, 'spec.strategy.type')) === 'RollingSync') return { ...draft, automated: true }
  return patch === undefined ? draft : { ...draft, automated: undefined, corrects: undefined, prunes: undefined }
}

/** The sync windows of the project that fit the application (Argo CD docs: Sync Windows). */
function windowsOf({ resource, name, names }: Draft, projects: readonly Resource[]): Located<'allow' | 'deny'>[] {
  const [cluster = ''] = names
  const spec = resource.type.endsWith('/ApplicationSet') ? 'spec.template.spec' : 'spec'
  const project = literal(valueAt(resource.properties, `${spec}.project`)) ?? 'default'
  const namespace = literal(valueAt(resource.properties, `${spec}.destination.namespace`)) ?? ''
  const server = literal(valueAt(resource.properties, `${spec}.destination.server`)) ?? ''
  return projects
    .filter((each) => each.name === project)
    .flatMap(({ properties }) => itemsOf(valueAt(properties, 'spec.syncWindows')))
    .flatMap((window): Located<'allow' | 'deny'>[] => {
      const kind = literal(valueAt(window, 'kind'))
      const fits = (key: string, ...texts: readonly string[]) =>
        literals(valueAt(window, key)).some((pattern) => texts.some((text) => text !== '' && fitsName(pattern, text)))
      const meant = fits('applications', name) || fits('namespaces', namespace) || fits('clusters', cluster, server)
      return meant && (kind === 'allow' || kind === 'deny') ? [{ value: kind, at: window.at }] : []
    })
}

function fitsName(pattern: string, text: string): boolean {
  return pattern === '*' || matchGlob(pattern.replaceAll('/', ':'), text.replaceAll('/', ':'))
}
