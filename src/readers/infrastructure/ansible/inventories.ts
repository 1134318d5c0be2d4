import type { AnsibleInventory } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { yamlOf } from '../../yaml/cache.js'
import { entriesOf, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** Where static inventories stand (Ansible docs: Sample directory layout, How to build your inventory). */
const INVENTORY =
  /(?:^|\/)(?:(?:hosts|inventory)(?:\.(?:ini|ya?ml))?|[\w.-]*(?:hosts|inventory)\.(?:ini|ya?ml)|inventor(?:y|ies)\/(?:[^/]+\/)?[\w-]+(?:\.(?:ini|ya?ml))?)$/
/** Variables of inventories are no inventories. */
const VARIABLES = /(?:^|\/)(?:group|host)_vars\//

/** Groups within groups deeper than this are not read. */
const MAX_DEPTH = 20
/** A range of more hosts than this counts as this many. */
const MAX_RANGE = 1_000

interface Group {
  readonly hosts: Set<string>
  readonly children: Set<string>
}

/** Groups as they are written. */
class Groups {
  readonly #groups = new Map<string, Group>()

  get size(): number {
    return this.#groups.size
  }

  group(name: string): Group {
    const known = this.#groups.get(name)
    if (known !== undefined) return known
    const group = { hosts: new Set<string>(), children: new Set<string>() }
    this.#groups.set(name, group)
    return group
  }

  /** The hosts of each group, with those of the groups in it; `all` holds every host. */
  resolved(): Map<string, ReadonlySet<string>> {
    const names = [...this.#groups.keys()].filter((name) => name !== 'all')
    const all = [...this.#groups.values()].flatMap(({ hosts }) => [...hosts])
    return new Map([['all', new Set(all)], ...names.map((name) => [name, this.#hosts(name)] as const)])
  }

  #hosts(name: string): Set<string> {
    const hosts = new Set<string>()
    const seen = new Set<string>()
    const open = [name]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      const group = this.#groups.get(next)
      group?.hosts.forEach((host) => hosts.add(host))
      group?.children.forEach((child) => open.push(child))
    }
    return hosts
  }
}

/** The static inventories of the tree: INI and YAML. Scripts and plugins that look hosts up elsewhere name none. */
export function readInventories(context: ReaderContext): AnsibleInventory[] {
  return context.files.paths.flatMap((file): AnsibleInventory[] => {
    if (!INVENTORY.test(file) || VARIABLES.test(file)) return []
    const groups = new Groups()
    if (/\.ya?ml$/.test(file)) addYaml(groups, yamlOf(context, file)?.documents[0])
    else addIni(groups, context.files.text(file) ?? '')
    return groups.size === 0 ? [] : [{ file, groups: groups.resolved() }]
  })
}

/** Sections hold a host a line, `:children` a group a line; other sections hold variables. */
function addIni(groups: Groups, text: string): void {
  if (text.startsWith('#!') || !/^\[[^\]\n]+\]/m.test(text)) return
  let section: string | undefined = 'ungrouped'
  let part = ''
  for (const line of text.split(/\r?\n/)) {
    const content = line.trim()
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue
    const header = /^\[([^\]:]+)(?::(\w+))?\]/.exec(content)
    if (header !== null) {
      section = header[1]
      part = header[2] ?? ''
      if (part !== 'vars' && section !== undefined) groups.group(section)
    } else if (section !== undefined && part !== 'vars') {
      const [word = ''] = content.split(/\s/, 1)
      if (part === 'children') groups.group(section).children.add(word)
      else if (!word.includes('=')) hostsNamed(word).forEach((host) => groups.group(section ?? '').hosts.add(host))
    }
  }
}

/** Groups are mappings with `hosts`, `children` and `vars`; the top level is one of groups. */
function addYaml(groups: Groups, root: YamlNode | undefined): void {
  for (const { key, value } of entriesOf(root)) {
    const hasParts = ['hosts', 'children'].some((part) => valueAt(value, part)?.kind === 'mapping')
    if (hasParts) addGroup(groups, key.text, value, 0)
  }
}

function addGroup(groups: Groups, name: string, node: YamlNode, depth: number): void {
  if (depth > MAX_DEPTH) return
  const group = groups.group(name)
  for (const { key } of entriesOf(valueAt(node, 'hosts'))) hostsNamed(key.text).forEach((host) => group.hosts.add(host))
  for (const { key, value } of entriesOf(valueAt(node, 'children'))) {
    group.children.add(key.text)
    addGroup(groups, key.text, value, depth + 1)
  }
}

/** A host, or those of a range: `web[01:10]`, `db-[a:c]` (Ansible docs: Adding ranges of hosts). */
function hostsNamed(word: string): string[] {
  const range = /^([^[]*)\[(\w+):(\w+)(?::(\d+))?\](.*)$/.exec(word)
  if (range === null) return [word]
  const [, before = '', first = '', last = '', step = '1', after = ''] = range
  const count = /^\d+$/.test(first) ? Number(last) - Number(first) : last.charCodeAt(0) - first.charCodeAt(0)
  const size = Math.min(MAX_RANGE, Math.floor(count / Math.max(1, Number(step))) + 1)
  return Array.from({ length: Math.max(0, size || 0) }, (_, index) => `${before}[${first}+${index}]${after}`)
}
