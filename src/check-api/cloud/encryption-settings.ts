/** One setting that decides whether data of a resource are encrypted. */
export interface EncryptionSetting {
  /** Blocks of which each is judged by itself; without one there is nothing to judge. */
  readonly within?: string
  /** The setting's path, from the block on if there is one. Of several spellings, the one that is written counts. */
  readonly paths: readonly [string, ...string[]]
  readonly data: 'stored' | 'sent'
  /** Values, in small letters, that switch encryption off; `old` ones allow versions of TLS that are broken. */
  readonly off?: readonly string[]
  readonly old?: readonly string[]
  /**
   * What holds where nothing is written. `on`: the service encrypts. `off`, `old`: the documented default is one of those
   * values. `account`: a setting of the account decides. `unsaid`: nothing is concluded.
   */
  readonly absent: 'on' | 'off' | 'old' | 'account' | 'unsaid'
  /** Settings that, once written, take the place of this one: what the data were copied from, or a newer name. */
  readonly unless?: readonly string[]
  /** Values, in small letters, that another property must have for the setting to mean anything. */
  readonly only?: { readonly path: string; readonly values: readonly string[] }
  /** Values of another property with which the service encrypts by itself unless it is switched off. */
  readonly onWith?: { readonly path: string; readonly values: readonly string[] }
  /** A service that by now encrypts whatever is written, though not what is older: values of a property that begin so. */
  readonly newlyOn?: { readonly path: string; readonly starts: string }
  /** What is written is no switch but a key: whichever it is, the service encrypts with it. */
  readonly key?: true
  /** Where plain requests are rather a matter of what stands in front: no more than a warning. */
  readonly web?: true
}

type Parts = Partial<EncryptionSetting>
const FALSE = ['false']

const stored = (path: string, absent: EncryptionSetting['absent'], more: Parts = {}): EncryptionSetting => ({
  paths: [path],
  data: 'stored',
  off: FALSE,
  absent,
  ...more,
})
const keyOf = (path: string): EncryptionSetting => stored(path, 'unsaid', { key: true })
const sent = (path: string, off: readonly string[], absent: EncryptionSetting['absent'], more: Parts = {}) =>
  ({ paths: [path], data: 'sent', off, absent, ...more }) satisfies EncryptionSetting
const tls = (path: string, old: readonly string[], absent: EncryptionSetting['absent'] = 'on', more: Parts = {}) =>
  ({ paths: [path], data: 'sent', old, absent, ...more }) satisfies EncryptionSetting

const AZURE_TLS = ['1.0', '1.1', 'tls1_0', 'tls1_1', 'tls', 'tls11']
const PLAIN_KAFKA = ['plaintext', 'tls_plaintext']
const VALKEY: Parts = {
  unless: ['global_replication_group_id', 'GlobalReplicationGroupId'],
  onWith: { path: 'engine', values: ['valkey'] },
}
const VALKEY_IN_TEMPLATE: Parts = { ...VALKEY, onWith: { path: 'Engine', values: ['valkey'] } }

/** Predefined policies that let TLS 1.0 or 1.1 in (Elastic Load Balancing: Security policies, Protocols by policy). */
const OLD_POLICIES = [
  'ELBSecurityPolicy-2015-05',
  'ELBSecurityPolicy-2016-08',
  'ELBSecurityPolicy-TLS-1-0-2015-04',
  'ELBSecurityPolicy-TLS-1-1-2017-01',
  'ELBSecurityPolicy-FS-2018-06',
  'ELBSecurityPolicy-FS-1-1-2019-08',
  'ELBSecurityPolicy-TLS13-1-0-2021-06',
  'ELBSecurityPolicy-TLS13-1-1-2021-06',
  'ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-0-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09',
].map((policy) => policy.toLowerCase())
/** Amazon CloudFront Developer Guide: Supported protocols and ciphers between viewers and CloudFront. */
const OLD_FOR_VIEWERS = ['sslv3', 'tlsv1', 'tlsv1_2016', 'tlsv1.1_2016']

/** Parameters of database engines with which connections without TLS are turned away. */
const FORCING = ['rds.force_ssl', 'require_secure_transport', 'tls', 'require_ssl']
const NOT_FORCED = ['0', 'off', 'false', 'disabled']

