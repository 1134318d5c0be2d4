import { credentialsIn, looksRandom, standsForCredential } from '../../../core/credentials.js'
import { privateKeysIn, type Spot } from './keys.js'

/** `NAME=value` with or without `export`, as dotenv files and variable files of Terraform write it. */
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]{0,100})[ \t]*=[ \t]*(\S.*)$/

/** Names of values that open something. */
const SECRET =
  /(?:^|[_.-])(?:token|api_?key|access_?key|secret_?key(?:_base)?|client_?secret|app_?secret|jwt_?secret|session_?secret|password|private_?key)$/i

/** What build tools put into pages, and keys that their makers hand out for pages. */
const PUBLIC =
  /^(?:REACT_APP|VITE|NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|STORYBOOK)_|public|publishable|algolia|firebase|maps?_|site_?key|search/i

/** Credentials with a form of their own, and those that a name and a look give away. */
export function assignedIn(text: string): Spot[] {
  const byForm = formsIn(text)
  const found = [...byForm]
  forEachLine(text, (line, start) => {
    const [, name = '', written = ''] = ASSIGNMENT.exec(line) ?? []
    if (!SECRET.test(name) || PUBLIC.test(name)) return
    const value = unquoted(written)
    const from = start + line.indexOf(value, line.indexOf('=') + 1)
    if (!looksRandom(value) || byForm.some((each) => each.start < from + value.length && from < each.end)) return
    found.push({ what: name, start: from, end: from + value.length, shownBy: 'look' })
  })
  return found
}

/** Credentials with a form of their own, private keys included. */
export function formsIn(text: string): Spot[] {
  const others = credentialsIn(text).filter(({ what }) => what !== 'private key')
  return [...privateKeysIn(text), ...others.map(({ what, start, end }) => form(what, start, end))]
}

/** `_authToken`, `_auth` and `_password` of a registry (npm docs: npmrc, "Auth related configuration"). */
export function npmTokensIn(text: string): Spot[] {
  return valuesBehind(text, /^[^#;\n]{0,300}:?_(?:authToken|auth|password)[ \t]*=[ \t]*/, 'registry token')
}

/** `password` of an upload target (Python Packaging guide: The .pypirc file), or of a machine (netrc manual). */
export function loginsIn(text: string): Spot[] {
  return [...formsIn(text), ...valuesBehind(text, /(?:^|[ \t])password(?:[ \t]*[=:][ \t]*|[ \t]+)/, 'password')]
}

/** Keys and tokens of users of a cluster (Kubernetes reference: kubeconfig v1, AuthInfo). */
export function clusterLoginsIn(text: string): Spot[] {
  const keys = valuesBehind(text, /^[ \t-]*client-key-data:[ \t]*/, 'key of a cluster user', 100)
  const tokens = valuesBehind(text, /^[ \t-]*token:[ \t]*/, 'token of a cluster user', 40)
  return [...keys, ...tokens]
}

/** The password of a vault of Ansible; a file that begins with `#!` is a program that fetches it (Ansible docs: Vault). */
export function vaultPasswordIn(text: string): Spot[] {
  const password = text.trim()
  if (!/^\S{8,200}$/.test(password) || /^[#$!{]/.test(password) || standsForCredential(password)) return []
  return [form('vault password', text.indexOf(password), text.indexOf(password) + password.length)]
}

/** Values of at least `least` characters behind what `key` matches in a line, as far as they look made at random. */
function valuesBehind(text: string, key: RegExp, what: string, least = 16): Spot[] {
  const found: Spot[] = []
  forEachLine(text, (line, start) => {
    const match = key.exec(line)
    if (match === null) return
    const from = match.index + match[0].length
    const value = unquoted(line.slice(from))
    if (value.length < least || !(value.length > 200 ? /^[\w.+/=-]+$/.test(value) : looksRandom(value))) return
    const begin = start + line.indexOf(value, from)
    found.push(form(what, begin, begin + value.length))
  })
  return found
}

function form(what: string, start: number, end: number): Spot {
  return { what, start, end, shownBy: 'form' }
}

function unquoted(written: string): string {
  const value = written.trim()
  const quote = value.charAt(0)
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1)
    return end < 0 ? value : value.slice(1, end)
  }
  const comment = value.indexOf(' #')
  return (comment < 0 ? value : value.slice(0, comment)).trim()
}

function forEachLine(text: string, visit: (line: string, start: number) => void): void {
  let start = 0
  for (const line of text.split('\n')) {
    visit(line.replace(/\r$/, ''), start)
    start += line.length + 1
  }
}
