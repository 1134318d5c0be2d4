import { fileLocation, type Location } from '../../core/location.js'
import type { Message } from '../../core/message.js'
import type { TrustChange } from '../../core/trust.js'
import { entriesOf, valueAt } from '../../readers/yaml/navigate.js'
import type { YamlNode } from '../../readers/yaml/node.js'
import { fieldsOf, listOf, type Stated } from '../changes.js'
import { PROFILES, profileOf } from '../profiles.js'

/** What one revision says of the whole repository, or of one service. */
export interface Part extends Pick<
  Stated,
  'file' | 'settings' | 'checks' | 'exceptions' | 'attestations' | 'node' | 'places'
> {
  /** Of a service: what holds where it says nothing. */
  readonly whole?: Part
}

/** The value that holds: a profile decides what the part leaves out, and the file what a service leaves out. */
export function effective({ settings, whole }: Part, key: string): string {
  const own = textOf(settings.get(key))
  if (own !== undefined || (key !== 'fail-on' && key !== 'unknown')) return own ?? (whole ? effective(whole, key) : '')
  const named = PROFILES.find((each) => each === textOf(settings.get('profile')))
  const gate = named === undefined && whole !== undefined ? {} : profileOf(named).gate
  const profile = key === 'fail-on' ? gate.failOn : gate.unknown
  return profile ?? (whole ? effective(whole, key) : { 'fail-on': 'foundational', unknown: 'ignore' }[key])
}

/** Something that the part would allow, at the place of a key of it. */
export function loosened(part: Part, key: string, message: Message, entry?: string): TrustChange {
  return { kind: 'config-loosened', message, at: placeOf(part, key, entry) }
}

/** Where a key stands, or an entry of it; the file, if it is gone. */
export function placeOf({ node, file }: Pick<Part, 'node' | 'file'>, key: string, entry?: string): Location {
  const named = entry === undefined ? undefined : keyOf(node && valueAt(node, key), entry)
  return named?.at ?? keyOf(node, key)?.at ?? node?.at ?? fileLocation(file ?? 'pillarlint.yml')
}

function keyOf(node: YamlNode | undefined, key: string) {
  return entriesOf(node).find((each) => each.key.text === key)?.key
}

/** Items of a list of `one` that that of `other` lacks. */
export function missingIn(other: Part, one: Part, key: string): unknown[] {
  const texts = new Set(listOf(other.settings.get(key)).map((each) => JSON.stringify(each)))
  return listOf(one.settings.get(key)).filter((each) => !texts.has(JSON.stringify(each)))
}

/** A scalar as text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The fields on one line; long ones are cut by whoever shows them. */
export function shown(value: unknown): string {
  const fields = fieldsOf(value)
  if (fields.size === 0) return textOf(value) ?? JSON.stringify(value) ?? ''
  return [...fields].map(([key, each]) => `${key}: ${textOf(each) ?? JSON.stringify(each)}`).join(', ')
}
