import { fileLocation } from '../../core/location.js'
import type { TrustChange } from '../../core/trust.js'
import type { FileIndex } from '../../models/index.js'

/**
 * Files of the head that are not judged because of what the change does: it calls them generated or vendored, moves them
 * where such files lie, or puts what looks like another repository around them. By the rules of the base they would be.
 *
 * @param renamed new path → path in the base
 * @param isRead whether a reader would look into a file of this path
 */
export function filesLeftOut(
  before: FileIndex,
  after: FileIndex,
  renamed: ReadonlyMap<string, string>,
  isRead: (path: string) => boolean,
): TrustChange[] {
  const left = after.paths.filter(
    (path) => isRead(path) && after.isExcluded(path) && !before.isExcluded(renamed.get(path) ?? path),
  )
  const [first] = left
  if (first === undefined) return []
  const more = left.length === 1 ? '' : ` and ${left.length - 1} more`
  const message = ['The change has ', { value: first }, `${more} left out of what is judged.`]
  return [{ kind: 'files-left-out', message, at: fileLocation(first) }]
}
