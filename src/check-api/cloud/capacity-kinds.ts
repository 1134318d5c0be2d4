import type { SafeSetting } from '../data/stateful-kinds.js'

/** A database that another machine, or zone, takes over. Any one of the settings is enough. */
export interface FailoverKind {
  readonly type: string
  readonly noun: string
  readonly failover: readonly SafeSetting[]
  /** Settings that say that it is itself a copy, or a part of a cluster. */
  readonly exempt?: readonly string[]
  /** What it is without them: a single machine, unless it may be several in one zone. */
  readonly without?: 'one' | 'zone'
  /** Where copies name what they are a copy of, in resources of the same type. */
  readonly copies?: string
}

/** A service that runs as many times as a number says. */
export interface CountedKind {
  readonly type: string
  readonly noun: string
  /** The number at the start, or at the least; where it is not written, something else sets it. */
  readonly count: string
  /** The most; a group without any other number is scaled between the two. */
  readonly most?: string
  /** Lists of subnets or zones; one item means one zone. */
  readonly zones: readonly string[]
  /** Resources that change the number by load, or by a plan. */
  readonly scaledBy: readonly string[]
  /** Values by which the number does not count: one on each machine, what scales by itself. */
  readonly exempt?: readonly { readonly path: string; readonly values: RegExp }[]
}

const on = (path: string, ...values: string[]): SafeSetting => ({
  path,
  safe: { values: values.length > 0 ? values : ['true'] },
  byDefault: false,
})
const written = (path: string): SafeSetting => ({ path, safe: 'written', byDefault: false })

/**
 * Databases and brokers that are one machine unless a setting says otherwise. Sources: the reference of each Terraform
 * provider (aws: db_instance, elasticache_replication_group, opensearch_domain, mq_broker; google: sql_database_instance;
 * azurerm: postgresql_flexible_server, mysql_flexible_server) and CloudFormation's reference of each type.
 */
export const FAILOVER_KINDS: readonly FailoverKind[] = [
  {
    type: 'aws_db_instance',
    noun: 'database',
    failover: [on('multi_az')],
    exempt: ['replicate_source_db'],
    copies: 'replicate_source_db',
  },
  {
    type: 'AWS::RDS::DBInstance',
    noun: 'database',
    failover: [on('MultiAZ')],
    exempt: ['SourceDBInstanceIdentifier', 'DBClusterIdentifier'],
    copies: 'SourceDBInstanceIdentifier',
  },
  {
    type: 'aws_elasticache_replication_group',
    noun: 'cache',
    failover: [on('automatic_failover_enabled'), on('multi_az_enabled')],
    exempt: ['global_replication_group_id'],
  },
  ...['aws_opensearch_domain', 'aws_elasticsearch_domain'].map((type) => ({
    type,
    noun: 'search domain',
    without: 'zone' as const,
    failover: [on('cluster_config.zone_awareness_enabled'), on('cluster_config.multi_az_with_standby_enabled')],
  })),
  ...['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'].map((type) => ({
    type,
    noun: 'search domain',
    without: 'zone' as const,
    failover: ['ClusterConfig', 'ElasticsearchClusterConfig'].flatMap((block) => [
      on(`${block}.ZoneAwarenessEnabled`),
      on(`${block}.MultiAZWithStandbyEnabled`),
    ]),
  })),
  {
    type: 'aws_mq_broker',
    noun: 'broker',
    failover: [on('deployment_mode', 'ACTIVE_STANDBY_MULTI_AZ', 'CLUSTER_MULTI_AZ')],
  },
  {
    type: 'AWS::AmazonMQ::Broker',
    noun: 'broker',
    failover: [on('DeploymentMode', 'ACTIVE_STANDBY_MULTI_AZ', 'CLUSTER_MULTI_AZ')],
  },
  {
    type: 'google_sql_database_instance',
    noun: 'database',
    failover: [on('settings.availability_type', 'REGIONAL')],
    exempt: ['master_instance_name'],
    copies: 'master_instance_name',
  },
  ...['azurerm_postgresql_flexible_server', 'azurerm_mysql_flexible_server'].map((type) => ({
    type,
    noun: 'database',
    failover: [written('high_availability')],
    exempt: ['source_server_id'],
  })),
]

/** Services by number. What the platform scales by itself (functions, Cloud Run, Fargate of Batch) is not here. */
export const COUNTED_KINDS: readonly CountedKind[] = [
  {
    type: 'aws_ecs_service',
    noun: 'service',
    count: 'desired_count',
    zones: ['network_configuration.subnets'],
    scaledBy: ['aws_appautoscaling_target'],
    exempt: [{ path: 'scheduling_strategy', values: /^DAEMON$/ }],
  },
  {
    type: 'AWS::ECS::Service',
    noun: 'service',
    count: 'DesiredCount',
    zones: ['NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    scaledBy: ['AWS::ApplicationAutoScaling::ScalableTarget'],
    exempt: [{ path: 'SchedulingStrategy', values: /^DAEMON$/ }],
  },
  {
    type: 'aws_autoscaling_group',
    noun: 'group of machines',
    count: 'min_size',
    most: 'max_size',
    zones: ['vpc_zone_identifier', 'availability_zones'],
    scaledBy: ['aws_autoscaling_policy', 'aws_autoscaling_schedule'],
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    noun: 'group of machines',
    count: 'MinSize',
    most: 'MaxSize',
    zones: ['VPCZoneIdentifier', 'AvailabilityZones'],
    scaledBy: ['AWS::AutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScheduledAction'],
  },
  {
    type: 'azurerm_service_plan',
    noun: 'service plan',
    count: 'worker_count',
    zones: [],
    scaledBy: ['azurerm_monitor_autoscale_setting'],
    exempt: [
      { path: 'sku_name', values: /^(?:Y|FC|EP|F|D|B)\d+$/ },
      { path: 'maximum_elastic_worker_count', values: /./ },
    ],
  },
]
