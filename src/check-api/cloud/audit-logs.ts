import type { Location } from '../../core/location.js'
import type { Resource } from '../../models/index.js'
import { isOpen, itemsOf, referencesIn, textOf, truthOf, valueAt, valuesAt } from '../../models/value.js'
import type { Neighbours } from './neighbours.js'
import { isDynamic } from '../common/open.js'

/** What is recorded of something that people and programs do things with. */
export interface AuditLog {
  /** `weak`: there are records, which somebody can change or which leave something out. */
  readonly verdict: 'kept' | 'weak' | 'none' | 'open'
  /** What is missing, in the words of the type's settings. */
  readonly missing: readonly string[]
  readonly at: Location
}

interface TrailWords {
  readonly regions: string
  readonly validation: string
  readonly logging: string
  readonly bucket: string
}

const TRAILS: ReadonlyMap<string, TrailWords> = new Map([
  [
    'aws_cloudtrail',
    {
      regions: 'is_multi_region_trail',
      validation: 'enable_log_file_validation',
      logging: 'enable_logging',
      bucket: 's3_bucket_name',
    },
  ],
  [
    'AWS::CloudTrail::Trail',
    {
      regions: 'IsMultiRegionTrail',
      validation: 'EnableLogFileValidation',
      logging: 'IsLogging',
      bucket: 'S3BucketName',
    },
  ],
])

/** Where clusters list the kinds of logs that they keep; none without it (Amazon EKS guide: control plane logs). */
const CLUSTERS: ReadonlyMap<string, string> = new Map([
  ['aws_eks_cluster', 'enabled_cluster_log_types'],
  ['AWS::EKS::Cluster', 'Logging.ClusterLogging.EnabledTypes.Type'],
])
/** Load balancers, whose access logs are off unless they are asked for (Elastic Load Balancing guide: Access logs). */
const BALANCERS: ReadonlySet<string> = new Set(['aws_lb', 'aws_alb', 'AWS::ElasticLoadBalancingV2::LoadBalancer'])

/** The types of resources that {@link auditLogOf} knows. */
export const AUDITED_TYPES: readonly string[] = [...TRAILS.keys(), ...CLUSTERS.keys(), ...BALANCERS]

/** What is recorded by, or of, a trail, a cluster or a load balancer; undefined for other types. */
export function auditLogOf(resource: Resource, neighbours: Neighbours): AuditLog | undefined {
  const trail = TRAILS.get(resource.type)
  if (trail !== undefined) return ofTrail(resource, trail, neighbours)
  const kinds = CLUSTERS.get(resource.type)
  if (kinds !== undefined) return ofCluster(resource, kinds)
  return BALANCERS.has(resource.type) ? ofBalancer(resource) : undefined
}

function ofTrail(resource: Resource, words: TrailWords, neighbours: Neighbours): AuditLog {
  const { properties, complete, at } = resource
  const value = (path: string) => properties.entries.get(path)
  const settings = [...(recordsManagement(resource) ? [words.regions] : []), words.validation]
  const off = value(words.logging)
  if (truthOf(off) === false && !isOpen(off)) return { verdict: 'none', missing: [words.logging], at: off?.at ?? at }
  const missing = settings.filter((path) => truthOf(value(path)) !== true && !isOpen(value(path)))
  const bucket = bucketOf(resource, words, neighbours)
  if (bucket !== undefined && !keepsVersions(bucket, neighbours)) missing.push(`versions or a lock of ${bucket.name}`)
  if (missing.length > 0 && complete) return { verdict: 'weak', missing, at: value(missing[0] ?? '')?.at ?? at }
  return { verdict: settings.some((path) => isOpen(value(path))) || !complete ? 'open' : 'kept', missing: [], at }
}

/** Whether it records what is done in the account; a trail of the uses of some data looks at their region alone. */
function recordsManagement({ properties }: Resource): boolean {
  if (['advanced_event_selector', 'AdvancedEventSelectors'].some((key) => properties.entries.has(key))) return false
  const selectors = ['event_selector', 'EventSelectors'].flatMap((key) => itemsOf(properties.entries.get(key)))
  const switches = selectors.map(
    (each) => valueAt(each, 'include_management_events') ?? valueAt(each, 'IncludeManagementEvents'),
  )
  return switches.length === 0 || switches.some((value) => truthOf(value) !== false)
}

