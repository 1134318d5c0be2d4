import { known, unknown, type Known } from '../core/known.js'
import type { History } from '../models/index.js'
import { fields, git } from './git.js'

/** How far back the history is read: this many commits, and no longer before the newest than this. */
const MAX_COMMITS = 1000
const MAX_SECONDS = 365 * 24 * 60 * 60

/** Names under which machines commit, lower case, beside everything that ends in `[bot]`. */
const BOT_NAMES = new Set([
  'actions-user',
  'allcontributors',
  'codecov',
  'dependabot',
  'dependabot-preview',
  'github action',
  'github actions',
  'github-actions',
  'gitlab bot',
  'greenkeeper',
  'greenkeeperio-bot',
  'imgbot',
  'jenkins',
  'mergify',
  'pre-commit-ci',
  'pyup-bot',
  'release-please',
  'renovate',
  'renovate bot',
  'renovatebot',
  'semantic-release-bot',
  'snyk-bot',
  'weblate',
])

/** Names of bots that propose newer versions of dependencies, without `[bot]`. */
const UPDATERS = new Set([
  'dependabot',
  'dependabot-preview',
  'depfu',
  'greenkeeper',
  'greenkeeperio-bot',
  'mend-for-github-com',
  'pyup-bot',
  'renovate',
  'renovate bot',
  'renovate-bot',
  'renovatebot',
  'scala-steward',
  'scala steward',
  'snyk-bot',
  'updatecli',
  'whitesource-renovate',
])

/**
 * Who committed here lately: the last 1,000 commits, at most the 365 days before the newest. Bots are counted neither
 * as authors nor as commits; one person with two addresses is two authors unless `.mailmap` joins them. Unknown outside
 * of git and before the first commit.
 */
export function readHistory(root: string): Known<History> {
  const logged = git(root, [
    'log',
    `--max-count=${MAX_COMMITS}`,
    '--no-show-signature',
    '--no-color',
    '-z',
    '--format=%ct%x00%aE%x00%aN',
  ])
  if (!logged.ok) return unknown(`the commit history cannot be read: ${logged.reason}`)
  const commits = readLog(fields(logged.stdout))
  const newest = Math.max(...commits.map(({ time }) => time))
  const recent = commits.filter(({ time }) => time >= newest - MAX_SECONDS)
  const people = recent.filter((commit) => !isBot(commit))
  return known({
    authors: new Set(people.map(({ address }) => address.toLowerCase())).size,
    commits: people.length,
    shallow: isShallow(root),
    updaters: [...new Set(recent.flatMap((commit) => updaterNames(commit)))].sort(),
  })
}

interface Commit {
  readonly time: number
  readonly address: string
  readonly name: string
}

function readLog(parts: readonly string[]): Commit[] {
  const commits: Commit[] = []
  for (let index = 0; index + 2 < parts.length; index += 3) {
    commits.push({ time: Number(parts[index]), address: parts[index + 1] ?? '', name: parts[index + 2] ?? '' })
  }
  return commits
}

/** `49699333+dependabot[bot]@users.noreply.github.com` carries the login between `+` and `@`. */
function isBot({ name, address }: Commit): boolean {
  return [name, loginOf(address)].some((each) => /\[bot\]$/i.test(each) || BOT_NAMES.has(each.toLowerCase()))
}

function loginOf(address: string): string {
  return address.slice(0, address.indexOf('@')).replace(/^\d+\+/, '')
}

/** The bot's name, if the commit is by one that updates dependencies. */
function updaterNames({ name, address }: Commit): string[] {
  const names = [name, loginOf(address)].map((each) => each.toLowerCase().replace(/\[bot\]$/, ''))
  return names.filter((each) => UPDATERS.has(each)).slice(0, 1)
}

function isShallow(root: string): boolean {
  const asked = git(root, ['rev-parse', '--is-shallow-repository'])
  return asked.ok && asked.stdout.toString('utf8').trim() === 'true'
}
