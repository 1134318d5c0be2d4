/** What stands before the sign of an e-mail address, at the end of a text, and behind it (RFC 5321, section 4.5.3.1). */
const LOCAL = /(?<![\w.%+-])[\w.%+-]+$/
const DOMAIN = /[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/iy
const MAX_LOCAL = 64

/** Addresses that are looked at in one file: more say nothing new. */
const MAX_ADDRESSES = 5_000

/** Domains that belong to nobody (RFC 2606, RFC 6761, RFC 6762), and top-level names of networks at home. */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|org|net|edu))?|test|invalid|localhost|local|internal|lan)$/i

/** Words in addresses that somebody made up; domains that documentation takes for any domain. */
const MADE_UP =
  /(?:^|[^a-z])(?:test|tests|testing|tester|fake|dummy|sample|demo|mock|foo|bar|baz|acme|user\d*|noreply|no-reply|xxx+|abc|asdf|placeholder|someone|nobody|anonymous)(?:[^a-z]|$)|@(?:domain|company|mydomain|yourdomain|email|mail|somewhere|site|website|mailinator)\.\w+$|example/i

/** Domains from which generators of test data choose by default. */
const OF_GENERATORS: ReadonlySet<string> = new Set(['gmail.com', 'yahoo.com', 'hotmail.com'])

/** Share of addresses that must be of domains of their own for a list to be one of organisations. */
const OWN_DOMAIN_SHARE = 0.9

/** Share of addresses that must be numbered for a list to be a generated one. */
const NUMBERED_SHARE = 0.6

interface Addresses {
  /** Different addresses in lower case that may be somebody's, in order. */
  readonly real: readonly string[]
  /** Number of those that cannot be. */
  readonly reserved: number
  /** Offset of the first real one. */
  readonly first: number
}

/** The e-mail addresses in a text. None is real if all are of the domains that generators choose by default. */
export function addressesIn(text: string): Addresses {
  const real = new Set<string>()
  const domains = new Set<string>()
  let reserved = 0
  let first = 0
  for (const { address, domain, index } of candidatesIn(text)) {
    if (RESERVED.test(domain) || MADE_UP.test(address)) {
      reserved += 1
      continue
    }
    if (real.size === 0) first = index
    real.add(address)
    domains.add(domain)
    if (real.size >= MAX_ADDRESSES) break
  }
  const generated = [...domains].every((domain) => OF_GENERATORS.has(domain))
  return { real: generated ? [] : [...real], reserved: generated ? reserved + real.size : reserved, first }
}

/** What has the form of an address, in lower case. Each sign is looked at once, so that time is linear. */
function* candidatesIn(text: string): Generator<{ address: string; domain: string; index: number }> {
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    DOMAIN.lastIndex = sign + 1
    const domain = DOMAIN.exec(text)?.[0].toLowerCase()
    const local = domain === undefined ? undefined : LOCAL.exec(text.slice(Math.max(0, sign - MAX_LOCAL), sign))?.[0]
    if (domain === undefined || local === undefined) continue
    yield { address: `${local.toLowerCase()}@${domain}`, domain, index: sign - local.length }
  }
}

/** Whether hardly two addresses share a domain, as where each is the contact of another organisation. */
export function areOfOrganisations(addresses: readonly string[]): boolean {
  const domains = new Set(addresses.map((address) => address.slice(address.indexOf('@'))))
  return addresses.length > 0 && domains.size / addresses.length >= OWN_DOMAIN_SHARE
}

/** Whether most addresses carry their place in the list, in base 10 or 36, as generators of test data write them. */
export function isNumbered(addresses: readonly string[]): boolean {
  const locals = addresses.map((address) => address.slice(0, address.indexOf('@')))
  const counted = locals.filter((local, index) => {
    const before = numberAtEnd(locals[index - 1] ?? '')
    const number = numberAtEnd(local)
    if (before !== undefined && number === before + 1) return true
    return local.endsWith(index.toString(36)) || local.endsWith((index + 1).toString(36))
  })
  return addresses.length > 0 && counted.length / addresses.length >= NUMBERED_SHARE
}

function numberAtEnd(text: string): number | undefined {
  const digits = /\d{1,9}$/.exec(text)?.[0]
  return digits === undefined ? undefined : Number(digits)
}
