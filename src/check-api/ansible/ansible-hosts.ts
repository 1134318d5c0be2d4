import type { Ansible, AnsiblePlay } from '../../models/index.js'
import { itemsOf, textOf } from '../../models/value.js'

const HERE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1'])

/** How many hosts a play runs on: none but the controller's own, one, several, or not said by the tree. */
export type HostNumber = 'controller' | 'one' | 'several' | 'not known'

/** How many hosts a play runs on, by its pattern and the static inventories of the tree. */
export function hostsOf({ hosts, keywords }: AnsiblePlay, { inventories }: Pick<Ansible, 'inventories'>): HostNumber {
  if (textOf(keywords.entries.get('connection')) === 'local') return 'controller'
  const patterns = hosts?.kind === 'list' ? itemsOf(hosts).map(textOf) : [textOf(hosts)]
  if (patterns.some((pattern) => pattern === undefined)) return 'not known'
  const names = patterns.flatMap((pattern) => (pattern ?? '').split(/[,:]/)).map((name) => name.trim())
  if (names.every((name) => HERE.has(name))) return 'controller'
  const numbers = inventories.flatMap(({ groups }): number[] => {
    const all = groups.get('all')
    const found = names.flatMap((name): (ReadonlySet<string> | undefined)[] =>
      all?.has(name) === true ? [new Set([name])] : [groups.get(name)],
    )
    return found.some((each) => each === undefined) ? [] : [new Set(found.flatMap((each) => [...(each ?? [])])).size]
  })
  const most = Math.max(0, ...numbers)
  if (most > 1) return 'several'
  if (most === 1 || (names.length === 1 && isOneHost(names[0] ?? ''))) return 'one'
  return 'not known'
}

/** A host's full name or address, or one member of a group: `web[0]`. */
function isOneHost(name: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)+$/.test(name) || /\[-?\d+\]$/.test(name)
}
