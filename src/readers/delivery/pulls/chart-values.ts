import type { DictValue, Resource, Value } from '../../../models/index.js'
import { itemsOf, valueAt } from '../../../models/value.js'
import { literal } from './literal.js'

/** The chart of the Argo project that makes applications of its values (artifacthub.io: argo/argocd-apps). */
const CHART = 'argocd-apps'

/** Its lists, and the kinds of what they make. */
const KINDS = [
  ['applications', 'Application'],
  ['applicationsets', 'ApplicationSet'],
] as const

/** What it takes into `metadata`; all else is `spec`. */
const METADATA: ReadonlyMap<string, string> = new Map([
  ['namespace', 'namespace'],
  ['additionalAnnotations', 'annotations'],
  ['additionalLabels', 'labels'],
])

/** The applications that a chart of the tree makes by the values which it hands to that chart. */
export function applicationsOfChart({ technology, type, properties, file }: Resource): Resource[] {
  if (technology !== 'helm' || type !== 'chart') return []
  const dependencies = ['dependencies', '@requirements.dependencies'].flatMap((path) =>
    itemsOf(valueAt(properties, path)),
  )
  const names = dependencies
    .filter((each) => literal(valueAt(each, 'name')) === CHART)
    .map((each) => literal(valueAt(each, 'alias')) ?? CHART)
  const values = valueAt(properties, '@values')
  return names.flatMap((name) =>
    KINDS.flatMap(([list, kind]) =>
      itemsByName(valueAt(valueAt(values, name), list)).map(([own, value]) => resourceOf(kind, own, value, file)),
    ),
  )
}

/** A mapping of names to what is made, or, as of old, a list of items with a name each. */
function itemsByName(value: Value | undefined): [string, DictValue][] {
  const pairs: [string | undefined, Value][] =
    value?.kind === 'dict'
      ? [...value.entries]
      : itemsOf(value).map((item): [string | undefined, Value] => [literal(valueAt(item, 'name')), item])
  return pairs.flatMap(([name, each]): [string, DictValue][] =>
    name !== undefined && each.kind === 'dict' ? [[name, each]] : [],
  )
}

function resourceOf(kind: string, name: string, value: DictValue, file: string): Resource {
  const { at, entries } = value
  const metadata = [...entries].flatMap(([key, each]): [string, Value][] => {
    const own = METADATA.get(key)
    return own === undefined ? [] : [[own, each]]
  })
  const spec = [...entries].filter(([key]) => !METADATA.has(key) && key !== 'name')
  const dict = (all: readonly (readonly [string, Value])[]): DictValue => ({ kind: 'dict', entries: new Map(all), at })
  return {
    technology: 'argocd',
    type: `argoproj.io/v1alpha1/${kind}`,
    name,
    file: at.file === '' ? file : at.file,
    properties: dict([
      ['metadata', dict(metadata)],
      ['spec', dict(spec)],
    ]),
    at,
    complete: true,
  }
}
