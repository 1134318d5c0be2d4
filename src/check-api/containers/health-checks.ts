import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { isOpen, itemsOf, textOf, valueAt } from '../../models/value.js'
import { HEALTH_CHECK_TYPES, HEALTH_WORDS, type HealthCheckType } from './health-check-types.js'

/** What a health check asks for: a path, whether the port is open, nothing; `open` where that is decided elsewhere. */
export type Asked =
  { readonly for: 'path'; readonly path: string } | { readonly for: 'port' | 'nothing' | 'command' | 'open' }

/** One health check of something that serves requests. */
export interface HealthCheck {
  /** What asks, or is asked: `target group`, `container`. */
  readonly noun: string
  readonly name: string
  readonly asked: Asked
  /** False if it stands nowhere: it is what the platform does by itself. */
  readonly written: boolean
  /** Codes among those that it takes for healthy by which a service says that it could not do what it was asked. */
  readonly failures?: string
  readonly at: Location
  /** Calls of the module that it stands in, whose inputs may say what it asks for. */
  readonly calledFrom?: readonly Location[]
}

/** What a path of a service is for: `dedicated` to say how it is, `root` is `/`. */
export function kindOfPath(path: string): 'dedicated' | 'root' | 'other' {
  const [plain = ''] = path.split(/[?#]/)
  const words = plain
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  if (words.every((word) => word === '')) return 'root'
  return [...words, ...plain.toLowerCase().split(/[/.]/)].some((word) => HEALTH_WORDS.has(word)) ? 'dedicated' : 'other'
}

/** Names of what only stands in until there is something to be asked. */
const STAND_IN = /dummy|placeholder|blackhole/i

/** The health check over HTTP that a resource of Terraform or CloudFormation is or has, if there is one to be judged. */
export function healthCheckOf(resource: Resource): HealthCheck | undefined {
  if (STAND_IN.test(resource.name)) return undefined
  for (const type of HEALTH_CHECK_TYPES) {
    const check = type.types.includes(resource.type) ? checkOf(resource, type) : undefined
    if (check !== undefined) return check
  }
  return undefined
}

function checkOf(
  { name, properties, complete, at, calledFrom }: Resource,
  type: HealthCheckType,
): HealthCheck | undefined {
  const { noun, otherwise, only, protocols, codes } = type
  if (only !== undefined && valueAt(properties, only) === undefined) return undefined
  const path = valueAt(properties, type.path)
  const calls = calledFrom !== undefined && { calledFrom }
  const common = { noun, name, written: path !== undefined, at: path?.at ?? at, ...calls }
  const protocol = protocols?.map((each) => valueAt(properties, each)).find((each) => each !== undefined)
  const open = !complete || isOpen(path) || (path === undefined && isOpen(protocol))
  if (protocols !== undefined && !isOpen(protocol) && !/^https?$/i.test(textOf(protocol) ?? '')) {
    if (otherwise !== 'port') return undefined
    return { ...common, asked: { for: open ? 'open' : 'port' }, written: protocol !== undefined }
  }
  if (open) return { ...common, asked: { for: 'open' } }
  const failures = codes === undefined ? undefined : failuresIn(valueAt(properties, codes))
  const asked = askedAt(textOf(path), otherwise)
  return asked && { ...common, asked, ...(failures !== undefined && { failures }) }
}

function askedAt(path: string | undefined, otherwise: HealthCheckType['otherwise']): Asked | undefined {
  if (path === undefined) return otherwise === 'nothing' ? { for: 'nothing' } : { for: 'path', path: '/' }
  const target = /^(\w+):\d+/.exec(path)
  if (target === null) return { for: 'path', path }
  return /^https?$/i.test(target[1] ?? '') ? { for: 'path', path: path.slice(target[0].length) } : undefined
}

/** The codes of failed requests (RFC 9110, 15.5 and 15.6) in a list of codes and ranges such as `200,302` or `200-499`. */
function failuresIn(codes: Value | undefined): string | undefined {
  const text = textOf(codes)
  if (text === undefined || isOpen(codes)) return undefined
  const failing = text.split(',').filter((part) => Number(part.split('-').at(-1)) >= 400)
  return failing.length === 0 ? undefined : failing.map((part) => part.trim()).join(', ')
}

/** What the command of a container's health check asks for, by the addresses in it; undefined if it is switched off. */
export function askedByCommand(command: Value | undefined): Asked | undefined {
  if (command === undefined) return undefined
  if (command.kind === 'unresolved') return { for: 'open' }
  const words = itemsOf(command).map((item) => (item.kind === 'unresolved' ? item.text : (textOf(item) ?? '')))
  const text = words.join(' ').trim()
  return /^(?:none)?$/i.test(text) ? undefined : askedByText(text)
}

/** What a command asks for, by the addresses in it. */
export function askedByText(text: string): Asked {
  const paths = [...text.matchAll(/https?:\/\/[^\s/"'|;&)]+([^\s"'|;&)]*)/g)].map(([, path = '']) => path)
  const [first] = paths
  if (first === undefined) return { for: 'command' }
  const dedicated = paths.find((path) => kindOfPath(path) === 'dedicated')
  if (dedicated === undefined && /https?:\/\/\S*[${}]/.test(text)) return { for: 'open' }
  return { for: 'path', path: dedicated ?? first }
}
