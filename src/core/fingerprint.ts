import { createHash } from 'node:crypto'
import type { Location } from './location.js'
import type { MessageData } from './message.js'

/** What of a problem its identity is made of. */
export interface Identity {
  readonly check: string
  readonly messageId: string
  readonly at: Location | undefined
  readonly data: MessageData
}

/**
 * Identifies a problem across commits: 16 hex digits of a SHA-256 over check, message, file, route and data. Lines are
 * left out on purpose, as are the numbers of list items: both change when somebody adds something above. Problems that
 * are alike but for their place have the same one, and are counted.
 */
export function fingerprint({ check, messageId, at, data }: Identity): string {
  return digest([check, messageId, at?.file ?? '', shapeOf(at?.route ?? ''), sorted(data)])
}

/** The fingerprint with the numbers of list items in it; undefined where the route has none. */
export function exactFingerprint({ check, messageId, at, data }: Identity): string | undefined {
  const route = at?.route ?? ''
  if (shapeOf(route) === route) return undefined
  return digest([check, messageId, at?.file ?? '', route, sorted(data)])
}

/** What tells a problem apart from every other one of the same revision. */
export function exactOf({ fingerprint, exact }: { readonly fingerprint: string; readonly exact?: string }): string {
  return exact ?? fingerprint
}

/** A route without the numbers of list items, documents and repetitions: `jobs.build.steps[].uses`. */
export function shapeOf(route: string): string {
  return route.replace(/\[\d+\]/g, '[]').replace(/#\d+/g, '#')
}

function sorted(data: MessageData): readonly (readonly [string, string | number])[] {
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
}

function digest(identity: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16)
}
