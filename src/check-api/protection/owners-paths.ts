import { compileNames } from '../../core/glob.js'
import type { FileIndex, OwnersRule } from '../../models/index.js'

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

/** Whether the rule would match a path in small letters, if its pattern were written in small letters too. */
export function matchesInLowerCase({ segments, descends }: OwnersRule): (lowerPath: string) => boolean {
  const matches = compileNames(
    segments.map((segment) => segment.toLowerCase()),
    { descend: descends },
  )
  return (lowerPath) => matches(lowerPath.split('/'))
}

/** Stands for a name that no pattern spells out: from the private use area of Unicode, and long. */
const ANY = '\u{E000}'.repeat(20)

/** What may lie in a folder. */
const INSIDE: readonly (readonly string[])[] = [[ANY], [ANY, ANY]]

/**
 * Paths that stand for all that a pattern can match, not only for what it matches today: a later pattern that matches
 * each of them takes everything from this one. Empty where the tree has no file or folder of its last name.
 */
export function typicalPaths({ segments, descends }: OwnersRule, names: TreeNames): string[] {
  const last = segments.at(-1)
  // Which characters a range of GitLab takes in, no single name can stand for.
  if (last === undefined || segments.some((segment) => /(?:^|[^\\])\[/.test(segment) && !descends)) return []
  const inFolder = segments.length > 1 && ((last === '*' && descends) || last === '**')
  const before = inFolder ? segments.slice(0, -1) : segments
  const short = before.flatMap((segment) => (segment === '**' ? [] : [typicalName(segment)]))
  const long = before.flatMap((segment) => (segment === '**' ? [ANY, ANY] : [typicalName(segment)]))
  const ends = inFolder ? INSIDE : endsOf(last, descends, names)
  return [short, long].flatMap((path) => ends.map((end) => [...path, ...end].join('/')))
}

/** What may follow the last segment of a pattern: nothing where it names files, names where it names folders. */
function endsOf(last: string, descends: boolean, names: TreeNames): (readonly string[])[] {
  if (/[*?]/.test(last)) return [[]]
  const name = typicalName(last)
  return [...(names.files.has(name) ? [[]] : []), ...(descends && names.folders.has(name) ? INSIDE : [])]
}

/** The segment with its wildcards filled in and its escapes resolved. */
function typicalName(segment: string): string {
  return segment.replace(
    /\\(.)|\*+|\?/g,
    (wildcard, escaped: string | undefined) => escaped ?? (wildcard === '?' ? ANY.slice(0, 1) : ANY),
  )
}
