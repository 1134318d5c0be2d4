import type { Location } from '../../core/location.js'
import type { Resource, Value } from '../../models/index.js'
import { isOpen, referencesIn, textOf, valueAt, valuesAt } from '../../models/value.js'
import { atPlaceOf } from './resource-groups.js'
import { isOfResource, mayBeLeftOut } from '../common/open.js'

/** A setting that puts a store of data on the internet. */
interface PublicSetting {
  /** Paths; lists on the way are entered, each item. */
  readonly paths: readonly string[]
  /** Values, in small letters, that make it public. */
  readonly open: readonly string[]
  /** Values that make it public, as a site may have to be. */
  readonly asSite?: readonly string[]
  /** What everybody can do then: reach it, use what is kept there, or, for `block`, be let in by other settings. */
  readonly who: 'reached' | 'kept' | 'block'
  /** A second setting that must be one of `values`, where one is not enough. */
  readonly and?: { readonly path: string; readonly values: readonly string[] }
}

/** What one setting comes to. */
export interface PublicVerdict {
  readonly verdict: 'public' | 'site' | 'closed' | 'open'
  readonly who: PublicSetting['who']
  readonly setting: string
  readonly value: string
  readonly at: Location
}

const ACCESSIBLE: PublicSetting = { paths: ['publicly_accessible'], open: ['true'], who: 'reached' }
const ACCESSIBLE_IN_TEMPLATE: PublicSetting = { paths: ['PubliclyAccessible'], open: ['true'], who: 'reached' }
const ACL: PublicSetting = {
  paths: ['acl'],
  open: ['public-read-write'],
  asSite: ['public-read', 'authenticated-read'],
  who: 'kept',
}
const BLOCK: PublicSetting = {
  paths: ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'],
  open: [],
  asSite: ['false'],
  who: 'block',
}
const ALL_USERS = ['allusers', 'allauthenticatedusers']
const MEMBERS: PublicSetting = { paths: ['member', 'members'], open: [], asSite: ALL_USERS, who: 'kept' }
const DATA_MEMBERS: PublicSetting = { paths: ['member', 'members'], open: ALL_USERS, who: 'kept' }
const RANGE: PublicSetting = {
  paths: ['start_ip_address', 'start_ip'],
  open: ['0.0.0.0'],
  and: { path: 'end_ip', values: ['255.255.255.255'] },
  who: 'reached',
}

const AZURE_FIREWALLS = [
  'azurerm_mssql_firewall_rule',
  'azurerm_sql_firewall_rule',
  'azurerm_mysql_firewall_rule',
  'azurerm_mysql_flexible_server_firewall_rule',
  'azurerm_postgresql_firewall_rule',
  'azurerm_postgresql_flexible_server_firewall_rule',
  'azurerm_mariadb_firewall_rule',
  'azurerm_redis_firewall_rule',
]

