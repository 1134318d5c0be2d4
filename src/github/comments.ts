import type { Unknown } from '../core/known.js'
import { loginOf, viewOf } from './author.js'
import { textAt } from './json.js'
import { OPERATIONS } from './operations.js'
import { isNewer, ownComments, whyNotRead, type CommentKey, type OwnComment } from './own-comments.js'
import type { GitHub } from './types.js'

/** A comment is refused above this many characters ("Body is too long"). */
export const COMMENT_LIMIT = 65_536

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

/**
 * Writes the one comment of a pull request: updates it where it exists, creates it otherwise. It is told by marker and
 * author together, because anybody can write a marker. `body` starts with the line of `commentMarker`.
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
async function fold(github: GitHub, { node, minimized }: OwnComment, away: boolean): Promise<boolean> {
  if (minimized === away) return true
  if (node === '') return false
  const call = away ? 'minimizeComment' : 'unminimizeComment'
  const input = away ? 'subjectId: $id, classifier: RESOLVED' : 'subjectId: $id'
  const text = `mutation PillarlintFold($id: ID!) { ${call}(input: { ${input} }) { clientMutationId } }`
  const { permission } = OPERATIONS.updateComment
  const answer = await github.query(text, { id: node }, { publish: true, whole: permission })
  return answer.ok
}

async function deleteAll(github: GitHub, comments: readonly OwnComment[]): Promise<void> {
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
