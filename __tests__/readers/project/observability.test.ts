import { describe, expect, test } from '@jest/globals'
import { project } from './read.js'

const signs = (texts: Record<string, string>) => project(texts).observability.map(({ kind, what }) => `${kind} ${what}`)
const npm = (section: string, ...names: string[]) =>
  JSON.stringify({ [section]: Object.fromEntries(names.map((name) => [name, '1'])) })
const COLLECTOR =
  'receivers:\n  otlp:\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n    logs/app:\n      receivers: [otlp]\n'

describe('what shows how services are observed', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['a client of Prometheus', { 'package.json': npm('dependencies', 'prom-client') }, ['metrics prom-client']],
    [
      'an agent shows several kinds',
      { 'api/requirements.txt': 'ddtrace==3.1.0' },
      ['metrics ddtrace', 'traces ddtrace', 'application-monitoring ddtrace'],
    ],
    ['any spelling of a Python package', { 'requirements.txt': 'prometheus_client' }, ['metrics prometheus_client']],
    ['a family of packages', { Gemfile: "gem 'yabeda-rails'" }, ['metrics yabeda-rails']],
    ['a logger', { 'go.mod': 'require go.uber.org/zap v1.27.0' }, ['structured-logs go.uber.org/zap']],
    [
      'what only a dependency needs',
      { 'go.mod': 'require github.com/prometheus/client_golang v1.23.0 // indirect' },
      [],
    ],
    [
      'a starter of Spring Boot',
      { 'build.gradle': "implementation 'org.springframework.boot:spring-boot-starter-actuator'" },
      ['metrics org.springframework.boot:spring-boot-starter-actuator'],
    ],
    [
      'an error tracker',
      { 'composer.json': '{"require": {"sentry/sentry-laravel": "^4"}}' },
      ['error-tracking sentry/sentry-laravel'],
    ],
    [
      'a package of .NET',
      {
        'A.csproj':
          '<Project><ItemGroup><PackageReference Include="prometheus-net.AspNetCore" Version="8"/></ItemGroup></Project>',
      },
      ['metrics prometheus-net.aspnetcore'],
    ],
    ['a crate', { 'Cargo.toml': '[dependencies]\nopentelemetry-otlp = "0.30"' }, ['traces opentelemetry-otlp']],
    ['tools of development', { 'package.json': npm('devDependencies', 'pino', 'newrelic') }, []],
    [
      'tests and documents',
      { 'tests/package.json': npm('dependencies', 'pino'), 'docs/requirements.txt': 'ddtrace' },
      [],
    ],
    ['an unknown package', { 'package.json': npm('dependencies', 'left-pad', '__proto__', 'constructor') }, []],
    [
      'a collector',
      { 'ops/otel-collector.yaml': COLLECTOR },
      ['traces ops/otel-collector.yaml', 'log-shipping ops/otel-collector.yaml'],
    ],
    ['a file that is only called like one', { 'ops/collector.yaml': 'receivers: []\n' }, []],
    [
      'a scrape configuration',
      { 'ops/prometheus.yml': 'scrape_configs:\n  - job_name: shop\n' },
      ['metrics ops/prometheus.yml'],
    ],
    [
      'a shipper of logs',
      { 'ops/fluent-bit.conf': '[INPUT]\n    Name tail\n[OUTPUT]\n    Name s3\n' },
      ['log-shipping ops/fluent-bit.conf'],
    ],
    [
      'an encoder of logs',
      { 'src/main/resources/logback-spring.xml': '<encoder class="net.logstash.logback.encoder.LogstashEncoder"/>' },
      ['structured-logs src/main/resources/logback-spring.xml'],
    ],
    ['a pattern of logs', { 'src/main/resources/logback.xml': '<pattern>%msg</pattern>' }, []],
    ['a dashboard', { 'grafana/shop.json': '{"panels": [], "schemaVersion": 39}' }, ['dashboard grafana/shop.json']],
    ['any other JSON there', { 'grafana/package.json': '{"name": "panels"}' }, []],
    [
      'a dashboard as a program',
      { 'mixin/dashboards.libsonnet': "local g = import 'grafonnet/main.libsonnet';\n{ grafanaDashboards+:: {} }" },
      ['dashboard mixin/dashboards.libsonnet'],
    ],
    [
      'an objective of OpenSLO',
      { 'ops/slo.yaml': 'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: shop }\n' },
      ['objective ops/slo.yaml'],
    ],
    [
      'objectives of Sloth',
      { 'slos/shop.yml': 'version: "prometheus/v1"\nservice: shop\nslos: []\n' },
      ['objective slos/shop.yml'],
    ],
    [
      'checks from outside',
      { '.upptimerc.yml': 'sites: []', 'checkly.config.ts': '' },
      ['synthetic-check .upptimerc.yml', 'synthetic-check checkly.config.ts'],
    ],
  ])('%s', (_, texts, expected) => {
    expect(signs(texts)).toEqual(expected)
  })
})
