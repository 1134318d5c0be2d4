import type { Commit } from './commits.js'

/** What a message says of the way on which a change reached the branch. */
export interface Told {
  /** True if a host or a review tool put it there. */
  readonly reviewed: boolean
  readonly number?: number
  /** The name of the merged branch. */
  readonly branch?: string
  /** What the change calls itself: for a merge, what its message says below the first line. */
  readonly title: string
}

/** Titles that hosts write for merges. Source: their documentation on merge and squash commit messages. */
const MERGE_TITLES: readonly RegExp[] = [
  // GitHub, Gitea and Forgejo
  /^Merge pull request #(?<number>\d{1,9}) from (?:[^\s/:]{1,100}[/:])?(?<branch>\S{1,300})/,
  /^Merge pull request '.{0,300}' \(#(?<number>\d{1,9})\) from (?<branch>\S{1,300})/,
  // Azure Repos
  /^Merged PR (?<number>\d{1,9}): /,
  // Bitbucket
  /^Merged in (?<branch>\S{1,300}) \(pull request #(?<number>\d{1,9})\)/,
  /^Pull request #(?<number>\d{1,9}): /,
  // Homu and Bors
  /^Auto merge of #(?<number>\d{1,9}) /,
  /^Merge (?:PR )?#(?<number>\d{1,9})\b/,
]

/** The end of a title that GitHub and others write when they squash. */
const SQUASHED = /\(#(?<number>\d{1,9})\)\s{0,5}$/

/** Lines that GitLab, Gerrit and Phabricator write below the title. */
const REVIEW_LINE = /^(?:See merge request \S{0,300}!(?<number>\d{1,9})|Reviewed-on: https?:|Differential Revision: )/m

/** A branch merged into itself, as `git pull` does: what it brings was committed on the branch. */
const PULLED =
  /^Merge (?:remote-tracking )?branch '(?:[^\s'/]{1,100}\/)?(?<branch>[^\s']{1,300})'(?: of \S{1,500})?(?: into (?<into>\S{1,300}))?$/

/** Reads the message of a commit of the default branch. */
export function readWay({ message, parents }: Commit, defaultBranch: string): Told {
  const [subject = '', ...body] = message.slice(0, 10_000).split('\n')
  const below = body.find((line) => line.trim() !== '')
  const line = REVIEW_LINE.exec(body.join('\n'))?.groups
  for (const pattern of MERGE_TITLES) {
    const found = pattern.exec(subject)
    if (found === null) continue
    const rest = subject.slice(found[0].length).trim()
    return {
      reviewed: true,
      ...namesIn(found.groups ?? {}),
      title: parents.length > 1 ? (below ?? rest) : rest || subject,
    }
  }
  const squashed = SQUASHED.exec(subject)?.groups
  if (squashed !== undefined) return { reviewed: true, ...namesIn(squashed), title: subject }
  const merged = PULLED.exec(subject)?.groups
  const branch = merged?.['branch']
  const isPull = branch === defaultBranch
  return {
    reviewed: line !== undefined || (parents.length > 1 && !isPull),
    ...namesIn({ ...line, ...(branch !== undefined && !isPull && { branch }) }),
    title: parents.length > 1 && !isPull ? (below ?? subject) : subject,
  }
}

function namesIn({ number, branch }: Readonly<Record<string, string | undefined>>): Pick<Told, 'number' | 'branch'> {
  return { ...(number !== undefined && { number: Number(number) }), ...(branch !== undefined && { branch }) }
}
