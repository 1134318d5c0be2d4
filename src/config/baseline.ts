import { parseBaseline, type Baseline } from '../core/baseline-file.js'
import { scalarAt } from '../readers/yaml/navigate.js'
import type { Files } from '../snapshot/snapshot.js'
import type { ConfigDocument } from './document.js'
import type { ConfigError } from './errors.js'

/** The file that the `baseline` key names, by its path in the linted folder; undefined without the key. */
export function baselinePath(document: ConfigDocument | undefined): string | undefined {
  const text = scalarAt(document?.node, 'baseline')?.text
  return text === undefined || text === '' ? undefined : plainPath(text)
}

/** The path without `./` before it. */
export function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '')
}

/**
 * What the file that the `baseline` key names accepts; nothing without the key.
 *
 * @param mayBeMissing whether the file is about to be written, so that it need not be there
 */
export function readBaseline(
  files: Files,
  document: ConfigDocument | undefined,
  errors: ConfigError[],
  mayBeMissing = false,
): Baseline {
  const [file, key] = [baselinePath(document), scalarAt(document?.node, 'baseline')]
  if (file === undefined || key === undefined || (mayBeMissing && !files.has(file))) return new Map()
  const text = files.text(file)
  const reason = files.unread.find((each) => each.file === file)?.reason
  const missing = 'there is no such file; `pillarlint baseline` writes it'
  const read = text === undefined ? `cannot be read: ${reason ?? missing}` : parseBaseline(text)
  if (typeof read !== 'string') return read
  errors.push({ at: key.at, message: `the baseline ${key.text} ${read}` })
  return new Map()
}
