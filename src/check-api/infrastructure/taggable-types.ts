import type { Resource } from '../../models/index.js'

/** What can be tagged, in the words of one cloud and technology. */
interface Vocabulary {
  /** What the types start with. */
  readonly prefix: string
  /** Properties that hold the tags or labels. */
  readonly tags: readonly string[]
  /** Without the prefix. */
  readonly types: string
}

/**
 * Common types of each cloud that can be tagged (Terraform Registry: providers aws, azurerm and google; AWS CloudFormation: resource types and
 * their property Tags; AWS SAM: resources).
 */
const VOCABULARIES: readonly Vocabulary[] = [
  {
    prefix: 'aws_',
    tags: ['tags', 'tag', 'tags_all'],
    types:
      'alb apigatewayv2_api api_gateway_rest_api apprunner_service autoscaling_group cloudfront_distribution ' +
      'cloudwatch_log_group db_instance dms_replication_instance docdb_cluster dynamodb_table ebs_volume ' +
      'ecr_repository ecs_service efs_file_system eip eks_cluster eks_node_group elasticache_cluster ' +
      'elasticache_replication_group elasticache_serverless_cache elasticsearch_domain elb emr_cluster fsx_lustre_file_system ' +
      'fsx_windows_file_system glue_job instance kinesis_firehose_delivery_stream kinesis_stream kms_key lambda_function lb ' +
      'memorydb_cluster mq_broker msk_cluster mwaa_environment nat_gateway neptune_cluster networkfirewall_firewall ' +
      'opensearch_domain rds_cluster rds_cluster_instance redshift_cluster route53_zone s3_bucket sagemaker_endpoint ' +
      'sagemaker_notebook_instance secretsmanager_secret sfn_state_machine sns_topic sqs_queue transfer_server ' +
      'vpc_endpoint wafv2_web_acl ' +
      'acm_certificate backup_vault codebuild_project codepipeline ecs_cluster ecs_task_definition iam_policy iam_role ' +
      'launch_template security_group ssm_parameter subnet vpc',
  },
  {
    prefix: 'azurerm_',
    tags: ['tags'],
    types:
      'api_management app_service app_service_plan application_gateway application_insights container_app ' +
      'container_group container_registry cosmosdb_account databricks_workspace eventhub_namespace firewall function_app ' +
      'key_vault kubernetes_cluster kubernetes_cluster_node_pool lb linux_function_app linux_virtual_machine ' +
      'linux_virtual_machine_scale_set linux_web_app log_analytics_workspace managed_disk mssql_database mssql_server ' +
      'mysql_flexible_server nat_gateway postgresql_flexible_server postgresql_server public_ip redis_cache search_service ' +
      'service_plan servicebus_namespace sql_server static_web_app storage_account virtual_machine windows_function_app ' +
      'windows_virtual_machine windows_web_app ' +
      'network_security_group resource_group user_assigned_identity virtual_network',
  },
  {
    prefix: 'google_',
    tags: ['labels', 'resource_labels', 'settings.user_labels', 'user_labels', 'template.metadata.labels'],
    types:
      'alloydb_cluster artifact_registry_repository bigquery_dataset bigquery_table bigtable_instance cloud_run_service ' +
      'cloud_run_v2_job cloud_run_v2_service cloudfunctions2_function cloudfunctions_function composer_environment ' +
      'compute_address compute_disk compute_forwarding_rule compute_global_forwarding_rule compute_instance ' +
      'container_cluster dataproc_cluster filestore_instance kms_crypto_key pubsub_subscription pubsub_topic redis_instance ' +
      'secret_manager_secret spanner_instance sql_database_instance storage_bucket ' +
      'compute_instance_template dns_managed_zone project',
  },
  {
    prefix: 'AWS::',
    tags: ['Tags', 'HostedZoneTags', 'FileSystemTags', 'UserPoolTags'],
    types:
      'ApiGateway::RestApi ApiGatewayV2::Api AppRunner::Service AutoScaling::AutoScalingGroup CloudFront::Distribution ' +
      'DMS::ReplicationInstance DocDB::DBCluster DynamoDB::GlobalTable DynamoDB::Table EC2::EIP EC2::Instance EC2::NatGateway ' +
      'EC2::VPCEndpoint EC2::Volume ECR::Repository ECS::Service EFS::FileSystem EKS::Cluster EKS::Nodegroup ' +
      'ElastiCache::CacheCluster ElastiCache::ReplicationGroup ElastiCache::ServerlessCache ElasticLoadBalancing::LoadBalancer ' +
      'ElasticLoadBalancingV2::LoadBalancer Elasticsearch::Domain EMR::Cluster FSx::FileSystem Glue::Job KMS::Key ' +
      'Kinesis::Stream KinesisFirehose::DeliveryStream Lambda::Function Logs::LogGroup MSK::Cluster MWAA::Environment ' +
      'Neptune::DBCluster NetworkFirewall::Firewall OpenSearchService::Domain RDS::DBCluster RDS::DBInstance ' +
      'Redshift::Cluster Route53::HostedZone S3::Bucket SNS::Topic SQS::Queue SageMaker::Endpoint ' +
      'SageMaker::NotebookInstance SecretsManager::Secret Serverless::Api Serverless::Function Serverless::HttpApi ' +
      'Serverless::SimpleTable Serverless::StateMachine StepFunctions::StateMachine Transfer::Server WAFv2::WebACL ' +
      'Backup::BackupVault CertificateManager::Certificate CodeBuild::Project CodePipeline::Pipeline EC2::SecurityGroup ' +
      'EC2::Subnet EC2::VPC ECS::Cluster ECS::TaskDefinition IAM::Role SSM::Parameter',
  },
]

/** Type → the properties that hold its tags or labels. */
const TAGS: ReadonlyMap<string, readonly string[]> = new Map(
  VOCABULARIES.flatMap(({ prefix, tags, types }) =>
    types.split(' ').map((name): [string, readonly string[]] => [`${prefix}${name}`, tags]),
  ),
)

/** The properties that hold tags or labels; undefined for types that cannot be tagged, and for rare ones. */
export function tagProperties({ type }: Pick<Resource, 'type'>): readonly string[] | undefined {
  return TAGS.get(type)
}
