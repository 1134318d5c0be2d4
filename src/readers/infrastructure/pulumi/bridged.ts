/** A resource type of Terraform that a provider of Pulumi wraps. */
export interface BridgedType {
  readonly type: string
  /** Blocks that there may be several of: Pulumi's plural → Terraform's name. Other names only differ in their spelling. */
  readonly names?: ReadonlyMap<string, string>
}

const bridged = (token: string, type: string, names: Readonly<Record<string, string>> = {}): [string, BridgedType] => [
  token,
  { type, names: new Map(Object.entries(names)) },
]

/**
 * Short tokens of Pulumi's AWS and Google Cloud providers → Terraform's types, for types whose own properties are all that
 * is judged of them. Sources: the API docs of both providers in the Pulumi Registry, the resources of the same name in the
 * Terraform Registry. Types that are judged by what refers to them are left out: references are written otherwise.
 */
export const BRIDGED: ReadonlyMap<string, BridgedType> = new Map([
  bridged('aws:cloudwatch:LogGroup', 'aws_cloudwatch_log_group'),
  bridged('aws:codedeploy:DeploymentGroup', 'aws_codedeploy_deployment_group', {
    ec2TagFilters: 'ec2_tag_filter',
    ec2TagSets: 'ec2_tag_set',
    onPremisesInstanceTagFilters: 'on_premises_instance_tag_filter',
    triggerConfigurations: 'trigger_configuration',
  }),
  bridged('aws:cognito:UserPool', 'aws_cognito_user_pool', { schemas: 'schema' }),
  bridged('aws:docdb:Cluster', 'aws_docdb_cluster'),
  bridged('aws:dynamodb:Table', 'aws_dynamodb_table', {
    attributes: 'attribute',
    globalSecondaryIndexes: 'global_secondary_index',
    localSecondaryIndexes: 'local_secondary_index',
    replicas: 'replica',
  }),
  bridged('aws:ecr:Repository', 'aws_ecr_repository', { encryptionConfigurations: 'encryption_configuration' }),
  bridged('aws:ecs:Service', 'aws_ecs_service', {
    capacityProviderStrategies: 'capacity_provider_strategy',
    loadBalancers: 'load_balancer',
    orderedPlacementStrategies: 'ordered_placement_strategy',
  }),
  bridged('aws:elasticache:ReplicationGroup', 'aws_elasticache_replication_group', {
    logDeliveryConfigurations: 'log_delivery_configuration',
  }),
  bridged('aws:iam:AccessKey', 'aws_iam_access_key'),
  bridged('aws:iam:User', 'aws_iam_user'),
  bridged('aws:kms:Key', 'aws_kms_key'),
  bridged('aws:neptune:Cluster', 'aws_neptune_cluster'),
  bridged('aws:rds:Cluster', 'aws_rds_cluster'),
  bridged('aws:rds:Instance', 'aws_db_instance'),
  bridged('aws:redshift:Cluster', 'aws_redshift_cluster'),
  bridged('aws:s3:Bucket', 'aws_s3_bucket'),
  bridged('aws:s3:BucketV2', 'aws_s3_bucket'),
  bridged('gcp:bigquery:Dataset', 'google_bigquery_dataset', { accesses: 'access' }),
  bridged('gcp:firestore:Database', 'google_firestore_database'),
  bridged('gcp:serviceaccount:Key', 'google_service_account_key'),
  bridged('gcp:spanner:Database', 'google_spanner_database'),
  bridged('gcp:sql:DatabaseInstance', 'google_sql_database_instance', { databaseFlags: 'database_flags' }),
  bridged('gcp:sql:User', 'google_sql_user'),
  bridged('gcp:storage:Bucket', 'google_storage_bucket', { cors: 'cors', lifecycleRules: 'lifecycle_rule' }),
])

/** A token without what only repeats: `aws:s3/bucket:Bucket` is `aws:s3:Bucket`, `eks:index:Cluster` is `eks:Cluster`. */
export function shortToken(token: string): string {
  const [provider = '', module = '', type] = token.split(':')
  if (type === undefined) return token
  const [folder = '', file = ''] = module.split('/')
  const repeated = file.toLowerCase() === type.toLowerCase()
  const short = repeated ? folder : module
  return short === 'index' || short === '' ? `${provider}:${type}` : `${provider}:${short}:${type}`
}

/** Kubernetes' own type of a token (`kubernetes:apps/v1:Deployment` → `apps/v1/Deployment`); undefined for others. */
export function kubernetesType(token: string): string | undefined {
  const [provider, version = '', kind] = token.split(':')
  if (provider !== 'kubernetes' || kind === undefined || !/^[\w.-]+\/v\d\w*$/.test(version)) return undefined
  return version.startsWith('core/') ? `${version.slice('core/'.length)}/${kind}` : `${version}/${kind}`
}
