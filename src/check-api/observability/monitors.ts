import type { Infrastructure, Resource, Value } from '../../models/index.js'
import { referencesIn, textOf, valueAt } from '../../models/value.js'
import { ANOMALY_WORDS, MONITOR_TYPES, NOT_WATCHED, OTHER_NAMESPACES } from './monitor-types.js'
import { plainNamesIn } from '../common/names-in.js'
import { textsIn } from '../common/texts.js'
import { placeOf, type Neighbours } from '../cloud/neighbours.js'
import type { Platform } from './service-types.js'

/** Something in the tree that raises alarms. */
export interface Monitor {
  readonly resource: Resource
  /** Absent if it may watch services of any platform. */
  readonly platform?: Platform
  /** Whether it learns what is usual by itself. */
  readonly learns: boolean
  /** Resources of its module or template that it looks at. */
  readonly watched: ReadonlySet<Resource>
  /** Plain names in its texts, and expressions as they are written. */
  readonly names: ReadonlySet<string>
  /** CloudWatch's namespaces, as written. */
  readonly namespaces: readonly string[]
  /** Whether it looks at all that a namespace holds. */
  readonly all: boolean
  /** Whether what it watches is decided elsewhere. */
  readonly open: boolean
}

/** What narrows an alarm of CloudWatch to a part of the namespace, or holds what does. */
const NARROWED = ['dimensions', 'Dimensions', 'metric_query', 'Metrics']

const MONITORING = /alarm|alert|monitor/i

/** Everything in the tree that raises alarms, and the calls of modules that do. */
export function monitorsOf({ resources }: Pick<Infrastructure, 'resources'>, neighbours: Neighbours): Monitor[] {
  const calls = new Map(
    resources.filter(({ type }) => type === 'module').map((call) => [`${call.at.file}:${call.at.line}`, call]),
  )
  const filters = filtersIn(resources)
  const found: Monitor[] = []
  const called = new Set<Resource>()
  for (const resource of resources) {
    const type = MONITOR_TYPES.get(resource.type)
    if (type === undefined) continue
    const monitor = monitorOf(resource, neighbours, type.platform, filters)
    const callers = (resource.calledFrom ?? []).flatMap((at) => calls.get(`${at.file}:${at.line}`) ?? [])
    if (!monitor.open || callers.length === 0)
      found.push({ ...monitor, learns: monitor.learns || type.anomaly === true })
    else for (const caller of callers) called.add(caller)
  }
  for (const call of calls.values()) {
    const source = textOf(valueAt(call.properties, 'source')) ?? ''
    const local = /^\.{1,2}\//.test(source)
    if (called.has(call) || (!local && (MONITORING.test(source) || MONITORING.test(call.name))))
      found.push({ ...monitorOf(call, neighbours, undefined, filters), all: false })
  }
  return found
}

function monitorOf(
  resource: Resource,
  neighbours: Neighbours,
  platform: Platform | undefined,
  filters: ReadonlyMap<string, Resource>,
): Monitor {
  const own: readonly Value[] = [...resource.properties.entries].flatMap(([key, value]) =>
    NOT_WATCHED.has(key) ? [] : [value],
  )
  const texts = own.flatMap((value) => textsIn(value, NOT_WATCHED))
  const references = own.flatMap(referencesIn)
  const place = placeOf(resource)
  const watched = new Set([
    ...neighbours.named(resource, references),
    ...texts.flatMap((text) => filters.get(`${place} ${text}`) ?? []),
  ])
  const namespaces = texts.filter((text) => text.startsWith('AWS/'))
  return {
    resource,
    ...(platform !== undefined && { platform }),
    learns: texts.some((text) => ANOMALY_WORDS.some((word) => text.includes(word))),
    watched,
    names: new Set([
      ...[resource.name, ...texts].flatMap((text) => [...plainNamesIn(text)]),
      ...texts.map((text) => `${place} ${text}`),
    ]),
    namespaces,
    all: platform === 'AWS' && namespaces.length > 0 && !NARROWED.some((key) => resource.properties.entries.has(key)),
    open: watched.size === 0 && mayWatchMore(namespaces, references),
  }
}

/** Where filters that make a metric of log lines keep its name. */
const METRIC_OF_FILTER: ReadonlyMap<string, string> = new Map([
  ['aws_cloudwatch_log_metric_filter', 'metric_transformation.name'],
  ['AWS::Logs::MetricFilter', 'MetricTransformations.MetricName'],
])

/** The filters by their place and the metric that they make. */
function filtersIn(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(
    resources.flatMap((resource) => {
      const path = METRIC_OF_FILTER.get(resource.type)
      const metric = path === undefined ? undefined : textOf(valueAt(resource.properties, path))
      return metric === undefined ? [] : [[`${placeOf(resource)} ${metric}`, resource] as const]
    }),
  )
}

function mayWatchMore(namespaces: readonly string[], references: readonly string[]): boolean {
  if (namespaces.length > 0 && namespaces.every((namespace) => OTHER_NAMESPACES.has(namespace))) return false
  return references.length > 0 || namespaces.length === 0
}