/** Stores by type of resource. Source: the Terraform providers' and CloudFormation's reference of each type. */
const STORES: ReadonlyMap<string, readonly PublicSetting[]> = new Map<string, readonly PublicSetting[]>([
  ['aws_db_instance', [ACCESSIBLE]],
  ['aws_rds_cluster_instance', [ACCESSIBLE]],
  ['aws_redshift_cluster', [ACCESSIBLE]],
  ['aws_dms_replication_instance', [ACCESSIBLE]],
  ['aws_mq_broker', [ACCESSIBLE]],
  ['AWS::RDS::DBInstance', [ACCESSIBLE_IN_TEMPLATE]],
  ['AWS::Redshift::Cluster', [ACCESSIBLE_IN_TEMPLATE]],
  ['AWS::DMS::ReplicationInstance', [ACCESSIBLE_IN_TEMPLATE]],
  ['AWS::AmazonMQ::Broker', [ACCESSIBLE_IN_TEMPLATE]],
  ['aws_s3_bucket', [ACL]],
  ['aws_s3_bucket_acl', [ACL]],
  ['aws_s3_bucket_public_access_block', [BLOCK]],
  [
    'AWS::S3::Bucket',
    [
      { paths: ['AccessControl'], open: ['publicreadwrite'], asSite: ['publicread', 'authenticatedread'], who: 'kept' },
      {
        paths: ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map(
          (name) => `PublicAccessBlockConfiguration.${name}`,
        ),
        open: [],
        asSite: ['false'],
        who: 'block',
      },
    ],
  ],
  ['google_storage_bucket_iam_member', [MEMBERS]],
  ['google_storage_bucket_iam_binding', [MEMBERS]],
  ['google_storage_bucket_access_control', [{ ...MEMBERS, paths: ['entity'] }]],
  ['google_storage_default_object_access_control', [{ ...MEMBERS, paths: ['entity'] }]],
  ['google_bigquery_dataset_iam_member', [DATA_MEMBERS]],
  ['google_bigquery_dataset_iam_binding', [DATA_MEMBERS]],
  [
    'google_sql_database_instance',
    [
      {
        paths: ['settings.ip_configuration.authorized_networks.value'],
        open: ['0.0.0.0/0', '::/0'],
        who: 'reached',
      },
    ],
  ],
  [
    'azurerm_storage_account',
    [
      {
        paths: ['allow_nested_items_to_be_public', 'allow_blob_public_access'],
        open: [],
        asSite: ['true'],
        who: 'kept',
      },
    ],
  ],
  [
    'azurerm_storage_container',
    [{ paths: ['container_access_type'], open: [], asSite: ['blob', 'container'], who: 'kept' }],
  ],
  ...AZURE_FIREWALLS.map((type) => [type, [RANGE]] as const),
])

/** The types of resources that {@link publicStore} knows. */
export const STORE_TYPES: readonly string[] = [...STORES.keys()]

/** What the settings of a store come to that may put it on the internet; none if it says nothing of that. */
export function publicStore(resource: Resource): PublicVerdict[] {
  return (STORES.get(resource.type) ?? []).flatMap((setting) =>
    setting.paths.flatMap((path) =>
      valuesAt(resource.properties, path).map((value) => verdictOf(resource, setting, path, value)),
    ),
  )
}

function verdictOf(resource: Resource, setting: PublicSetting, path: string, value: Value): PublicVerdict {
  const { open, asSite = [], and, who } = setting
  const text = textOf(value)?.toLowerCase() ?? ''
  const named = { who, setting: path, value: text, at: value.at }
  if (isOpen(value)) return { ...named, verdict: isOfResource(value) || isOfMachine(value) ? 'closed' : 'open' }
  const other =
    and &&
    ['', '_address'].map((end) => valueAt(resource.properties, and.path + end)).find((each) => each !== undefined)
  const isMet = and === undefined || and.values.includes(textOf(other) ?? '')
  const verdict = open.includes(text) && isMet ? 'public' : asSite.includes(text) ? 'site' : 'closed'
  return { ...named, verdict: verdict !== 'closed' && (mayBeLeftOut(resource) || isOpen(other)) ? 'open' : verdict }
}

/** Whether it begins as the name of a service account does, whatever account it is. */
function isOfMachine(value: Value): boolean {
  return value.kind === 'unresolved' && /^"?serviceAccount:/.test(value.text)
}

const WEBSITES: ReadonlySet<string> = new Set(['aws_s3_bucket_website_configuration', 'aws_cloudfront_distribution'])

/** Whether a bucket, or the bucket that a resource is about, is set up to be a site: who reads it is everybody then. */
export function isForSite(resource: Resource, resources: readonly Resource[]): boolean {
  const near = atPlaceOf(resource, resources)
  const buckets = new Set(
    referencesIn(resource.properties).flatMap((reference) => /^\w+\.\w[\w-]*/.exec(reference)?.[0] ?? []),
  )
  buckets.add(`${resource.type}.${resource.name}`)
  const isBucket = ({ type, name }: Resource): boolean => buckets.has(`${type}.${name}`)
  return near.some(
    (each) =>
      (isBucket(each) && ['website', 'WebsiteConfiguration'].some((key) => each.properties.entries.has(key))) ||
      (WEBSITES.has(each.type) &&
        referencesIn(each.properties).some((reference) =>
          [...buckets].some((bucket) => /bucket/.test(bucket) && reference.startsWith(`${bucket}.`)),
        )),
  )
}
