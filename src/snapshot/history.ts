import { known, unknown, type Known } from '../core/known.js'
import { once, withGetters } from '../core/once.js'
import type { History } from '../models/index.js'
import { isMachineName, loginOfAddress } from '../models/machine-names.js'
import { fields, git } from './git.js'

/** How far back the history is read: this many commits, and no longer before the newest than this. */
const MAX_COMMITS = 1000
const MAX_SECONDS = 365 * 24 * 60 * 60

/** Subjects that are kept, and characters of each. */
const MAX_SUBJECTS = 200
const LONGEST_SUBJECT = 200

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
  const figures = {
    authors: new Set(people.map(({ address }) => address.toLowerCase())).size,
    commits: people.length,
    shallow: isShallow(root),
    updaters: [...new Set(recent.flatMap((commit) => updaterNames(commit)))].sort(),
  }
  return known(withGetters({ subjects: once(() => readSubjects(root)) }, figures))
}

/** First lines of commits by people; what takes a change back, or is kept for a rebase, is written by git. */
function readSubjects(root: string): string[] {
  const logged = git(root, [
    'log',
    '--no-merges',
    `--max-count=${MAX_COMMITS}`,
    '--no-show-signature',
    '--no-color',
    '-z',
    '--format=%aE%x00%aN%x00%s',
  ])
  if (!logged.ok) return []
  const parts = fields(logged.stdout)
  const subjects: string[] = []
  for (let index = 0; index + 2 < parts.length && subjects.length < MAX_SUBJECTS; index += 3) {
    const [address = '', name = '', subject = ''] = parts.slice(index, index + 3)
    if (isBot({ address, name, time: 0 }) || /^(?:Revert "|Reapply "|fixup! |squash! |Initial commit$)/.test(subject))
      continue
    subjects.push(subject.slice(0, LONGEST_SUBJECT))
  }
  return subjects
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

function isBot({ name, address }: Commit): boolean {
  return isMachineName(name) || isMachineName(loginOfAddress(address))
}

/** The bot's name, if the commit is by one that updates dependencies. */
function updaterNames({ name, address }: Commit): string[] {
  const names = [name, loginOfAddress(address)].map((each) => each.toLowerCase().replace(/\[bot\]$/, ''))
  return names.filter((each) => UPDATERS.has(each)).slice(0, 1)
}

/** Whether the clone lacks older commits on purpose. */
export function isShallow(root: string): boolean {
  const asked = git(root, ['rev-parse', '--is-shallow-repository'])
  return asked.ok && asked.stdout.toString('utf8').trim() === 'true'
}
