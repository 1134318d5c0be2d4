/** A setting of a stateful resource, and what it means where it is not written. */
export interface SafeSetting {
  readonly path: string
  /** `values`: safe with one of these. `atLeast`: safe from this number on. `written`: safe if there is anything. */
  readonly safe: { readonly values: readonly string[] } | { readonly atLeast: number } | 'written'
  /** Whether the resource is safe where the setting is not written: the default of the provider or the service. */
  readonly byDefault: boolean
}

/** What keeps the data of one type of resource. Any one of the settings is enough. An empty list: nothing is judged. */
export interface StatefulKind {
  readonly type: string
  /** What keeps the data, or a copy of them, when the resource is deleted. */
  readonly protection: readonly SafeSetting[]
  /** What makes copies from which the data can be restored. */
  readonly backups: readonly SafeSetting[]
  /** Settings that say that the data come from elsewhere or pass away: a replica, a table whose items expire. */
  readonly exempt?: readonly string[]
}

const on = (path: string, ...values: string[]): SafeSetting => ({
  path,
  safe: { values: values.length > 0 ? values : ['true'] },
  byDefault: false,
})
/** On unless it is switched off. */
const onByDefault = (path: string, ...values: string[]): SafeSetting => ({ ...on(path, ...values), byDefault: true })
/** Something that is done only if it is asked for: safe while it is false. */
const unlessSet = (path: string): SafeSetting => onByDefault(path, 'false')
const days = (path: string, byDefault: boolean): SafeSetting => ({ path, safe: { atLeast: 1 }, byDefault })
const written = (path: string): SafeSetting => ({ path, safe: 'written', byDefault: false })

const IN_TERRAFORM = 'lifecycle.prevent_destroy'
const IN_TEMPLATE = ['Retain', 'Snapshot', 'RetainExceptOnCreate']
const policy = on('@DeletionPolicy', ...IN_TEMPLATE)

/** A table with point-in-time recovery leaves a backup for 35 days when it is deleted (DynamoDB guide: PITR). */
const PITR = on('point_in_time_recovery.enabled')
const PITR_SPECIFICATION = on('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled')

/**
 * Stateful resources. Not here: caches and search indexes, which are built anew; and services that always keep backups and
 * have no switch against deletion.
 *
 * Sources of what holds without a word:
 * - Terraform Registry, hashicorp/aws, "Argument Reference" of each resource: `skip_final_snapshot`, `force_destroy` and
 *   `deletion_protection` are false; `backup_retention_period` is 0 for instances of RDS and 1 for clusters of RDS,
 *   DocumentDB and Neptune, `automated_snapshot_retention_period` of Redshift is 1.
 * - Terraform Registry, hashicorp/google, likewise: `deletion_protection` is true for Cloud SQL, Spanner and Bigtable (a
 *   setting of the provider; that of Cloud SQL itself, `settings.deletion_protection_enabled`, is false), and
 *   `deletion_policy` of Firestore is ABANDON.
 * - CloudFormation Template Reference, "DeletionPolicy attribute": Delete; Snapshot for `AWS::RDS::DBCluster`, and for
 *   `AWS::RDS::DBInstance` outside of a cluster. Retention of backups is 1 day for all that have one (each type's page).
 * - EFS API Reference, CreateFileSystem, "Backup": off, but on for file systems in one zone (`AvailabilityZoneName`).
 * - Kubernetes documentation, Persistent Volumes, "Reclaiming": Retain for volumes that are written by hand.
 */
