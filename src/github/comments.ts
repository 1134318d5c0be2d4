import { unknown, type Unknown } from '../core/known.js'
import type { Failure } from './failure.js'
import { at, numberAt, textAt } from './json.js'
import { OPERATIONS, quoted, remedyFor } from './operations.js'
import type { GitHub } from './types.js'

/** A comment is refused above this many characters ("Body is too long"). */
export const COMMENT_LIMIT = 65_536

/** The login of the token that GitHub Actions gives to a job. */
const ACTIONS_BOT = 'github-actions[bot]'

/** Which comment is meant, and which run writes it. */
export interface CommentKey {
  /** Tells several runs on one repository apart: letters, digits, `.`, `_`, `-`. */
  readonly id: string
  readonly sha: string
  readonly run: { readonly id: number; readonly attempt: number }
}

/**
 * `newer`: a later run has written the comment already. `moved`: the pull request has another head by now, whose own run
 * writes. `hidden`: updated and folded away as resolved. `none`: there is no comment, and none is needed.
 */
export type CommentResult =
  | { readonly state: 'created' | 'updated' | 'newer' | 'hidden'; readonly url: string }
  | { readonly state: 'moved' | 'removed' | 'none' }
  | { readonly state: 'failed'; readonly why: Unknown }

/** `needed`: it has something to say. Otherwise none is made, and one that is there is folded away. Always, if not said. */
interface CommentOptions {
  readonly needed?: boolean
}

