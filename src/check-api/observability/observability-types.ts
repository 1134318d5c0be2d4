import type { ObservabilityKind } from '../../models/index.js'

const shows = (kind: ObservabilityKind, names: string): readonly (readonly [string, readonly ObservabilityKind[]])[] =>
  names.split(' ').map((name) => [name, [kind]])

/**
 * What resources show of how services are observed, by type (the reference of each provider, of CloudFormation and of
 * each operator); those of Kubernetes without their version.
 */
export const OBSERVABILITY_TYPES: ReadonlyMap<string, readonly ObservabilityKind[]> = new Map<
  string,
  readonly ObservabilityKind[]
>([
  ...shows(
    'objective',
    'aws_applicationsignals_service_level_objective AWS::ApplicationSignals::ServiceLevelObjective ' +
      'datadog_service_level_objective datadoghq.com/DatadogSLO newrelic_service_level google_monitoring_slo nobl9_slo ' +
      'grafana_slo elasticstack_kibana_slo dynatrace_slo dynatrace_slo_v2 dynatrace_platform_slo honeycombio_slo signalfx_slo ' +
      'sloth.slok.dev/PrometheusServiceLevel pyrra.dev/ServiceLevelObjective',
  ),
  ...shows(
    'dashboard',
    'aws_cloudwatch_dashboard AWS::CloudWatch::Dashboard grafana_dashboard ' +
      'grafana.integreatly.org/GrafanaDashboard integreatly.org/GrafanaDashboard perses.dev/PersesDashboard ' +
      'datadog_dashboard datadog_dashboard_json datadoghq.com/DatadogDashboard newrelic_one_dashboard ' +
      'newrelic_one_dashboard_json newrelic_one_dashboard_raw google_monitoring_dashboard azurerm_portal_dashboard ' +
      'azurerm_application_insights_workbook dynatrace_dashboard dynatrace_json_dashboard ' +
      'dynatrace_document honeycombio_flexible_board honeycombio_board signalfx_dashboard splunk_data_ui_views ' +
      'elasticstack_kibana_import_saved_objects',
  ),
  ...shows(
    'synthetic-check',
    'aws_synthetics_canary AWS::Synthetics::Canary ' +
      'datadog_synthetics_test checkly_check checkly_check_group checkly_tcp_monitor checkly_url_monitor ' +
      'newrelic_synthetics_monitor newrelic_synthetics_script_monitor newrelic_synthetics_step_monitor ' +
      'newrelic_synthetics_broken_links_monitor google_monitoring_uptime_check_config ' +
      'azurerm_application_insights_web_test azurerm_application_insights_standard_web_test monitoring.coreos.com/Probe ' +
      'operator.victoriametrics.com/VMProbe pingdom_check uptimerobot_monitor statuscake_uptime_check statuscake_test ' +
      'betteruptime_monitor site24x7_website_monitor grafana_synthetic_monitoring_check dynatrace_http_monitor ' +
      'dynatrace_browser_monitor elasticstack_kibana_synthetics_monitor',
  ),
  ...shows(
    'user-monitoring',
    'aws_rum_app_monitor AWS::RUM::AppMonitor datadog_rum_application newrelic_browser_application ' +
      'dynatrace_web_application dynatrace_mobile_application grafana_frontend_o11y_app',
  ),
  ...shows('application-monitoring', 'AWS::ApplicationSignals::Discovery apm.k8s.elastic.co/ApmServer'),
  ...shows('error-tracking', 'sentry_project'),
  ...shows(
    'metrics',
    'monitoring.coreos.com/ServiceMonitor monitoring.coreos.com/PodMonitor monitoring.coreos.com/ScrapeConfig ' +
      'operator.victoriametrics.com/VMServiceScrape operator.victoriametrics.com/VMPodScrape ' +
      'monitoring.googleapis.com/PodMonitoring azmonitoring.coreos.com/PodMonitor azmonitoring.coreos.com/ServiceMonitor ' +
      'aws_prometheus_scraper AWS::APS::Scraper aws_cloudwatch_log_metric_filter AWS::Logs::MetricFilter ' +
      'google_logging_metric',
  ),
  ...shows('traces', 'aws_xray_sampling_rule AWS::XRay::SamplingRule'),
  ...shows(
    'log-shipping',
    'aws_cloudwatch_log_subscription_filter AWS::Logs::SubscriptionFilter azurerm_monitor_diagnostic_setting ' +
      'google_logging_project_sink google_logging_folder_sink google_logging_organization_sink ' +
      'logging.banzaicloud.io/ClusterFlow logging.banzaicloud.io/Flow fluentbit.fluent.io/ClusterOutput ' +
      'fluentbit.fluent.io/Output logging.openshift.io/ClusterLogForwarder observability.openshift.io/ClusterLogForwarder',
  ),
  ...[
    'azurerm_application_insights',
    'opentelemetry.io/Instrumentation',
    'dynatrace.com/DynaKube',
    'datadoghq.com/DatadogAgent',
  ].map((type) => [type, ['metrics', 'traces', 'application-monitoring']] as const),
  ['opentelemetry.io/OpenTelemetryCollector', ['metrics', 'traces']],
])

