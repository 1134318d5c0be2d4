import type { ObservabilityKind } from '../../../models/index.js'

/** Files that show how services are observed, by their path in lower case and what stands in them. */
export const OBSERVABILITY_FILES: readonly {
  readonly kind: ObservabilityKind
  readonly path: RegExp
  /** What must all be found in the file, where the path alone does not tell. */
  readonly texts?: readonly RegExp[]
}[] = [
  // OpenTelemetry Collector: Configuration. A pipeline of each signal stands under `service`.
  {
    kind: 'traces',
    path: /(?:otel|opentelemetry|collector)[\w./-]*\.ya?ml$/,
    texts: [/^receivers:/m, /^service:/m, /^\s{2,8}traces(?:\/[\w-]{1,40})?:/m],
  },
  {
    kind: 'metrics',
    path: /(?:otel|opentelemetry|collector)[\w./-]*\.ya?ml$/,
    texts: [/^receivers:/m, /^service:/m, /^\s{2,8}metrics(?:\/[\w-]{1,40})?:/m],
  },
  {
    kind: 'log-shipping',
    path: /(?:otel|opentelemetry|collector)[\w./-]*\.ya?ml$/,
    texts: [/^receivers:/m, /^service:/m, /^\s{2,8}logs(?:\/[\w-]{1,40})?:/m],
  },
  { kind: 'metrics', path: /(?:^|\/)prometheus[\w.-]*\.ya?ml$/, texts: [/^scrape_configs:/m] },
  {
    kind: 'log-shipping',
    path: /(?:^|\/)(?:fluent-?bit|fluentd?|td-agent)[\w.-]*\.(?:conf|ya?ml)$/,
    texts: [/^\s{0,4}(?:\[OUTPUT\]|<match\b|outputs:)/im],
  },
  { kind: 'log-shipping', path: /(?:^|\/)promtail[\w.-]*\.ya?ml$/, texts: [/^clients:/m] },
  { kind: 'log-shipping', path: /(?:^|\/)filebeat[\w.-]*\.ya?ml$/, texts: [/^output\.|^output:/m] },
  { kind: 'log-shipping', path: /(?:^|\/)vector[\w.-]*\.(?:toml|ya?ml)$/, texts: [/^\[sinks\.|^sinks:/m] },
  { kind: 'log-shipping', path: /\.alloy$/, texts: [/\bloki\.(?:write|source)\b/] },
  { kind: 'log-shipping', path: /cloudwatch[\w-]*(?:agent|config)[\w.-]*\.json$/, texts: [/"logs_collected"/] },
  // Logback, Log4j and Spring Boot: encoders and layouts that write JSON.
  {
    kind: 'structured-logs',
    path: /(?:^|\/)logback[\w.-]*\.xml$/,
    texts: [/LogstashEncoder|LoggingEventCompositeJsonEncoder|EcsEncoder|JsonEncoder|JsonLayout/],
  },
  { kind: 'structured-logs', path: /(?:^|\/)log4j2[\w.-]*\.xml$/, texts: [/<(?:JsonTemplateLayout|EcsLayout)\b/] },
  {
    kind: 'structured-logs',
    path: /(?:^|\/)application[\w.-]*\.properties$/,
    texts: [/^logging\.structured\.format\./m],
  },
  { kind: 'structured-logs', path: /(?:^|\/)appsettings[\w.-]*\.json$/, texts: [/\w(?:Json|Ecs)\w{0,10}Formatter\b/] },
  // Grafana: Dashboard JSON model; grafonnet and its kin.
  {
    kind: 'dashboard',
    path: /(?:grafana|dashboard)[^/]*(?:\/.*)?\.json$/,
    texts: [/"panels"\s{0,2}:/, /"schemaVersion"\s{0,2}:/],
  },
  {
    kind: 'dashboard',
    path: /\.(?:jsonnet|libsonnet)$/,
    texts: [/grafonnet|grafanaDashboards/, /dashboard\.new\(|grafanaDashboards/],
  },
  // OpenSLO 1.0: SLO; Sloth: Prometheus Service Level.
  {
    kind: 'objective',
    path: /slo[\w./-]*\.ya?ml$|objective[\w./-]*\.ya?ml$/,
    texts: [/^apiVersion:\s{1,3}["']?openslo\/v\d/m, /^kind:\s{1,3}["']?SLO\b/m],
  },
  {
    kind: 'objective',
    path: /slo[\w./-]*\.ya?ml$/,
    texts: [/^version:\s{1,3}["']?prometheus\/v1/m, /^slos:/m],
  },
  { kind: 'synthetic-check', path: /(?:^|\/)checkly\.config\.[cm]?[jt]s$/ },
  { kind: 'synthetic-check', path: /(?:^|\/)\.upptimerc\.ya?ml$/ },
  { kind: 'synthetic-check', path: /(?:^|\/)heartbeat[\w.-]*\.ya?ml$/, texts: [/^heartbeat\.monitors:/m] },
  { kind: 'synthetic-check', path: /gatus[\w./-]*\.ya?ml$/, texts: [/^endpoints:/m] },
]
