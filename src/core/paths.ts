/** The folder of a path; empty for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** The same with a slash at its end, so that a name can follow; empty for the root. */
export function folderPrefix(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
