import type { Located } from '../../../core/location.js'
import type { JobImage } from '../../../models/index.js'
import { entriesOf, isNull, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode } from '../../yaml/node.js'
import { MAX_CALL_DEPTH, argumentsOf, followed, type Argument, type Scope } from './scope.js'
import { locatedIn, textIn } from './template.js'
import { DEFAULT_DIRECTORY, resolvedDirectory } from './workdir.js'

/** Where the steps of a job run. */
export interface Runtime {
  readonly images: readonly JobImage[]
  readonly runner: readonly string[]
  /** The command by which scripts are started; undefined for CircleCI's default. */
  readonly shell: string | undefined
  readonly windows: boolean
  /** Undefined where a variable is in it. */
  readonly directory: string | undefined
  readonly env: ReadonlyMap<string, Located<string>>
}

/** Keys that a job takes from its executor unless it has them itself. */
const KINDS: ReadonlySet<string> = new Set(['docker', 'machine', 'macos'])

/** The orb that defines executors with Windows. */
const WINDOWS_ORB = 'circleci/windows'

interface Part {
  readonly key: string
  readonly value: Argument
}

/** Reads where a job runs: its own keys over those of the executor that it names. */
export function readRuntime(job: YamlMapping, scope: Scope): Runtime {
  const own = partsOf(job, scope)
  const executor = own.find(({ key }) => key === 'executor')
  const { parts: inherited, runner, windows } = executor ? executorOf(executor.value, 0) : NO_EXECUTOR
  const isKind = own.some(({ key }) => KINDS.has(key))
  const parts = [...own, ...inherited.filter(({ key }) => !isKind || !KINDS.has(key))]
  const find = (key: string): Argument | undefined => parts.find((part) => part.key === key)?.value
  const text = (key: string): string | undefined => textAt(find(key))
  const labels = [...labelsOf(find), ...runner]
  const machine = find('machine')
  return {
    images: imagesOf(find('docker')),
    runner: labels,
    shell: text('shell') ?? textAt(machine && childOf(machine, 'shell')),
    windows: windows || labels.some((label) => /^windows/i.test(label)),
    directory: resolvedDirectory(text('working_directory') ?? DEFAULT_DIRECTORY, '~'),
    env: new Map(
      parts
        .filter(({ key }) => key === 'environment')
        .reverse()
        .flatMap(({ value }) => [...readEnvironment(value.node, value.scope)]),
    ),
  }
}

interface Executor {
  readonly parts: readonly Part[]
  readonly runner: readonly string[]
  readonly windows: boolean
}

const NO_EXECUTOR: Executor = { parts: [], runner: [], windows: false }

/** The executor that a name, or a mapping of name and parameters, stands for. What a registry's orb defines is only named. */
function executorOf({ node, scope }: Argument, depth: number): Executor {
  const name = node.kind === 'scalar' ? textIn(node, scope).text : textAt(childOf({ node, scope }, 'name'))
  if (name === undefined || depth > MAX_CALL_DEPTH) return NO_EXECUTOR
  const given = entriesOf(node).filter(({ key }) => key.text !== 'name')
  const slash = name.indexOf('/')
  const orb = slash < 0 ? undefined : scope.elements.orbs.get(name.slice(0, slash))
  if (orb?.kind === 'registry') {
    const windows = orb.reference.name === WINDOWS_ORB
    const shell = given.filter(({ key }) => key.text === 'shell')
    return { parts: shell.map((entry) => partOf(entry, scope)), runner: [name], windows }
  }
  const elements = orb?.elements ?? scope.elements
  const found = elements.executors.get(name.slice(slash + 1))
  if (found?.kind !== 'mapping') return { ...NO_EXECUTOR, runner: [name] }
  const parameters = argumentsOf(valueAt(found, 'parameters'), given, scope)
  return { ...NO_EXECUTOR, parts: partsOf(found, { ...scope, elements, parameters, depth: scope.depth + 1 }) }
}

function partsOf(node: YamlMapping, scope: Scope): Part[] {
  return node.entries.map((entry) => partOf(entry, scope))
}

function partOf({ key, value }: YamlEntry, scope: Scope): Part {
  return { key: key.text, value: followed(value, scope) }
}

/** The value of a key of an argument. */
export function childOf({ node, scope }: Argument, key: string): Argument | undefined {
  const value = valueAt(node, key)
  return value && followed(value, scope)
}

/** The text of an argument that is one. */
export function textAt(argument: Argument | undefined): string | undefined {
  if (argument?.node.kind !== 'scalar' || isNull(argument.node)) return undefined
  return textIn(argument.node, argument.scope).text
}

/** The first image is the job's own, the others run beside it (CircleCI docs: Configuration reference, docker). */
function imagesOf(docker: Argument | undefined): JobImage[] {
  return itemsOf(docker?.node).flatMap((item, index): JobImage[] => {
    const image = docker && childOf(followed(item, docker.scope), 'image')
    if (image?.node.kind !== 'scalar') return []
    return [{ ...locatedIn(image.node, image.scope), ...(index > 0 && { service: true }) }]
  })
}

/** Resource class, image of a machine, and `macos` with the version of Xcode. */
function labelsOf(find: (key: string) => Argument | undefined): string[] {
  const machine = find('machine')
  const macos = find('macos')
  const image = machine && childOf(machine, 'image')
  const xcode = macos && textAt(childOf(macos, 'xcode'))
  return [
    textAt(find('resource_class')),
    textAt(image),
    machine !== undefined && image === undefined ? 'machine' : undefined,
    macos && 'macos',
    xcode && `xcode:${xcode}`,
  ].filter((label) => label !== undefined)
}

/** Variables with their values: a mapping, a list of such, or of texts `NAME=value`. */
export function readEnvironment(written: YamlNode | undefined, outer: Scope): ReadonlyMap<string, Located<string>> {
  if (written === undefined) return new Map()
  const { node, scope } = followed(written, outer)
  const items = node.kind === 'sequence' ? node.items : [node]
  const entries = items.flatMap(entriesOf)
  const pairs = items.flatMap((item): [string, Located<string>][] => {
    const end = item.kind === 'scalar' ? item.text.indexOf('=') : -1
    if (item.kind !== 'scalar' || end <= 0) return []
    const { value, at } = locatedIn(item, scope)
    return [[value.slice(0, end), { value: value.slice(end + 1), at }]]
  })
  return new Map([
    ...pairs,
    ...entries.flatMap(({ key, value }): [string, Located<string>][] => {
      const { node: found, scope: there } = followed(value, scope)
      return found.kind === 'scalar' ? [[key.text, locatedIn(found, there)]] : []
    }),
  ])
}

/** The scalar of a key, with what is substituted in it; undefined where there is none. */
export function locatedAt(node: YamlNode, key: string, scope: Scope): Located<string> | undefined {
  const direct = scalarAt(node, key)
  if (direct === undefined || isNull(direct)) return undefined
  const { node: found, scope: there } = followed(direct, scope)
  return found.kind === 'scalar' ? locatedIn(found, there) : undefined
}
