import {
  defineCheck,
  imageName,
  imagesRun,
  noPipeline,
  resourcesOfType,
  stepsOf,
  textOf,
  textsIn,
  z,
  type Infrastructure,
  type Location,
  type Pipelines,
  type Step,
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

interface Collector {
  readonly tool: string
  readonly at: Location
}

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
    const collector = inPipelines(pipelines) ?? inInfrastructure(infrastructure)
    if (collector !== undefined) {
      const { tool, at } = collector
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

function inPipelines(pipelines: Pipelines): Collector | undefined {
  return stepsOf(pipelines, { actions: true }).flatMap(({ step }) => collectorIn(step) ?? [])[0]
}

function collectorIn({ uses, commands }: Step): Collector | undefined {
  if (uses !== undefined && COLLECTING.has(uses.repository ?? '')) return { tool: uses.text, at: uses.at }
  const command = commands.find(({ argv }) => {
    const [program = '', sub = ''] = argv.map(({ text }) => text)
    return PROGRAMS.has(program) || (/^(?:@datadog\/)?datadog-ci$/.test(program) && DATADOG.has(sub))
  })
  return command && { tool: command.argv[0]?.text ?? '', at: command.at }
}

function inInfrastructure(infrastructure: Infrastructure): Collector | undefined {
  const exporter = imagesRun(infrastructure)
    .map(({ image }) => ({ tool: imageName(textOf(image) ?? ''), at: image.at }))
    .find(({ tool }) => EXPORTERS.test(tool))
  if (exporter !== undefined) return exporter
  const alarm = resourcesOfType(infrastructure.resources, ...ALARMS).find(({ properties }) =>
    textsIn(properties).some((text) => NAMESPACES.test(text)),
  )
  return alarm && { tool: alarm.type, at: alarm.at }
}
