/**
 * `path` as seen from `folder` (relative to the repository's root, empty for the root itself). Undefined if the folder
 * is not known, or the path is absolute or leads out of the repository.
 */
export function pathFrom(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined || path.startsWith('/') || path.startsWith('~')) return undefined
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
