import type { ObservabilityKind } from '../../../models/index.js'
import type { PackageTable } from '../package-table.js'

/** Agents that measure requests, follow them from service to service and tell of errors. */
const AGENTS = {
  npm: 'dd-trace newrelic elastic-apm-node applicationinsights @azure/monitor-opentelemetry @splunk/otel @appsignal/nodejs @vercel/otel',
  python:
    'ddtrace newrelic elastic-apm azure-monitor-opentelemetry opencensus-ext-azure appsignal scout-apm logfire aws-opentelemetry-distro',
  go: 'gopkg.in/datadog/dd-trace-go.v1* github.com/datadog/dd-trace-go* github.com/newrelic/go-agent* go.elastic.co/apm*',
  maven:
    'com.datadoghq:dd-java-agent com.datadoghq:dd-trace-api co.elastic.apm:* com.newrelic.agent.java:* com.microsoft.azure:applicationinsights* com.azure:azure-monitor-opentelemetry*',
  bundler: 'ddtrace datadog newrelic_rpm elastic-apm skylight appsignal scout_apm',
  nuget:
    'microsoft.applicationinsights* azure.monitor.opentelemetry* datadog.trace* newrelic.agent* elastic.apm* elastic.opentelemetry*',
  composer: 'datadog/dd-trace',
} as const

