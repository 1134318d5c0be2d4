import type { Resource, Value } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlNode } from '../../yaml/node.js'
import { looksTemplated } from '../../yaml/templates.js'
import { isWhole } from '../kubernetes/manifest.js'
import { valueFrom } from '../from-yaml.js'
import { scalar, unresolved } from '../make-value.js'
import { NOTHING, unreadFile, type FileReading } from '../reading.js'
import { folderPrefix } from '../../paths.js'

/** Whether a path is named like a Compose file: `compose.yaml`, `docker-compose.yml`, with a variant (`compose.prod.yaml`). */
export function isComposeFile(path: string): boolean {
  return /(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]*)?\.ya?ml$/.test(path)
}

/**
 * Reads the services of a Compose file as resources of type `service`. Interpolated values (`${TAG:-1}`) are unresolved
 * with the variables' names, `$$` is a dollar sign (Compose file reference: Interpolation). A service that `extends`
 * another is incomplete; so is, after {@link withOverlays}, one that files of a folder define together.
 */
export function readCompose(context: ReaderContext, path: string): FileReading {
  const yaml = yamlOf(context, path)
  if (yaml === undefined) return NOTHING
  if (yaml.error !== undefined) {
    if (looksTemplated(context.files.text(path) ?? '')) return unreadFile('compose', 'a template of a Compose file')
    context.defect(yaml.error)
  }
  const complete = isWhole(yaml, 0)
  return { resources: entriesOf(valueAt(yaml.documents[0], 'services')).flatMap((entry) => service(entry, complete)) }
}

function service({ key, value }: YamlEntry, complete: boolean): Resource[] {
  const properties = valueFrom(value, interpolated)
  if (properties.kind !== 'dict') return []
  return [
    {
      technology: 'compose',
      type: 'service',
      name: key.text,
      file: key.at.file,
      properties,
      at: { ...key.at, route: `services.${key.text}` },
      complete: complete && !properties.entries.has('extends'),
    },
  ]
}

function interpolated(node: YamlNode, _key: string, convert: (node: YamlNode) => Value): Value | undefined {
  const { tag, ...content } = node
  if (tag === '!override') return convert(content)
  if (node.kind !== 'scalar' || !node.text.includes('$')) return undefined
  const names = Array.from(node.text.matchAll(/\$\$|\$\{?([A-Za-z_][A-Za-z0-9_]*)/g), (match) => match[1] ?? '$')
  const variables = names.filter((name) => name !== '$')
  return variables.length > 0
    ? unresolved(node.text, variables, node.at)
    : scalar(
        node.text.replaceAll('$$', () => '$'),
        node.at,
      )
}

/**
 * Marks services as incomplete that more than one Compose file of a folder defines (a base and its overlays, merged by
 * `docker compose -f … -f …`): what one of the files does not say, another may.
 */
export function withOverlays(resources: readonly Resource[]): Resource[] {
  const files = new Map<string, Set<string>>()
  const identity = ({ file, name }: Resource) => `${folderPrefix(file)}\n${name}`
  const services = resources.filter(({ technology }) => technology === 'compose')
  for (const each of services) files.set(identity(each), (files.get(identity(each)) ?? new Set()).add(each.file))
  return resources.map((each) =>
    each.technology === 'compose' && (files.get(identity(each))?.size ?? 0) > 1 ? { ...each, complete: false } : each,
  )
}
