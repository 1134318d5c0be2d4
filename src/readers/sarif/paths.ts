import { at, countAt, listAt, textAt } from './json.js'

/** Longer ones are no paths. */
const MAX_PATH = 1000

/** How deep base addresses may rest on each other (SARIF 2.1.0, 3.14.14). */
const MAX_BASES = 5

/**
 * The path, relative to the linted folder, of an `artifactLocation`; undefined if it lies elsewhere. `roots` are the
 * absolute paths by which the folder is known. A base on another machine (a container that has the folder mounted) is
 * taken for the linted folder.
 */
export function pathOf(location: unknown, run: unknown, roots: readonly string[]): string | undefined {
  const index = countAt(location, 0, 'index')
  const listed = index === undefined ? undefined : at(listAt(run, 'artifacts')[index], 'location')
  const own = textAt(location, 'uri') === undefined ? listed : location
  const uri = textAt(own, 'uri')
  if (uri === undefined || uri.length > MAX_PATH) return undefined
  const path = plainPath(uri)
  if (path === undefined) return undefined
  if (isAbsolute(path)) return within(path, roots) ?? within(path, basesOf(run))
  const base = baseOf(run, textAt(own, 'uriBaseId'), MAX_BASES)
  const inBase = base !== undefined && isAbsolute(base) ? within(`${base}/${path}`, roots) : undefined
  return inBase ?? relative(path)
}

/** The absolute paths of the run's bases, but not the root of a file system, which says nothing. */
function basesOf(run: unknown): string[] {
  const bases = at(run, 'originalUriBaseIds')
  if (typeof bases !== 'object' || bases === null) return []
  return Object.keys(bases)
    .slice(0, 50)
    .flatMap((id) => baseOf(run, id, MAX_BASES) ?? [])
    .filter((base) => isAbsolute(base) && base.split('/').some((part) => part !== '' && part !== '.'))
}

function baseOf(run: unknown, id: string | undefined, depth: number): string | undefined {
  if (id === undefined || depth === 0) return undefined
  const base = at(run, 'originalUriBaseIds', id)
  const uri = textAt(base, 'uri')
  const path = uri === undefined || uri.length > MAX_PATH ? undefined : plainPath(uri)
  if (path !== undefined && isAbsolute(path)) return path
  const below = baseOf(run, textAt(base, 'uriBaseId'), depth - 1)
  return below === undefined ? path : `${below}/${path ?? ''}`
}

/** A URI reference as a path with `/`; undefined for addresses of other kinds, as `https:`. */
function plainPath(uri: string): string | undefined {
  const isFile = /^file:/i.test(uri)
  // One letter and a colon is a drive; two letters and more are a scheme.
  if (!isFile && /^[A-Za-z][A-Za-z0-9+.-]+:/.test(uri)) return undefined
  const bare = isFile ? uri.slice(5).replace(/^\/\/[^/]*/, '') : uri
  const path = decoded(bare).replaceAll('\\', '/')
  // eslint-disable-next-line no-control-regex -- no file of a repository that is linted has them
  if (/[\u0000-\u001f\u007f]/.test(path)) return undefined
  return path.replace(/^\/(?=[A-Za-z]:\/)/, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path)
}

/** The part of an absolute path below the first of these folders that holds it. */
function within(path: string, folders: readonly string[]): string | undefined {
  const parts = normal(path)
  for (const folder of folders) {
    const outer = normal(folder.replaceAll('\\', '/'))
    if (parts === undefined || outer === undefined || parts.length <= outer.length) continue
    if (outer.every((part, index) => part === parts[index])) return parts.slice(outer.length).join('/')
  }
  return undefined
}

function relative(path: string): string | undefined {
  const parts = normal(path)
  return parts === undefined || parts.length === 0 ? undefined : parts.join('/')
}

/** The parts without `.` and `..`; undefined if the path leads out at its top. */
function normal(path: string): string[] | undefined {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts
}
