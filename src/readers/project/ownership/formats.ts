import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** What a document says; undefined where it is none of the format. */
export type Described = {
  readonly kind: 'component' | 'template' | 'maintainers'
  readonly what: string
  /** Where the owner stands; undefined where none is named. */
  readonly owner: YamlNode | undefined
  readonly describesInterface?: boolean
}

export interface Format {
  readonly catalogue: string
  /** Whole paths, in lower case. */
  readonly path: RegExp
  read(document: YamlNode): Described | undefined
}

const textOf = (node: YamlNode | undefined, key: string): string => scalarAt(node, key)?.text ?? ''

/** Kinds that somebody owns (Backstage docs, "Descriptor Format of Catalog Entities"); users, groups and locations are none. */
const OWNED: ReadonlySet<string> = new Set(['Component', 'API', 'System', 'Resource', 'Domain', 'Template'])

function backstage(document: YamlNode): Described | undefined {
  const version = textOf(document, 'apiVersion')
  const kind = textOf(document, 'kind')
  if (!/^(?:scaffolder\.)?backstage\.io\//.test(version) || !OWNED.has(kind)) return undefined
  const metadata = valueAt(document, 'metadata')
  const spec = valueAt(document, 'spec')
  return {
    kind: kind === 'Template' ? 'template' : 'component',
    what: `${kind} ${textOf(metadata, 'name')}`,
    owner: valueAt(spec, 'owner'),
    describesInterface:
      kind === 'API' ||
      itemsOf(valueAt(spec, 'providesApis')).length > 0 ||
      valueAt(valueAt(metadata, 'annotations'), 'backstage.io/techdocs-ref') !== undefined,
  }
}

/** Cortex docs, "Service descriptor": an OpenAPI document with keys of its own. */
function cortex(document: YamlNode): Described | undefined {
  const info = valueAt(document, 'info')
  const tag = textOf(info, 'x-cortex-tag')
  if (tag === '') return undefined
  const owners = valueAt(info, 'x-cortex-owners')
  const [first] = itemsOf(owners)
  return { kind: 'component', what: `entity ${tag}`, owner: valueAt(first, 'name') ?? valueAt(first, 'email') ?? first }
}

/** OpsLevel docs, "opslevel.yml". */
function opslevel(document: YamlNode): Described | undefined {
  const component = valueAt(document, 'component') ?? valueAt(document, 'service')
  return (
    component && {
      kind: 'component',
      what: `component ${textOf(component, 'name')}`,
      owner: valueAt(component, 'owner'),
    }
  )
}

/** Datadog docs, "Entity definition": version 3 has the owner in its metadata, version 2 a team. */
function datadog(document: YamlNode): Described | undefined {
  const metadata = valueAt(document, 'metadata')
  if (textOf(document, 'apiVersion') === 'v3')
    return {
      kind: 'component',
      what: `${textOf(document, 'kind')} ${textOf(metadata, 'name')}`,
      owner: valueAt(metadata, 'owner') ?? itemsOf(valueAt(metadata, 'additionalOwners'))[0],
    }
  const service = textOf(document, 'dd-service')
  return service === ''
    ? undefined
    : { kind: 'component', what: `service ${service}`, owner: valueAt(document, 'team') }
}

/** Atlassian docs, "compass.yml". */
function compass(document: YamlNode): Described | undefined {
  const name = textOf(document, 'name')
  return name === '' ? undefined : { kind: 'component', what: `component ${name}`, owner: valueAt(document, 'ownerId') }
}

/** Helm docs, "The Chart.yaml File". A chart without maintainers may have owners elsewhere. */
function chart(document: YamlNode): Described | undefined {
  const [first] = itemsOf(valueAt(document, 'maintainers'))
  const owner = valueAt(first, 'name') ?? valueAt(first, 'email')
  return owner && { kind: 'maintainers', what: `chart ${textOf(document, 'name')}`, owner }
}

/** Files of catalogues, by their documentation. */
export const FORMATS: readonly Format[] = [
  {
    catalogue: 'Backstage',
    path: /(?:^|\/)(?:catalog-info|\.?backstage|template)[^/]{0,60}\.ya?ml$|^templates?\/[^/]+\.ya?ml$/,
    read: backstage,
  },
  { catalogue: 'Cortex', path: /(?:^|\/)\.?cortex\.ya?ml$|(?:^|\/)\.cortex\/.*\.ya?ml$/, read: cortex },
  { catalogue: 'OpsLevel', path: /(?:^|\/)opslevel\.ya?ml$/, read: opslevel },
  { catalogue: 'Datadog', path: /(?:^|\/)(?:service|entity)\.datadog\.ya?ml$/, read: datadog },
  { catalogue: 'Compass', path: /(?:^|\/)compass\.ya?ml$/, read: compass },
  { catalogue: 'Helm', path: /(?:^|\/)chart\.ya?ml$/, read: chart },
]