function bucketOf(trail: Resource, { bucket }: TrailWords, neighbours: Neighbours): Resource | undefined {
  const found = neighbours.named(trail, referencesIn(trail.properties.entries.get(bucket)))
  return found.find(({ type, complete }) => complete && (type === 'aws_s3_bucket' || type === 'AWS::S3::Bucket'))
}

/** Whether earlier versions of what lies in the bucket are kept, or may be. */
function keepsVersions(bucket: Resource, neighbours: Neighbours): boolean {
  const own = ['versioning', 'object_lock_enabled', 'VersioningConfiguration', 'ObjectLockEnabled']
  if (own.some((key) => bucket.properties.entries.has(key)) || isDynamic(bucket.properties, 'versioning')) return true
  return [...neighbours.of(bucket)].some(({ type }) =>
    /^aws_s3_bucket_(?:versioning|object_lock_configuration)$/.test(type),
  )
}

function ofCluster({ properties, complete, at: line }: Resource, path: string): AuditLog {
  const kinds = valuesAt(properties, path)
  const at = kinds[0]?.at ?? line
  if (kinds.some((kind) => textOf(kind) === 'audit' && !isOpen(kind))) return { verdict: 'kept', missing: [], at }
  if (kinds.some(isOpen) || isOpen(valueAt(properties, path)) || !complete) return { verdict: 'open', missing: [], at }
  return { verdict: 'none', missing: [`audit in ${path.replace(/\.Type$/, '')}`], at }
}

/** What an application's load balancer records; one for networks records only TLS, and is left out. */
function ofBalancer({ properties, complete, at, technology }: Resource): AuditLog | undefined {
  const kind = valueAt(properties, 'load_balancer_type') ?? valueAt(properties, 'Type')
  if (isOpen(kind)) return { verdict: 'open', missing: [], at }
  if (textOf(kind) !== undefined && textOf(kind) !== 'application') return undefined
  const attributes = valueAt(properties, 'LoadBalancerAttributes')
  const named = itemsOf(attributes).find((each) => textOf(valueAt(each, 'Key')) === 'access_logs.s3.enabled')
  const written = valueAt(properties, 'access_logs.enabled') ?? (named && valueAt(named, 'Value'))
  if (truthOf(written) === true && !isOpen(written)) return { verdict: 'kept', missing: [], at: written?.at ?? at }
  const mayBe = [written, attributes, ...itemsOf(attributes)].some(isOpen) || isDynamic(properties, 'access_logs')
  const missing = [technology === 'terraform' ? 'access_logs.enabled' : 'access_logs.s3.enabled']
  return { verdict: mayBe || !complete ? 'open' : 'none', missing, at: written?.at ?? at }
}

/** Resources that are records themselves, by what they record. */
export const RECORDS: ReadonlyMap<string, string> = new Map([
  ['aws_flow_log', 'the traffic of a network'],
  ['AWS::EC2::FlowLog', 'the traffic of a network'],
  ['azurerm_network_watcher_flow_log', 'the traffic of a network'],
  ['azurerm_monitor_diagnostic_setting', 'what is done with a resource'],
  ['google_project_iam_audit_config', 'who reads data of a project'],
  ['google_folder_iam_audit_config', 'who reads data of a folder'],
  ['google_organization_iam_audit_config', 'who reads data of an organisation'],
  ['google_logging_project_sink', 'the logs of a project'],
  ['google_logging_folder_sink', 'the logs of a folder'],
  ['google_logging_organization_sink', 'the logs of an organisation'],
  ['aws_cloudtrail_event_data_store', 'the calls of an account'],
  ['AWS::CloudTrail::EventDataStore', 'the calls of an account'],
])

/** What records how resources were changed. */
export const RECORDERS: ReadonlySet<string> = new Set([
  'aws_config_configuration_recorder',
  'AWS::Config::ConfigurationRecorder',
])

/** Networks, accounts and clusters whose records may well be kept elsewhere: by the organisation, or a team for security. */
export const WATCHED_ELSEWHERE: ReadonlySet<string> = new Set([
  'aws_vpc',
  'AWS::EC2::VPC',
  'aws_organizations_account',
  'AWS::Organizations::Account',
  'aws_iam_account_password_policy',
  'azurerm_virtual_network',
  'azurerm_kubernetes_cluster',
  'azurerm_subscription',
  'google_project',
  'google_compute_network',
  'google_container_cluster',
])
