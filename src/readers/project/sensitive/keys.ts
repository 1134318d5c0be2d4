/** A place in a text, and the characters there. */
export interface Spot {
  readonly what: string
  readonly start: number
  readonly end: number
  readonly shownBy: 'form' | 'look'
}

/** Labels of keys that are not encrypted (RFC 7468, sections 10 and 13; OpenSSH PROTOCOL.key). */
const BEGIN = /-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH) )?PRIVATE KEY-----/g

/** Longer texts are no key: one of 16,384 bits takes less. */
const MAX_KEY = 20_000

/** A key of 32 bytes with its header takes 64 characters. */
const LEAST_KEY = 60

/** What an OpenSSH key without a passphrase begins with: the cipher `none` (OpenSSH PROTOCOL.key). */
const OPENSSH = 'b3BlbnNzaC1rZXktdjE'
const OPENSSH_PLAIN = `${OPENSSH}AAAAABG5vbmU`

/** Different characters in any real key, at least: fewer are filler. */
const LEAST_CHARACTERS = 24

/** Private keys that open without a passphrase. Newlines may be written as `\n`. */
export function privateKeysIn(text: string): Spot[] {
  const found: Spot[] = []
  for (const { 0: begin, index } of text.matchAll(BEGIN)) {
    const from = index + begin.length
    const until = text.slice(from, from + MAX_KEY).indexOf('-----END')
    if (until < 0) continue
    const body = text.slice(from, from + until).replaceAll(/\\n|\s/g, '')
    if (!/^[A-Za-z0-9+/=]+$/.test(body) || body.length < LEAST_KEY) continue
    if (new Set(body).size < LEAST_CHARACTERS) continue
    if (body.startsWith(OPENSSH) && !body.startsWith(OPENSSH_PLAIN)) continue
    found.push({ what: 'private key', start: index, end: from + until, shownBy: 'form' })
  }
  return found
}

/** A key of PuTTY that opens without a passphrase (PuTTY manual, appendix C). */
export function puttyKeysIn(text: string): Spot[] {
  const isPlain = text.startsWith('PuTTY-User-Key-File-') && /^Encryption: none\r?$/m.test(text.slice(0, 1000))
  const start = text.indexOf('Private-Lines:')
  return isPlain && start >= 0 ? [{ what: 'private key', start, end: text.length, shownBy: 'form' }] : []
}

/** The key to the encrypted credentials of a Rails application: 16 bytes in hexadecimal (Rails guide: Security). */
export function railsKeyIn(text: string): Spot[] {
  const key = text.trim()
  return /^[0-9a-f]{32}$/.test(key) && new Set(key).size > 6
    ? [{ what: 'key of encrypted credentials', start: 0, end: key.length, shownBy: 'form' }]
    : []
}
