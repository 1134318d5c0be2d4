import { onLowerCase, pathsFitting } from '../../core/path-index.js'
import type { Codeowners, FileIndex, OwnersHost, OwnersRule } from '../../models/index.js'
import { OWNERS_PLACES } from '../../models/owners-hosts.js'
import type { ReaderContext } from '../context.js'
import { hostByFiles } from './host.js'
import { parseOwners, type OwnersFile } from './parse-file.js'
import { indexRules, type RuleIndex } from './rule-index.js'

/** GitHub loads only files under 3 MB (GitHub docs: About code owners, "CODEOWNERS file size"). */
const MAX_BYTES = 3 * 1024 * 1024

/** More OWNERS files than this are not opened; a few show that they are in use. */
const MAX_EQUIVALENTS = 50

/** Reads the CODEOWNERS file that the host reads, and says which ones it does not. */
export function readCodeowners(context: ReaderContext, index: FileIndex): Codeowners {
  const host = context.host ?? hostByFiles(index)
  const places = host === 'bitbucket' ? [...OWNERS_PLACES.bitbucket, OF_APPS] : OWNERS_PLACES[host]
  const file = places.find((path) => index.has(path))
  const tooLarge = file !== undefined && host === 'github' && isTooLarge(context, file)
  const unread = file === undefined || tooLarge ? undefined : whyUnread(context, file, host)
  const { rules: compiled, errors } =
    file === undefined || tooLarge || unread !== undefined ? NOTHING : read(context, index, file, host)
  const byPath = indexRules(compiled)
  const decidingRules = deciding(byPath, host)
  return {
    ...(file !== undefined && { file }),
    host,
    ...(unread !== undefined && { unread }),
    ignored: OWNERS_PLACES[host].filter((path) => path !== file && index.has(path)),
    misplaced: misplaced(index, host),
    tooLarge,
    rules: compiled.map(({ rule }) => rule),
    errors,
    equivalents: readEquivalents(context, index),
    matchingRules: (path) => byPath.matching(path).map(({ rule }) => rule),
    decidingRules,
    ruleFor: (path) => strongest(decidingRules(path)),
    comparisons: (paths) => paths.reduce((sum, path) => sum + byPath.comparisons(path), 0),
  }
}

/** Where apps for Bitbucket look for a file in a syntax of their own (Mibex documentation: Code Owners for Bitbucket). */
const OF_APPS = 'CODEOWNERS'

const NOTHING: OwnersFile = { rules: [], errors: [] }

function read({ files }: ReaderContext, index: FileIndex, file: string, host: OwnersHost): OwnersFile {
  const exists = (path: string): boolean => index.has(path) || index.hasFolder(path)
  return host === 'gitea' ? NOTHING : parseOwners(files.text(file) ?? '', file, host, exists)
}

/**
 * The last match decides. GitLab looks at each section by itself, and there at whether one of the matching lines is an
 * exclusion, wherever it stands (GitLab docs: Syntax of CODEOWNERS file, "Sections" and "Exclusion patterns").
 */
function deciding(byPath: RuleIndex, host: OwnersHost): (path: string) => OwnersRule[] {
  if (host !== 'gitlab') {
    return (path) => {
      const last = byPath.last(path)
      return last === undefined ? [] : [last.rule]
    }
  }
  return (path) => {
    const bySection = new Map<OwnersRule['section'], OwnersRule>()
    for (const { rule } of byPath.matching(path))
      if (bySection.get(rule.section)?.excludes !== true) bySection.set(rule.section, rule)
    return [...bySection.values()]
  }
}

function strongest(rules: readonly OwnersRule[]): OwnersRule | undefined {
  const owned = rules.filter(({ owners }) => owners.length > 0)
  return owned.find(({ section }) => section?.optional !== true) ?? owned[0] ?? rules[0]
}

/** A file that was not read because of its size says so in the list of unread files, with the number of bytes. */
function isTooLarge({ files }: ReaderContext, file: string): boolean {
  const text = files.text(file)
  if (text !== undefined) return text.length >= MAX_BYTES || new TextEncoder().encode(text).length >= MAX_BYTES
  const reason = files.unread.find((each) => each.file === file)?.reason ?? ''
  return Number(/^it has (\d+) bytes/.exec(reason)?.[1] ?? 0) >= MAX_BYTES
}

/** What keeps the rules from being known, as a sentence part; undefined if they can be read. */
function whyUnread({ files }: ReaderContext, file: string, host: OwnersHost): string | undefined {
  if (host === 'gitea') return 'Gitea and Forgejo take its patterns for regular expressions, which are not evaluated'
  const text = files.text(file)
  if (text === undefined) return files.unread.find((each) => each.file === file)?.reason ?? 'it could not be read'
  if (files.isLink?.(file) === true)
    return 'it is a symbolic link, and whether the host follows one is not documented: put the file itself there'
  if (host === 'bitbucket' && (file === OF_APPS || isOfAnApp(text)))
    return 'it is for an app beside the code owners of Bitbucket itself, which read .bitbucket/CODEOWNERS only'
  return undefined
}

/**
 * The app Code Owners for Bitbucket reads a file of the same name with groups (`@@name`, `@@@name` to define one), names
 * in quotes and merge checks (Mibex documentation: Owner rules, Merge checks).
 */
function isOfAnApp(text: string): boolean {
  return text
    .split('\n')
    .some((line) => /^(?:@@@|CODEOWNERS\.|Check\(|OverallCheck\()|(?:^|\s)@(?:@|")/.test(line.trim()))
}

/** Files called CODEOWNERS elsewhere, but for the places of other hosts; without a file, also misspelt names of it. */
function misplaced(index: FileIndex, host: OwnersHost): string[] {
  const places = new Set(Object.values(OWNERS_PLACES).flat())
  const near = new Set(OWNERS_PLACES[host].map((place) => place.toLowerCase()))
  return pathsFitting(index.paths, [OWNERS_NAMES], onLowerCase).filter((path) => {
    if (places.has(path) || index.isExcluded(path) || isOfAnother(path, index)) return false
    return nameOf(path) === 'CODEOWNERS' || near.has(path.toLowerCase().replace(/\.(?:txt|md)$/, ''))
  })
}

/** Whether the file belongs to a repository that was copied in, or that a template makes: it lies as it would there. */
function isOfAnother(path: string, index: FileIndex): boolean {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  if (folder.includes('/.')) return true
  return folder !== '' && LICENSES.some((name) => index.has(`${folder}/${name}`))
}

/** What misplaced files are called, in lower case. */
const OWNERS_NAMES = /(?:^|\/)codeowners(?:\.(?:txt|md))?$/

const LICENSES = ['LICENSE', 'LICENSE.txt', 'LICENSE.md']

/** Prow's OWNERS files (Kubernetes: OWNERS Files). Files of that name without its keys belong to other tools. */
function readEquivalents({ files }: ReaderContext, index: FileIndex): string[] {
  return pathsFitting(index.paths, [/(?:^|\/)OWNERS$/])
    .filter((path) => !index.isExcluded(path))
    .slice(0, MAX_EQUIVALENTS)
    .filter((path) => /^(?:approvers|reviewers):/m.test(files.text(path) ?? ''))
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
