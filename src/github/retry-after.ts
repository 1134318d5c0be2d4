/**
 * Seconds that the header `retry-after` asks to wait, which may name a time instead (RFC 9110, 10.2.3); undefined without a
 * usable one.
 *
 * @param now milliseconds since 1970
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const seconds = /^\s*\d/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000
  return seconds > 0 ? seconds : undefined
}
