import { pathsFitting } from '../../../core/path-index.js'
import type { AnsibleRequirement } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { ansibleValue } from './tasks.js'

const REQUIREMENTS = /(?:^|\/)requirements\.ya?ml$/
const META = /^(?:(.+)\/)?meta\/main\.ya?ml$/

/**
 * What `requirements.yml` files and the dependencies of roles name (Ansible docs: Galaxy User Guide). Lists at the top
 * level are the old form for roles, and taken for that only where the tree holds Ansible code. `isHere` says whether a role
 * is one of the tree, seen from a file.
 */
export function readRequirements(
  context: ReaderContext,
  isAnsible: boolean,
  isHere: (name: string, from: string) => boolean,
): AnsibleRequirement[] {
  return pathsFitting(context.files.paths, [META, REQUIREMENTS]).flatMap((file) => {
    const isMeta = isAnsible && META.test(file)
    if (!isMeta && !REQUIREMENTS.test(file)) return []
    const root = yamlOf(context, file)?.documents[0]
    if (root === undefined) return []
    if (isMeta) return itemsOf(valueAt(root, 'dependencies')).flatMap((item) => foreign(roleOf(item), file))
    const roles = root.kind === 'sequence' ? (isAnsible ? itemsOf(root) : []) : itemsOf(valueAt(root, 'roles'))
    return [
      ...roles.flatMap((item) => foreign(roleOf(item), file)),
      ...itemsOf(valueAt(root, 'collections')).flatMap((item) => collectionOf(item) ?? []),
    ]
  })

  function foreign(role: AnsibleRequirement | undefined, file: string): AnsibleRequirement[] {
    return role === undefined || isHere(role.name, file) ? [] : [role]
  }
}

/** A text is `name`, `source,version` or `source,version,name`; a mapping has `src`, `name`, `role`, `version`. */
function roleOf(item: YamlNode): AnsibleRequirement | undefined {
  if (item.kind === 'scalar') {
    const [source = '', version = '', name = source] = item.text.split(',').map((part) => part.trim())
    const written = version === '' ? {} : { version: { kind: 'scalar', value: version, at: item.at } as const }
    return source === '' ? undefined : { kind: 'role', name, ...written, ...sourceOf(source), at: item.at }
  }
  const source = scalarAt(item, 'src')
  const name = scalarAt(item, 'name') ?? scalarAt(item, 'role') ?? source
  if (name === undefined) return undefined
  return { kind: 'role', name: name.text, ...versionOf(item), ...sourceOf(source?.text), at: name.at }
}

/** A text is `namespace.name` or `namespace.name:version`; a mapping has `name`, `version`, `source`, `type`. */
function collectionOf(item: YamlNode): AnsibleRequirement | undefined {
  if (item.kind === 'scalar') {
    const [, name = item.text, version] = /^([^:/]+):([^:/]+)$/.exec(item.text) ?? []
    const written = version === undefined ? {} : { version: { kind: 'scalar', value: version, at: item.at } as const }
    return { kind: 'collection', name, ...written, ...sourceOf(name), at: item.at }
  }
  const name = scalarAt(item, 'name') ?? scalarAt(item, 'source')
  if (name === undefined) return undefined
  return { kind: 'collection', name: name.text, ...versionOf(item), ...sourceOf(name.text), at: name.at }
}

function versionOf(item: YamlNode): { version?: NonNullable<AnsibleRequirement['version']> } {
  const version = valueAt(item, 'version')
  return version === undefined ? {} : { version: ansibleValue(version) }
}

/** Addresses and paths, in contrast to names of Galaxy. */
function sourceOf(written: string | undefined): { source?: string } {
  return written !== undefined && /[/@]|\+/.test(written) ? { source: written } : {}
}
