import {
  defineCheck,
  isExpression,
  reachedByItself,
  signsThatRun,
  testBedOf,
  z,
  type CheckOutcome,
  type IntentKind,
  type Job,
  type Located,
  type StepInJob,
} from '../../src/check-api/index.js'

/** Kinds of test commands that need more than the code. */
const NEEDING: ReadonlySet<IntentKind> = new Set<IntentKind>(['integration-test', 'acceptance-test'])

/** Addresses of data stores and brokers; group 1 is the host. */
const ADDRESS =
  /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|sqlserver|mssql|nats|kafka|ldaps?|neo4j|bolt|clickhouse|cassandra)(?:\+\w{1,20})?:\/\/(?:[^\s@/]*@)?([\w.-]+)/i

/** Names of variables whose value is the host of a data store or broker. */
const HOST_VARIABLE =
  /^(?:\w+_)?(?:PG|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MONGO|MONGODB|REDIS|RABBITMQ|AMQP|KAFKA|DB|DATABASE|ELASTICSEARCH|OPENSEARCH|LDAP)_?(?:HOST|HOSTNAME|SERVER|BROKERS?|BOOTSTRAP_SERVERS)$/i

/** Names that only the machine, or the network of the run, resolves; and those that are reserved (RFC 2606, RFC 6762). */
const OF_THE_RUN =
  /^(?:[\w-]+|(?:[\w-]+\.)*(?:localhost|local|internal|test|example|invalid)|(?:[\w-]+\.)*example\.(?:com|org|net)|127(?:\.\d+){3}|0\.0\.0\.0|172\.17\.0\.1)$/i

type Outcome = CheckOutcome<'shared'>

export default defineCheck({
  id: 'test-bed-declared',
  title: 'Tests lean on a shared or unstated environment',
  severity: 'warning',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: ['QA.TEM.2', 'QA.FT.2', 'OPS05-BP08', 'OPS06-BP02', 'REL08-BP02'],
  judgesExamples: false,
  needs: ['pipelines', 'tests'],
  options: z.strictObject({}),
  messages: {
    shared: {
      text: 'The tests of job {job} use {host}, by {variable}: a system that other runs change too.',
      remedy:
        'Start the system for the run (a service container, Compose, Testcontainers, an emulator), and fill it there.',
    },
  },

  *run({ pipelines, tests }) {
    const { steps } = reachedByItself(pipelines, { schedule: true })
    const needing = steps.filter(({ step }) => step.intents.some(({ kind }) => NEEDING.has(kind)))
    const running = signsThatRun(steps, tests, 'integration')
    if (needing.length === 0 && running.length === 0)
      return yield { kind: 'not-applicable', reason: 'no pipeline runs integration or end-to-end tests' }
    const seen = [...judged(steps.filter(({ step }) => step.intents.some(({ kind }) => kind.endsWith('-test'))))]
    yield* seen
    const library = running.find(({ sign }) =>
      /testcontainers|dockertest|localstack|embedded|envtest|memory-server/i.test(sign.what),
    )
    if (library !== undefined) {
      const { what, at } = library.sign
      yield {
        kind: 'evidence',
        text: 'tests start what they need with {what}',
        data: { what },
        at,
        because: library.intent.because,
      }
    } else if (seen.length === 0) {
      const reason = 'nothing in the pipelines says what the integration and end-to-end tests talk to'
      yield { kind: 'unknown', origin: 'hosting', reason }
    }
  },
})

/** What each job that tests says of the systems that its tests use, once a job. */
function* judged(steps: readonly StepInJob[]): Generator<Outcome> {
  const places = new Set<string>()
  for (const where of steps) {
    const { job } = where
    const key = `${job.at.file}:${job.at.line}`
    if (places.has(key)) continue
    places.add(key)
    const bed = testBedOf(job) ?? serviceOf(job)
    const [variable, host] = hostsOf(where)[0] ?? []
    if (host !== undefined && variable !== undefined) yield judgeHost(job, variable, host)
    else if (bed !== undefined)
      yield {
        kind: 'evidence',
        text: 'job {job} starts {what} for its tests',
        data: { job: job.name, what: bed.what },
        at: bed.at,
      }
  }
}

function judgeHost(job: Job, variable: string, { value, at }: Located<string>): Outcome {
  const data = { job: job.name, variable }
  if (isExpression(value))
    return {
      kind: 'unknown',
      origin: 'files',
      reason: '{variable}, which the tests of job {job} use, is set elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: 'shared', data: { ...data, host: value }, at }
}

/** Any container beside the job: what it is may be known to this project alone. */
function serviceOf({ images = [] }: Job): { what: string; at: Job['at'] } | undefined {
  // A Docker daemon only lets the tests start something.
  const service = images.find((image) => image.service === true && !/(?:^|\/)docker:|\bdind\b/.test(image.value))
  return service && { what: service.value, at: service.at }
}

/** Hosts of data stores and brokers that the variables of the step name and the run does not make; known ones first. */
function hostsOf({ pipeline, job, step }: StepInJob): [name: string, host: Located<string>][] {
  const variables = new Map([...pipeline.env, ...job.env, ...step.env])
  const hosts = [...variables].flatMap(([name, { value, at }]): [string, Located<string>][] => {
    const host = ADDRESS.exec(value)?.[1] ?? (HOST_VARIABLE.test(name) ? value.trim().replace(/:\d+$/, '') : undefined)
    if (host === undefined || host === '' || OF_THE_RUN.test(host) || /^\$(?!\{\{)/.test(host)) return []
    return [[name, { value: host, at }]]
  })
  return [
    ...hosts.filter(([, { value }]) => !isExpression(value)),
    ...hosts.filter(([, { value }]) => isExpression(value)),
  ]
}
