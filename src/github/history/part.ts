import { known, type Known } from '../../core/known.js'
import { isMachineName } from '../../models/machine-names.js'
import { failureOfQuery } from '../failed-call.js'
import { malformed, type Failure } from '../failure.js'
import { at, flagAt, listAt, textAt } from '../json.js'
import { wrongIn, type Fields } from '../shapes.js'
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
export interface Nodes {
  readonly nodes: readonly unknown[]
  readonly more: boolean
}

/**
 * See {@link Nodes}. Null holds none; unknown where the answer has no connection, which is not the same as
 * an empty one, or where an item lacks one of the fields without which it would be passed over.
 */
export function nodesOf(connection: unknown, name: string, fields: Fields): Known<Nodes> {
  if (connection === null) return known({ nodes: [], more: false })
  const [nodes, more] = [at(connection, 'nodes'), flagAt(connection, 'pageInfo', 'hasNextPage')]
  if (!Array.isArray(nodes) || more === undefined) return malformed(`it does not list ${name}`).why
  const items = (nodes as readonly unknown[]).filter((node) => node !== null)
  const wrong = items.map((node) => wrongIn(node, fields, name)).find((each) => each !== undefined)
  if (wrong !== undefined) return malformed(wrong).why
  return known({ nodes: items, more })
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
