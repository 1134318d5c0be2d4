import type { Finding, Report } from '../core/report.js'
import type { PublishRequest } from './publish.js'
import { shortfallOf, withoutToken, type Shortfall } from './shortfall.js'

/** What becomes of the comment. `when-needed`: one that has nothing to say is not made, or folded away. */
export type CommentMode = 'always' | 'when-needed' | 'never' | 'remove'

/** Writes, folds away or removes the comment of the pull request. Returns its address, if it has one. */
export async function publishComment(request: PublishRequest, shortfalls: Shortfall[]): Promise<string | undefined> {
  const { report, event, comment, github, links, renderSummary, runner } = request
  const { pull } = event
  if (comment === 'never' || pull === undefined) return undefined
  if (github === undefined) return void shortfalls.push(withoutToken('There is no comment'))
  if (comment === 'remove') return removed(request, pull.number, shortfalls)
  const { COMMENT_LIMIT, commentMarker, writeComment } = await import('../github/index.js')
  const key = keyOf(request, pull.headSha)
  const marker = commentMarker(key)
  const text = renderSummary(report, { limit: COMMENT_LIMIT, marker, ...(links && { links }) })
  const body = text.startsWith(marker) ? text : `${marker}\n${text}`
  const needed = comment === 'when-needed' ? { needed: isNeeded(report) } : {}
  const result = await writeComment(github, pull.number, key, body, needed)
  if (result.state === 'failed') {
    return void shortfalls.push(shortfallOf('There is no comment', result.why, event))
  }
  const remark = REMARKS[result.state]
  if (remark !== undefined) runner.info(remark)
  return 'url' in result ? result.url : undefined
}

/** What the log says where the comment is not simply written. */
const REMARKS: Partial<Readonly<Record<string, string>>> = {
  moved: 'The comment is left alone: the pull request has another head by now, and the run for that one writes it.',
  newer: 'The comment is left alone: a later run has written it.',
  hidden: 'The comment has nothing to say and is folded away.',
  none: 'There is nothing to say in a comment.',
}

function keyOf({ event, id }: PublishRequest, sha: string) {
  return { id, sha, run: event.run }
}

async function removed(request: PublishRequest, pull: number, shortfalls: Shortfall[]): Promise<undefined> {
  const { event, github, runner } = request
  if (github === undefined || event.pull === undefined) return
  const { removeComment } = await import('../github/index.js')
  const result = await removeComment(github, pull, keyOf(request, event.pull.headSha))
  if (result.state === 'failed') shortfalls.push(shortfallOf('The comment is not removed', result.why, event))
  if (result.state === 'removed') runner.info('The comment is removed.')
}

/** Whether the report says something that a pull request should be interrupted for. */
function isNeeded({ gate, findings, changes = [], trust = [], configChanges }: Report): boolean {
  const isNews = ({ standing, delta, severity }: Finding): boolean =>
    standing === 'open' && (delta === 'introduced' || (delta === null && severity !== 'notice'))
  const isMoved = changes.some(({ direction }) => direction !== 'open')
  return gate.verdict !== 'pass' || isMoved || trust.length + configChanges.length > 0 || findings.some(isNews)
}