interface Comment {
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

/**
 * Writes the one comment of a pull request: updates it where it exists, creates it otherwise. It is told by marker and
 * author together, because anybody can write a marker. `body` starts with {@link commentMarker}.
 */
export async function writeComment(
  github: GitHub,
  pull: number,
  key: CommentKey,
  body: string,
  { needed }: CommentOptions = {},
): Promise<CommentResult> {
  const view = await viewOf(github, pull)
  if ('ok' in view) return { state: 'failed', why: view.why }
  const { me, head } = view
  if (head !== undefined && head !== key.sha) return { state: 'moved' }
  const found = await ownComments(github, pull, key.id, me)
  if ('ok' in found) return { state: 'failed', why: whyNotRead(found) }
  const [existing, ...duplicates] = found
  if (existing === undefined) return needed === false ? { state: 'none' } : createComment(github, pull, key, body, me)
  const newer = found.find((each) => isNewer(each.body, key))
  if (newer !== undefined) return { state: 'newer', url: newer.url }
  const updated = await github.call('updateComment', { comment_id: existing.id, body }, { publish: true })
  if (!updated.ok) return { state: 'failed', why: updated.why }
  await deleteAll(github, duplicates)
  const folded = needed === undefined ? true : await fold(github, existing, !needed)
  return { state: needed === false && folded ? 'hidden' : 'updated', url: existing.url }
}

/** Deletes what earlier runs with this id have written, unless a later one has. */
export async function removeComment(github: GitHub, pull: number, key: CommentKey): Promise<CommentResult> {
  const me = await loginOf(github)
  if (typeof me !== 'string') return { state: 'failed', why: me.why }
  const found = await ownComments(github, pull, key.id, me)
  if ('ok' in found) return { state: 'failed', why: whyNotRead(found) }
  const [existing] = found
  if (existing === undefined) return { state: 'none' }
  if (isNewer(existing.body, key)) return { state: 'newer', url: existing.url }
  for (const { id } of found) {
    const deleted = await github.call('deleteComment', { comment_id: id }, { publish: true })
    if (!deleted.ok && deleted.kind !== 'missing') return { state: 'failed', why: deleted.why }
  }
  return { state: 'removed' }
}

/** Folds the comment away as resolved, or unfolds it; nothing if it is so already. Whether it is so now. */
async function fold(github: GitHub, { node, minimized }: Comment, away: boolean): Promise<boolean> {
  if (minimized === away) return true
  if (node === '') return false
  const call = away ? 'minimizeComment' : 'unminimizeComment'
  const input = away ? 'subjectId: $id, classifier: RESOLVED' : 'subjectId: $id'
  const text = `mutation PillarlintFold($id: ID!) { ${call}(input: { ${input} }) { clientMutationId } }`
  const { permission } = OPERATIONS.updateComment
  const answer = await github.query(text, { id: node }, { publish: true, whole: permission })
  return answer.ok
}

async function deleteAll(github: GitHub, comments: readonly Comment[]): Promise<void> {
  for (const { id } of comments) await github.call('deleteComment', { comment_id: id }, { publish: true })
}

/** Failures after which what was asked for may have been done all the same. */
const MAYBE_DONE: ReadonlySet<string> = new Set(['unreachable', 'malformed'])

/**
 * Creates the comment, then looks again: another run may have done the same in between, and an answer that got lost may
 * hide a comment that was made. The oldest one stays, with the text of the latest run.
 */
async function createComment(
  github: GitHub,
  pull: number,
  key: CommentKey,
  body: string,
  me: string,
): Promise<CommentResult> {
  const created = await github.call('createComment', { issue_number: pull, body }, { publish: true })
  if (!created.ok && !MAYBE_DONE.has(created.kind)) return { state: 'failed', why: created.why }
  // Who could not say before under which name it writes has now seen it; then older ones may bear it too.
  const author = (created.ok ? textAt(created.data, 'user', 'login') : undefined) ?? me
  const since = created.ok && author === me ? textAt(created.data, 'created_at') : undefined
  const found = await ownComments(github, pull, key.id, author, since)
  const url = created.ok ? (textAt(created.data, 'html_url') ?? '') : ''
  if ('ok' in found) return created.ok ? { state: 'created', url } : { state: 'failed', why: created.why }
  const [oldest, ...duplicates] = found
  if (oldest === undefined) return created.ok ? { state: 'created', url } : { state: 'failed', why: created.why }
  if (duplicates.length > 0 && oldest.body !== body && !found.some((each) => isNewer(each.body, key))) {
    const updated = await github.call('updateComment', { comment_id: oldest.id, body }, { publish: true })
    if (!updated.ok) return { state: 'failed', why: updated.why }
  }
  await deleteAll(github, duplicates)
  return { state: 'created', url: oldest.url }
}

/** To read the comments is not enough, so a missing right to read them is named as the right to write. */
export function whyNotRead({ kind, why }: Failure): Unknown {
  if (kind !== 'forbidden') return why
  const { permission } = OPERATIONS.createComment
  return unknown(`the token lacks ${quoted(permission)}`, { permission, remedy: remedyFor(permission) })
}

/** The comments with the marker that this token wrote, oldest first; a failure unless all pages were read. */
async function ownComments(
  github: GitHub,
  pull: number,
  id: string,
  me: string,
  since?: string,
): Promise<readonly Comment[] | Failure> {
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

function commentOf(comment: unknown): Comment[] {
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

/** Failures that tell of the token what the one of a job would be told: that it may not ask. */
const NOT_ASKED: ReadonlySet<string> = new Set(['forbidden', 'missing', 'refused'])

/**
 * Who writes with this token. Installation tokens may not ask for a user, but may ask the query endpoint. A failure where
 * that gave no answer: under a wrong name the own comments would not be found, and be written twice.
 */
export async function loginOf(github: GitHub): Promise<string | Failure> {
  const answer = await github.query('query PillarlintViewer { viewer { login } }', {}, { publish: true })
  if (!answer.ok) return NOT_ASKED.has(answer.kind) ? ACTIONS_BOT : answer
  return textAt(answer.data, 'viewer', 'login') ?? ACTIONS_BOT
}

const VIEW = `query PillarlintViewer($owner: String!, $repo: String!, $pull: Int!) {
  viewer { login }
  repository(owner: $owner, name: $repo) { pullRequest(number: $pull) { headRefOid } }
}`

/** Who writes, and the head that the pull request has now, if that can be read. */
async function viewOf(github: GitHub, pull: number): Promise<{ me: string; head: string | undefined } | Failure> {
  const { owner, repo } = github
  const answer = await github.query(VIEW, { owner, repo, pull }, { publish: true })
  if (!answer.ok) return NOT_ASKED.has(answer.kind) ? { me: ACTIONS_BOT, head: undefined } : answer
  const head = textAt(answer.data, 'repository', 'pullRequest', 'headRefOid')
  return { me: textAt(answer.data, 'viewer', 'login') ?? ACTIONS_BOT, head }
}

/** Whether a comment was written by a later run, or a later attempt of this one. Run numbers only grow. */
function isNewer(body: string, { run }: CommentKey): boolean {
  const [, id = '0', attempt = '0'] = /^<!-- pillarlint:\S+ sha=\S* run=(\d+)\/(\d+) -->/.exec(body) ?? []
  return Number(id) > run.id || (Number(id) === run.id && Number(attempt) > run.attempt)
}
