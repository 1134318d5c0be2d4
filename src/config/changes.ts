import type { Files } from '../snapshot/snapshot.js'
import { parseBaseline, type Baseline } from '../core/baseline-file.js'
import { scalarAt } from '../readers/yaml/navigate.js'
import type { YamlNode } from '../readers/yaml/node.js'
import type { Location } from '../core/location.js'
import { attestationNodes } from './attestations.js'
import { baselinePath } from './baseline.js'
import { readDocument } from './document.js'
import { configErrorText, type ConfigError } from './errors.js'
import type { Extended } from './extends/gather.js'
import { mergeDocuments } from './extends/merge.js'
import { findAttestations, findConfig } from './find.js'

/** What one revision says, key by key, before any of it is validated: a change may well make it invalid. */
export interface Stated {
  readonly file: string | undefined
  readonly settings: ReadonlyMap<string, unknown>
  readonly checks: ReadonlyMap<string, unknown>
  readonly exceptions: readonly unknown[]
  readonly attestations: ReadonlyMap<string, unknown>
  readonly baseline: Baseline
  /** The configuration with what it extends. */
  readonly node: YamlNode | undefined
  /** Where the attestations stand, by id. */
  readonly places: ReadonlyMap<string, Location>
  readonly errors: readonly ConfigError[]
}

/** Values longer than this are cut. */
const MAX_VALUE = 80

/** Sentences beyond this number are counted, not listed. */
const MAX_SENTENCES = 50

/**
 * What changes between two revisions in configuration, exceptions, attestations and baseline, as sentences. They quote
 * text of the repository.
 *
 * @param path the configuration file if it is not at one of the known places
 * @param extended what each configuration extends in the repository itself: the rest is compared by name only
 */
export function configChanges(base: Files, head: Files, path?: string, extended: BothExtended = {}): string[] {
  const [before, after] = [stated(base, path, extended.base), stated(head, path, extended.head)]
  const sentences = [
    ...fileChange(before.file, after.file),
    ...after.errors.map((error) => `Cannot be read any more: ${configErrorText(error)}.`),
    ...mapChanges(before.settings, after.settings, (key) => key),
    ...mapChanges(before.checks, after.checks, (id) => `the check ${id}`),
    ...listChanges(before.exceptions, after.exceptions),
    ...mapChanges(before.attestations, after.attestations, (id) => `the attestation of ${id}`),
    ...baselineChanges(before.baseline, after.baseline),
  ]
  const more = sentences.length - MAX_SENTENCES
  return more > 0 ? [...sentences.slice(0, MAX_SENTENCES), `Makes ${more} more changes.`] : sentences
}

/** What the configurations of both revisions extend. */
export interface BothExtended {
  readonly base?: Extended | undefined
  readonly head?: Extended | undefined
}

/** Reads what one revision says. */
export function stated(files: Files, path: string | undefined, extended: Extended | undefined): Stated {
  const errors: ConfigError[] = []
  const open = (file: string | undefined) => (file === undefined ? undefined : readDocument(files, file, errors))
  const file = path === undefined || files.has(path) ? findConfig(files, path, errors) : undefined
  const written = open(file)
  const config = written && mergeDocuments(written, extended?.documents ?? [])
  const attestedFile = open(findAttestations(files, errors))
  const attested = attestedFile?.value
  const own = fieldsOf(config?.value)
  const records = [
    ...listOf(own.get('attestations')),
    ...listOf(Array.isArray(attested) ? attested : fieldsOf(attested).get('attestations')),
  ]
  const text = files.text(baselinePath(config) ?? '')
  const baseline = text === undefined ? '' : parseBaseline(text)
  return {
    file,
    settings: without(own, ['checks', 'exceptions', 'attestations']),
    checks: fieldsOf(own.get('checks')),
    exceptions: listOf(own.get('exceptions')),
    attestations: new Map(records.map((record) => [scopedName(fieldsOf(record)), record])),
    baseline: typeof baseline === 'string' ? new Map() : baseline,
    node: config?.node,
    places: new Map([config, attestedFile].flatMap((document) => recordPlaces(document?.node))),
    errors,
  }
}

/** `OA.STD.6`, or `OA.STD.6 for the service web`: several services may attest one practice. */
function scopedName(record: ReadonlyMap<string, unknown>): string {
  const service = record.get('service')
  return `${nameOf(record.get('id'))}${service === undefined ? '' : ` for the service ${nameOf(service)}`}`
}

/** A record's id as text; one that is no scalar is malformed, and shown as it stands. */
function nameOf(id: unknown): string {
  return typeof id === 'object' && id !== null ? JSON.stringify(id) : String(id)
}

/** Id and place of each attestation of a file. */
function recordPlaces(node: YamlNode | undefined): [string, Location][] {
  return attestationNodes(node).map((record) => [scalarAt(record, 'id')?.text ?? '', record.at])
}

/** The entries of an object; none of anything else. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value)
  return new Map(isMapping ? Object.entries(value) : [])
}

/** The items of a list; none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

function without(fields: ReadonlyMap<string, unknown>, keys: readonly string[]): ReadonlyMap<string, unknown> {
  return new Map([...fields].filter(([key]) => !keys.includes(key)))
}

function fileChange(before: string | undefined, after: string | undefined): string[] {
  if (before === after) return []
  if (before === undefined) return [`Adds the configuration file ${after}.`]
  if (after === undefined) return [`Removes the configuration file ${before}: the defaults would hold.`]
  return [`Moves the configuration from ${before} to ${after}.`]
}

function mapChanges(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  name: (key: string) => string,
): string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys.flatMap((key) => {
    const [what, was, is] = [name(key.slice(0, MAX_VALUE)), shown(before.get(key)), shown(after.get(key))]
    if (JSON.stringify(before.get(key)) === JSON.stringify(after.get(key))) return []
    if (!before.has(key)) return [`Sets ${what} to ${is}.`]
    if (!after.has(key)) return [`Removes ${what}, which is ${was}.`]
    return [`Changes ${what} from ${was} to ${is}.`]
  })
}

/** Exceptions have no name: one whose text differs is another one. */
function listChanges(before: readonly unknown[], after: readonly unknown[]): string[] {
  const missingIn = (list: readonly unknown[], others: readonly unknown[]) => {
    const texts = new Set(others.map((each) => JSON.stringify(each)))
    return list.filter((each) => !texts.has(JSON.stringify(each)))
  }
  return [
    ...missingIn(after, before).map((each) => `Adds an exception: ${shown(each)}.`),
    ...missingIn(before, after).map((each) => `Removes an exception: ${shown(each)}.`),
  ]
}

function baselineChanges(before: Baseline, after: Baseline): string[] {
  const [added, removed] = [excess(after, before), excess(before, after)]
  return [
    ...(added > 0 ? [`Accepts ${plural(added)} more in the baseline.`] : []),
    ...(removed > 0 ? [`Removes ${plural(removed)} from the baseline.`] : []),
  ]
}

/** How many findings `one` accepts that `other` does not. */
function excess(one: Baseline, other: Baseline): number {
  return [...one].reduce((sum, [id, { count }]) => sum + Math.max(0, count - (other.get(id)?.count ?? 0)), 0)
}

function plural(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`
}

/** The value on one line: `"never"`, `check: x, reason: y`. */
function shown(value: unknown): string {
  const fields = fieldsOf(value)
  const text =
    fields.size > 0
      ? [...fields].map(([key, each]) => `${key}: ${typeof each === 'string' ? each : JSON.stringify(each)}`).join(', ')
      : (JSON.stringify(value) ?? 'nothing')
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text
}
