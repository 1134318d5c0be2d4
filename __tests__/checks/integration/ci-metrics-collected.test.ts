import check from '../../../checks/integration/ci-metrics-collected.js'
import { testCheck } from '../../helpers/check-tester.js'

const ci = (step: string) => ({
  '.github/workflows/ci.yml': `on: push\njobs: { test: { runs-on: ubuntu-24.04, steps: [${step}] } }`,
})
const TESTS = '{ run: npm test }'

testCheck(check, {
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  unknown: [
    { name: 'nothing is exported', files: ci(TESTS), reason: 'pages of the CI system' },
    { name: 'another command of the same program', files: ci('{ run: datadog-ci sbom upload bom.json }') },
    {
      name: 'what a report says of one run is gone with the next',
      files: ci('{ uses: catchpoint/workflow-telemetry-action@v2 }'),
    },
    { name: 'an alarm on something else', files: { ...ci(TESTS), 'alarm.tf': alarm('AWS/Lambda') } },
    { name: 'another image', files: { ...ci(TESTS), 'k8s/app.yaml': deployment('prom/node-exporter:v1.9.1') } },
  ],
  passes: [
    { name: 'traces', files: ci('{ uses: corentinmusard/otel-cicd-action@v2 }') },
    {
      name: 'a program, in any system',
      files: { '.gitlab-ci.yml': 'test: { script: datadog-ci junit upload out }' },
    },
    {
      name: 'a step of Jenkins',
      files: { Jenkinsfile: "node { influxDbPublisher selectedTarget: 'ci' }" },
    },
    {
      name: 'a plugin of Buildkite',
      files: {
        '.buildkite/pipeline.yml':
          'steps: [{ command: npm test, plugins: [{ test-collector#v1.11.0: { files: out.xml, format: junit } }] }]',
      },
    },
    {
      name: 'an exporter',
      files: { ...ci(TESTS), 'k8s/app.yaml': deployment('mvisonneau/gitlab-ci-pipelines-exporter:v0.5.10') },
    },
    { name: 'an alarm on builds, in Terraform', files: { ...ci(TESTS), 'alarm.tf': alarm('AWS/CodeBuild') } },
    {
      name: 'an alarm on builds, in CloudFormation',
      files: {
        ...ci(TESTS),
        'alarm.yaml': [
          'AWSTemplateFormatVersion: "2010-09-09"',
          'Resources:',
          '  Failed:',
          '    Type: AWS::CloudWatch::Alarm',
          '    Properties: { Namespace: AWS/CodeBuild, MetricName: FailedBuilds }',
        ].join('\n'),
      },
    },
  ],
})

function alarm(namespace: string): string {
  return `resource "aws_cloudwatch_metric_alarm" "failed" {\n  namespace   = "${namespace}"\n  metric_name = "FailedBuilds"\n}\n`
}

function deployment(image: string): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: exporter }',
    'spec:',
    '  selector: { matchLabels: { app: exporter } }',
    '  template:',
    '    metadata: { labels: { app: exporter } }',
    `    spec: { containers: [{ name: exporter, image: '${image}' }] }`,
  ].join('\n')
}
