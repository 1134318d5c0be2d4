import type { Location } from '../../core/location.js'
import type { FileIndex, Infrastructure, Resource, Value } from '../../models/index.js'
import { isOpen, numberOf, textOf, valueAt } from '../../models/value.js'
import type { CheckOutcome } from '../check.js'
import { onceForEachKey } from '../common/grouped.js'
import { isDynamic } from '../common/open.js'
import { isForTrying, isForUse } from '../common/paths.js'
import { namesNoProduction, namesProduction } from '../common/tier-words.js'
import { STATEFUL_KINDS, type SafeSetting, type StatefulKind } from './stateful-kinds.js'

/** A resource that keeps data which nobody can make anew, as far as names tell. */
export interface StatefulResource {
  readonly resource: Resource
  readonly kind: StatefulKind
  /** Whether names say that it is production's. */
  readonly production: boolean
}

/** What a list of settings, of which one is enough, comes to. */
export interface SettingsVerdict {
  readonly verdict: 'safe' | 'unsafe' | 'open'
  /** The setting that decides: as it is written, or the first that could be. */
  readonly setting: string
  /** The value as it is written; absent where none is. */
  readonly value?: string
  readonly at: Location
}

const KINDS: ReadonlyMap<string, StatefulKind> = new Map(STATEFUL_KINDS.map((kind) => [kind.type, kind]))

/** Words in names of what is made anew, passes away or is no data of users. */
const REBUILDABLE =
  /(?:^|[-_./])(?:cache|caches|tmp|temp|temporary|scratch|lock|locks|logs?|logging|artifacts?|builds?|deployments?|sessions?|demo|canary|pipelines?|codepipeline|codebuild|cloudtrail|trail|terraform[-_]state)(?:[-_./]|$)/i

const NAMES = ['name', 'bucket', 'identifier', 'cluster_identifier', 'TableName', 'BucketName'] as const

/** Stateful resources that are written here to be run for users, without what is made anew. */
export function statefulResources(
  { resources }: Pick<Infrastructure, 'resources'>,
  files: FileIndex,
): StatefulResource[] {
  return resources.flatMap((resource) => {
    const kind = KINDS.get(resource.type)
    if (kind === undefined || !isForUse(resource.file, files)) return []
    if (isExempt(resource, kind)) return []
    const places = resource.calledFrom?.map(({ file }) => file) ?? [resource.file]
    const names = namesOf(resource)
    if (names.some((name) => namesNoProduction(name))) return []
    const lasting = places.filter((place) => !namesNoProduction(place) && !isForTrying(place))
    if (lasting.length === 0) return []
    return [{ resource, kind, production: [...lasting, ...names].some((name) => namesProduction(name)) }]
  })
}

function isExempt({ properties, ...resource }: Resource, { exempt = [] }: StatefulKind): boolean {
  // The table that Terraform keeps its locks in (S3 backend documentation: DynamoDB state locking).
  if (textOf(valueAt(properties, 'hash_key')) === 'LockID') return true
  if (exempt.some((path) => valueAt(properties, path) !== undefined)) return true
  return namesOf({ properties, ...resource }).some((name) => REBUILDABLE.test(name))
}

/** Its names, the words of `OrdersTable` told apart. */
function namesOf({ name, properties }: Resource): string[] {
  const given = NAMES.flatMap((key) => textOf(valueAt(properties, key)) ?? [])
  return [name.replace(/([a-z0-9])([A-Z])/g, '$1-$2'), ...given]
}

/** What the settings of the resource come to: safe if one of them is. */
export function settingsVerdict(resource: Resource, settings: readonly SafeSetting[]): SettingsVerdict {
  const found = settings.map((setting) => verdictOf(resource, setting))
  const unsafe = found.find(({ value }) => value !== undefined) ?? found[0]
  return (
    found.find(({ verdict }) => verdict === 'safe') ??
    found.find(({ verdict }) => verdict === 'open') ??
    unsafe ?? { verdict: 'open', setting: '', at: resource.at }
  )
}

function verdictOf(resource: Resource, { path, safe, byDefault }: SafeSetting): SettingsVerdict {
  const { properties, complete, at } = resource
  const value = valueAt(properties, path)
  const setting = path.replace(/^@/, '')
  if (value === undefined) {
    const open = !complete || isDynamic(properties, path)
    return { verdict: open ? 'open' : byDefault ? 'safe' : 'unsafe', setting, at }
  }
  if (safe === 'written') return { verdict: isNothing(value) ? 'unsafe' : 'safe', setting, at: value.at }
  const text = textOf(value)
  if (isOpen(value) || text === undefined) return { verdict: 'open', setting, at: value.at }
  const isSafe =
    'values' in safe
      ? safe.values.some((each) => each.toLowerCase() === text.toLowerCase())
      : (numberOf(value) ?? 0) >= safe.atLeast
  return { verdict: isSafe ? 'safe' : 'unsafe', setting, value: text, at: value.at }
}

function isNothing(value: Value): boolean {
  return (
    (value.kind === 'scalar' && value.value === null) ||
    (value.kind === 'list' && value.items.length === 0) ||
    (value.kind === 'dict' && value.entries.size === 0)
  )
}

/** Same findings of resources of one file are one finding that names the others. */
export function oncePerFile<Message extends string>(
  outcomes: readonly CheckOutcome<Message>[],
): CheckOutcome<Message>[] {
  return onceForEachKey(
    outcomes,
    ({ message, severity, at, data }) => [message, severity, at?.file, data?.['type'], data?.['setting']],
    ({ data }) => `${String(data?.['resource'])}, too`,
  )
}
