import type { CheckOutcome } from '../check-api/check.js'
import { withoutCredentials } from '../core/credentials.js'
import type { Because } from '../core/location.js'
import type { Message } from '../core/message.js'
import type { CheckResult, Outcome } from '../core/outcome.js'

/** Fewer characters say nothing about where a value ends and other words begin. */
const SHORTEST = 6

/** The values that no output may hold, as the checks that found them name them. */
export function concealedBy(outcomes: Iterable<CheckOutcome>): string[] {
  return [...outcomes]
    .flatMap((outcome) => (outcome.kind === 'problem' ? (outcome.conceals ?? []) : []))
    .filter((value) => value.length >= SHORTEST)
}

/**
 * The results with stars for every credential in what is taken from the repository: values of messages and chains,
 * whichever check they are of. A suggestion or a patch that would have to repeat one is left out.
 * @param values those that checks found; what has the form of a credential is starred anyway
 */
export function withoutSecrets(results: readonly CheckResult[], values: readonly string[]): CheckResult[] {
  const longestFirst = [...new Set(values)].sort((a, b) => b.length - a.length)
  const hide = (text: string) => withoutCredentials(longestFirst.reduce(without, text))
  return results.map((result) => ({
    ...result,
    reason: hide(result.reason),
    outcomes: result.outcomes.map((outcome) => withoutSecret(outcome, hide)),
  }))
}

function withoutSecret(outcome: Outcome, hide: (text: string) => string): Outcome {
  const because = outcome.because.map((link): Because => ({ ...link, text: hide(link.text) }))
  const words = (message: Message): Message =>
    message.map((part) => (typeof part === 'string' ? part : { value: hide(part.value) }))
  switch (outcome.kind) {
    case 'problem': {
      const { suggestion, patch, ...rest } = outcome
      const isPlain = (text: string) => hide(text) === text
      const kept = {
        ...(suggestion !== undefined && isPlain(suggestion) && { suggestion }),
        ...(patch?.every(({ command, body = '' }) => isPlain(command) && isPlain(body)) === true && { patch }),
      }
      return { ...rest, ...kept, because, message: words(outcome.message), remedy: words(outcome.remedy) }
    }
    case 'evidence':
      return { ...outcome, because, message: words(outcome.message) }
    default:
      return { ...outcome, because, reason: words(outcome.reason) }
  }
}

/** Also the beginning of the value where the text was cut in the middle of it. */
function without(text: string, value: string): string {
  const stars = '*'.repeat(value.length)
  const whole = text.replaceAll(value, stars)
  if (!whole.endsWith('…')) return whole
  const shown = whole.slice(0, -1)
  for (let length = Math.min(value.length, shown.length); length >= SHORTEST; length -= 1) {
    if (shown.endsWith(value.slice(0, length))) return `${shown.slice(0, -length)}${'*'.repeat(length)}…`
  }
  return whole
}
