/** A piece of a text whose form shows that it is a credential. */
export interface FoundCredential {
  /** `GitHub token`, `password in an address`. */
  readonly what: string
  readonly start: number
  readonly end: number
}

/** Forms that providers document for their keys: a fixed start, an alphabet and a length. */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
  ['GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g],
  ['GitHub token', /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])/g],
  ['GitLab token', /\bgl(?:pat|ptt|rt|dt|cbt)-[\w-]{20}(?![\w-])/g],
  ['Slack token', /\bxox[abprs]-\d{10,13}-\d{10,13}-[A-Za-z0-9-]{20,80}(?![\w-])/g],
  ['Slack webhook', /\bhooks\.slack\.com\/services\/T[A-Z0-9]{8,11}\/B[A-Z0-9]{8,11}\/[A-Za-z0-9]{24}(?![A-Za-z0-9])/g],
  ['Discord webhook', /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[\w-]{60,80}(?![\w-])/g],
  ['Stripe key', /\b[sr]k_live_[A-Za-z0-9]{24,99}(?![A-Za-z0-9])/g],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g],
  ['PyPI token', /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,200}/g],
  ['Docker Hub token', /\bdckr_pat_[\w-]{27}(?![\w-])/g],
  ['DigitalOcean token', /\bdo[por]_v1_[0-9a-f]{64}(?![0-9a-f])/g],
  ['SendGrid key', /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g],
  ['Vault token', /\bhvs\.[\w-]{90,120}(?![\w-])/g],
  ['Atlassian token', /\bATATT3xFfGF0[\w=-]{100,250}/g],
]

const KEY_ID = /\bA(?:KIA|SIA)[A-Z2-7]{16}(?![A-Z0-9])/
const KEY_SECRET = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g
const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----(?:\s|\\n){0,20}(?:[A-Za-z0-9+/=]{40,80}(?:\s|\\n){1,20}){3}/g
const PASSWORD = /:\/\/[^\s:@/"'`]{1,100}:([^\s@/"'`]{6,200})@([\w.-]{1,200})/g

/** Words of texts that stand for a credential. */
const STANDS_FOR =
  /example|sample|dummy|fake|placeholder|change-?me|your[-_]?|my[-_]?(?:secret|pass|token)|redacted|xxx|\*\*\*|\.\.\.|test|passw|secret|postgres|token|12345|abcdef|0000/i

/** Bits for each character below which a text repeats itself too much to be made at random. */
const LEAST_ENTROPY = 3

/** Changes between letters and digits below which a text is a name with a number. */
const LEAST_CHANGES = 4

/** The credentials in a text, told by their form alone, in no order. Linear in its length. */
export function credentialsIn(text: string): FoundCredential[] {
  const found = FORMS.flatMap(([what, form]) =>
    [...text.matchAll(form)].filter(([value]) => isReal(value)).map((match) => foundIn(what, match)),
  )
  for (const match of text.matchAll(PRIVATE_KEY)) found.push(foundIn('private key', match))
  const id = KEY_ID.exec(text)?.[0]
  if (id !== undefined && !STANDS_FOR.test(id)) {
    for (const match of text.matchAll(KEY_SECRET))
      if (isReal(match[0]) && isMixed(match[0])) found.push(foundIn('AWS secret key', match))
  }
  for (const match of text.matchAll(PASSWORD)) {
    const [whole, password = '', host = ''] = match
    if (!isPublicHost(host) || /[${}<>%*[\]()]/.test(whole) || !isReal(password)) continue
    found.push(foundIn('password in an address', match))
  }
  return found
}

/** Whether a whole text looks made at random, as credentials without a form of their own are. */
export function looksRandom(text: string): boolean {
  if (!/^[A-Za-z0-9_.~+/=-]{16,200}$/.test(text) || !isReal(text)) return false
  return changesIn(text) >= LEAST_CHANGES
}

/** Whether a text has words that stand for a credential: `changeme`, `your-token`. */
export function standsForCredential(text: string): boolean {
  return STANDS_FOR.test(text)
}

/** How often letters follow digits or digits letters. */
function changesIn(text: string): number {
  const isDigit = Array.from(text, (char) => char >= '0' && char <= '9')
  return isDigit.filter((each, index) => index > 0 && each !== isDigit[index - 1]).length
}

function foundIn(what: string, { 0: value, index }: RegExpExecArray): FoundCredential {
  return { what, start: index, end: index + value.length }
}

function isReal(value: string): boolean {
  return !STANDS_FOR.test(value) && entropyOf(value) >= LEAST_ENTROPY
}

function isMixed(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
}

/** Shannon entropy in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0)
}

/** A name without a dot is that of a container beside the job; reserved names lead nowhere (RFC 2606, RFC 6761). */
function isPublicHost(host: string): boolean {
  return (
    host.includes('.') &&
    !/^127\.|^0\.0\.|(^|\.)(localhost|local|test|internal|invalid|example(\.(com|org|net))?)$/i.test(host)
  )
}

/** The starts of tokens with what may follow them: a text that is shown was perhaps cut in the middle of one. */
const BEGUN =
  /\b(?:gh[pousr]_|github_pat_|gl(?:pat|ptt|rt|dt|cbt)-|xox[abprs]-|[sr]k_live_|npm_|pypi-AgE|dckr_pat_|do[por]_v1_|SG\.|hvs\.|ATATT3x|hooks\.slack\.com\/services\/|webhooks\/\d{17})[\w./=-]{8,300}/g

/** The password in an address, whatever the host. */
const IN_ADDRESS = /(?<=:\/\/[^\s:@/"'`$]{0,100}:)(?![$*])[^\s@/"'`]{3,200}(?=@)/g

/** Keys without a start of their own: a long run of their alphabet. */
const RUN = /[A-Za-z0-9+/=]{36,4000}/g

/** Characters for each slash in keys that are written in Base64, at least; paths have more slashes. */
const RARE_SLASHES = 16

/** The text with stars in the place of everything in it that may be a credential; it keeps its length. */
export function withoutCredentials(text: string): string {
  return text
    .replace(BEGUN, (value) => (/[A-Z\d]/.test(value) ? starsFor(value) : value))
    .replace(IN_ADDRESS, starsFor)
    .replace(RUN, (run) => (mayBeKey(run) ? starsFor(run) : run))
}

function mayBeKey(run: string): boolean {
  const slashes = run.split('/').length - 1
  return isMixed(run) && changesIn(run) >= LEAST_CHANGES && slashes * RARE_SLASHES <= run.length && entropyOf(run) >= 4
}

function starsFor(value: string): string {
  return '*'.repeat(value.length)
}