/** Types that put agents into workloads which do not name them. */
export const INJECTING_TYPES: ReadonlySet<string> = new Set([
  'opentelemetry.io/Instrumentation',
  'dynatrace.com/DynaKube',
  'datadoghq.com/DatadogAgent',
  'telemetry.istio.io/Telemetry',
])

/** Properties that show something with one of these values; any value where none are given. */
export const OBSERVABILITY_PROPERTIES: readonly {
  readonly types: readonly string[]
  readonly path: string
  readonly values?: readonly string[]
  readonly kinds: readonly ObservabilityKind[]
}[] = [
  { types: ['aws_lambda_function'], path: 'tracing_config.mode', values: ['Active'], kinds: ['traces'] },
  { types: ['AWS::Lambda::Function'], path: 'TracingConfig.Mode', values: ['Active'], kinds: ['traces'] },
  {
    types: ['AWS::Serverless::Function', 'AWS::Serverless::StateMachine'],
    path: 'Tracing',
    values: ['Active'],
    kinds: ['traces'],
  },
  {
    types: ['AWS::Serverless::StateMachine', 'AWS::StepFunctions::StateMachine'],
    path: 'TracingConfiguration.Enabled',
    values: ['true'],
    kinds: ['traces'],
  },
  {
    types: ['AWS::Serverless::Api', 'AWS::ApiGateway::Stage'],
    path: 'TracingEnabled',
    values: ['true'],
    kinds: ['traces'],
  },
  { types: ['aws_api_gateway_stage'], path: 'xray_tracing_enabled', values: ['true'], kinds: ['traces'] },
  { types: ['aws_sfn_state_machine'], path: 'tracing_configuration.enabled', values: ['true'], kinds: ['traces'] },
  ...(
    [
      ['aws_route53_health_check', 'type'],
      ['AWS::Route53::HealthCheck', 'HealthCheckConfig.Type'],
    ] as const
  ).map(([type, path]) => ({
    types: [type],
    path,
    // The others only put alarms and checks together.
    values: ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP'],
    kinds: ['synthetic-check' as const],
  })),
  { types: ['telemetry.istio.io/Telemetry'], path: 'spec.tracing', kinds: ['traces'] },
  { types: ['telemetry.istio.io/Telemetry'], path: 'spec.metrics', kinds: ['metrics'] },
  { types: ['ConfigMap'], path: 'metadata.labels.grafana_dashboard', kinds: ['dashboard'] },
  ...['spec.values.dashboards', 'spec.values.grafana.dashboards'].map((path) => ({
    types: ['helm.toolkit.fluxcd.io/HelmRelease'],
    path,
    kinds: ['dashboard' as const],
  })),
]

const AGENT: readonly ObservabilityKind[] = ['metrics', 'traces', 'application-monitoring']

/** Settings of agents and SDKs in the environment of what runs (OpenTelemetry specification: SDK environment variables; vendors' docs). */
export const OBSERVABILITY_SETTINGS: ReadonlyMap<string, readonly ObservabilityKind[]> = new Map<
  string,
  readonly ObservabilityKind[]
>([
  ['OTEL_EXPORTER_OTLP_ENDPOINT', ['metrics', 'traces']],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', ['traces']],
  ['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', ['metrics']],
  ['AWS_XRAY_DAEMON_ADDRESS', ['traces']],
  ...(
    'DD_AGENT_HOST DD_TRACE_AGENT_URL DD_TRACE_ENABLED NEW_RELIC_LICENSE_KEY NEW_RELIC_APP_NAME ELASTIC_APM_SERVER_URL ' +
    'ELASTIC_APM_SERVER_URLS APPLICATIONINSIGHTS_CONNECTION_STRING APPINSIGHTS_INSTRUMENTATIONKEY'
  )
    .split(' ')
    .map((name) => [name, AGENT] as const),
  ...'SENTRY_DSN ROLLBAR_ACCESS_TOKEN BUGSNAG_API_KEY HONEYBADGER_API_KEY AIRBRAKE_PROJECT_KEY'
    .split(' ')
    .map((name) => [name, ['error-tracking' as const]] as const),
])