/** What packages that more than development needs show of how a service is observed (each project's documentation). */
export const OBSERVABILITY_PACKAGES: PackageTable<ObservabilityKind> = {
  npm: {
    metrics: `${AGENTS.npm} prom-client express-prom-bundle @willsoto/nestjs-prometheus fastify-metrics @opentelemetry/sdk-metrics @opentelemetry/sdk-node @opentelemetry/auto-instrumentations-node hot-shots node-statsd aws-embedded-metrics @aws-lambda-powertools/metrics`,
    traces: `${AGENTS.npm} @opentelemetry/sdk-node @opentelemetry/sdk-trace-node @opentelemetry/auto-instrumentations-node aws-xray-sdk aws-xray-sdk-core @aws-lambda-powertools/tracer @google-cloud/trace-agent @google-cloud/opentelemetry-cloud-trace-exporter @honeycombio/opentelemetry-node jaeger-client`,
    'structured-logs':
      'pino pino-http nestjs-pino winston nest-winston bunyan roarr @aws-lambda-powertools/logger @elastic/ecs-*',
    'application-monitoring': AGENTS.npm,
    'error-tracking':
      '@sentry/* rollbar @bugsnag/* @honeybadger-io/* @airbrake/* raygun raygun4js @appsignal/nodejs @appsignal/javascript',
    'user-monitoring':
      '@datadog/browser-rum* aws-rum-web @grafana/faro-* @elastic/apm-rum* @microsoft/applicationinsights-web @newrelic/browser-agent @opentelemetry/sdk-trace-web @splunk/otel-web logrocket @vercel/speed-insights',
  },
  python: {
    metrics: `${AGENTS.python} prometheus-client prometheus-fastapi-instrumentator prometheus-flask-exporter django-prometheus starlette-exporter starlette-prometheus opentelemetry-sdk opentelemetry-distro datadog statsd aws-embedded-metrics aws-lambda-powertools`,
    traces: `${AGENTS.python} opentelemetry-sdk opentelemetry-distro opentelemetry-instrumentation* aws-xray-sdk aws-lambda-powertools google-cloud-trace jaeger-client`,
    'structured-logs':
      'structlog django-structlog python-json-logger json-logging json-log-formatter ecs-logging google-cloud-logging aws-lambda-powertools',
    'application-monitoring': AGENTS.python,
    'error-tracking': 'sentry-sdk raven rollbar bugsnag honeybadger pybrake raygun4py appsignal',
  },
  go: {
    metrics: `${AGENTS.go} github.com/prometheus/client_golang go.opentelemetry.io/otel/sdk/metric github.com/datadog/datadog-go* github.com/victoriametrics/metrics github.com/armon/go-metrics github.com/hashicorp/go-metrics`,
    traces: `${AGENTS.go} go.opentelemetry.io/otel/sdk go.opentelemetry.io/otel/exporters/* go.opentelemetry.io/contrib/instrumentation/* github.com/aws/aws-xray-sdk-go*`,
    'structured-logs': 'go.uber.org/zap github.com/rs/zerolog github.com/go-logr/zapr github.com/go-kit/log',
    'application-monitoring': AGENTS.go,
    'error-tracking':
      'github.com/getsentry/sentry-go* github.com/rollbar/rollbar-go* github.com/bugsnag/bugsnag-go* github.com/honeybadger-io/honeybadger-go github.com/airbrake/gobrake*',
  },
  maven: {
    metrics: `${AGENTS.maven} io.micrometer:micrometer-registry-* io.micrometer:micrometer-core org.springframework.boot:spring-boot-starter-actuator io.prometheus:* io.opentelemetry:opentelemetry-sdk* io.opentelemetry.instrumentation:* io.dropwizard.metrics:* io.quarkus:quarkus-micrometer* io.quarkus:quarkus-opentelemetry software.amazon.lambda:powertools-metrics*`,
    traces: `${AGENTS.maven} io.opentelemetry:opentelemetry-sdk* io.opentelemetry.instrumentation:* io.opentelemetry.javaagent:* io.micrometer:micrometer-tracing* org.springframework.cloud:spring-cloud-starter-sleuth org.springframework.cloud:spring-cloud-starter-zipkin io.quarkus:quarkus-opentelemetry com.amazonaws:aws-xray-recorder-sdk-* software.amazon.lambda:powertools-tracing*`,
    'structured-logs':
      'net.logstash.logback:logstash-logback-encoder co.elastic.logging:* io.quarkus:quarkus-logging-json org.apache.logging.log4j:log4j-layout-template-json ch.qos.logback.contrib:logback-json-classic software.amazon.lambda:powertools-logging*',
    'application-monitoring': AGENTS.maven,
    'error-tracking': 'io.sentry:* com.rollbar:* com.bugsnag:* io.honeybadger:* io.airbrake:*',
  },
  bundler: {
    metrics: `${AGENTS.bundler} yabeda* prometheus-client prometheus_exporter statsd-instrument`,
    traces: `${AGENTS.bundler} opentelemetry-sdk opentelemetry-instrumentation-* aws-xray-sdk`,
    'structured-logs': 'lograge semantic_logger rails_semantic_logger logstash-event logstasher ougai',
    'application-monitoring': AGENTS.bundler,
    'error-tracking': 'sentry-ruby sentry-rails sentry-raven rollbar bugsnag honeybadger airbrake appsignal',
  },
  nuget: {
    metrics: `${AGENTS.nuget} opentelemetry.extensions.hosting opentelemetry.exporter.* opentelemetry.autoinstrumentation prometheus-net* aws.lambda.powertools.metrics`,
    traces: `${AGENTS.nuget} opentelemetry.extensions.hosting opentelemetry.exporter.* opentelemetry.autoinstrumentation awsxrayrecorder* aws.lambda.powertools.tracing`,
    'structured-logs':
      'serilog serilog.aspnetcore serilog.formatting.* serilog.extensions.* elastic.commonschema* aws.lambda.powertools.logging',
    'application-monitoring': AGENTS.nuget,
    'error-tracking': 'sentry sentry.* rollbar bugsnag* raygun4net* mindscape.raygun4net* airbrake*',
  },
  composer: {
    metrics: `${AGENTS.composer} promphp/prometheus_client_php open-telemetry/sdk`,
    traces: `${AGENTS.composer} open-telemetry/sdk open-telemetry/opentelemetry-auto-*`,
    'application-monitoring': AGENTS.composer,
    'error-tracking': 'sentry/sentry* rollbar/rollbar* bugsnag/bugsnag* honeybadger-io/honeybadger-* airbrake/phpbrake',
  },
  cargo: {
    metrics: 'prometheus prometheus-client metrics metrics-exporter-prometheus axum-prometheus opentelemetry_sdk',
    traces: 'opentelemetry_sdk opentelemetry-otlp tracing-opentelemetry',
    'structured-logs': 'tracing-bunyan-formatter slog-json json-subscriber',
    'error-tracking': 'sentry sentry-* rollbar bugsnag',
  },
}
