import { known, type Known } from '../../core/known.js'
import { isMachineName } from '../../models/machine-names.js'
import { failureOfQuery, type Failure } from '../failure.js'
import { at, flagAt, listAt, textAt } from '../json.js'
import type { Answer } from '../types.js'

/** What a token may lack without the rest being wrong: checks ask for permissions of their own. */
const OPTIONAL = 'last'

/**
 * The part of a query's answer under `name`; unknown if it, or one of its items, was refused: what is left would look
 * like all there is.
 *
 * @param permission what the part asks for
 */
export function partOf(answer: Answer | Failure, name: string, permission: string): Known<unknown> {
  if (!answer.ok) return answer.why
  const error = (answer.errors ?? []).find((each) => {
    const path = listAt(each, 'path')
    return path[0] === name && !path.includes(OPTIONAL)
  })
  const part = at(answer.data, name)
  if (error !== undefined) return failureOfQuery(error, permission).why
  return typeof part === 'object' && part !== null ? known(part) : failureOfQuery(undefined, permission).why
}

/** The items of a connection, and whether there are more. */
export function nodesOf(connection: unknown): { readonly nodes: readonly unknown[]; readonly more: boolean } {
  const nodes = listAt(connection, 'nodes').filter((node) => typeof node === 'object' && node !== null)
  return { nodes, more: flagAt(connection, 'pageInfo', 'hasNextPage') === true }
}

/** Milliseconds since 1970 of a time in an answer; undefined if there is none. */
export function timeAt(value: unknown, ...path: readonly string[]): number | undefined {
  const time = Date.parse(textAt(value, ...path) ?? '')
  return Number.isNaN(time) ? undefined : time
}

/** Who did something: an account that is gone has no login any more. */
export interface Actor {
  readonly login: string
  readonly machine: boolean
}

/** Source: GitHub docs, GraphQL reference, interface Actor. */
export function actorAt(value: unknown, name: string): Actor {
  const login = textAt(value, name, 'login') ?? 'ghost'
  return { login, machine: textAt(value, name, '__typename') === 'Bot' || isMachineName(login) }
}
