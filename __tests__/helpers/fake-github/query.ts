import { readFileSync } from 'node:fs'
import { parseQuery, type Selection } from './query-syntax.js'

interface Field {
  readonly type: string
  readonly args?: Readonly<Record<string, string>>
}

interface Schema {
  readonly types: Readonly<Record<string, Readonly<Record<string, Field>>>>
  readonly enums: Readonly<Record<string, readonly string[]>>
}

type Part = Readonly<Record<string, unknown>>

/** A value that depends on the arguments of its field. */
export type Resolver = (args: Part) => unknown

/** Stands for what the token may not see. */
export const FORBIDDEN = Symbol('forbidden')

const FILE = new URL('../../fixtures/github/graphql-subset.json', import.meta.url)
let loaded: Schema | undefined
const schema = (): Schema => (loaded ??= JSON.parse(readFileSync(FILE, 'utf8')) as Schema)

/** What came of a query: the answer's body, and what in query or data does not fit GitHub's schema. */
export interface Answered {
  readonly body: { readonly data: unknown; readonly errors?: readonly unknown[] }
  readonly violations: readonly string[]
}

interface Work {
  readonly errors: unknown[]
  readonly violations: string[]
}

/** Bubbles a null up to the next field that may be null. Source: GraphQL specification, Handling Execution Errors. */
class NullError extends Error {}

/**
 * Answers a query from `root`, whose parts hold what matters to a test: lists stand for connections, functions for
 * fields with arguments, {@link FORBIDDEN} for what the token may not see. What is left out is null, or the plainest
 * value of its type.
 */
export function answerWith(root: Part, text: string, variables: Part): Answered {
  const work: Work = { errors: [], violations: [] }
  const data = objectOf(work, 'Query', root, parseQuery(text, variables), [])
  const { errors, violations } = work
  return { body: errors.length > 0 ? { data, errors } : { data }, violations }
}

function objectOf(
  work: Work,
  type: string,
  value: Part,
  selections: readonly Selection[],
  path: readonly (string | number)[],
): Record<string, unknown> {
  const own = typeof value['__typename'] === 'string' ? value['__typename'] : type
  const answer: Record<string, unknown> = {}
  for (const selection of selections) {
    if (selection.on !== undefined && selection.on !== own) continue
    if (selection.name === '__typename') {
      answer[selection.alias] = own
      continue
    }
    const owner = selection.on ?? type
    const field = schema().types[owner]?.[selection.name]
    if (field === undefined) {
      work.violations.push(`${owner} has no field ${selection.name}`)
      continue
    }
    checkArguments(work, owner, selection, field)
    answer[selection.alias] = fieldOf(work, field, value[selection.name], selection, [...path, selection.alias])
  }
  return answer
}

function fieldOf(
  work: Work,
  { type }: Field,
  raw: unknown,
  selection: Selection,
  path: readonly (string | number)[],
): unknown {
  const value = typeof raw === 'function' ? (raw as Resolver)(selection.args) : raw
  const required = type.endsWith('!')
  if (value === FORBIDDEN) {
    work.errors.push({ type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' })
    if (required) throw new NullError()
    return null
  }
  const bare = type.replace(/!$/, '')
  const told = value ?? (required ? plain(bare) : undefined)
  try {
    return completed(work, bare, told, selection, path)
  } catch (error) {
    if (!(error instanceof NullError) || required) throw error
    return null
  }
}

function completed(
  work: Work,
  type: string,
  value: unknown,
  selection: Selection,
  path: readonly (string | number)[],
): unknown {
  if (type.endsWith('Connection')) return connectionOf(work, type, value ?? [], selection, path)
  if (value === undefined || value === null) return null
  if (schema().types[type] !== undefined) return objectOf(work, type, value as Part, selection.selections, path)
  const values = schema().enums[type]
  if (values !== undefined && !values.includes(String(value)))
    work.violations.push(`${type} has no value ${String(value)}`)
  return value
}

/** The plainest value of a type, for fields that a test does not tell and that always have one. */
function plain(type: string): unknown {
  const values = schema().enums[type]
  if (values !== undefined) return values[0]
  if (schema().types[type] !== undefined) return type.endsWith('Connection') ? [] : {}
  return PLAIN.get(type) ?? 'text'
}

const PLAIN: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['Int', 0],
  ['Boolean', false],
  ['DateTime', '2026-01-01T00:00:00Z'],
  ['GitObjectID', '0'.repeat(40)],
])

/** Cuts a list as `first`, `last` and `after` say; a cursor is a position. */
function connectionOf(
  work: Work,
  type: string,
  value: unknown,
  selection: Selection,
  path: readonly (string | number)[],
): unknown {
  const all = value as readonly unknown[]
  const { first, last, after } = selection.args
  if (first === undefined && last === undefined) work.violations.push(`${path.join('.')} asks for no number of items`)
  if (Number(first ?? last) > 100) work.violations.push(`${path.join('.')} asks for more than 100 items`)
  const start = typeof after === 'string' ? Number(after) : 0
  const page = last === undefined ? all.slice(start, start + Number(first)) : all.slice(-Number(last))
  const end = start + page.length
  const pageInfo = {
    hasNextPage: last === undefined && end < all.length,
    endCursor: page.length > 0 ? String(end) : null,
  }
  const item = (schema().types[type]?.['nodes']?.type ?? '').replace(/[[\]!]/g, '')
  const answer: Record<string, unknown> = {}
  for (const each of selection.selections) {
    const { alias, name } = each
    const below = [...path, alias]
    if (name === 'totalCount') answer[alias] = all.length
    else if (name === 'pageInfo') answer[alias] = objectOf(work, 'PageInfo', pageInfo, each.selections, below)
    else answer[alias] = page.map((node, index) => fieldOf(work, { type: item }, node, each, [...below, index]))
  }
  return answer
}

function checkArguments(work: Work, owner: string, { name, args }: Selection, { args: known = {} }: Field): void {
  for (const [arg, value] of Object.entries(args)) {
    if (known[arg] === undefined) work.violations.push(`${owner}.${name} has no argument ${arg}`)
    else if (known[arg].endsWith('!') && value === undefined) work.violations.push(`${owner}.${name} needs ${arg}`)
  }
  for (const [arg, type] of Object.entries(known)) {
    if (type.endsWith('!') && args[arg] === undefined) work.violations.push(`${owner}.${name} needs ${arg}`)
  }
}
