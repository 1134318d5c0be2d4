import {
  chartServices,
  because,
  defineCheck,
  isForUse,
  monitorsOf,
  neighboursIn,
  type Neighbours,
  onceForEachKey,
  openMonitors,
  placeOf,
  runningServices,
  watchOf,
  z,
  type CheckOutcome,
  type Monitor,
  type RunningService,
} from '../../src/check-api/index.js'

export default defineCheck({
  id: 'obs-alarms',
  title: 'Deployed service has no alarm as code',
  severity: 'warning',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'O.CM.1',
    'O.CM.10',
    'ops05-bp10.workflows.alerting',
    'OPS04-BP04',
    'OPS08-BP04',
    'REL06-BP01',
    'REL06-BP03',
    'REL11-BP01',
    'REL11-BP06',
    'hc.app.monitor',
    'hc.infra.monitor',
    'hc.integration.monitoring',
    'hc.maturity.l3.monitoring-alerting',
    'hc.full.monitoring-and-testing',
    'hc.define.monitoring',
    'hc.monitor.dashboards-alerts',
    'hc.monitor.dashboards-alerts.vendor',
    'hc.monitor.dashboards-alerts.cloud-native',
    'ba.misuse.no-monitoring',
  ],
  facets: { alarms: ['O.CM.1', 'OPS08-BP04'], anomaly: ['O.CM.10'] },
  judgesExamples: false,
  needs: ['infrastructure', 'project', 'files'],
  options: z.strictObject({}),
  messages: {
    noAlarm: {
      text: 'The {noun} {name} has no alarm, while {other} beside it has one, so nobody is told when it fails.',
      remedy: 'Add an alarm that tells somebody of {metrics}.',
    },
  },

  *run({ infrastructure, project, files }) {
    const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
    const services = runningServices({ ...infrastructure, resources })
    if (services.length === 0)
      return yield (
        chartServices(infrastructure, project, files) ?? {
          kind: 'not-applicable',
          reason: 'no service, function or workload is declared here',
        }
      )
    const neighbours = neighboursIn(resources)
    const monitors = monitorsOf({ resources }, neighbours)
    yield* judge(services, monitors, neighbours)
    yield anomaly(monitors)
  },
})

function* judge(
  services: readonly RunningService[],
  monitors: readonly Monitor[],
  neighbours: Neighbours,
): Generator<CheckOutcome<'noAlarm'>> {
  const open = openMonitors(services, monitors)
  const judged = services.map((service) => ({ service, watch: watchOf(service, monitors, open, neighbours) }))
  const firsts = new Map<string, (typeof judged)[number]>()
  for (const each of judged) {
    const scope = scopeOf(each.service)
    const { watch } = each
    // An alarm that stands elsewhere shows that alarms are kept elsewhere.
    if (watch?.certain !== true || placeOf(watch.by) !== placeOf(each.service.resource)) continue
    if (!firsts.has(scope)) firsts.set(scope, each)
  }
  const outcomes = judged.map(({ service, watch }): CheckOutcome<'noAlarm'> => {
    const { resource, noun, metrics } = service
    const data = { noun, name: resource.name, metrics }
    const common = { data, at: resource.at, facet: 'alarms' } as const
    const unknown = { ...common, kind: 'unknown', origin: 'files' } as const
    if (watch?.certain === true) {
      const seen = [because(watch.by.at, `${watch.by.name} watches it`)]
      return { ...common, kind: 'evidence', text: 'the {noun} {name} has an alarm', because: seen }
    }
    if (watch !== undefined) {
      const reason = 'whether {by} watches the {noun} {name} is decided elsewhere'
      return { ...unknown, reason, data: { ...data, by: watch.by.name } }
    }
    const first = firsts.get(scopeOf(service))
    if (first === undefined)
      return {
        ...unknown,
        reason: 'no alarm beside the {noun} {name} is for such a service; they may be kept elsewhere',
      }
    const { by } = first.watch ?? {}
    const seen = by === undefined ? [] : [because(by.at, `the alarm of ${first.service.resource.name}`)]
    return {
      ...common,
      kind: 'problem',
      message: 'noAlarm',
      data: { ...data, other: first.service.resource.name },
      because: seen,
    }
  })
  const asked = new Set<string>()
  const told = outcomes.filter((outcome) => {
    if (outcome.kind !== 'unknown') return true
    const key = `${outcome.reason} ${String(outcome.data?.['by'])}`
    return !asked.has(key) && asked.add(key)
  })
  const key = ({ at, data }: { at?: { file: string }; data?: Readonly<Record<string, unknown>> }) => [
    at?.file,
    data?.['noun'],
  ]
  yield* onceForEachKey(told, key, ({ data }) => `${String(data?.['name'])} has none either`)
}

/** Where alarms of a service are looked for before it is said that there is none. */
function scopeOf({ resource }: RunningService): string {
  return `${resource.type} ${placeOf(resource)}`
}

/** It is an optional practice, and products do it unasked: not to see it says nothing. */
function anomaly(monitors: readonly Monitor[]): CheckOutcome<'noAlarm'> {
  const found = monitors.find(({ learns }) => learns)
  if (found === undefined)
    return { kind: 'not-applicable', reason: 'no alarm here learns what is usual by itself', facet: 'anomaly' }
  const { name, at } = found.resource
  return { kind: 'evidence', text: '{name} learns what is usual by itself', data: { name }, at, facet: 'anomaly' }
}
