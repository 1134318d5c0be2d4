import {
  authoredResources,
  defineCheck,
  isCompanionOf,
  isOpen,
  itemsOf,
  numberOf,
  onceForEachKey,
  resourcesOfType,
  textOf,
  truthOf,
  valueAt,
  z,
  type CheckOutcome,
  type FileIndex,
  type Infrastructure,
  type Resource,
} from '../../src/check-api/index.js'

type Message = 'bucket' | 'topic'

/** Buckets, the property of each that ends what is in it, and its name's. */
const BUCKETS: ReadonlyMap<string, { readonly rules: string; readonly named: string }> = new Map([
  ['aws_s3_bucket', { rules: 'lifecycle_rule', named: 'bucket' }],
  ['AWS::S3::Bucket', { rules: 'LifecycleConfiguration', named: 'BucketName' }],
  ['google_storage_bucket', { rules: 'lifecycle_rule', named: 'name' }],
])
const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration'

/** Words in names of what is written on and on and is of use for a time. */
const RECORDS =
  /(?:^|[-_.])(?:logs?|logging|access-?logs|exports?|tmp|temp|temporary|scratch|events?|metrics|traces|dumps?|crash(?:es)?|reports?|athena-?results|query-?results|uploads?-?(?:tmp|temp)|flow-?logs)(?:[-_.]|$)/i

/** Topics of Kafka: where their settings stand. */
const TOPICS: ReadonlyMap<string, string> = new Map([
  ['kafka_topic', 'config'],
  ['confluent_kafka_topic', 'config'],
  ['aiven_kafka_topic', 'config'],
  ['kafka.strimzi.io/v1beta2/KafkaTopic', 'spec.config'],
  ['kafka.strimzi.io/v1/KafkaTopic', 'spec.config'],
])

/** Settings by which tables and datasets forget records; without them they hold what must stay, for all that is known. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['aws_dynamodb_table', 'ttl'],
  ['AWS::DynamoDB::Table', 'TimeToLiveSpecification'],
  ['google_bigquery_dataset', 'default_table_expiration_ms'],
  ['google_bigquery_table', 'expiration_time'],
  ['aws_kinesis_stream', 'retention_period'],
  ['azurerm_storage_management_policy', 'rule'],
])

export default defineCheck({
  id: 'data-retention',
  title: 'Data is kept without an end',
  severity: 'notice',
  confidence: 'medium',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: ['AG.DLM.5', 'waf.sec.protect-data'],
  judgesExamples: false,
  needs: ['infrastructure', 'files'],
  options: z.strictObject({
    /** Names of stores that are kept for ever on purpose. */
    keep: z._default(z.array(z.string()), []),
  }),
  messages: {
    bucket: {
      text: 'Bucket {store} is named like records that come in all the time, and nothing ever removes them.',
      remedy: 'Add a lifecycle rule that expires them after the days in which somebody still needs them.',
    },
    topic: {
      text: 'Topic {store} keeps every record for ever: its retention is switched off, and it is not compacted.',
      remedy: 'Set retention.ms to the time in which consumers still need a record, or cleanup.policy to compact.',
    },
  },

  *run({ infrastructure, files }, { keep }) {
    const judged = (types: Iterable<string>): Resource[] =>
      authoredResources(infrastructure, files, ...types).filter(({ name }) => !keep.includes(name))
    const outcomes = [
      ...judged(BUCKETS.keys()).flatMap((each) => bucket(each, infrastructure) ?? []),
      ...judged(TOPICS.keys()).flatMap((each) => topic(each) ?? []),
      ...ending(infrastructure, files),
    ]
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'nothing is declared that holds records for a time only' }
    yield* onceForEachKey(
      outcomes,
      ({ message, at }) => [message, at?.file],
      ({ data }) => `${String(data?.['store'])}, too`,
    )
  },
})

/** A bucket that ends its records, or one whose name says that it should. */
function bucket(resource: Resource, { resources }: Infrastructure): CheckOutcome<Message> | undefined {
  const { type, name, properties, complete, at } = resource
  const { rules: property = '', named = '' } = BUCKETS.get(type) ?? {}
  const rules = valueAt(properties, property)
  const outside = resourcesOfType(resources, LIFECYCLE).map((each) =>
    isCompanionOf(each, resource, { by: 'bucket', named }),
  )
  const data = { store: name }
  if (outside.includes(true) || (!isOpen(rules) && itemsOf(rules).length > 0))
    return { kind: 'evidence', text: 'a lifecycle rule ends what is in bucket {store}', data, at }
  if (![name, textOf(valueAt(properties, named)) ?? ''].some((text) => RECORDS.test(text))) return undefined
  if (outside.includes(undefined) || isOpen(rules) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'what ends the records in {store} is decided elsewhere',
      data,
      at,
    }
  return { kind: 'problem', message: 'bucket', data, at }
}

/** Records of a topic end after a week unless its settings say otherwise (Apache Kafka docs: Topic configs, retention.ms). */
function topic({ type, name, properties, complete, at }: Resource): CheckOutcome<Message> | undefined {
  const config = valueAt(properties, TOPICS.get(type) ?? '')
  const entries = config?.kind === 'dict' ? config.entries : undefined
  const retention = entries?.get('retention.ms') ?? entries?.get('retention_ms')
  const policy = entries?.get('cleanup.policy') ?? entries?.get('cleanup_policy')
  const data = { store: name }
  if (isOpen(config) || isOpen(retention) || isOpen(policy) || !complete)
    return {
      kind: 'unknown',
      origin: 'files',
      reason: 'how long topic {store} keeps records is decided elsewhere',
      data,
      at,
    }
  if (numberOf(retention) !== -1 || /compact/.test(textOf(policy) ?? ''))
    return { kind: 'evidence', text: 'topic {store} lets records end', data, at }
  return { kind: 'problem', message: 'topic', data, at: retention?.at ?? at }
}

function ending(infrastructure: Infrastructure, files: FileIndex): CheckOutcome<Message>[] {
  return authoredResources(infrastructure, files, ...ENDS.keys()).flatMap(({ type, name, properties, at }) => {
    const setting = ENDS.get(type) ?? ''
    const value = valueAt(properties, setting)
    const off = truthOf(valueAt(value, 'enabled')) === false || truthOf(valueAt(value, 'Enabled')) === false
    if (value === undefined || isOpen(value) || off) return []
    const data = { store: name, setting }
    return [{ kind: 'evidence', text: '{setting} ends records of {store}', data, at: value.at ?? at }]
  })
}
