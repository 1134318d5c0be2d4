import { scalarAt } from '../readers/yaml/navigate.js'
import type { Files } from '../snapshot/snapshot.js'
import type { ConfigDocument } from './document.js'
import type { ConfigError } from './errors.js'

const FINGERPRINT = /^[0-9a-f]{16}$/

/**
 * The fingerprints in the file that the `baseline` key names: a JSON list, or an object with the list at
 * `fingerprints`. Empty without the key.
 */
export function readBaseline(
  files: Files,
  document: ConfigDocument | undefined,
  errors: ConfigError[],
): ReadonlySet<string> {
  const path = scalarAt(document?.node, 'baseline')
  if (path === undefined || path.text === '') return new Set()
  const file = path.text.replace(/^(?:\.\/)+/, '')
  const text = files.text(file)
  const reason = files.unread.find((each) => each.file === file)?.reason ?? 'there is no such file'
  const read = text === undefined ? `cannot be read: ${reason}` : fingerprintsIn(text)
  if (typeof read !== 'string') return read
  errors.push({ at: path.at, message: `the baseline ${path.text} ${read}` })
  return new Set()
}

/** The fingerprints, or what is wrong with the text. */
export function fingerprintsIn(text: string): ReadonlySet<string> | string {
  const list = listIn(text)
  if (list === undefined) return 'is not a JSON list of fingerprints'
  const wrong = list.findIndex((each) => typeof each !== 'string' || !FINGERPRINT.test(each))
  return wrong < 0
    ? new Set(list as string[])
    : `has an entry that is no fingerprint (16 hex digits): number ${wrong + 1}`
}

function listIn(text: string): readonly unknown[] | undefined {
  try {
    const data: unknown = JSON.parse(text)
    const list = Array.isArray(data) ? data : (data as { fingerprints?: unknown } | null)?.fingerprints
    return Array.isArray(list) ? (list as unknown[]) : undefined
  } catch {
    return undefined
  }
}
