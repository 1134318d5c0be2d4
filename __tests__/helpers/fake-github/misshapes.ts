import type { Fault } from './faults.js'

type Change = (value: unknown) => unknown

const respond =
  (change: Change): Fault =>
  (response, answer) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(change(answer() ?? null)))
  }

/** Applies a change to every value that is no object and no list. */
function leaves(change: Change): Change {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside)
    if (typeof value !== 'object' || value === null) return change(value)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each)]))
  }
  return inside
}

/** Applies a change to every object, from the inside out. */
function objects(change: (value: object) => unknown): Change {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside)
    if (typeof value !== 'object' || value === null) return value
    return change(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each)])))
  }
  return inside
}

const swapped: Change = (value) => (Array.isArray(value) ? { 0: value[0] ?? null } : [value])

/** Answers with status 200 in a form that GitHub does not describe: whatever is concluded from them is wrong. */
export const MISSHAPES: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'a list of null', fault: respond(() => [null]) },
  { name: 'a list for an object', fault: respond(swapped) },
  { name: 'an error that says that it is none', fault: respond(() => ({ message: 'Not Found', status: '404' })) },
  {
    name: 'a prototype',
    fault: (response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end(
        '{"__proto__":{"enabled":true,"id":1,"name":"x","private":false},"constructor":{"prototype":{"ok":true}}}',
      )
    },
  },
]

/** Answers that keep the outline and spoil what is inside. Some calls look at nothing that one of these spoils. */
export const SPOILT_INSIDE: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'nothing in any object', fault: respond((value) => (Array.isArray(value) ? value.map(() => ({})) : {})) },
  { name: 'text for numbers', fault: respond(leaves((value) => (typeof value === 'number' ? String(value) : value))) },
  { name: 'numbers for text', fault: respond(leaves((value) => (typeof value === 'string' ? 7 : value))) },
  { name: 'text for flags', fault: respond(leaves((value) => (typeof value === 'boolean' ? String(value) : value))) },
  {
    name: 'lists for objects inside',
    fault: respond(objects((value) => ('data' in value || 'id' in value ? value : [value]))),
  },
  { name: 'null for every value', fault: respond(leaves(() => null)) },
]
