import { createHash } from 'node:crypto'
import type { Location } from './location.js'
import type { MessageData } from './message.js'

/**
 * Identifies a problem across commits: 16 hex digits of a SHA-256 over check, message, file, route and data. Lines are
 * left out on purpose: they change when somebody adds a line above.
 */
export function fingerprint(check: string, messageId: string, at: Location | undefined, data: MessageData): string {
  const identity = [
    check,
    messageId,
    at?.file ?? '',
    at?.route ?? '',
    Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16)
}
