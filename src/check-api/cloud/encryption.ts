import type { Location } from '../../core/location.js'
import type { DictValue, Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, textOf, truthOf, valueAt } from '../../models/value.js'
import { ENCRYPTION_SETTINGS, type EncryptionSetting } from './encryption-settings.js'
import { isDynamic } from '../common/open.js'

/** What one setting of a resource comes to. */
export interface EncryptionVerdict {
  readonly setting: EncryptionSetting
  /**
   * `old`: versions of TLS that are broken are let in. `account`: a setting of the cloud account decides. `newly`: on, unless
   * the resource is older than that its service encrypts everything.
   */
  readonly verdict: 'on' | 'off' | 'old' | 'open' | 'account' | 'newly'
  /** The setting's path as it is, or would be, written. */
  readonly name: string
  /** The value as it is written; absent where none is. */
  readonly value?: string
  readonly at: Location
}

/** What the settings of a resource come to that decide whether its data are encrypted; none if the type is not known. */
export function encryptionOf(resource: Resource): EncryptionVerdict[] {
  return (ENCRYPTION_SETTINGS.get(resource.type) ?? []).flatMap((setting) =>
    placesOf(resource.properties, setting.within).flatMap((place) => verdictOf(resource, place, setting) ?? []),
  )
}

/** Every block at a path; the properties themselves without one. */
function placesOf(properties: DictValue, within: string | undefined): DictValue[] {
  let places: Value[] = [properties]
  for (const key of within?.split('.') ?? [])
    places = places.flatMap((place) => (place.kind === 'dict' ? itemsOf(place.entries.get(key)) : []))
  return places.filter((place) => place.kind === 'dict')
}

function verdictOf(resource: Resource, place: DictValue, setting: EncryptionSetting): EncryptionVerdict | undefined {
  const { paths, within } = setting
  const path = paths.find((each) => !isNothing(valueAt(place, each))) ?? paths[0]
  const found = valueAt(place, path)
  const value = isNothing(found) ? undefined : found
  const verdict = decide(resource, place, setting, value)
  if (verdict === undefined) return undefined
  const at = value?.at ?? (within === undefined ? resource.at : place.at)
  const text = textOf(value) ?? listed(value)
  return { setting, verdict, name: nameOf(setting, place, path), at, ...(text !== undefined && { value: text }) }
}

function decide(
  resource: Resource,
  place: DictValue,
  setting: EncryptionSetting,
  value: Value | undefined,
): EncryptionVerdict['verdict'] | undefined {
  const { only, unless = [] } = setting
  if (only !== undefined) {
    const other = valueAt(place, only.path)
    if (isOpen(other)) return 'open'
    if (!only.values.includes(textOf(other)?.toLowerCase() ?? '')) return undefined
  }
  if (setting.key === true) return value === undefined || mayBeNothing(value) ? undefined : 'on'
  const written = value && ofValue(value, setting)
  if (written === 'on') return 'on'
  const instead = unless
    .map((path) => valueAt(place, path))
    .filter((each) => !isNothing(each) && truthOf(each) !== false)
  if (instead.length > 0) return instead.every(mayBeNothing) ? 'open' : undefined
  const verdict = written ?? whereAbsent(resource, place, setting)
  return verdict === 'off' ? (newlyOn(place, setting) ?? verdict) : verdict
}

/** Whether a value is a variable's, which may be given as null. */
function mayBeNothing(value: Value | undefined): boolean {
  if (value?.kind !== 'unresolved') return isOpen(value)
  return value.references.some((name) => /^(?:var|local)\./.test(name))
}

/** The setting as it is written; for parameters of a database, what they are called. */
function nameOf({ within, only }: EncryptionSetting, place: DictValue, path: string): string {
  const parameter = only?.path === 'name' ? textOf(valueAt(place, 'name')) : undefined
  return parameter ?? (within === undefined ? path : `${within}.${path}`)
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && (value.value === null || value.value === ''))
}

function listed(value: Value | undefined): string | undefined {
  return value?.kind === 'list' ? value.items.flatMap((item) => textOf(item) ?? []).join(', ') : undefined
}

function ofValue(value: Value, { off = [], old = [] }: EncryptionSetting): EncryptionVerdict['verdict'] {
  const texts = itemsOf(value).map((each) => textOf(each)?.toLowerCase())
  if (isOpen(value) || (value.kind !== 'dict' && texts.includes(undefined))) return 'open'
  const isAmong = (values: readonly string[]): boolean => texts.some((text) => values.includes(text ?? ''))
  return isAmong(off) ? 'off' : isAmong(old) ? 'old' : 'on'
}

function whereAbsent(
  { complete, properties }: Resource,
  place: DictValue,
  { absent, onWith, paths }: EncryptionSetting,
): EncryptionVerdict['verdict'] | undefined {
  if (absent === 'unsaid') return undefined
  if (!complete || isDynamic(properties, paths[0])) return 'open'
  const other = onWith && valueAt(place, onWith.path)
  if (isOpen(other)) return 'open'
  return onWith?.values.includes(textOf(other)?.toLowerCase() ?? '') === true ? 'on' : absent
}

function newlyOn(place: DictValue, { newlyOn: service }: EncryptionSetting): 'newly' | 'open' | undefined {
  if (service === undefined) return undefined
  const text = textOf(valueAt(place, service.path))
  if (text === undefined) return 'open'
  return text.toLowerCase().startsWith(service.starts) ? 'newly' : undefined
}
