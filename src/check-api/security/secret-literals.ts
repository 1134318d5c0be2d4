import { credentialsIn, looksRandom, standsForCredential } from '../../core/credentials.js'
import type { Location } from '../../core/location.js'
import type { DictValue, Resource, Value } from '../../models/index.js'
import { itemsOf, textOf, truthOf } from '../../models/value.js'
import { ENCRYPTED_TYPES, SECRET_ATTRIBUTES, STORED_VALUES } from './secret-attributes.js'

/** A value of infrastructure code with the name that it goes by. */
export interface NamedValue {
  readonly key: string
  readonly value: Exclude<Value, DictValue>
  /** What the value means where it is written otherwise: the other half of a pair, or a decoded text. */
  readonly text?: string
}

/** A secret that is written out. */
export interface SecretLiteral {
  readonly key: string
  /** `form`: its form shows it; `place`: nothing else stands there; `name`: its name and its look say so. */
  readonly shownBy: 'form' | 'place' | 'name'
  /** `GitHub token`, for those that a form shows. */
  readonly what?: string
  readonly at: Location
  /** All that must not be shown. */
  readonly conceals: readonly string[]
}

type Part = Pick<Resource, 'type' | 'name' | 'properties' | 'at'>

/** Names of values that hold a credential, in words with underscores. */
const SECRET =
  /(?:^|_)(?:password|passwd|passphrase|secret|token|credentials?|api_?key|private_key|secret_key|access_key|auth_key)$/
