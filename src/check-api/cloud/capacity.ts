import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { hasUnresolved, isOpen, itemsOf, numberOf, referencesIn, textOf, valueAt } from '../../models/value.js'
import { COUNTED_KINDS, FAILOVER_KINDS, type CountedKind, type FailoverKind } from './capacity-kinds.js'
import type { Neighbours } from './neighbours.js'
import { placeOf } from './neighbours.js'
import { ofType } from './resource-groups.js'
import { settingsVerdict } from '../data/stateful-resources.js'

/** What a resource's numbers and settings come to. */
export interface Capacity {
  /** `one`: a single machine or task. `zone`: all in one zone. `fixed`: several, and nothing changes their number. */
  readonly verdict: 'fine' | 'one' | 'zone' | 'fixed' | 'open'
  readonly noun: string
  /** The setting that decides. */
  readonly setting: string
  readonly at: Location
}

const FAILOVERS: ReadonlyMap<string, FailoverKind> = new Map(FAILOVER_KINDS.map((kind) => [kind.type, kind]))
const COUNTED: ReadonlyMap<string, CountedKind> = new Map(COUNTED_KINDS.map((kind) => [kind.type, kind]))

/** Names of machines that people and builds use, of which one is enough. */
const FOR_OPERATORS =
  /(?:^|[-_.])(?:bastion|jump(?:box|host)?|nat|runners?|agents?|build(?:er|kite)?|jenkins|vpn)(?:[-_.]|$)/i

/** Types of resources whose capacity is judged. */
export const CAPACITY_TYPES: readonly string[] = [...FAILOVERS.keys(), ...COUNTED.keys()]

/** What the resource's numbers, zones and failover come to; undefined for what is not judged. */
export function capacityOf(resource: Resource, all: readonly Resource[], neighbours: Neighbours): Capacity | undefined {
  if (FOR_OPERATORS.test(resource.name)) return undefined
  const failover = FAILOVERS.get(resource.type)
  if (failover !== undefined) return ofFailover(resource, failover, all, neighbours)
  const counted = COUNTED.get(resource.type)
  return counted && ofCounted(resource, counted, all, neighbours)
}

function ofFailover(
  resource: Resource,
  { noun, failover, exempt = [], copies, without = 'one' }: FailoverKind,
  all: readonly Resource[],
  neighbours: Neighbours,
): Capacity | undefined {
  if (exempt.some((path) => valueAt(resource.properties, path) !== undefined)) return undefined
  const { verdict, setting, at } = settingsVerdict(resource, failover)
  const common = { noun, setting, at }
  if (verdict !== 'unsafe') return { ...common, verdict: verdict === 'safe' ? 'fine' : 'open' }
  const hasCopy = copies !== undefined && copied(resource.type, copies, all, neighbours).has(resource)
  return { ...common, verdict: hasCopy ? 'fine' : without }
}

const copiedIn = new WeakMap<readonly Resource[], Map<string, ReadonlySet<Resource>>>()

/** The resources of the type that others of the type say they are copies of, looked for once. */
function copied(type: string, copies: string, all: readonly Resource[], neighbours: Neighbours): ReadonlySet<Resource> {
  const ofList = copiedIn.get(all) ?? new Map<string, ReadonlySet<Resource>>()
  copiedIn.set(all, ofList)
  const known = ofList.get(type)
  if (known !== undefined) return known
  const found = new Set(
    ofType(all, type).flatMap((each) => neighbours.named(each, referencesIn(valueAt(each.properties, copies)))),
  )
  ofList.set(type, found)
  return found
}

function ofCounted(
  resource: Resource,
  kind: CountedKind,
  all: readonly Resource[],
  neighbours: Neighbours,
): Capacity | undefined {
  const { properties, complete, at: line } = resource
  if (kind.exempt?.some(({ path, values }) => values.test(textOf(valueAt(properties, path)) ?? '')) === true)
    return undefined
  const count = valueAt(properties, kind.count)
  const most = kind.most === undefined ? count : valueAt(properties, kind.most)
  if (numberOf(count) === 0 && numberOf(most) === 0) return undefined
  const decides = numberOf(most) === numberOf(count) ? (most ?? count) : count
  const common = { noun: kind.noun, setting: kind.count, at: decides?.at ?? line }
  const zone = kind.zones.map((path) => oneZone(lastList(properties, path))).find((each) => each !== undefined)
  if (zone !== undefined) return { ...common, verdict: 'zone', setting: zone.setting, at: zone.at }
  const scaled = isScaled(resource, kind, all, neighbours)
  if (scaled === true) return { ...common, verdict: 'fine' }
  const open = scaled === undefined || !complete || isIgnored(properties, kind) || [count, most].some(isUnclear)
  return { ...common, verdict: open ? 'open' : verdictOf(numberOf(count) ?? 0, numberOf(most) ?? 0) }
}

function isUnclear(value: Value | undefined): boolean {
  return value === undefined || numberOf(value) === undefined || isOpen(value)
}

function verdictOf(count: number, most: number): Capacity['verdict'] {
  if (most > count) return 'fine'
  return count === 1 ? 'one' : 'fixed'
}

/** A list of subnets or zones that is written out, with its name. */
function lastList(properties: Value, path: string): { readonly value: Value | undefined; readonly setting: string } {
  return { value: valueAt(properties, path), setting: path.slice(path.lastIndexOf('.') + 1) }
}

/** A list that holds one thing which is no list itself: one subnet, one zone. */
function oneZone({ value, setting }: ReturnType<typeof lastList>): { setting: string; at: Location } | undefined {
  if (value?.kind !== 'list' || value.items.length !== 1 || isOpen(value)) return undefined
  const [item] = value.items
  if (item === undefined) return undefined
  // An element of a list, or one named resource; anything else may be several.
  const text = item.kind === 'unresolved' ? item.text : textOf(item)
  const single =
    item.kind === 'scalar' || /^(?:aws_subnet\.\w+\.id|[\w.]+\[\d+\](?:\.id)?|!Ref \w*Subnet\w*)$/.test(text ?? '')
  return single && !/,/.test(text ?? '') ? { setting, at: value.at } : undefined
}

/** Whether something changes the number; undefined where a scaler beside it may be for it. */
function isScaled(
  resource: Resource,
  { scaledBy, type }: CountedKind,
  all: readonly Resource[],
  neighbours: Neighbours,
): boolean | undefined {
  const scalers = all.filter((each) => scaledBy.includes(each.type))
  if (scalers.some((each) => neighbours.named(each, referencesIn(each.properties)).includes(resource))) return true
  const vague = scalers.filter(
    (each) => !neighbours.named(each, referencesIn(each.properties)).some((other) => other.type === type),
  )
  return vague.some((each) => placeOf(each) === placeOf(resource) || hasUnresolved(each.properties)) ? undefined : false
}

/** Whether Terraform leaves the number to whoever changes it. */
function isIgnored(properties: Value, { count }: CountedKind): boolean {
  return itemsOf(valueAt(properties, 'lifecycle.ignore_changes')).some((each) => {
    const text = each.kind === 'unresolved' ? each.text : textOf(each)
    return text === count || text === 'all'
  })
}
