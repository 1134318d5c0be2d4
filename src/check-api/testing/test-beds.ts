import type { Location } from '../../core/location.js'
import type { Command, Job } from '../../models/index.js'
import { imageName } from '../containers/images.js'

/** Names of images, without registry and folders, of systems that tests are run against. */
const BACKING: ReadonlySet<string> = new Set(
  (
    'postgres postgis pgvector timescaledb mysql mariadb mongo mongodb redis redis-stack redis-stack-server valkey keydb memcached ' +
    'rabbitmq kafka cp-kafka zookeeper cp-zookeeper redpanda nats pulsar activemq activemq-artemis mosquitto elasticsearch opensearch ' +
    'localstack localstack-pro dynamodb-local goaws elasticmq minio azurite cassandra scylla neo4j oracle-xe oracle-free cockroach ' +
    'clickhouse-server influxdb couchdb couchbase solr keycloak wiremock mockserver vault consul etcd ' +
    'standalone-chrome standalone-firefox standalone-chromium selenium-hub mailhog mailpit maildev greenmail openldap ' +
    'sftp fake-gcs-server spanner-emulator surrealdb meilisearch typesense qdrant'
  ).split(' '),
)

/** Commands that start other systems for the run, by their first words. */
const STARTING: readonly (readonly string[])[] = [
  ['kind', 'create'],
  ['k3d', 'cluster'],
  ['minikube', 'start'],
  ['microk8s'],
  ['kwokctl', 'create'],
  ['localstack', 'start'],
  ['supabase', 'start'],
  ['sam', 'local'],
  ['pg_ctl'],
  ['pg_ctlcluster'],
  ['mysqld'],
  ['initdb'],
  ['redis-server'],
  ['vagrant', 'up'],
  ['skaffold', 'run'],
  ['tilt', 'ci'],
  ['firebase', 'emulators:exec'],
  ['firebase', 'emulators:start'],
  ['setup-envtest'],
]

/** Programs that start the services of a Compose project. */
const COMPOSE: ReadonlySet<string> = new Set(['docker compose', 'docker-compose', 'podman compose', 'podman-compose'])

/** Words with which a service of the machine is started: `service postgresql start`, `systemctl start mysql`. */
const SERVICE_MANAGERS: ReadonlySet<string> = new Set(['service', 'systemctl', 'brew'])

/** Actions that start another system, or a cluster, in the job. */
const STARTING_ACTIONS: ReadonlySet<string> = new Set([
  'helm/kind-action',
  'engineerd/setup-kind',
  'container-tools/kind-action',
  'abdbrahimm/k3d-action',
  'nolar/setup-k3d-k3s',
  'debianmaster/actions-k3s',
  'medyagh/setup-minikube',
  'manusa/actions-setup-minikube',
  'hoverkraft-tech/compose-action',
  'isbang/compose-action',
  'supercharge/mongodb-github-action',
  'supercharge/redis-github-action',
  'ikalnytskyi/action-setup-postgres',
  'harmon758/postgresql-action',
  'ankane/setup-postgres',
  'ankane/setup-mysql',
  'ankane/setup-redis',
  'ankane/setup-elasticsearch',
  'mirromutth/mysql-action',
  'shogo82148/actions-setup-mysql',
  'shogo82148/actions-setup-redis',
  'getong/mariadb-action',
  'getong/redis-action',
  'getong/rabbitmq-action',
  'localstack/setup-localstack',
  'supabase/setup-cli',
  'namoshek/mysql-github-action',
])

/** What a job creates for its tests to talk to. */
export interface TestBed {
  readonly what: string
  readonly at: Location
}

/** The first system that a job starts for itself: a service container, a Compose project, a cluster, an emulator. */
export function testBedOf(job: Job): TestBed | undefined {
  for (const { value, at } of job.images ?? []) {
    if (isBacking(value)) return { what: value, at }
  }
  for (const step of job.steps) {
    const { uses, commands } = step
    if (STARTING_ACTIONS.has(uses?.repository ?? '')) return { what: uses?.text ?? '', at: step.at }
    for (const command of commands) {
      const what = startedBy(command)
      if (what !== undefined) return { what, at: command.at }
    }
  }
  return undefined
}

function isBacking(image: string): boolean {
  const name = imageName(image)
  return BACKING.has(name.slice(name.lastIndexOf('/') + 1)) || name.endsWith('mssql/server')
}

/** What the command starts, as written; undefined if it starts nothing. */
function startedBy(command: Command): string | undefined {
  const words = wordsOf(command)
  const [program = '', ...operands] = words
  if (COMPOSE.has(program) || COMPOSE.has(`${program} ${operands[0] ?? ''}`))
    return operands.some((word) => word === 'up' || word === 'run' || word === 'start') ? 'docker compose' : undefined
  if (program === 'docker' && operands[0] === 'run') return operands.find(isBacking)
  const isStart = SERVICE_MANAGERS.has(program)
    ? !operands.includes('docker') && operands.some((word) => word === 'start' || word === 'restart')
    : STARTING.some((first) => first.every((word, index) => words[index] === word))
  if (isStart) return words.slice(0, 3).join(' ')
  // A command that was followed into a container of a Compose project names it in its chain.
  return command.because.find(({ text }) => /\bdocker[ -]compose\b.*\b(?:run|up|exec)\b/.test(text))?.text
}

/** Program and operands, options left out. */
function wordsOf({ argv }: Command): string[] {
  return argv.map(({ text }) => text).filter((word) => !word.startsWith('-'))
}
