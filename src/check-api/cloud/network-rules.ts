import type { Location } from '../../core/location.js'
import type { DictValue, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, numberOf, textOf, valueAt } from '../../models/value.js'
import { EVERYBODY, NETWORK_RULES, SENSITIVE_PORTS, type NetworkRuleWords } from './network-rule-words.js'
import { isOfResource, mayBeLeftOut } from '../common/open.js'

/** A rule of a network that lets somebody in. */
export interface NetworkRule {
  /** Whether it lets every address in; undefined where that is decided elsewhere. */
  readonly everybody: boolean | undefined
  /** What lies behind its ports: `SSH`, `all ports`; absent if nothing of the kind. */
  readonly behind?: string
  /** Whether which ports they are is decided elsewhere. */
  readonly portsOpen: boolean
  /** The value that lets everybody in, or the rule. */
  readonly at: Location
}

/** Protocols without ports. */
const NO_PORTS: ReadonlySet<string> = new Set([
  'icmp',
  'icmpv6',
  'icmpv4',
  '1',
  '58',
  'esp',
  'ah',
  '50',
  '51',
  'ipip',
  'gre',
  'vrrp',
  '112',
])
const ALL: ReadonlySet<string> = new Set(['-1', 'all', '*', 'any'])
const LAST_PORT = 65_535

/** The rules of a resource that let somebody in; none if the type is not known. */
export function networkRulesOf(resource: Resource): NetworkRule[] {
  const words = NETWORK_RULES.get(resource.type)
  if (words === undefined) return []
  const left = mayBeLeftOut(resource)
  return rulesIn(resource, words).flatMap((rule) => {
    if (rule.kind === 'unresolved') return [{ everybody: undefined, portsOpen: true, at: rule.at }]
    if (rule.kind !== 'dict' || !applies(rule, words)) return []
    const { everybody, at } = sourcesOf(rule, words, resource)
    return [{ everybody: left && everybody ? undefined : everybody, ...portsOf(rule, words), at }]
  })
}

function rulesIn({ properties }: Resource, { within }: NetworkRuleWords): readonly Value[] {
  if (within === undefined || within === '') return [properties]
  const value = properties.entries.get(within)
  return value?.kind === 'unresolved' ? [value] : itemsOf(value)
}

function applies(rule: DictValue, { only = [] }: NetworkRuleWords): boolean {
  return only.every(({ path, is, not }) => {
    const text = textOf(valueAt(rule, path))?.toLowerCase()
    return text === undefined || (is?.includes(text) ?? not?.includes(text) === false)
  })
}

function sourcesOf(rule: DictValue, { sources, everybodyWithout }: NetworkRuleWords, { at: line }: Resource) {
  const found = sources.map((path) => valueAt(rule, path)).filter((value) => value !== undefined)
  const items = found.flatMap((value): readonly Value[] => (value.kind === 'unresolved' ? [value] : itemsOf(value)))
  const given = items.filter((item) => item.kind === 'unresolved' || (textOf(item) ?? '') !== '')
  const everybody = given.find((item) => isEverybody(textOf(item)))
  if (everybody !== undefined)
    return { everybody: [everybody, ...found].some(isOpen) ? undefined : true, at: everybody.at }
  const decidedElsewhere = (value: Value): boolean => isOpen(value) && !isOfResource(value)
  if (given.some(decidedElsewhere) || found.some(decidedElsewhere))
    return { everybody: undefined, at: given[0]?.at ?? line }
  const at = rule.at.line === line.line ? line : rule.at
  if (given.length > 0 || everybodyWithout === undefined) return { everybody: false, at }
  return { everybody: !everybodyWithout.some((path) => valueAt(rule, path) !== undefined), at }
}

function isEverybody(text: string | undefined): boolean {
  return text !== undefined && (EVERYBODY.has(text.toLowerCase()) || /^[0-9a-f.:]+\/0$/i.test(text))
}

function portsOf(rule: DictValue, words: NetworkRuleWords): Pick<NetworkRule, 'behind' | 'portsOpen'> {
  const blocks = words.portsIn === undefined ? [rule] : itemsOf(valueAt(rule, words.portsIn))
  const ranges = blocks.map((block) => rangesOf(block, words))
  const behind = ranges.flatMap((each) => (each ?? []).flatMap((range) => behindRange(range) ?? []))[0]
  return { ...(behind !== undefined && { behind }), portsOpen: behind === undefined && ranges.includes(undefined) }
}

type Range = readonly [number, number]

/** The ranges of ports; undefined if they are decided elsewhere. */
function rangesOf(block: Value, { protocol, range, ports }: NetworkRuleWords): Range[] | undefined {
  const spoken = protocol === undefined ? undefined : valueAt(block, protocol)
  const name = textOf(spoken)?.toLowerCase() ?? ''
  if (NO_PORTS.has(name)) return []
  if (name === '-1' || name === 'all') return [[0, LAST_PORT]]
  if (range !== undefined) {
    const ends = range.map((path) => valueAt(block, path))
    if (isOpen(spoken) || ends.some(isOpen)) return undefined
    const [first, last = first] = ends.map(numberOf)
    return [first === undefined || first === -1 || last === undefined ? [0, LAST_PORT] : [first, last]]
  }
  const found = (ports ?? []).map((path) => valueAt(block, path)).filter((value) => value !== undefined)
  if (isOpen(spoken) || found.some(isOpen)) return undefined
  const texts = found.flatMap((value) => itemsOf(value)).map(textOf)
  if (texts.includes(undefined)) return undefined
  return texts.length === 0 ? [[0, LAST_PORT]] : texts.map((text) => parsed(text ?? ''))
}

function parsed(text: string): Range {
  if (ALL.has(text.toLowerCase())) return [0, LAST_PORT]
  const [first = NaN, last = first] = text.split('-').map(Number)
  return [first, last]
}

function behindRange([first, last]: Range): string | undefined {
  if (first <= 1 && last >= LAST_PORT) return 'all ports'
  for (const [port, name] of SENSITIVE_PORTS)
    if (first <= port && port <= last)
      return first === last ? `port ${port} (${name})` : `ports ${first}-${last}, ${name} among them`
  return undefined
}
