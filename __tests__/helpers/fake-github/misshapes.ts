import type { Fault } from './faults.js'

type Change = (value: unknown) => unknown

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

const respond =
  (change: Change): Fault =>
  (response, answer) => {
    response.writeHead(200, JSON_TYPE)
    response.end(JSON.stringify(change(answer() ?? null)))
  }

/** Applies a change to every value that is no object and no list. */
function leaves(change: Change): Change {
  const inside: Change = (value) => {
    if (Array.isArray(value)) return value.map(inside)
    if (typeof value !== 'object' || value === null) return change(value)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each)]))
  }
  return inside
}

const swapped: Change = (value) => (Array.isArray(value) ? { 0: (value[0] as unknown) ?? null } : [value])

/** Answers with status 200 in a form that GitHub does not describe: whatever is concluded from them is wrong. */
export const MISSHAPES: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'a list of null', fault: respond(() => [null]) },
  { name: 'a list for an object', fault: respond(swapped) },
  { name: 'an error that says that it is none', fault: respond(() => ({ message: 'Not Found', status: '404' })) },
  {
    name: 'a prototype',
    fault: (response) => {
      response.writeHead(200, JSON_TYPE)
      response.end('{"__proto__":{"enabled":true,"id":1,"private":false},"constructor":{"prototype":{"ok":true}}}')
    },
  },
]

/** Changes that keep the outline of an answer and spoil what is inside: what is still known of it must be true. */
export const SPOILT: Readonly<Record<string, Change>> = {
  'nothing in any object': (value) => (Array.isArray(value) ? value.map(() => ({})) : {}),
  'text for numbers': leaves((value) => (typeof value === 'number' ? String(value) : value)),
  'numbers for text': leaves((value) => (typeof value === 'string' ? 7 : value)),
  'text for flags': leaves((value) => (typeof value === 'boolean' ? String(value) : value)),
  'null for every value': leaves(() => null),
  'lists for objects': leavesOf('object', (value) => [value]),
  'objects for lists': leavesOf('list', (value) => ({ 0: (value as unknown[])[0] ?? null })),
}

/** Applies a change to every innermost object or list. */
function leavesOf(kind: 'object' | 'list', change: Change): Change {
  const is = (value: unknown): boolean =>
    kind === 'list' ? Array.isArray(value) : typeof value === 'object' && value !== null && !Array.isArray(value)
  const inside: Change = (value) => {
    if (typeof value !== 'object' || value === null) return value
    const parts = Object.values(value).some((each) => typeof each === 'object' && each !== null)
    if (!parts) return is(value) ? change(value) : value
    if (Array.isArray(value)) return value.map(inside)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each)]))
  }
  return inside
}
