import {
  because,
  defineObservabilityCheck,
  INJECTING_TYPES,
  isForUse,
  isOpen,
  onceForEachKey,
  placeOf,
  plainType,
  serviceComponents,
  servicesIn,
  textOf,
  valueAt,
  type CheckOutcome,
  type Observed,
  type ObservabilitySign,
  type Resource,
  type Signal,
} from '../../src/check-api/index.js'

type Id = 'silent' | 'untraced'

/** Where functions say that they are traced; they are not unless they say so. */
const TRACED: ReadonlyMap<string, string> = new Map([
  ['aws_lambda_function', 'tracing_config.mode'],
  ['AWS::Lambda::Function', 'TracingConfig.Mode'],
  ['AWS::Serverless::Function', 'Tracing'],
])

/** As many functions of a module or template show that tracing is meant for all of them. */
const FEWEST_TRACED = 2

const MEASURES: ReadonlySet<string> = new Set(['metrics', 'traces', 'application-monitoring'])

export default defineObservabilityCheck({
  id: 'obs-telemetry',
  title: 'Service emits no metrics or traces in a common format',
  since: '0.1.0',
  practices: [
    'O.SI.3',
    'O.DIP.1',
    'O.DIP.3',
    'O.DIP.4',
    'O.DIP.6',
    'O.CM.5',
    'ops05-bp10.workflows.telemetry',
    'OPS04-BP01',
    'OPS04-BP02',
    'OPS04-BP05',
    'OPS08-BP01',
    'OPS08-BP03',
    'REL06-BP01',
    'hc.define.monitoring',
    'hc.monitor.agents.containers',
    'hc.monitor.agents.service-mesh',
  ],
  facets: {
    metrics: ['O.DIP.4', 'O.SI.3', 'OPS04-BP02', 'OPS08-BP01'],
    traces: ['O.DIP.3', 'O.SI.3', 'OPS04-BP05', 'OPS08-BP03'],
    format: ['O.DIP.6'],
  },
  wanted: {
    metrics: { kinds: ['metrics'], noun: 'metrics' },
    traces: {
      kinds: ['traces'],
      noun: 'traces',
      notApplicable: (observed) =>
        servicesIn(observed).length + serviceComponents(observed).length > 1
          ? undefined
          : 'no request goes from one service to another here',
    },
    format: {
      kinds: ['structured-logs', 'traces', 'metrics'],
      noun: 'records in a common format',
      counts: ({ kind, what }) => kind === 'structured-logs' || /otel|opentelemetry/i.test(what),
    },
  },
  messages: {
    silent: {
      text: 'The service in {folder} measures nothing, while {other} beside it does, so what goes wrong in it shows only in others.',
      remedy: 'Give it the same instrumentation, as a package or as an agent in its image.',
    },
    untraced: {
      text: 'The function {name} is not traced, while most beside it are, so a request is lost from sight where it calls this one.',
      remedy: 'Set {property} to Active, or trace it with the SDK that the others use.',
    },
  },

  *more(observed, signals) {
    yield* onceForEachKey(
      [...silent(observed, signals), ...untraced(observed)],
      ({ message, at, data }) => (message === 'silent' ? [message, data?.['other']] : [message, at?.file]),
      ({ data }) => `the same for ${String(data?.['folder'] ?? data?.['name'])}`,
    )
  },
})

/** Services without a package that measures, where others of the same ecosystem have one and nothing injects agents. */
function* silent(observed: Observed, signals: readonly Signal[]): Generator<CheckOutcome<Id>> {
  const { infrastructure, project } = observed
  if (infrastructure.resources.some((resource) => INJECTING_TYPES.has(plainType(resource)))) return
  const measuring = new Set<ObservabilitySign>(project.observability.filter(({ kind }) => MEASURES.has(kind)))
  // Agents that stand in no manifest come with settings.
  if (signals.some((each) => MEASURES.has(each.kind) && !('ecosystem' in each) && /^[A-Z_]+$/.test(each.what))) return
  const components = serviceComponents(observed)
  const isWithin = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`)
  const signOf = (folder: string) => [...measuring].find(({ at }) => isWithin(at.file, folder))
  for (const { folder, ecosystem, manifest } of components) {
    if (signOf(folder) !== undefined) continue
    const other = components.find((each) => each.ecosystem === ecosystem && signOf(each.folder) !== undefined)
    const sign = other && signOf(other.folder)
    if (other === undefined || sign === undefined) continue
    const data = { folder: folder === '' ? 'the root' : folder, other: other.folder }
    const seen = [because(sign.at, `${sign.what} in ${other.folder}`)]
    yield { kind: 'problem', message: 'silent', data, at: manifest.at, because: seen }
  }
}

/** Functions that are not traced while most others of their module or template are. */
function* untraced({ infrastructure, files }: Observed): Generator<CheckOutcome<Id>> {
  const places = new Map<string, { readonly traced: Resource[]; readonly others: Resource[] }>()
  for (const resource of infrastructure.resources) {
    const property = TRACED.get(resource.type)
    if (property === undefined || !isForUse(resource.file, files)) continue
    const place = places.get(placeOf(resource)) ?? { traced: [], others: [] }
    places.set(placeOf(resource), place)
    const isTraced = textOf(valueAt(resource.properties, property)) === 'Active'
    place[isTraced ? 'traced' : 'others'].push(resource)
  }
  for (const { traced, others } of places.values()) {
    const [other] = traced
    if (other === undefined || traced.length < FEWEST_TRACED || traced.length <= others.length) continue
    for (const resource of others) {
      const property = TRACED.get(resource.type) ?? ''
      const mode = valueAt(resource.properties, property)
      // What brings logs away is called by no request.
      if (!resource.complete || isOpen(mode) || /log/i.test(resource.name)) continue
      const data = { name: resource.name, property }
      const seen = [because(other.at, `${other.name} is traced`)]
      yield { kind: 'problem', message: 'untraced', data, at: mode?.at ?? resource.at, because: seen }
    }
  }
}