export const STATEFUL_KINDS: readonly StatefulKind[] = [
  {
    type: 'aws_db_instance',
    protection: [on('deletion_protection'), unlessSet('skip_final_snapshot'), on(IN_TERRAFORM)],
    backups: [days('backup_retention_period', false)],
    exempt: ['replicate_source_db'],
  },
  ...['aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'].map((type) => ({
    type,
    protection: [on('deletion_protection'), unlessSet('skip_final_snapshot'), on(IN_TERRAFORM)],
    backups: [days('backup_retention_period', true)],
    exempt: ['replication_source_identifier', 'global_cluster_identifier'],
  })),
  {
    type: 'aws_redshift_cluster',
    protection: [unlessSet('skip_final_snapshot'), on(IN_TERRAFORM)],
    backups: [days('automated_snapshot_retention_period', true)],
  },
  {
    type: 'aws_dynamodb_table',
    protection: [on('deletion_protection_enabled'), PITR, on(IN_TERRAFORM)],
    backups: [PITR],
    exempt: ['ttl'],
  },
  { type: 'aws_s3_bucket', protection: [unlessSet('force_destroy'), on(IN_TERRAFORM)], backups: [] },
  {
    type: 'aws_cognito_user_pool',
    protection: [on('deletion_protection', 'ACTIVE'), on(IN_TERRAFORM)],
    backups: [],
  },
  {
    type: 'google_sql_database_instance',
    protection: [
      onByDefault('deletion_protection'),
      on('settings.deletion_protection_enabled'),
      on('settings.final_backup_config.enabled'),
      on(IN_TERRAFORM),
    ],
    backups: [on('settings.backup_configuration.enabled')],
    exempt: ['master_instance_name'],
  },
  ...['google_spanner_database', 'google_bigtable_instance'].map((type) => ({
    type,
    protection: [onByDefault('deletion_protection'), on(IN_TERRAFORM)],
    backups: [],
  })),
  { type: 'google_storage_bucket', protection: [unlessSet('force_destroy'), on(IN_TERRAFORM)], backups: [] },
  {
    type: 'google_bigquery_dataset',
    protection: [unlessSet('delete_contents_on_destroy'), on(IN_TERRAFORM)],
    backups: [],
    exempt: ['default_table_expiration_ms'],
  },
  {
    type: 'google_firestore_database',
    protection: [
      on('delete_protection_state', 'DELETE_PROTECTION_ENABLED'),
      onByDefault('deletion_policy', 'ABANDON'),
      on(IN_TERRAFORM),
    ],
    backups: [],
  },
  {
    type: 'mongodbatlas_advanced_cluster',
    protection: [on('termination_protection_enabled'), on(IN_TERRAFORM)],
    backups: [on('backup_enabled')],
  },
  {
    type: 'AWS::RDS::DBInstance',
    protection: [on('DeletionProtection'), onByDefault('@DeletionPolicy', ...IN_TEMPLATE)],
    backups: [days('BackupRetentionPeriod', true)],
    exempt: ['DBClusterIdentifier', 'SourceDBInstanceIdentifier'],
  },
  {
    type: 'AWS::RDS::DBCluster',
    protection: [on('DeletionProtection'), onByDefault('@DeletionPolicy', ...IN_TEMPLATE)],
    backups: [days('BackupRetentionPeriod', true)],
    exempt: ['ReplicationSourceIdentifier', 'GlobalClusterIdentifier'],
  },
  ...['AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'].map((type) => ({
    type,
    protection: [on('DeletionProtection'), policy],
    backups: [days('BackupRetentionPeriod', true)],
  })),
  {
    type: 'AWS::Redshift::Cluster',
    protection: [policy],
    backups: [days('AutomatedSnapshotRetentionPeriod', true)],
  },
  {
    type: 'AWS::DynamoDB::Table',
    protection: [on('DeletionProtectionEnabled'), policy, PITR_SPECIFICATION],
    backups: [PITR_SPECIFICATION],
    exempt: ['TimeToLiveSpecification'],
  },
  { type: 'AWS::Cognito::UserPool', protection: [on('DeletionProtection', 'ACTIVE'), policy], backups: [] },
  {
    type: 'AWS::EFS::FileSystem',
    protection: [policy, on('BackupPolicy.Status', 'ENABLED')],
    backups: [on('BackupPolicy.Status', 'ENABLED')],
    exempt: ['AvailabilityZoneName'],
  },
  {
    type: 'v1/PersistentVolume',
    protection: [onByDefault('spec.persistentVolumeReclaimPolicy', 'Retain')],
    backups: [],
  },
  {
    type: 'postgresql.cnpg.io/v1/Cluster',
    protection: [],
    backups: [written('spec.backup'), written('spec.plugins')],
    exempt: ['spec.replica'],
  },
]
