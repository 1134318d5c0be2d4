/** What a service runs on, as far as alarms go: an alarm of one platform cannot watch a service of another. */
export type Platform = 'AWS' | 'Azure' | 'Google Cloud' | 'Kubernetes'

/** A type of resource that runs for users or on a schedule, and what an alarm on it would look at first. */
export interface ServiceType {
  readonly platform: Platform
  readonly noun: string
  /** Property that names the service. */
  readonly named: string
  /** Where the platform files its metrics, if it has a namespace of its own. */
  readonly namespace?: string
  /** Metrics that show that users feel it. */
  readonly metrics: string
}

const LAMBDA = {
  platform: 'AWS',
  noun: 'function',
  namespace: 'AWS/Lambda',
  metrics: 'Errors, Throttles and Duration',
} as const
const ECS = {
  platform: 'AWS',
  noun: 'ECS service',
  namespace: 'AWS/ECS',
  metrics: '5xx answers and UnHealthyHostCount of its target group, or its CPUUtilization and MemoryUtilization',
} as const
const APP_RUNNER = {
  platform: 'AWS',
  noun: 'App Runner service',
  namespace: 'AWS/AppRunner',
  metrics: '5xxStatusResponses and RequestLatency',
} as const
const STEPS = {
  platform: 'AWS',
  noun: 'state machine',
  namespace: 'AWS/States',
  metrics: 'ExecutionsFailed and ExecutionsTimedOut',
} as const
const BEANSTALK = {
  platform: 'AWS',
  noun: 'Elastic Beanstalk environment',
  namespace: 'AWS/ElasticBeanstalk',
  metrics: 'EnvironmentHealth and ApplicationRequests5xx',
} as const
const WEB_APP = { platform: 'Azure', noun: 'app', named: 'name', metrics: 'Http5xx and HttpResponseTime' } as const
const CONTAINER_APP = {
  platform: 'Azure',
  noun: 'container app',
  named: 'name',
  metrics: 'Requests by status code and RestartCount',
} as const
const CLOUD_RUN = {
  platform: 'Google Cloud',
  noun: 'Cloud Run service',
  named: 'name',
  metrics: 'request_count by response code and request_latencies',
} as const
const CLOUD_FUNCTION = {
  platform: 'Google Cloud',
  noun: 'function',
  named: 'name',
  metrics: 'execution_count by status and execution_times',
} as const

/** Services of Terraform and CloudFormation by type (the providers' and CloudFormation's resource references). */
export const SERVICE_TYPES: ReadonlyMap<string, ServiceType> = new Map<string, ServiceType>([
  ['aws_lambda_function', { ...LAMBDA, named: 'function_name' }],
  ['AWS::Lambda::Function', { ...LAMBDA, named: 'FunctionName' }],
  ['AWS::Serverless::Function', { ...LAMBDA, named: 'FunctionName' }],
  ['aws_ecs_service', { ...ECS, named: 'name' }],
  ['AWS::ECS::Service', { ...ECS, named: 'ServiceName' }],
  ['aws_apprunner_service', { ...APP_RUNNER, named: 'service_name' }],
  ['AWS::AppRunner::Service', { ...APP_RUNNER, named: 'ServiceName' }],
  ['aws_sfn_state_machine', { ...STEPS, named: 'name' }],
  ['AWS::StepFunctions::StateMachine', { ...STEPS, named: 'StateMachineName' }],
  ['AWS::Serverless::StateMachine', { ...STEPS, named: 'Name' }],
  ['aws_elastic_beanstalk_environment', { ...BEANSTALK, named: 'name' }],
  ['AWS::ElasticBeanstalk::Environment', { ...BEANSTALK, named: 'EnvironmentName' }],
  ['azurerm_linux_web_app', WEB_APP],
  ['azurerm_windows_web_app', WEB_APP],
  ['azurerm_app_service', WEB_APP],
  ['azurerm_linux_function_app', WEB_APP],
  ['azurerm_windows_function_app', WEB_APP],
  ['azurerm_container_app', CONTAINER_APP],
  ['google_cloud_run_service', CLOUD_RUN],
  ['google_cloud_run_v2_service', CLOUD_RUN],
  ['google_cloudfunctions_function', CLOUD_FUNCTION],
  ['google_cloudfunctions2_function', CLOUD_FUNCTION],
])

/** What a workload of Kubernetes shows when users feel that it fails. */
export const WORKLOAD_METRICS = 'failed requests, latency, restarts and replicas that are not available'

/**
 * What stands in front of a service, feeds it or holds its output: an alarm on it speaks of the service. Terraform's and
 * CloudFormation's types.
 */
export const SPEAKS_FOR_SERVICE: ReadonlySet<string> = new Set([
  'aws_alb',
  'aws_alb_target_group',
  'aws_api_gateway_rest_api',
  'aws_api_gateway_stage',
  'aws_apigatewayv2_api',
  'aws_apigatewayv2_stage',
  'aws_appsync_graphql_api',
  'aws_cloudfront_distribution',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_log_group',
  'aws_cloudwatch_log_metric_filter',
  'aws_ecs_cluster',
  'aws_elb',
  'aws_kinesis_stream',
  'aws_lambda_alias',
  'aws_lb',
  'aws_lb_target_group',
  'aws_route53_health_check',
  'aws_scheduler_schedule',
  'aws_sqs_queue',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AppSync::GraphQLApi',
  'AWS::CloudFront::Distribution',
  'AWS::ECS::Cluster',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Events::Rule',
  'AWS::Kinesis::Stream',
  'AWS::Lambda::Alias',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
  'AWS::SQS::Queue',
  'azurerm_application_insights',
  'azurerm_application_gateway',
  'azurerm_service_plan',
  'google_monitoring_uptime_check_config',
])
