import { splitSegments } from '../../core/glob.js'
import type { Codeowners, FileIndex, OwnersRule, PlatformOwnersError } from '../../models/index.js'

/** Whether the host says that an owner does not exist, is hidden or may not write (GitHub REST: List CODEOWNERS errors). */
export function isUnknownOwner({ kind }: PlatformOwnersError): boolean {
  return kind.toLowerCase() === 'unknown owner'
}

/** Names of accounts that machines or several people use: `mdn-bot`, `release-bot`. */
const SHARED = /[-_](?:bot|robot|ci|admins?|team)$/i

/**
 * Whether an owner is one person; undefined for an account whose name says that it is shared, and on GitLab, where
 * users and groups are written alike.
 */
export function isPerson(owner: string, host: Codeowners['host']): boolean | undefined {
  if (!owner.startsWith('@')) return true
  if (owner.includes('/') || owner.startsWith('@@')) return false
  return host === 'gitlab' || SHARED.test(owner) ? undefined : true
}

/** The names of the files and of the folders of a tree, without their paths. */
export interface TreeNames {
  readonly files: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
}

/** All names in use. */
export function treeNames({ paths }: FileIndex): TreeNames {
  const files = new Set<string>()
  const folders = new Set<string>()
  for (const path of paths) {
    const names = path.split('/')
    files.add(names.pop() ?? '')
    for (const name of names) folders.add(name)
  }
  return { files, folders }
}

/** Stands for a name that no pattern spells out: from the private use area of Unicode, and long. */
const ANY = '\u{E000}'.repeat(20)

/**
 * Paths that stand for all that a pattern can match, not only for what it matches today: a later pattern that matches
 * each of them takes everything from this one. Empty where the tree has no file or folder of its last name.
 */
export function typicalPaths({ pattern }: OwnersRule, host: Codeowners['host'], names: TreeNames): string[] {
  const segments = splitSegments(pattern)
  const inFolder = segments.length > 1 && segments.at(-1) === ''
  if (inFolder) segments.pop()
  if (segments[0] === '') segments.shift()
  else if (segments.length === 1 || host === 'gitlab') segments.unshift('**')
  const last = segments.at(-1)
  if (last === undefined) return []
  const short = segments.flatMap((segment) => (segment === '**' ? [] : [typicalName(segment)]))
  const long = segments.flatMap((segment) => (segment === '**' ? [ANY, ANY] : [typicalName(segment)]))
  const ends = endsOf(last, inFolder, names)
  return [short, long].flatMap((path) => ends.map((end) => [...path, ...end].join('/')))
}

/** What may follow the last segment of a pattern: nothing where it names files, names where it names folders. */
function endsOf(last: string, inFolder: boolean, names: TreeNames): string[][] {
  const inside = [[ANY], [ANY, ANY]]
  if (inFolder || last === '**') return inside
  if (/[*?]/.test(last)) return [[]]
  const name = typicalName(last)
  return [...(names.files.has(name) ? [[]] : []), ...(names.folders.has(name) ? inside : [])]
}

/** The segment with its wildcards filled in and its escapes resolved. */
function typicalName(segment: string): string {
  return segment.replace(
    /\\(.)|\*+|\?/g,
    (wildcard, escaped: string | undefined) => escaped ?? (wildcard === '?' ? ANY.slice(0, 1) : ANY),
  )
}