/** Those whose value another party gave out, or that somebody chose to be a password. */
const GIVEN = /(?:^|_)(?:token|api_?key|secret_?key|secret_access_key|access_?key|client_?secret|password|passwd)$/
/** Names of switches, and of objects that hold a secret. */
const NO_VALUE = /automount|enable|existing|pull|create|^secret$/
/** A value that says where the secret is, or holds it encrypted. */
const ELSEWHERE =
  /^(?:\{\{|<%|<[\w:]|\$\{|\$\(|\$\w+$|ENC\[|\$ANSIBLE_VAULT|ref\+|vault:|op:\/\/|arn:|projects\/|@Microsoft\.KeyVault|file:|env:)/
/** Words of values that somebody sets later, or that say where to look. */
const SET_LATER =
  /chang|replac|todo|fixme|initial|temp|default|unused|ignore|manual|bogus|overrid|unset|updat|fill|none|null|undefined|managed|insert|enter|set_?|secure|admin|root|<|\{/i

const AWS_ID = /^A[KS]IA[A-Z2-7]{16}$/

/** What the values of a resource tell: the secrets that are written out, and the first place that reads one from elsewhere. */
export function secretsOf(resource: Part): { literals: SecretLiteral[]; elsewhere: NamedValue | undefined } {
  const { properties, type } = resource
  const kind = type.slice(type.lastIndexOf('/') + 1)
  if (ENCRYPTED_TYPES.has(kind) || properties.entries.has('sops'))
    return {
      literals: [],
      elsewhere: { key: kind, value: { kind: 'list', items: [], at: resource.at } },
    }
  const named = type === 'v1/Secret' ? kubernetesSecret(properties) : namedValues(properties, resource.name)
  const later = setLater(properties)
  const literals = [
    ...named.flatMap(byForm),
    ...placed(resource, SECRET_ATTRIBUTES)
      .filter(({ key }) => !later.has(key))
      .flatMap(byPlace),
    ...placed(resource, STORED_VALUES)
      .filter(({ key }) => !later.has(key))
      .flatMap(byLook),
    ...declared(resource).flatMap(byLook),
    ...named.filter(({ key }) => GIVEN.test(words(key)) && !later.has(key)).flatMap(byName),
    ...(type === 'v1/Secret' ? named.filter(({ key }) => SECRET.test(words(key))).flatMap(byLook) : []),
  ]
  return { literals: oncePerPlace(literals), elsewhere: named.find(isElsewhere) }
}

/** The values below a value, with their keys; an entry of a list of `name` and `value` goes by its name. */
export function namedValues(value: Value, key = ''): NamedValue[] {
  if (value.kind === 'list')
    return value.items.flatMap((item) =>
      namedValues(item, key).map((named) => (named.value === item ? pairOf(named) : named)),
    )
  if (value.kind !== 'dict') return [{ key, value }]
  const { entries } = value
  const name = textOf(entries.get('name') ?? entries.get('Name') ?? entries.get('key') ?? entries.get('Key'))
  // A variable of Terraform goes by its label, a parameter of CloudFormation by its logical name.
  const own = (entries.has('default') || entries.has('Default')) && !entries.has('value') ? key : name
  const id = [...entries.values()].map(textOf).find((text) => text !== undefined && AWS_ID.test(text))
  return [...entries].flatMap(([each, inner]) => {
    const called = own !== undefined && /^(?:[vV]alue|[dD]efault)$/.test(each) ? own : each
    // Which object and which key of it says nothing of the value.
    if (each === 'secretKeyRef') return [{ key: each, value: { kind: 'list', items: [], at: inner.at } }]
    if (id === undefined || inner.kind !== 'scalar') return namedValues(inner, called)
    // The id tells what the secret beside it is.
    return [{ key: called, value: inner, text: `${textOf(inner) ?? ''} ${id}` }]
  })
}

/** `NAME=value` in a list is a pair. */
function pairOf(named: NamedValue): NamedValue {
  const { key, value } = named
  const pair = /^([A-Za-z_]\w{0,100})=(\S*)$/.exec(writtenIn(value))
  return pair === null ? named : { key: pair[1] ?? key, value, text: pair[2] ?? '' }
}

/** The texts of a Secret, decoded (Kubernetes docs: Secrets, "data" and "stringData"). */
function kubernetesSecret({ entries }: DictValue): NamedValue[] {
  const plain = entries.get('stringData')
  const encoded = entries.get('data')
  return [
    ...(plain === undefined ? [] : namedValues(plain)),
    ...(encoded === undefined ? [] : namedValues(encoded)).map((named) => ({ ...named, text: decoded(meant(named)) })),
  ]
}

function decoded(text: string): string {
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(text.trimEnd())) return text
  try {
    return atob(text.replaceAll(/\s/g, ''))
  } catch {
    return text
  }
}

/** Properties that Terraform does not write again (`lifecycle.ignore_changes`): what stands there is a first value. */
function setLater({ entries }: DictValue): Set<string> {
  const lifecycles = itemsOf(entries.get('lifecycle'))
  return new Set(
    lifecycles.flatMap((each) => {
      const ignored = each.kind === 'dict' ? each.entries.get('ignore_changes') : undefined
      const all = ignored === undefined ? [] : ignored.kind === 'list' ? ignored.items : [ignored]
      return all.flatMap((item) => (item.kind === 'unresolved' ? item.text : (textOf(item) ?? '')).split(/[^\w]+/))
    }),
  )
}

/** Defaults of what is declared to be a secret: `sensitive` variables of Terraform, parameters with `NoEcho`. */
function declared({ type, name, properties }: Part): NamedValue[] {
  const marked = (key: string, value: Value | undefined, mark: string, content: string): NamedValue[] => {
    if (value?.kind !== 'dict' || truthOf(value.entries.get(mark)) !== true) return []
    const inner = value.entries.get(content)
    return inner === undefined || inner.kind === 'dict' ? [] : [{ key, value: inner }]
  }
  const parameters = type === 'template' ? properties.entries.get('Parameters') : undefined
  if (parameters?.kind === 'dict')
    return [...parameters.entries].flatMap(([key, value]) => marked(key, value, 'NoEcho', 'Default'))
  return type === 'variable' ? marked(name, properties, 'sensitive', 'default') : []
}

function placed({ type, properties }: Part, table: ReadonlyMap<string, readonly string[]>): NamedValue[] {
  return (table.get(type) ?? []).flatMap((path) => {
    const keys = path.split('.')
    const values = keys.reduce<Value[]>(
      (above, key) =>
        above.flatMap(itemsOf).flatMap((each) => (each.kind === 'dict' ? (each.entries.get(key) ?? []) : [])),
      [properties],
    )
    return values.flatMap((value) => namedValues(value, keys.at(-1)))
  })
}

function byForm(named: NamedValue): SecretLiteral[] {
  return credentialsIn(meant(named))
    .slice(0, 1)
    .map(({ what, start, end }) => ({
      ...literal(named, 'form'),
      what,
      conceals: concealed(named, meant(named).slice(start, end)),
    }))
}

function byPlace(named: NamedValue): SecretLiteral[] {
  const text = meant(named)
  return isWritten(named) && /^\S{6,200}$/.test(text) ? [literal(named, 'place')] : []
}

function byName(named: NamedValue): SecretLiteral[] {
  return isWritten(named) && looksRandom(meant(named)) ? [literal(named, 'name')] : []
}

/** A text of a store: long or short, it has letters of both kinds and digits, and is no address. */
function byLook(named: NamedValue): SecretLiteral[] {
  const text = meant(named)
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)
  return isWritten(named) && isMixed && /^[^\s:/]{8,200}$/.test(text) && !/@[\w-]+\./.test(text)
    ? [literal(named, 'name')]
    : []
}

/** Whether it stands in the tree, is meant to be used, and nobody who applies the code may set it to something else. */
function isWritten(named: NamedValue): boolean {
  const { value } = named
  const text = meant(named)
  return (
    value.kind === 'scalar' &&
    (value.via ?? []).every((name) => name.startsWith('local.')) &&
    !ELSEWHERE.test(text) &&
    !SET_LATER.test(text) &&
    !standsForCredential(text)
  )
}

function isElsewhere(named: NamedValue): boolean {
  // Dockerfile reference: RUN --mount=type=secret.
  if (named.key === 'secretKeyRef') return true
  if (named.key === 'mount') return meant(named).includes('type=secret')
  if (/^manage_?master_?user_?password$/i.test(named.key)) return textOf(named.value) === 'true'
  if (!SECRET.test(words(named.key)) || NO_VALUE.test(words(named.key))) return false
  return named.value.kind === 'unresolved' || ELSEWHERE.test(meant(named))
}

function literal(named: NamedValue, shownBy: SecretLiteral['shownBy']): SecretLiteral {
  return { key: named.key, shownBy, at: named.value.at, conceals: concealed(named, meant(named)) }
}

function concealed({ value }: NamedValue, secret: string): string[] {
  return [...new Set([secret, ...(textOf(value)?.split(/\s+/).length === 1 ? [textOf(value) ?? ''] : [])])]
}

function meant({ value, text }: NamedValue): string {
  return (text ?? writtenIn(value)).trim()
}

function writtenIn(value: Value): string {
  return value.kind === 'unresolved' ? value.text : (textOf(value) ?? '')
}

/** `masterUserPassword` and `MASTER-USER-PASSWORD` are the same words. */
function words(key: string): string {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]/g, '_')
    .toLowerCase()
}

function oncePerPlace(literals: readonly SecretLiteral[]): SecretLiteral[] {
  const seen = new Set<string>()
  return literals.filter(({ at }) => {
    const place = `${at.file}:${at.line}:${at.column}`
    return !seen.has(place) && seen.add(place).size > 0
  })
}
