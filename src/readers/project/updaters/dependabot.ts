import { fileLocation, type Located } from '../../../core/location.js'
import type { UpdateScope, Updater } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** `package-ecosystem` to the names of this project (GitHub docs: Dependabot options reference, package-ecosystem). */
const ECOSYSTEMS: ReadonlyMap<string, string> = new Map([
  ['bun', 'npm'],
  ['conda', 'python'],
  ['gomod', 'go'],
  ['opentofu', 'terraform'],
  ['pip', 'python'],
  ['uv', 'python'],
])

/** Ecosystems whose updater goes from the named folder to what lies below: members of a build, included files. */
const RECURSIVE: ReadonlySet<string> = new Set(['gradle', 'maven', 'nuget', 'python'])

const SLOW: ReadonlySet<string> = new Set(['quarterly', 'semiannually', 'yearly'])

/** The configuration of Dependabot version 2; nothing for a file of another shape. */
export function readDependabot(context: ReaderContext, path: string): Updater[] {
  const [root] = yamlOf(context, path)?.documents ?? []
  const updates = root?.kind === 'mapping' ? root.entries.find(({ key }) => key.text === 'updates') : undefined
  if (updates === undefined) return []
  const groups = valueAt(root, 'multi-ecosystem-groups')
  const scopes = itemsOf(updates.value).flatMap((entry) => scopeOf(entry, groups, path))
  return [{ tool: 'dependabot', scopes, at: updates.key.at }]
}

function scopeOf(entry: YamlNode, groups: YamlNode | undefined, path: string): UpdateScope[] {
  const name = scalarAt(entry, 'package-ecosystem')
  if (name === undefined || ignoresAll(entry)) return []
  const ecosystem = ECOSYSTEMS.get(name.text) ?? name.text
  const folders = [scalarAt(entry, 'directory'), ...itemsOf(valueAt(entry, 'directories'))].flatMap((each) =>
    each?.kind === 'scalar' ? [each.text] : [],
  )
  const slow = slowIn(entry, groups)
  const limit = scalarAt(entry, 'open-pull-requests-limit')
  return [
    {
      ecosystem,
      files: ecosystem === 'github-actions' ? ['**'] : folders.map((folder) => globOf(folder, ecosystem)),
      ignored: itemsOf(valueAt(entry, 'exclude-paths')).flatMap((each) => (each.kind === 'scalar' ? [each.text] : [])),
      waits: entriesOf(valueAt(entry, 'cooldown')).length > 0,
      ...(slow !== undefined && { slow }),
      // GitHub docs: open-pull-requests-limit, "0 … disable version updates".
      ...(limit?.text === '0' && { securityOnly: limit.at }),
      at: name.at ?? fileLocation(path),
    },
  ]
}

/** `ignore` of every dependency, whatever the update. */
function ignoresAll(entry: YamlNode): boolean {
  return itemsOf(valueAt(entry, 'ignore')).some(
    (each) =>
      scalarAt(each, 'dependency-name')?.text === '*' &&
      valueAt(each, 'update-types') === undefined &&
      valueAt(each, 'versions') === undefined,
  )
}

function slowIn(entry: YamlNode, groups: YamlNode | undefined): Located<string> | undefined {
  const group = scalarAt(entry, 'multi-ecosystem-group')?.text
  const shared = group === undefined ? undefined : valueAt(groups, group)
  const interval = [entry, shared].flatMap((each) => scalarAt(valueAt(each, 'schedule'), 'interval') ?? [])[0]
  return interval !== undefined && SLOW.has(interval.text) ? located(interval) : undefined
}

/** The files of a folder as Dependabot names it: from the root, with or without `/`, with wildcards in `directories`. */
function globOf(folder: string, ecosystem: string): string {
  const path = folder
    .trim()
    .replace(/^\.?\/+|(?<!\/)\/+$/g, '')
    .replace(/^\.$/, '')
  if (/(?:^|\/)\*\*(?:\/\*)?$/.test(path)) return path.replace(/\/\*$/, '')
  const below = RECURSIVE.has(ecosystem) ? '**' : '*'
  return path === '' ? below : `${path}/${below}`
}
