import { known, unknown, type Known } from '../core/known.js'
import { loginOf } from './author.js'
import { whyNotRead } from './own-comments.js'
import { textAt } from './json.js'
import type { GitHub } from './types.js'

/** Pages of changed files, and of comments, that are read: a review with suggestions is not worth more calls. */
const PAGES = 2

/** The lines of the new file in one part of a diff, changed or around changes, one after the other. */
export interface DiffHunk {
  /** Number of the first line. */
  readonly from: number
  readonly lines: readonly string[]
}

/** By path; files whose diff is left out are not there. */
export type DiffLines = ReadonlyMap<string, readonly DiffHunk[]>

/** A comment of a review on lines of the new file. */
export interface ReviewComment {
  readonly path: string
  readonly from: number
  readonly to: number
  readonly body: string
}

/** What can be commented on: GitHub refuses a review with a comment on any other line. */
export async function readDiffLines(github: GitHub, pull: number): Promise<Known<DiffLines>> {
  const list = await github.list('pullFiles', { pull_number: pull, per_page: 100 }, { publish: true, most: PAGES })
  if (!list.ok) return list.why
  const entries = list.items.flatMap((item): (readonly [string, readonly DiffHunk[]])[] => {
    const [path, patch] = [textAt(item, 'filename'), textAt(item, 'patch')]
    return path === undefined || patch === undefined ? [] : [[path, hunksIn(patch)]]
  })
  return known(new Map(entries))
}

/** The parts of a unified diff, as they are in the new file. Linear in the patch. */
export function hunksIn(patch: string): readonly DiffHunk[] {
  const hunks: { from: number; lines: string[] }[] = []
  for (const text of patch.split('\n')) {
    const header = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text)
    if (header !== null) hunks.push({ from: Number(header[1]), lines: [] })
    else if (text.startsWith('+') || text.startsWith(' ')) hunks.at(-1)?.lines.push(text.slice(1))
  }
  return hunks
}

/**
 * The first lines of the review comments that this token has written on the pull request. Told by author and text together:
 * anybody can write the same text.
 */
export async function knownSuggestions(github: GitHub, pull: number): Promise<Known<ReadonlySet<string>>> {
  const me = await loginOf(github)
  if (typeof me !== 'string') return me.why
  const parameters = { pull_number: pull, per_page: 100, sort: 'created', direction: 'desc' }
  const list = await github.list('reviewComments', parameters, { publish: true, most: PAGES })
  if (!list.ok) return whyNotRead(list)
  // That there are more pages than are read is known; one that failed may hold what would be suggested again.
  if (list.why !== undefined && list.why.kind !== 'budget') return list.why.why
  const own = list.items.filter((item) => textAt(item, 'user', 'login') === me)
  return known(new Set(own.map((item) => textAt(item, 'body')?.split('\n')[0]?.trim() ?? '')))
}

/** Writes one review with all comments, which asks for nothing and approves nothing. The address, or why there is none. */
export async function createReview(
  github: GitHub,
  pull: number,
  commit: string,
  body: string,
  comments: readonly ReviewComment[],
): Promise<Known<string>> {
  const answer = await github.call(
    'createReview',
    {
      pull_number: pull,
      commit_id: commit,
      event: 'COMMENT',
      body,
      comments: comments.map(({ path, from, to, body: text }) => ({
        path,
        body: text,
        line: to,
        side: 'RIGHT',
        ...(from < to && { start_line: from, start_side: 'RIGHT' }),
      })),
    },
    { publish: true },
  )
  if (!answer.ok) return answer.why
  const url = textAt(answer.data, 'html_url')
  return url === undefined ? unknown('the answer of GitHub names no review') : known(url)
}
