import { unknown } from '../core/known.js'
import { failureOfQuery } from './failed-call.js'
import { failure, malformed, type Failure } from './failure.js'
import { at, listAt, textAt } from './json.js'
import type { OperationName } from './operations.js'
import type { Answer, GitHub, Items, ListOptions, Parameters } from './types.js'

/** Reads up to `most` pages of a list. A later page that fails is one that is missing. */
export async function listPages(
  call: GitHub['call'],
  name: OperationName,
  parameters: Parameters,
  { key, most = 10, ...how }: ListOptions,
): Promise<Items | Failure> {
  const items: unknown[] = []
  let page: number | undefined = 1
  let source = ''
  for (let read = 0; page !== undefined && read < most; read += 1) {
    const answer = await call(name, page === 1 ? parameters : { ...parameters, page }, how)
    if (!answer.ok && read === 0) return answer
    if (!answer.ok) return { ok: true, items, complete: false, why: answer, source }
    if (source === '') source = answer.source
    items.push(...(key === undefined ? listAt(answer.data) : listAt(answer.data, key)))
    if (answer.nextPage !== undefined && answer.nextPage !== page + 1) {
      return { ok: true, items, complete: false, why: malformed(`page ${page} does not lead to the next one`), source }
    }
    page = answer.nextPage
  }
  if (page === undefined) return { ok: true, items, complete: true, source }
  const why = failure('budget', 'too many pages', unknown(`the list is longer than ${most} pages`))
  return { ok: true, items, complete: false, why, source }
}

/** What the client brought, with the number of the next page. */
export function answerOf(response: { status: number; data: unknown; headers: object }, source: string): Answer {
  const nextPage = nextPageOf(textAt(response.headers, 'link'))
  return {
    ok: true,
    status: response.status,
    data: response.data,
    source,
    ...(nextPage !== undefined && { nextPage }),
  }
}

/**
 * The page number of the link with rel="next", which is all that is taken from it; 0 if it names none. Source: GitHub docs,
 * "Using pagination in the REST API".
 */
function nextPageOf(link: string | undefined): number | undefined {
  const next = link?.split(',').find((each) => /;\s*rel="next"/.test(each))
  if (next === undefined) return undefined
  return Number(/[?&]page=(\d{1,9})\b/.exec(next)?.[1] ?? 0)
}

/** A query that failed as a whole is a failure; one that failed in part is an answer with nulls, if that is of use. */
export function queried(answer: Answer, whole: string | undefined): Answer | Failure {
  const data = at(answer.data, 'data')
  const errors = listAt(answer.data, 'errors')
  const [error] = errors
  const isUsable = typeof data === 'object' && data !== null && (whole === undefined || error === undefined)
  if (!isUsable) return failureOfQuery(error, whole)
  return { ...answer, data, ...(errors.length > 0 && { errors }) }
}
