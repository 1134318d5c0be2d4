import { folderOf, folderPrefix, nameOf } from '../core/paths.js'

export { folderOf, folderPrefix, nameOf }

/** `path` as seen from `folder`, with `.` and `..` resolved; a path that climbs out of the root stops there. */
export function resolveIn(folder: string, path: string): string {
  const parts: string[] = folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** The path of `name` in `folder`. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** A question about folders, put to paths: asked once for paths in a row that lie in the same one, as sorted paths do. */
export function ofFolder(judge: (folder: string) => boolean): (path: string) => boolean {
  let last: string | undefined
  let verdict = false
  return (path) => {
    // Nothing is made to compare it: this is asked of every path, several times.
    const length = Math.max(0, path.lastIndexOf('/'))
    if (last?.length !== length || !path.startsWith(last)) {
      last = path.slice(0, length)
      verdict = judge(last)
    }
    return verdict
  }
}

/** The paths with those nearest to the root first, those of one depth in the order that they had. */
export function nearestFirst(paths: readonly string[]): string[] {
  const depths = new Map(paths.map((path) => [path, path.split('/').length]))
  return [...paths].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0))
}
