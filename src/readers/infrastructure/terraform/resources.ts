import type { Resource } from '../../../models/resource.js'
import type { Value } from '../../../models/value.js'
import type { HclContext } from '../../hcl/context.js'
import { bodyValue } from '../../hcl/value.js'
import { blocksOf, type BlockInFile, type TerraformFile } from './files.js'
import { rounds } from './rounds.js'
import { signatureOf } from './signature.js'
import type { ModuleUse } from './uses.js'

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
 * read, and `module`, `provider`, `variable`, `output` and `locals` (without a name) for the blocks of that name. A block
 * is as many resources as the uses of its module and its own `count` or `for_each` tell apart: those that are the same are
 * one, and one that is certainly never made is none.
 */
export function resourcesOf(folder: string, files: readonly TerraformFile[], uses: readonly ModuleUse[]): Resource[] {
  const [only, ...others] = uses
  if (only !== undefined && others.length === 0) return inUse(folder, files, only)
  const found = new Map<string, Resource>()
  for (const resource of uses.flatMap((use) => inUse(folder, files, use))) {
    const key = keyOf(resource)
    const same = found.get(key)
    const calledFrom = [...new Set([...(same?.calledFrom ?? []), ...(resource.calledFrom ?? [])])]
    found.set(key, { ...(same ?? resource), calledFrom })
  }
  return [...found.values()]
}

function keyOf({ type, name, file, at, properties }: Resource): string {
  return JSON.stringify([type, name, file, at.line, at.column, signatureOf([['', properties]])])
}

function inUse(folder: string, files: readonly TerraformFile[], use: ModuleUse): Resource[] {
  const found: Resource[] = []
  const addresses = new Map<string, number>()
  for (const each of blocksOf(files, ...KINDS.keys())) {
    for (const resource of variantsOf(folder, each, use)) {
      const address = `${resource.type} ${resource.name}`
      const before = each.file.override ? addresses.get(address) : undefined
      if (before === undefined) addresses.set(address, found.push(resource) - 1)
      else found[before] = overridden(found[before] ?? resource, resource)
    }
  }
  return found
}

/** The resources of one block; several only where what they are made for shows in them. */
function variantsOf(folder: string, each: BlockInFile, use: ModuleUse): Resource[] {
  const contexts = rounds(each.block, use.scope.within(each.file))
  const plain = contexts.length === 0 ? undefined : resourceOf(folder, each, use, use.scope.within(each.file))
  if (plain === undefined) return []
  if (!hangsOnRound(plain.properties)) return [plain]
  const found = new Map<string, Resource>()
  for (const context of contexts) {
    const resource = resourceOf(folder, each, use, context)
    if (resource !== undefined) found.set(keyOf(resource), resource)
  }
  return [...found.values()]
}

/** Whether a value hangs on which one of several objects it is. */
function hangsOnRound(value: Value): boolean {
  switch (value.kind) {
    case 'list':
      return value.items.some(hangsOnRound)
    case 'dict':
      return [...value.entries.values()].some(hangsOnRound)
    case 'unresolved':
      return value.references.some((name) => name.startsWith('each.') || name === 'count.index')
    default:
      return false
  }
}

function resourceOf(
  folder: string,
  { block, file }: BlockInFile,
  { calledFrom }: ModuleUse,
  context: HclContext,
): Resource | undefined {
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
    properties: bodyValue(block.body, context, route),
    at: file.context.at(block.header, route),
    complete: file.complete,
    ...(calledFrom.length > 0 && { calledFrom }),
  }
}

/** Entries of an override file take the place of those they name (Terraform docs: Override Files). */
function overridden(original: Resource, override: Resource): Resource {
  const entries = new Map([...original.properties.entries, ...override.properties.entries])
  const complete = original.complete && override.complete
  return { ...original, complete, properties: { ...original.properties, entries } }
}
