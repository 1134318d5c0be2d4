import {
  defineCheck,
  noPipeline,
  resourcesOfType,
  signInImages,
  signInSteps,
  textsIn,
  z,
  type Infrastructure,
  type Sign,
} from '../../src/check-api/index.js'

/**
 * Ready-made steps that hand run times and results of pipelines, or of their tests, to something that keeps them, or that
 * count deliveries (their READMEs say so).
 */
const COLLECTING: ReadonlySet<string> = new Set([
  'inception-health/otel-export-trace-action',
  'corentinmusard/otel-cicd-action',
  'krzko/export-job-telemetry',
  'krzko/run-with-telemetry',
  'honeycombio/gha-buildevents',
  'datadog/junit-upload-github-action',
  'datadog/test-visibility-github-action',
  'buildkite/test-collector-action',
  'plengauer/opentelemetry-github',
  'developermetrics/deployment-frequency',
  'developermetrics/lead-time-for-changes',
  'codeclimate/velocity-deploy-action',
  'jenkins:influxdbpublisher',
  'jenkins:withspanattribute',
  'jenkins:datadog',
  'buildkite:test-collector',
])

/** Programs that do; `datadog-ci` only by these of its commands (Datadog docs: CI Visibility, DORA Metrics). */
const PROGRAMS: ReadonlySet<string> = new Set(['buildevents', 'otel-cli'])
const DATADOG: ReadonlySet<string> = new Set(['trace', 'tag', 'metric', 'measure', 'junit', 'deployment', 'dora'])

/** Parts of the names of images that export what a CI system knows of its pipelines. */
const EXPORTERS =
  /ci-pipelines-exporter|actions[-_]exporter|azure-devops-exporter|jenkins[-_]exporter|circleci[-_]exporter|four-?keys|pelorus/

const ALARMS = [
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'aws_cloudwatch_metric_alarm',
  'aws_cloudwatch_dashboard',
] as const
/** Namespaces of the metrics of AWS's own pipelines (AWS CodeBuild and CodePipeline user guides: CloudWatch metrics). */
const NAMESPACES = /\bAWS\/Code(?:Build|Pipeline)\b/

export default defineCheck({
  id: 'ci-metrics-collected',
  title: 'Pipeline metrics are not collected',
  severity: 'notice',
  confidence: 'low',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'DL.CI.6',
    'DL.CD.6',
    'O.SI.3',
    'ops05-bp10.hardening.error-rate',
    'ops05-bp10.hardening.execution-time',
    'OPS09-BP01',
    'hc.maturity.l5.baseline-metrics',
    'ba.output.metrics',
  ],
  needs: ['pipelines', 'infrastructure'],
  options: z.strictObject({}),
  messages: {},

  *run({ pipelines, infrastructure }) {
    const none = noPipeline(pipelines, 'there is no pipeline that could be measured')
    if (none !== undefined) return yield none
    const collector =
      signInSteps(pipelines, { action: (name) => COLLECTING.has(name), command: collects }, { actions: true }) ??
      inInfrastructure(infrastructure)
    if (collector !== undefined) {
      const { what: tool, at } = collector
      return yield { kind: 'evidence', text: '{tool} keeps how pipelines run', data: { tool }, at }
    }
    yield {
      kind: 'unknown',
      origin: 'hosting',
      reason:
        'nothing here exports run times and failures; whether somebody reads them on the pages of the CI system is not seen',
      remedy:
        'Export them to where the team looks at trends, or attest who reads the pages of the CI system, and how often.',
    }
  },
})

function collects([program = '', sub = '']: readonly string[]): boolean {
  return PROGRAMS.has(program) || (/^(?:@datadog\/)?datadog-ci$/.test(program) && DATADOG.has(sub))
}

function inInfrastructure(infrastructure: Infrastructure): Sign | undefined {
  const exporter = signInImages(infrastructure, EXPORTERS)
  if (exporter !== undefined) return exporter
  const alarm = resourcesOfType(infrastructure.resources, ...ALARMS).find(({ properties }) =>
    textsIn(properties).some((text) => NAMESPACES.test(text)),
  )
  return alarm && { what: alarm.type, at: alarm.at }
}
