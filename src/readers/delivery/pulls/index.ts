import type { FileIndex, Infrastructure, Pull, Resource, Settings } from '../../../models/index.js'
import { valueAt } from '../../../models/value.js'
import { argoDrafts } from './argo-cd.js'
import { applicationsOfChart } from './chart-values.js'
import { Claims, kustomizationsOf } from './claims.js'
import type { Draft, PulledTree } from './draft.js'
import { fluxDraft, type FluxObjects } from './flux.js'
import { lookedAt, timedObjects } from './hooks.js'
import { withPatches } from './patches.js'
import { Tiers, type Claimed } from './tiers.js'
import { subjectOf } from '../../../models/environment-names.js'
import { pulledTree } from './tree.js'

/** What pulls are read from. */
export interface PullSources {
  readonly infrastructure: Pick<Infrastructure, 'resources'>
  readonly files: Pick<FileIndex, 'paths' | 'isExcluded'>
  readonly settings: Settings
  /** `owner/name`, or the folder's name. */
  readonly repository: string
}

/** Pulls with the files that each deploys. */
export interface Pulls {
  readonly all: readonly Pull[]
  /** The pulls that deploy what depends on this file. */
  dependingOn(file: string): readonly Pull[]
}

const ARGO_CD = /^argoproj\.io\/.*\/(?:Application|ApplicationSet)$/
const FLUX = /^(?:kustomize|helm)\.toolkit\.fluxcd\.io\/.*\/(?:Kustomization|HelmRelease)$/

/** Objects beyond this number are not read: a mirror of many clusters. */
const MAX_OBJECTS = 5_000

/**
 * What controllers are told to pull and deploy by objects of the tree, charts' templates with their default values
 * included as far as they are literal. Objects of fixtures and samples are not this repository's own.
 */
export function readPulls(sources: PullSources): Pulls {
  const { infrastructure, files, settings, repository } = sources
  const resources = infrastructure.resources.filter(({ file }) => !files.isExcluded(file))
  const tree = pulledTree(files, repository)
  const kustomizations = kustomizationsOf(resources)
  const timed = timedObjects(resources)
  const made = resources.flatMap(applicationsOfChart)
  const all = draftsOf([...resources, ...made], tree).map((draft): Claimed => {
    const claims = new Claims(draft.roots, draft.files, kustomizations)
    return { claims, draft: draft.controller === 'argocd' ? { ...draft, ...lookedAt(claims, timed) } : draft }
  })
  const tiers = new Tiers(all, settings)
  const patched = withPatches(resources, all, tiers)
  const leading = new Set(all.flatMap((each) => tiers.parents(each).map(({ draft }) => draft.resource)))
  const found = patched.map((each, index) => ({
    each,
    pulls: tiers.of(all[index] ?? each).map((tier): Pull => ({
      ...pullOf(each),
      tier,
      subject: subjectOf(each.draft.name, settings),
      leads: leading.has(each.draft.resource),
    })),
  }))
  return {
    all: found.flatMap(({ pulls }) => pulls),
    dependingOn: (file) => found.flatMap(({ each, pulls }) => (each.claims.dependsOn(file) ? pulls : [])),
  }
}

function draftsOf(resources: readonly Resource[], tree: PulledTree): Draft[] {
  const projects = resources.filter(({ type }) => /^argoproj\.io\/.*\/AppProject$/.test(type))
  const objects: FluxObjects = {
    sources: resources.filter(({ type }) => type.startsWith('source.toolkit.fluxcd.io/')),
    automations: resources.filter(({ type }) => type.endsWith('/ImageUpdateAutomation')),
    generators: resources.filter(({ type }) => /^source\.extensions\.fluxcd\.io\/.*\/ArtifactGenerator$/.test(type)),
  }
  return resources
    .filter((each) => (ARGO_CD.test(each.type) || FLUX.test(each.type)) && !isPart(each))
    .slice(0, MAX_OBJECTS)
    .flatMap((each) => (ARGO_CD.test(each.type) ? argoDrafts(each, tree, projects) : [fluxDraft(each, tree, objects)]))
}

/** Whether the object only changes another one: a patch says nothing of a source. */
function isPart({ complete, properties }: Resource): boolean {
  if (complete) return false
  return ['source', 'sources', 'template', 'sourceRef', 'chart.spec.chart', 'chartRef'].every(
    (key) => valueAt(properties, `spec.${key}`) === undefined,
  )
}

function pullOf({ draft: { names: _, roots: _roots, files: _files, preview: _preview, ...told }, claims }: Claimed) {
  return { ...told, folders: claims.folders }
}
