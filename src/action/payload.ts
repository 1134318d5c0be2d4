import { readFileSync } from 'node:fs'

/** The event's payload, or undefined: a local run has none, and what is no JSON tells nothing. */
export function payloadAt(path: string | undefined): unknown {
  try {
    return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
