import type { PastChange } from './delivery-history.js'

/**
 * Titles that `git revert`, the hosts and conventional commits give to what takes back a change; not every title that
 * begins with the word: a button may be called so.
 */
const REVERT =
  /^(?:[a-z]{2,12}(?:\([^)]{0,40}\))?!?: )?revert(?:s|ed|ing)?(?:[:(]| ["'`#]| (?:commit|pr|pull|merge|changes?|[0-9a-f]{7,40})\b)/i
/** After a word for a correction the verb may stand alone, but for what an interface has under that name. */
const CORRECTED = /^fix(?:\([^)]{0,40}\))?!?: revert(?:s|ed)? (?!buttons?\b|links?\b|dialogs?\b|icons?\b|actions?\b)/i
const REVERT_BRANCH = /^revert-\d/
/** The word of those who repair production at once (Git Flow, GitLab Flow): `hotfix`, `hot-fix`. */
const HOTFIX = /(?:^|[^a-z])hot[-_ ]?fix(?:es)?(?![a-z])/i

/** What a change is called, as far as it is known. */
export interface ChangeWords {
  readonly title: string
  readonly branch?: string
  readonly labels?: readonly string[]
}

/** Whether a change takes back an earlier one, or says that it repairs production at once. */
export function repairOf({ title, branch = '', labels = [] }: ChangeWords): PastChange['repairs'] {
  if (bringsBack(title)) return undefined
  if (REVERT.test(title) || CORRECTED.test(title) || REVERT_BRANCH.test(branch)) return 'revert'
  return [title, branch, ...labels].some((text) => HOTFIX.test(text)) ? 'hotfix' : undefined
}

/** `Revert "Revert "…""`, which hosts also call `Reapply "…"`, brings the change back. */
function bringsBack(title: string): boolean {
  const levels = /^(?:revert ["']){2,20}/i.exec(title)?.[0]
  return levels === undefined ? /^reapply ["']/i.test(title) : levels.split(/["']/).length % 2 === 1
}

/** A version: two numbers or more, and what follows them (semver.org, PEP 440, calendar versions). */
const VERSION = /^v?\d{1,8}(?:[._]\d{1,8}){1,3}(?<rest>\D.{0,60})?$/i
const PRERELEASE =
  /^[-._]?(?:a|b|c|m|rc|alpha|beta|pre|preview|dev|canary|nightly|next|snapshot|ea|insiders|experimental)(?:[-._\d]|$)/i
/** What stands after the numbers of a version that is no preview: build numbers, and words that say that it is final. */
const SUFFIX =
  /^(?:\+|[-._](?:\d|(?:final|release|ga|lts|sp|post|build|patch|r|p|jre|android|ce|ee)(?:[-._\d]|$))|[a-z]$)/i

/** A tag that names a version: what follows a package's name in a monorepo (`api@1.2.0`, `chart-1.2.0`, `sdk/v1.2.0`). */
export function versionOf(tag: string): { readonly prerelease: boolean } | undefined {
  const name = tag.length > 200 ? '' : tag.slice(Math.max(tag.lastIndexOf('/'), tag.lastIndexOf('@')) + 1)
  const start = /(?:^|[-_])v?\d{1,8}[._]\d/i.exec(name)
  if (start === null) return undefined
  const version = name.slice(start.index).replace(/^[-_]/, '')
  const found = VERSION.exec(version)
  const rest = found?.groups?.['rest'] ?? ''
  const prerelease = PRERELEASE.test(rest)
  return found !== null && (rest === '' || prerelease || SUFFIX.test(rest)) ? { prerelease } : undefined
}

/** Branches that are kept beside the default branch on purpose, and never merged as a whole. */
const KEPT =
  /^(?:gh-pages|pages|develop|development|dev|next|master|main|trunk|stable|staging|production|prod|legacy|lts)$|^(?:releases?|rel|stable|support|maint|maintenance|backports?|version|lts|legacy|env|environment|archive)(?:\/|[-_.]v?\d)|^v?\d{1,8}(?:\.(?:\d{1,8}|x))*(?:[-._](?:x|stable|dev|maintenance|branch|lts))?$/i

/** Whether a branch is one that teams keep by its name: of releases, environments or pages. */
export function isKeptBranch(name: string): boolean {
  return KEPT.test(name)
}

/** Names and patterns of branches that releases are made from: `release/1.2`, `release-*`, `releases/**`, `stable`. */
const OF_RELEASES = /^(?:releases?(?:[-_/.]|\*|$)|stable$)/i

/** Whether a branch, or a pattern of branches, is called after releases. */
export function isReleaseBranch(name: string): boolean {
  return OF_RELEASES.test(name)
}
