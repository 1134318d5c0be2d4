import type { DictValue, Kustomization, Resource, Value } from '../../../models/index.js'
import { itemsOf, textOf, valueAt } from '../../../models/value.js'
import type { ReaderContext } from '../../context.js'
import { dict } from '../make-value.js'
import { pathFrom, patchesIn } from './kustomize-patches.js'

/** Everything among the resources that takes objects of the tree and may change them. */
export function kustomizationsOf(context: ReaderContext, resources: readonly Resource[]): Kustomization[] {
  return resources.flatMap((resource) => {
    const { type, technology } = resource
    if (type === 'kustomization') return [ofFile(context, resource)]
    if (technology === 'argocd') return ofArgo(context, resource)
    if (type.startsWith('kustomize.toolkit.fluxcd.io/')) return [ofFlux(context, resource)]
    return type.startsWith('helm.toolkit.fluxcd.io/') ? ofRelease(context, resource) : []
  })
}

/** Kustomize reference: kustomization. Charts that it renders lie in `chartHome`. */
function ofFile(context: ReaderContext, resource: Resource): Kustomization {
  const { module: folder = '.', properties } = resource
  const paths = (key: string): string[] =>
    itemsOf(valueAt(properties, key)).flatMap((item) => takenPath(context, folder, textOf(item) ?? '') ?? [])
  const home = textOf(valueAt(properties, 'helmGlobals.chartHome')) ?? 'charts'
  const charts = itemsOf(valueAt(properties, 'helmCharts'))
    .filter((chart) => valueAt(chart, 'repo') === undefined)
    .flatMap((chart) => pathFrom(folder, `${home}/${textOf(valueAt(chart, 'name')) ?? ''}`) ?? [])
  return {
    resource,
    folder,
    takes: [...paths('resources'), ...paths('bases'), ...charts],
    components: paths('components'),
    patches: patchesIn(context, properties, folder),
    settings: properties,
  }
}

/** Flux documentation: Kustomization. */
function ofFlux(context: ReaderContext, resource: Resource): Kustomization {
  const spec = dictAt(resource, valueAt(resource.properties, 'spec'))
  const written = valueAt(spec, 'path')
  const path = written === undefined ? '.' : pathFrom('.', (textOf(written) ?? '').replace(/^\//, ''))
  return controller(context, resource, spec, path)
}

/** Argo CD documentation: Kustomize, Multiple Sources for an Application. Paths that a generator fills in are not followed. */
function ofArgo(context: ReaderContext, resource: Resource): Kustomization[] {
  return ['spec', 'spec.template.spec'].flatMap((path) => {
    const spec = valueAt(resource.properties, path)
    const sources = [valueAt(spec, 'source'), ...itemsOf(valueAt(spec, 'sources'))]
    return sources.flatMap((source) => {
      const folder = pathFrom('.', textOf(valueAt(source, 'path')) ?? '')
      const settings = dictAt(resource, valueAt(source, 'kustomize'))
      return folder === undefined ? [] : [controller(context, resource, settings, folder)]
    })
  })
}

/** Flux documentation: Helm Releases, Post renderers. The chart may lie in the tree. */
function ofRelease(context: ReaderContext, resource: Resource): Kustomization[] {
  const chart = pathFrom('.', textOf(valueAt(resource.properties, 'spec.chart.spec.chart')) ?? '')
  return itemsOf(valueAt(resource.properties, 'spec.postRenderers')).flatMap((renderer) => {
    const settings = dictAt(resource, valueAt(renderer, 'kustomize'))
    return chart === undefined ? [] : [controller(context, resource, settings, chart)]
  })
}

function controller(
  context: ReaderContext,
  resource: Resource,
  settings: DictValue,
  folder: string | undefined,
): Kustomization {
  return {
    resource,
    takes: folder === undefined ? [] : [folder],
    components: itemsOf(valueAt(settings, 'components')).flatMap(
      (item) => pathFrom(folder ?? '.', textOf(item) ?? '') ?? [],
    ),
    patches: patchesIn(context, settings, folder ?? '.'),
    settings,
  }
}

function dictAt({ at }: Resource, value: Value | undefined): DictValue {
  return value?.kind === 'dict' ? value : dict([], at)
}

/** A local path, or the path in this repository of an address that leads back to it. */
function takenPath({ repository }: ReaderContext, folder: string, text: string): string | undefined {
  const local = pathFrom(folder, text)
  if (local !== undefined && !/^(?:github|gitlab|bitbucket)\.[a-z]+\/|^git@/.test(text)) return local
  const name = repository?.slice(repository.lastIndexOf('/') + 1).toLowerCase()
  const words = (text.split('?')[0] ?? '').split('/').filter((word) => word !== '')
  const at = words.findIndex((word) => name !== undefined && word.toLowerCase().replace(/\.git$/, '') === name)
  return at === -1 ? undefined : pathFrom('.', words.slice(at + 1).join('/') || '.')
}
