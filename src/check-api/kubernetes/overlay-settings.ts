import type { DictValue, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, truthOf, valueAt } from '../../models/value.js'
import { withValue } from './strategic-merge.js'

/** Kinds whose number of pods `replicas` sets (Kustomize reference: replicas). */
const REPLICATED = /\/(?:Deployment|ReplicaSet|ReplicationController|StatefulSet)$/

/** Labels of what an object makes or selects, by kind (Kustomize: field specifications of labels). */
const TEMPLATES = ['spec.template.metadata.labels', 'spec.jobTemplate.spec.template.metadata.labels'] as const
const SELECTORS = ['spec.selector.matchLabels', 'spec.podSelector.matchLabels'] as const

/** The resource after what a kustomization sets in all that it takes: namespace, labels, replicas, images. Names stay. */
export function withSettings(resource: Resource, settings: DictValue): Resource {
  if (settings.entries.size === 0) return resource
  const namespace = textOf(settings.entries.get('namespace')) ?? textOf(settings.entries.get('targetNamespace'))
  const labelled = labelsIn(settings).reduce(
    (before, { labels, everywhere, templates }) => withLabels(before, labels, everywhere, templates),
    resource.properties,
  )
  const counted = withReplicas(labelled, resource, settings.entries.get('replicas'))
  const images = itemsOf(settings.entries.get('images'))
  const properties = images.length === 0 ? counted : withImages(counted, images)
  return {
    ...resource,
    properties: properties.kind === 'dict' ? properties : counted,
    ...(namespace !== undefined && { namespace }),
  }
}

interface Labels {
  readonly labels: DictValue
  /** Whether selectors get them too, and with them the pods. */
  readonly everywhere: boolean
  readonly templates: boolean
}

function labelsIn({ entries }: DictValue): Labels[] {
  const common = entries.get('commonLabels')
  const metadata = valueAt(entries.get('commonMetadata'), 'labels')
  return [
    ...(common?.kind === 'dict' ? [{ labels: common, everywhere: true, templates: true }] : []),
    ...(metadata?.kind === 'dict' ? [{ labels: metadata, everywhere: false, templates: false }] : []),
    ...itemsOf(entries.get('labels')).flatMap((item) => {
      const labels = valueAt(item, 'pairs')
      const everywhere = truthOf(valueAt(item, 'includeSelectors')) === true
      const templates = everywhere || truthOf(valueAt(item, 'includeTemplates')) === true
      return labels?.kind === 'dict' ? [{ labels, everywhere, templates }] : []
    }),
  ]
}

function withLabels(properties: DictValue, labels: DictValue, everywhere: boolean, templates: boolean): DictValue {
  const paths = [
    'metadata.labels',
    ...(templates
      ? TEMPLATES.filter((path) => valueAt(properties, path.replace('.metadata.labels', '')) !== undefined)
      : []),
    ...(everywhere ? SELECTORS.filter((path) => valueAt(properties, path) !== undefined) : []),
    ...(everywhere && textOf(valueAt(properties, 'kind')) === 'Service' ? ['spec.selector'] : []),
  ]
  return paths.reduce((before, path) => {
    const there = valueAt(before, path)
    const entries = new Map([...(there?.kind === 'dict' ? there.entries : []), ...labels.entries])
    return withValue(before, path.split('.'), { kind: 'dict', entries, at: there?.at ?? labels.at })
  }, properties)
}

function withReplicas(properties: DictValue, { type, name }: Resource, replicas: Value | undefined): DictValue {
  if (!REPLICATED.test(type)) return properties
  const count = itemsOf(replicas)
    .filter((item) => textOf(valueAt(item, 'name')) === name)
    .map((item) => valueAt(item, 'count'))
    .at(-1)
  return count === undefined ? properties : withValue(properties, ['spec', 'replicas'], count)
}

/** Containers at any depth, as Kustomize looks for them. */
function withImages(value: Value, images: readonly Value[]): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => withImages(item, images)) }
  if (value.kind !== 'dict') return value
  const entries = [...value.entries].map(([key, each]) => {
    const isContainers = (key === 'containers' || key === 'initContainers') && each.kind === 'list'
    if (!isContainers) return [key, withImages(each, images)] as const
    return [key, { ...each, items: each.items.map((item) => withImage(item, images)) }] as const
  })
  return { ...value, entries: new Map(entries) }
}

function withImage(container: Value, images: readonly Value[]): Value {
  const image = valueAt(container, 'image')
  const text = textOf(image)
  if (container.kind !== 'dict' || image === undefined || text === undefined) return container
  const [, name = text, rest = ''] = /^([^@]*?)((?::[^:/@]*)?(?:@.*)?)$/.exec(text) ?? []
  const entry = images.find((each) => textOf(valueAt(each, 'name')) === name)
  if (entry === undefined) return container
  const [newName, newTag, digest] = ['newName', 'newTag', 'digest'].map((key) => textOf(valueAt(entry, key)))
  const end = digest !== undefined ? `@${digest}` : newTag !== undefined ? `:${newTag}` : rest
  const changed: Value = { kind: 'scalar', value: `${newName ?? name}${end}`, at: entry.at }
  return { ...container, entries: new Map([...container.entries, ['image', changed]]) }
}
