import * as z from 'zod/mini'
import { nearest } from '../core/nearest.js'

/** Text that is not empty. */
export const text = (description: string) => z.string().check(z.minLength(1), z.describe(description))
/** A list of such texts. */
export const list = (item: string, description: string) => z.array(text(item)).check(z.describe(description))

/** Ids that a configuration may name; undefined allows any. */
export interface KnownIds {
  readonly checks?: readonly string[]
  readonly practices?: readonly string[]
}

/** What a configuration says of one practice: whether it counts. */
export function practiceEntry({ practices }: KnownIds) {
  return z.strictObject({
    id: idOf('practice', practices, 'Id of the practice.'),
    count: z.boolean().check(z.describe('Whether it counts here.')),
    reason: text('Why.'),
  })
}

/** Text that must be one of `ids`: a schema cannot list hundreds in an error, so it names the nearest. */
export function idOf(what: string, ids: readonly string[] | undefined, description: string) {
  const known = ids && new Set(ids)
  const isKnown = (id: string) => known === undefined || known.has(id)
  return text(description).check(z.refine(isKnown, { error: ({ input }) => unknownId(what, String(input), ids ?? []) }))
}

/** `there is no check "x"; did you mean "y"?` */
export function unknownId(what: string, id: string, ids: readonly string[]): string {
  const near = nearest(id, ids)
  const hint = near === undefined ? `; \`pillarlint list ${what}s\` prints all ids` : `; did you mean "${near}"?`
  return `there is no ${what} "${id.slice(0, 80)}"${hint}`
}

/** A record by which somebody vouches for a practice. */
export function attestation({ practices }: KnownIds) {
  return z.strictObject({
    id: idOf('practice', practices, 'Id of the practice, as `pillarlint list practices` prints it.'),
    status: z.enum(['met', 'partial', 'not-met', 'not-applicable']),
    statement: text('What is true, in one sentence.'),
    owner: text('Who says so and keeps it true.'),
    evidence: text('A URL, or a path in the repository, where others can see it.'),
    attested_on: z.optional(text('Date, YYYY-MM-DD.')),
    expires_on: z.optional(text('Last day it holds, YYYY-MM-DD; at most twelve months later.')),
    service: z.optional(text('The service that it speaks of; the repository as a whole, if left out.')),
    paths: z.optional(list('A folder or a glob.', 'It speaks of the services that lie in them.')),
  })
}

/** A record by which somebody accepts findings for a time. */
export function exception({ checks, practices }: KnownIds) {
  return z
    .strictObject({
      check: z.optional(idOf('check', checks, 'Id of a check.')),
      practice: z.optional(idOf('practice', practices, 'Id of a practice: every finding that speaks against it.')),
      paths: z.optional(list('A glob.', 'Files it holds for; everywhere if left out.')),
      service: z.optional(text('The service whose findings it holds for.')),
      reason: text('Why the finding is accepted.'),
      owner: text('Who accepted it.'),
      expires: z.optional(text('Last day it holds, YYYY-MM-DD. Without a date it counts as expired.')),
    })
    .check(
      z.refine(
        ({ check, practice }) => check !== undefined || practice !== undefined,
        'an exception needs "check" or "practice"',
      ),
    )
}

export type ExceptionRecord = z.output<ReturnType<typeof exception>>
export type AttestationRecord = z.output<ReturnType<typeof attestation>>
