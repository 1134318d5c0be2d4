import type { Resource } from '../../../models/resource.js'
import type { DictValue, Value } from '../../../models/value.js'
import { viaOf } from '../../hcl/resolve.js'
import { bodyValue } from '../../hcl/value.js'
import { blocksOf, type BlockInFile, type TerraformFile } from './files.js'
import type { ModuleScope } from './scope.js'

/** Top-level blocks that become resources → what their type starts with; the first label follows, if there is a prefix. */
const KINDS: ReadonlyMap<string, { readonly labels: number; readonly prefix?: string }> = new Map([
  ['resource', { labels: 2, prefix: '' }],
  ['data', { labels: 2, prefix: 'data.' }],
  ['ephemeral', { labels: 2, prefix: 'ephemeral.' }],
  ['module', { labels: 1 }],
  ['provider', { labels: 1 }],
  ['variable', { labels: 1 }],
  ['output', { labels: 1 }],
  ['locals', { labels: 0 }],
])

/**
 * The blocks of one module as resources: `aws_x` for a resource, `data.aws_x` and `ephemeral.aws_x` for what is only
 * read, and `module`, `provider`, `variable`, `output` and `locals` (without a name) for the blocks of that name. A block whose
 * `count` or `for_each` is certainly empty is left out.
 */
export function resourcesOf(folder: string, files: readonly TerraformFile[], scope: ModuleScope): Resource[] {
  const found: Resource[] = []
  const addresses = new Map<string, number>()
  for (const each of blocksOf(files, ...KINDS.keys())) {
    const resource = resourceOf(folder, each, scope)
    if (resource === undefined) continue
    const address = `${resource.type} ${resource.name}`
    const before = each.file.override ? addresses.get(address) : undefined
    if (before === undefined) addresses.set(address, found.push(resource) - 1)
    else found[before] = overridden(found[before] ?? resource, resource)
  }
  return found.filter(({ properties }) => !isEmpty(properties))
}

function resourceOf(folder: string, { block, file }: BlockInFile, scope: ModuleScope): Resource | undefined {
  const kind = KINDS.get(block.type)
  if (kind === undefined || block.labels.length !== kind.labels) return undefined
  const [first = '', second = ''] = block.labels
  const route = [block.type, ...block.labels].join('.')
  return {
    technology: 'terraform',
    type: kind.prefix === undefined ? block.type : `${kind.prefix}${first}`,
    name: kind.prefix === undefined ? first : second,
    file: file.path,
    module: folder,
    properties: bodyValue(block.body, scope.within(file), route),
    at: file.context.at(block.header, route),
    complete: file.complete,
  }
}

/** Entries of an override file take the place of those they name (Terraform docs: Override Files). */
function overridden(original: Resource, override: Resource): Resource {
  const entries = new Map([...original.properties.entries, ...override.properties.entries])
  const complete = original.complete && override.complete
  return { ...original, complete, properties: { ...original.properties, entries } }
}

/** Whether none of it is ever made. A `var.` proves nothing: whoever applies the code may set it. */
function isEmpty({ entries }: DictValue): boolean {
  const count = entries.get('count')
  const each = entries.get('for_each')
  return (
    (count?.kind === 'scalar' &&
      Number(count.value) === 0 &&
      count.value !== '' &&
      count.value !== null &&
      isFixed(count)) ||
    (each?.kind === 'list' && each.items.length === 0 && isFixed(each)) ||
    (each?.kind === 'dict' && each.entries.size === 0 && isFixed(each))
  )
}

function isFixed(value: Value): boolean {
  return !viaOf(value).some((name) => name.startsWith('var.'))
}
