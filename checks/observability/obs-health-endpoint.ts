import {
  because,
  containerHealthChecks,
  defineCheck,
  healthCheckOf,
  isForUse,
  kindOfPath,
  onceForEachKey,
  z,
  type CheckOutcome,
  type HealthCheck,
} from '../../src/check-api/index.js'

type Id = 'root' | 'byDefault' | 'port' | 'notAsked' | 'failures'

export default defineCheck({
  id: 'obs-health-endpoint',
  title: 'Service is not asked whether it is healthy',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'O.SI.4',
    'OPS04-BP04',
    'REL11-BP01',
    'REL11-BP02',
    'hc.deploy.apps.health-gated',
    'hc.deploy.apps.traffic-as-code',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    root: {
      text: 'The health check of {noun} {name} asks for {path}: that page shows that the server answers, not that the service can do its work.',
      remedy: 'Ask for a path that is made for it, such as /healthz, which fails while the service cannot serve.',
    },
    byDefault: {
      text: 'The health check of {noun} {name} names no path, so it asks for {path}: that page shows that the server answers, not that the service can do its work.',
      remedy: 'Ask for a path that is made for it, such as /healthz, which fails while the service cannot serve.',
    },
    port: {
      text: 'The health check of {noun} {name} only tries the port: a service that hangs still takes connections.',
      remedy: 'Ask over HTTP for a path that is made for it, such as /healthz.',
    },
    notAsked: {
      text: 'Nothing asks {noun} {name} whether it is healthy, so a broken instance keeps its share of the requests.',
      remedy: 'Set health_check_path to a path that fails while the service cannot serve.',
    },
    failures: {
      text: 'The health check of {noun} {name} takes {codes} for healthy, by which a service says that it could not do what it was asked.',
      remedy: 'Ask for a path that needs no sign-in, and take only its success for healthy.',
    },
  },

  *run({ infrastructure, files }) {
    const resources = infrastructure.resources.filter(({ file }) => isForUse(file, files))
    const checks = [
      ...resources.flatMap((resource) => healthCheckOf(resource) ?? []),
      ...containerHealthChecks(infrastructure, resources),
    ]
    if (checks.length === 0)
      return yield { kind: 'not-applicable', reason: 'no health check of a service that answers requests is declared' }
    yield* onceForEachKey(
      checks.map(judge),
      ({ at, message, data }) => [at?.file, message, data?.['noun']],
      ({ data }) => `the same for ${String(data?.['name'])}`,
    )
  },
})

function judge({ noun, name, asked, written, failures, at, calledFrom = [] }: HealthCheck): CheckOutcome<Id> {
  const path = asked.for === 'path' && asked.path !== '' ? asked.path : '/'
  const data = { noun, name, path, codes: failures ?? '' }
  const unknown = { kind: 'unknown', origin: 'files', data, at } as const
  if (asked.for === 'open')
    return { ...unknown, reason: 'what the health check of {noun} {name} asks for is decided elsewhere' }
  if (asked.for === 'command')
    return { kind: 'evidence', text: '{noun} {name} is asked whether it is healthy', data, at }
  const calls = calledFrom.map((call) => because(call, 'the module is called here'))
  const problem = { kind: 'problem', data, at, ...(written && calls.length > 0 && { because: calls }) } as const
  if (asked.for !== 'path') return { ...problem, message: asked.for === 'port' ? 'port' : 'notAsked' }
  const kind = kindOfPath(asked.path)
  if (kind === 'root') return { ...problem, message: written ? 'root' : 'byDefault' }
  if (failures !== undefined) return { ...problem, message: 'failures' }
  if (kind === 'dedicated') return { kind: 'evidence', text: '{noun} {name} is asked for {path}', data, at }
  return {
    ...unknown,
    reason: 'whether {path}, which {noun} {name} is asked for, is made to show its health cannot be told',
  }
}
