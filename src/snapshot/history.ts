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

/** What is asked of each commit: seconds, address, name, parents, first line. */
const FORMAT = ['%ct', '%aE', '%aN', '%P', '%s'].join('%x00')

/**
 * Who committed here lately: the last 1,000 commits, at most the 365 days before the newest. Bots are counted neither
 * as authors nor as commits; one person with two addresses is two authors unless `.mailmap` joins them. Unknown outside
 * of git and before the first commit.
 */
export function readHistory(root: string): Known<History> {
  const logged = readLog(root, [])
  if (typeof logged === 'string') return unknown(`the commit history cannot be read: ${logged}`)
  const newest = Math.max(...logged.map(({ time }) => time))
  const recent = logged.filter(({ time }) => time >= newest - MAX_SECONDS)
  const people = recent.filter((commit) => !isBot(commit))
  const figures = {
    authors: new Set(people.map(({ address }) => address.toLowerCase())).size,
    commits: people.length,
    updaters: [...new Set(recent.flatMap((commit) => updaterNames(commit)))].sort(),
  }
  const later = { subjects: once(() => readSubjects(root, logged)), shallow: once(() => isShallow(root)) }
  return known(withGetters(later, figures))
}

/**
 * First lines of commits by people; what takes a change back, or is kept for a rebase, is written by git. Where the commits
 * that are there already hold too few, because many are merges, others are asked for.
 */
function readSubjects(root: string, commits: readonly Commit[]): string[] {
  const subjects = subjectsOf(commits)
  if (subjects.length >= MAX_SUBJECTS || commits.length < MAX_COMMITS) return subjects
  const others = readLog(root, ['--no-merges'])
  return typeof others === 'string' ? [] : subjectsOf(others)
}

function subjectsOf(commits: readonly Commit[]): string[] {
  return commits
    .filter(
      (commit) =>
        !commit.isMerge &&
        !isBot(commit) &&
        !/^(?:Revert "|Reapply "|fixup! |squash! |Initial commit$)/.test(commit.subject),
    )
    .slice(0, MAX_SUBJECTS)
    .map(({ subject }) => subject.slice(0, LONGEST_SUBJECT))
}

interface Commit {
  readonly time: number
  readonly address: string
  readonly name: string
  readonly isMerge: boolean
  readonly subject: string
}

/** The newest commits; why not, where git cannot tell. */
function readLog(root: string, args: readonly string[]): Commit[] | string {
  const shape = ['--no-show-signature', '--no-color', '-z', `--format=${FORMAT}`]
  const logged = git(root, ['log', ...args, `--max-count=${MAX_COMMITS}`, ...shape])
  if (!logged.ok) return logged.reason
  const parts = fields(logged.stdout)
  const commits: Commit[] = []
  for (let index = 0; index + 4 < parts.length; index += 5) {
    const [time, address = '', name = '', parents = '', subject = ''] = parts.slice(index, index + 5)
    commits.push({ time: Number(time), address, name, isMerge: parents.includes(' '), subject })
  }
  return commits
}

function isBot({ name, address }: Pick<Commit, 'name' | 'address'>): boolean {
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
