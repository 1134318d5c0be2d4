import { nearest } from '../core/nearest.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../readers/yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../readers/yaml/node.js'
import { staysInside } from '../core/sarif-inputs.js'
import type { Location } from '../core/location.js'
import type { ConfigDocument } from './document.js'
import type { ConfigError } from './errors.js'
import { errorsOf } from './issues.js'
import type { KnownIds } from './schema-records.js'
import { MOST_SERVICES, SERVICE_NAME, serviceEntry, type ServiceData } from './schema-services.js'

/** One service as the configuration names it. */
export interface ServiceEntry {
  readonly name: string
  /** Of its name. */
  readonly at: Location
  /** What stands at the name. */
  readonly node: YamlNode
  readonly paths: readonly string[]
  readonly pathsAt: readonly Location[]
  /** What it says beside its paths; empty for one that is nothing but paths. */
  readonly data: Omit<ServiceData, 'paths'>
}

/** What stands at `services`: undefined without the key; what is wrong goes to `errors`. */
export function readServices(
  document: ConfigDocument | undefined,
  ids: KnownIds,
  errors: ConfigError[],
): 'off' | readonly ServiceEntry[] | undefined {
  const node = document && valueAt(document.node, 'services')
  if (node === undefined || document === undefined) return undefined
  if (node.kind === 'scalar') {
    if (node.text === 'off') return 'off'
    if (node.text === '') return undefined
    errors.push({
      at: node.at,
      message: 'services must be a mapping from names to paths, as in "web: apps/web", or off',
    })
    return undefined
  }
  if (node.kind === 'sequence') {
    errors.push({
      at: node.at,
      message: 'services must be a mapping from names to paths, as in "web: apps/web", not a list',
    })
    return undefined
  }
  const values = (document.value as { services?: Record<string, unknown> }).services ?? {}
  const all = node.entries.slice(0, MOST_SERVICES)
  if (node.entries.length > all.length)
    errors.push({ at: node.at, message: `services has ${node.entries.length} entries: ${MOST_SERVICES} is the most` })
  const entries = all.flatMap((entry) => readService(entry, values[entry.key.text], ids, errors) ?? [])
  errors.push(...samePaths(entries))
  return entries.length === 0 ? undefined : entries
}

function readService(
  { key, value: node }: YamlEntry,
  value: unknown,
  ids: KnownIds,
  errors: ConfigError[],
): ServiceEntry | undefined {
  const name = key.text
  if (!SERVICE_NAME.test(name)) {
    const message = `"${name.slice(0, 80)}" is no name of a service: at most 80 letters, digits, blanks and ._/@-, a letter or digit first`
    errors.push({ at: key.at, message })
    return undefined
  }
  if (node.kind === 'mapping') return readMapping(name, key.at, node, value, ids, errors)
  const nodes = node.kind === 'scalar' ? [node] : node.items
  const wrong = nodes.find((each) => each.kind !== 'scalar' || each.text === '' || !staysInside(each.text))
  if (nodes.length === 0 || wrong !== undefined) {
    const message = `services.${name} needs the folders of the service: paths relative to the root with "/", without ".." and "!"`
    errors.push({ at: wrong?.at ?? node.at, message })
    return undefined
  }
  return { name, at: key.at, node, ...pathsOf(nodes), data: {} }
}

function readMapping(
  name: string,
  at: Location,
  node: YamlNode,
  value: unknown,
  ids: KnownIds,
  errors: ConfigError[],
): ServiceEntry | undefined {
  const schema = serviceEntry(ids)
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    errors.push(...errorsOf(parsed.error.issues, schema, node, ['services', name]))
    return undefined
  }
  return { name, at, node, ...pathsOf(itemsOf(valueAt(node, 'paths'))), data: parsed.data }
}

function pathsOf(nodes: readonly YamlNode[]): Pick<ServiceEntry, 'paths' | 'pathsAt'> {
  const scalars = nodes.filter((each) => each.kind === 'scalar')
  return { paths: scalars.map(({ text }) => text), pathsAt: scalars.map(({ at }) => at) }
}

/** The same path twice cannot be told apart; of different ones the most specific wins. */
function samePaths(entries: readonly ServiceEntry[]): ConfigError[] {
  const seen = new Map<string, string>()
  return entries.flatMap(({ name, paths, pathsAt }) =>
    paths.flatMap((path, index): ConfigError[] => {
      const plain = path.replace(/^(?:\.\/)+/, '').replace(/\/(?:\*\*)?$/, '')
      const first = seen.get(plain)
      const at = pathsAt[index]
      seen.set(plain, first ?? name)
      if (first === undefined || at === undefined) return []
      return [{ at, message: `services.${name} has the path ${path}, which is already that of ${first}: keep one` }]
    }),
  )
}

/** Records that name a service which the configuration does not have. Nothing is said where services are derived. */
export function unknownServices(
  records: readonly YamlNode[],
  services: 'off' | readonly ServiceEntry[] | undefined,
): ConfigError[] {
  if (services === undefined) return []
  const names = services === 'off' ? [] : services.map(({ name }) => name)
  return records.flatMap((record): ConfigError[] => {
    const service = scalarAt(record, 'service')
    if (service === undefined || names.includes(service.text)) return []
    const near = nearest(service.text, names)
    const hint =
      services === 'off'
        ? '; services are off'
        : near === undefined
          ? `; there are ${names.slice(0, 12).join(', ')}`
          : `; did you mean "${near}"?`
    return [{ at: service.at, message: `there is no service "${service.text.slice(0, 80)}"${hint}` }]
  })
}

/** The nodes of the records that stand under a key of a service. */
export function recordNodes({ node }: ServiceEntry, key: 'exceptions' | 'attestations'): readonly YamlNode[] {
  return itemsOf(valueAt(node, key))
}

/** The nodes of the entries of a mapping under a key of a service, by their keys. */
export function entryNodes({ node }: ServiceEntry, key: 'checks' | 'environments'): readonly YamlEntry[] {
  return entriesOf(valueAt(node, key))
}
