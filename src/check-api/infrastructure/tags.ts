import type { Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, textOf, valueAt } from '../../models/value.js'
import { tagProperties } from './taggable-types.js'
import { textsIn } from '../common/texts.js'

/** What tags tell: one of the wanted keys is there, it may be, or it is not. */
export type Tagging = 'wanted' | 'open' | 'none'

/** Words that tell who owns a thing, what it belongs to or where it stands, as a key or a part of one. */
const PARTS =
  'owner environment application project product service department billing businessunit component workload costcent maintainer'.split(
    ' ',
  )
/** The same as a whole key. */
const WHOLE: ReadonlySet<string> = new Set('app bu contact cost env squad stack stage system team tier'.split(' '))

/** Whether the key of a tag is one of `wanted`, or says owner, environment, application or cost if none are named. */
export function isWantedKey(key: string, wanted: readonly string[]): boolean {
  // `acme:owner` and `tags.example.com/owner` are the owner.
  const name = plain(key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1))
  if (wanted.length > 0) return wanted.some((each) => plain(each) === name)
  return WHOLE.has(name) || PARTS.some((part) => name.includes(part))
}

function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

/** What a map of tags, or a list of keys and values, tells. */
export function taggingOf(value: Value | undefined, wanted: readonly string[]): Tagging {
  if (value === undefined) return 'none'
  const keys = keysOf(value)
  if (keys.some((key) => isWantedKey(key, wanted))) return 'wanted'
  return isOpen(value) || keys.some((key) => key === '' || /[${(]|^(?:var|local|each|module)\./.test(key))
    ? 'open'
    : 'none'
}

/** Keys of tags; an empty text for one that is an expression. */
function keysOf(value: Value): string[] {
  if (value.kind === 'dict') return [...value.entries.keys()]
  return itemsOf(value).map((item) => textOf(valueAt(item, 'Key') ?? valueAt(item, 'key')) ?? '')
}

/** What the tags of a resource tell; undefined for a type that is not known to have any. */
export function resourceTagging(resource: Resource, wanted: readonly string[]): Tagging | undefined {
  const properties = tagProperties(resource)
  if (properties === undefined) return undefined
  const found = properties.map((path) => taggingOf(valueAt(resource.properties, path), wanted))
  if (found.includes('wanted')) return 'wanted'
  return found.includes('open') || !resource.complete || ignoresTags(resource.properties) ? 'open' : 'none'
}

/** Whether Terraform leaves tags alone that somebody else sets, such as a policy (Terraform docs: ignore_changes). */
function ignoresTags(properties: Value): boolean {
  const ignored = valueAt(properties, 'lifecycle.ignore_changes')
  return textsIn(ignored).some((text) => /^(?:all|(?:tags|tags_all|labels)(?:[.[].*)?)$/.test(text))
}