/** What a cluster of databases takes its encryption from. */
const COPIED = [
  'snapshot_identifier',
  'restore_to_point_in_time',
  'replication_source_identifier',
  'global_cluster_identifier',
]
const COPIED_IN_TEMPLATE = [
  'SnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'ReplicationSourceIdentifier',
  'GlobalClusterIdentifier',
]

const all = (types: readonly string[], ...settings: EncryptionSetting[]) =>
  types.map((type) => [type, settings] as const)

const AZURE_APPS = ['linux_web_app', 'windows_web_app', 'linux_function_app', 'windows_function_app']

/**
 * Settings by type of resource. Sources: the Terraform providers' reference of each type and CloudFormation's, for values
 * and defaults; what services encrypt by themselves: the services' guides (Amazon Redshift: clusters since January 2025;
 * Amazon EFS: by API and CloudFormation only if asked for; Amazon S3 since January 2023, DynamoDB and SQS always, which is
 * why they are not here, but for queues where it is switched off). Elastic Load Balancing takes a policy with TLS 1.0
 * where an API names none (Application Load Balancer guide: Security policies). Amazon Aurora encrypts all clusters made
 * since 18 February 2026 (Aurora guide: Encrypting Amazon Aurora resources).
 */
export const ENCRYPTION_SETTINGS: ReadonlyMap<string, readonly EncryptionSetting[]> = new Map([
  ...all(
    ['aws_db_instance'],
    stored('storage_encrypted', 'off', {
      unless: ['replicate_source_db', 'snapshot_identifier', 'restore_to_point_in_time'],
    }),
  ),
  ...all(
    ['aws_rds_cluster'],
    stored('storage_encrypted', 'off', { unless: COPIED, newlyOn: { path: 'engine', starts: 'aurora' } }),
  ),
  ...all(['aws_docdb_cluster', 'aws_neptune_cluster'], stored('storage_encrypted', 'off', { unless: COPIED })),
  ...all(['aws_redshift_cluster'], stored('encrypted', 'on', { unless: ['snapshot_identifier', 'snapshot_arn'] })),
  ...all(['aws_efs_file_system'], stored('encrypted', 'off')),
  ...all(
    ['aws_elasticache_replication_group'],
    stored('at_rest_encryption_enabled', 'off', VALKEY),
    sent('transit_encryption_enabled', FALSE, 'off', VALKEY),
  ),
  ...all(
    ['aws_opensearch_domain', 'aws_elasticsearch_domain'],
    stored('encrypt_at_rest.enabled', 'off'),
    sent('node_to_node_encryption.enabled', FALSE, 'off'),
    sent('domain_endpoint_options.enforce_https', FALSE, 'unsaid'),
    tls('domain_endpoint_options.tls_security_policy', ['policy-min-tls-1-0-2019-07'], 'unsaid'),
  ),
  ...all(['aws_dax_cluster'], stored('server_side_encryption.enabled', 'off')),
  ...all(['aws_kinesis_stream'], stored('encryption_type', 'off', { off: ['none'] })),
  ...all(
    ['aws_sqs_queue'],
    stored('sqs_managed_sse_enabled', 'on', { unless: ['kms_master_key_id'] }),
    keyOf('kms_master_key_id'),
  ),
  ...all(['aws_ebs_volume'], stored('encrypted', 'account', { unless: ['snapshot_id'] })),
  ...all(
    ['aws_instance', 'aws_launch_configuration'],
    stored('encrypted', 'unsaid', { within: 'root_block_device' }),
    stored('encrypted', 'unsaid', { within: 'ebs_block_device', unless: ['snapshot_id'] }),
  ),
  ...all(
    ['aws_launch_template'],
    stored('encrypted', 'unsaid', { within: 'block_device_mappings.ebs', unless: ['snapshot_id'] }),
  ),
  ...all(
    ['aws_msk_cluster'],
    sent('encryption_info.encryption_in_transit.client_broker', PLAIN_KAFKA, 'on'),
    sent('encryption_info.encryption_in_transit.in_cluster', FALSE, 'on'),
  ),
  ...all(['aws_memorydb_cluster'], sent('tls_enabled', FALSE, 'on')),
  ...all(
    ['aws_ecs_task_definition'],
    sent('transit_encryption', ['disabled'], 'unsaid', { within: 'volume.efs_volume_configuration' }),
  ),
  ...all(['aws_transfer_server'], sent('protocols', ['ftp'], 'on')),
  ...all(['aws_api_gateway_domain_name', 'AWS::ApiGateway::DomainName'], tls('security_policy', ['tls_1_0'], 'unsaid')),
  ...all(
    ['aws_db_parameter_group', 'aws_rds_cluster_parameter_group', 'aws_docdb_cluster_parameter_group'],
    sent('value', NOT_FORCED, 'unsaid', { within: 'parameter', only: { path: 'name', values: FORCING } }),
  ),
  ...all(
    ['aws_lb_listener', 'aws_alb_listener'],
    tls('ssl_policy', OLD_POLICIES, 'old', { only: { path: 'protocol', values: ['https', 'tls'] } }),
  ),
  ...all(
    ['aws_cloudfront_distribution'],
    sent('viewer_protocol_policy', ['allow-all'], 'unsaid', { within: 'default_cache_behavior', web: true }),
    sent('viewer_protocol_policy', ['allow-all'], 'unsaid', { within: 'ordered_cache_behavior', web: true }),
    tls('viewer_certificate.minimum_protocol_version', OLD_FOR_VIEWERS, 'unsaid', {
      unless: ['viewer_certificate.cloudfront_default_certificate'],
    }),
  ),
  ...all(
    ['azurerm_storage_account'],
    {
      ...sent('https_traffic_only_enabled', FALSE, 'on'),
      paths: ['https_traffic_only_enabled', 'enable_https_traffic_only'],
    },
    tls('min_tls_version', AZURE_TLS),
  ),
  ...all(
    ['azurerm_redis_cache'],
    { ...sent('non_ssl_port_enabled', ['true'], 'on'), paths: ['non_ssl_port_enabled', 'enable_non_ssl_port'] },
    tls('minimum_tls_version', AZURE_TLS, 'unsaid'),
  ),
  ...all(
    [...AZURE_APPS, 'app_service', 'function_app'].map((app) => `azurerm_${app}`),
    sent('https_only', FALSE, 'off', { web: true }),
    {
      ...tls('site_config.minimum_tls_version', AZURE_TLS),
      paths: ['site_config.minimum_tls_version', 'site_config.min_tls_version'],
    },
  ),
  ...all(['azurerm_mssql_server'], tls('minimum_tls_version', [...AZURE_TLS, 'disabled'])),
  ...all(['azurerm_mssql_database'], stored('transparent_data_encryption_enabled', 'on')),
  ...all(
    ['azurerm_mysql_server', 'azurerm_postgresql_server', 'azurerm_mariadb_server'],
    sent('ssl_enforcement_enabled', FALSE, 'unsaid'),
    tls('ssl_minimal_tls_version_enforced', [...AZURE_TLS, 'tlsenforcementdisabled'], 'unsaid'),
  ),
  ...all(
    ['azurerm_postgresql_flexible_server_configuration', 'azurerm_mysql_flexible_server_configuration'],
    sent('value', NOT_FORCED, 'unsaid', { only: { path: 'name', values: FORCING } }),
  ),
  ...all(['azurerm_eventhub_namespace', 'azurerm_servicebus_namespace'], tls('minimum_tls_version', AZURE_TLS)),
  ...all(['azurerm_cosmosdb_account'], tls('minimal_tls_version', AZURE_TLS)),
  ...all(
    ['azurerm_container_app'],
    sent('allow_insecure_connections', ['true'], 'unsaid', { within: 'ingress', web: true }),
  ),
  ...all(
    ['google_sql_database_instance'],
    sent('settings.ip_configuration.ssl_mode', ['allow_unencrypted_and_encrypted'], 'unsaid'),
    sent('settings.ip_configuration.require_ssl', FALSE, 'unsaid', { unless: ['settings.ip_configuration.ssl_mode'] }),
  ),
  ...all(['google_redis_instance'], sent('transit_encryption_mode', ['disabled'], 'off')),
  ...all(['google_compute_ssl_policy'], tls('min_tls_version', ['tls_1_0', 'tls_1_1'], 'old')),
  ...all(
    ['AWS::RDS::DBInstance'],
    stored('StorageEncrypted', 'off', {
      unless: [
        'DBClusterIdentifier',
        'SourceDBInstanceIdentifier',
        'DBSnapshotIdentifier',
        'DBClusterSnapshotIdentifier',
      ],
    }),
  ),
  ...all(
    ['AWS::RDS::DBCluster'],
    stored('StorageEncrypted', 'off', {
      unless: COPIED_IN_TEMPLATE,
      newlyOn: { path: 'Engine', starts: 'aurora' },
    }),
  ),
  ...all(
    ['AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
    stored('StorageEncrypted', 'off', { unless: COPIED_IN_TEMPLATE }),
  ),
  ...all(['AWS::Redshift::Cluster'], stored('Encrypted', 'on', { unless: ['SnapshotIdentifier'] })),
  ...all(['AWS::EFS::FileSystem'], stored('Encrypted', 'off')),
  ...all(
    ['AWS::ElastiCache::ReplicationGroup'],
    stored('AtRestEncryptionEnabled', 'off', VALKEY_IN_TEMPLATE),
    sent('TransitEncryptionEnabled', FALSE, 'off', VALKEY_IN_TEMPLATE),
  ),
  ...all(
    ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'],
    stored('EncryptionAtRestOptions.Enabled', 'off'),
    sent('NodeToNodeEncryptionOptions.Enabled', FALSE, 'off'),
    sent('DomainEndpointOptions.EnforceHTTPS', FALSE, 'unsaid'),
    tls('DomainEndpointOptions.TLSSecurityPolicy', ['policy-min-tls-1-0-2019-07'], 'unsaid'),
  ),
  ...all(['AWS::DAX::Cluster'], stored('SSESpecification.SSEEnabled', 'off')),
  ...all(['AWS::Kinesis::Stream'], stored('StreamEncryption', 'off', { off: [] })),
  ...all(
    ['AWS::SQS::Queue'],
    stored('SqsManagedSseEnabled', 'on', { unless: ['KmsMasterKeyId'] }),
    keyOf('KmsMasterKeyId'),
  ),
  ...all(['AWS::EC2::Volume'], stored('Encrypted', 'account', { unless: ['SnapshotId'] })),
  ...all(
    ['AWS::EC2::Instance', 'AWS::AutoScaling::LaunchConfiguration'],
    stored('Encrypted', 'unsaid', { within: 'BlockDeviceMappings.Ebs', unless: ['SnapshotId'] }),
  ),
  ...all(
    ['AWS::EC2::LaunchTemplate'],
    stored('Encrypted', 'unsaid', { within: 'LaunchTemplateData.BlockDeviceMappings.Ebs', unless: ['SnapshotId'] }),
  ),
  ...all(['AWS::MSK::Cluster'], sent('EncryptionInfo.EncryptionInTransit.ClientBroker', PLAIN_KAFKA, 'on')),
  ...all(['AWS::MemoryDB::Cluster'], sent('TLSEnabled', FALSE, 'on')),
  ...all(
    ['AWS::ElasticLoadBalancingV2::Listener'],
    tls('SslPolicy', OLD_POLICIES, 'old', { only: { path: 'Protocol', values: ['https', 'tls'] } }),
  ),
  ...all(
    ['AWS::CloudFront::Distribution'],
    sent('ViewerProtocolPolicy', ['allow-all'], 'unsaid', {
      within: 'DistributionConfig.DefaultCacheBehavior',
      web: true,
    }),
    sent('ViewerProtocolPolicy', ['allow-all'], 'unsaid', { within: 'DistributionConfig.CacheBehaviors', web: true }),
    tls('DistributionConfig.ViewerCertificate.MinimumProtocolVersion', OLD_FOR_VIEWERS, 'unsaid', {
      unless: ['DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate'],
    }),
  ),
  ...all(['storage.k8s.io/v1/StorageClass'], stored('parameters.encrypted', 'unsaid')),
])
