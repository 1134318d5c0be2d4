import { pathsFitting } from '../../core/path-index.js'
import type { FileIndex } from '../../models/index.js'
import type { CheckOutcome } from '../check.js'

const DOCUMENTS = /\.(?:md|adoc|rst|txt)$/i

/** That a document `pattern` fits keeps a record of drills, whose dates are not read; undefined if there is none. */
export function undatedDrill(files: FileIndex, pattern: RegExp): CheckOutcome<never> | undefined {
  const record = pathsFitting(files.paths, [DOCUMENTS]).find((path) => !files.isExcluded(path) && pattern.test(path))
  if (record === undefined) return undefined
  const reason = 'how old the newest drill of {record} is, is not read'
  return { kind: 'unknown', origin: 'files', reason, data: { record } }
}
