/** What asks a service whether it is healthy, and what it asks for where that is not written. */
export interface HealthCheckType {
  readonly types: readonly string[]
  readonly noun: string
  /** Where the path stands that it asks for; classic load balancers write `HTTP:80/path`. */
  readonly path: string
  /** The first of these that is written says whether it asks over HTTP; without any, see `otherwise`. */
  readonly protocols?: readonly string[]
  /** What must be written for it to ask over HTTP at all. */
  readonly only?: string
  /** What it does without a path, or with another protocol: asks for `/`, or tries the port; nothing, if it is off then. */
  readonly otherwise: 'root' | 'port' | 'nothing'
  /** Which answers it takes for healthy: codes and ranges of them. */
  readonly codes?: string
}

/**
 * Health checks over HTTP. Sources: the reference of each Terraform provider and of CloudFormation; ELB API reference:
 * CreateTargetGroup (path `/`; over TCP only for groups of TCP); AWS App Runner guide: Configuring health checks (TCP
 * unless set to HTTP); Compute Engine API: healthChecks (requestPath `/`); Azure App Service: Health check (off without a
 * path). What only tries a port counts where the platform serves nothing but HTTP.
 */
export const HEALTH_CHECK_TYPES: readonly HealthCheckType[] = [
  {
    types: ['aws_lb_target_group', 'aws_alb_target_group'],
    noun: 'target group',
    path: 'health_check.path',
    protocols: ['health_check.protocol', 'protocol'],
    otherwise: 'root',
    codes: 'health_check.matcher',
  },
  {
    types: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
    noun: 'target group',
    path: 'HealthCheckPath',
    protocols: ['HealthCheckProtocol', 'Protocol'],
    otherwise: 'root',
    codes: 'Matcher.HttpCode',
  },
  { types: ['aws_elb'], noun: 'load balancer', path: 'health_check.target', only: 'health_check', otherwise: 'root' },
  {
    types: ['AWS::ElasticLoadBalancing::LoadBalancer'],
    noun: 'load balancer',
    path: 'HealthCheck.Target',
    only: 'HealthCheck',
    otherwise: 'root',
  },
  {
    types: ['aws_apprunner_service'],
    noun: 'App Runner service',
    path: 'health_check_configuration.path',
    protocols: ['health_check_configuration.protocol'],
    otherwise: 'port',
  },
  {
    types: ['AWS::AppRunner::Service'],
    noun: 'App Runner service',
    path: 'HealthCheckConfiguration.Path',
    protocols: ['HealthCheckConfiguration.Protocol'],
    otherwise: 'port',
  },
  ...['http', 'https', 'http2'].map((protocol): HealthCheckType => ({
    types: ['google_compute_health_check', 'google_compute_region_health_check'],
    noun: 'health check',
    path: `${protocol}_health_check.request_path`,
    only: `${protocol}_health_check`,
    otherwise: 'root',
  })),
  {
    types: ['google_compute_http_health_check', 'google_compute_https_health_check'],
    noun: 'health check',
    path: 'request_path',
    otherwise: 'root',
  },
  {
    types: ['azurerm_lb_probe'],
    noun: 'probe',
    path: 'request_path',
    protocols: ['protocol'],
    only: 'request_path',
    otherwise: 'root',
  },
  {
    types: ['azurerm_linux_web_app', 'azurerm_windows_web_app', 'azurerm_app_service'],
    noun: 'app',
    path: 'site_config.health_check_path',
    otherwise: 'nothing',
  },
]

/** Words in a path that is there to say how the service is. */
export const HEALTH_WORDS: ReadonlySet<string> = new Set(
  (
    'health healthz healthy healthcheck healthchecks healthcheckz ready readyz readiness live livez liveness alive isalive ' +
    'ping status statusz heartbeat up probe check checks hc keepalive monitor monitoring ok'
  ).split(' '),
)
