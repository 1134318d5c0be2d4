import { unknown, type Unknown } from '../core/known.js'
import type { Failure } from './failure.js'
import { at, numberAt, textAt } from './json.js'
import { OPERATIONS, quoted, remedyFor } from './operations.js'
import type { GitHub } from './types.js'

/** Which comment is meant, and which run writes it. */
export interface CommentKey {
  /** Tells several runs on one repository apart: letters, digits, `.`, `_`, `-`. */
  readonly id: string
  readonly sha: string
  readonly run: { readonly id: number; readonly attempt: number }
}

/** A comment that this token has written. */
export interface OwnComment {
  readonly id: number
  readonly body: string
  readonly author: string
  readonly url: string
  /** Its id for the query endpoint. */
  readonly node: string
  /** Somebody, or an earlier run, folded it away. */
  readonly minimized: boolean
}

/** The hidden first line by which a comment is found again. */
export function commentMarker({ id, sha, run }: CommentKey): string {
  return `<!-- pillarlint:${id} sha=${sha} run=${run.id}/${run.attempt} -->`
}

/** To read the comments is not enough, so a missing right to read them is named as the right to write. */
export function whyNotRead({ kind, why }: Failure): Unknown {
  if (kind !== 'forbidden') return why
  const { permission } = OPERATIONS.createComment
  return unknown(`the token lacks ${quoted(permission)}`, { permission, remedy: remedyFor(permission) })
}

/** The comments with the marker that this token wrote, oldest first; a failure unless all pages were read. */
export async function ownComments(
  github: GitHub,
  pull: number,
  id: string,
  me: string,
  since?: string,
): Promise<readonly OwnComment[] | Failure> {
  const parameters = { issue_number: pull, per_page: 100, ...(since !== undefined && { since }) }
  const list = await github.list('comments', parameters, { publish: true, most: 20 })
  if (!list.ok) return list
  const own = list.items
    .flatMap(commentOf)
    .filter(({ author, body }) => author === me && body.startsWith(`<!-- pillarlint:${id} `))
    .sort((a, b) => a.id - b.id)
  // One that was found can be updated even if later pages are missing; only to create one, all must have been seen.
  return list.complete || own.length > 0 || list.why === undefined ? own : list.why
}

function commentOf(comment: unknown): OwnComment[] {
  const id = numberAt(comment, 'id')
  if (id === undefined) return []
  const body = textAt(comment, 'body') ?? ''
  return [
    {
      id,
      body,
      author: textAt(comment, 'user', 'login') ?? '',
      url: textAt(comment, 'html_url') ?? '',
      node: textAt(comment, 'node_id') ?? '',
      minimized: (at(comment, 'minimized') ?? null) !== null,
    },
  ]
}

/** Whether a comment was written by a later run, or a later attempt of this one. Run numbers only grow. */
export function isNewer(body: string, { run }: CommentKey): boolean {
  const [, id = '0', attempt = '0'] = /^<!-- pillarlint:\S+ sha=\S* run=(\d+)\/(\d+) -->/.exec(body) ?? []
  return Number(id) > run.id || (Number(id) === run.id && Number(attempt) > run.attempt)
}
