/**
 * A relative path without `.`, `..`, doubled and trailing slashes; `.` for the folder itself. Undefined if it leaves
 * the folder, is absolute, or holds a variable or expression.
 */
export function normalizedPath(path: string): string | undefined {
  if (/^[/\\~]|^[A-Za-z]:|\$/.test(path)) return undefined
  const parts: string[] = []
  for (const part of path.trim().split(/[/\\]/)) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.length === 0 ? '.' : parts.join('/')
}

/** `path` below `folder`, both normalized. */
export function joinedPath(folder: string, path: string): string {
  if (folder === '.') return path
  return path === '.' ? folder : `${folder}/${path}`
}

/** What is left of `path` below `folder`, `.` if they are the same; undefined if it lies elsewhere. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (folder === '.') return path
  if (path === folder) return '.'
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined
}
