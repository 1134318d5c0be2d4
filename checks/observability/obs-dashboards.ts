import {
  authoredResources,
  defineCheck,
  deployPaths,
  fileLocation,
  isForUse,
  runningServices,
  textOf,
  valueAt,
  z,
  type FileIndex,
  type Infrastructure,
  type Location,
} from '../../src/check-api/index.js'

/** Resources that are a dashboard, or bring some. */
const TYPES = [
  'AWS::CloudWatch::Dashboard',
  'AWS::Grafana::Workspace',
  'aws_cloudwatch_dashboard',
  'azurerm_application_insights_workbook',
  'azurerm_dashboard_grafana',
  'azurerm_portal_dashboard',
  'datadog_dashboard',
  'datadog_dashboard_json',
  'dynatrace_dashboard',
  'dynatrace_document',
  'dynatrace_json_dashboard',
  'google_monitoring_dashboard',
  'grafana_dashboard',
  'honeycombio_board',
  'honeycombio_flexible_board',
  'newrelic_one_dashboard',
  'newrelic_one_dashboard_json',
  'newrelic_one_dashboard_raw',
  'signalfx_dashboard',
  'splunk_data_ui_views',
  'elasticstack_kibana_import_saved_objects',
] as const

/** Objects of Kubernetes that are one (their operators' references), whatever their version. */
const OBJECTS = /\/(?:GrafanaDashboard|GrafanaFolder|PersesDashboard)$/

/** Files that are nothing else: dashboards of Grafana, its libraries, Perses and Datadog by their usual places. */
const FILES =
  /(?:^|[/_-])(?:grafana|dashboards?)(?:[/_-][^/]*)*\/[^/]+\.(?:json|jsonnet|libsonnet)$|(?:^|\/)[\w.-]*dashboard[\w.-]*\.(?:json|jsonnet|libsonnet)$/i

export default defineCheck({
  id: 'obs-dashboards',
  title: 'No dashboard as code',
  severity: 'notice',
  confidence: 'medium',
  kind: 'presence',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'O.DIP.4',
    'O.CM.7',
    'OPS08-BP01',
    'OPS08-BP05',
    'hc.monitor.dashboards-alerts',
    'hc.monitor.dashboards-alerts.cloud-native',
  ],
  judgesExamples: false,
  needs: ['infrastructure', 'delivery', 'files'],
  options: z.strictObject({}),
  messages: {},

  *run({ infrastructure, delivery, files }) {
    const dashboard = dashboardIn(infrastructure, files)
    if (dashboard !== undefined) {
      const { what, at } = dashboard
      return yield { kind: 'evidence', text: '{what} shows how the system does', data: { what }, at }
    }
    const [service] = runningServices(infrastructure).filter(({ resource }) => isForUse(resource.file, files))
    const [deployed] = deployPaths(delivery).filter(({ subject }) => subject === 'application')
    const at = service?.resource.at ?? deployed?.at
    if (at === undefined) return yield { kind: 'not-applicable', reason: 'no service runs from here' }
    yield {
      kind: 'unknown',
      origin: 'files',
      reason: 'no dashboard is declared here; it may be made by hand or in another repository',
      remedy: 'Keep the dashboard that the team looks at as code beside the service, or attest where it is.',
      at,
    }
  },
})

function dashboardIn(
  infrastructure: Infrastructure,
  files: FileIndex,
): { readonly what: string; readonly at: Location } | undefined {
  const [declared] = authoredResources(infrastructure, files, ...TYPES)
  const object = infrastructure.resources.find(
    ({ type, properties, file }) =>
      isForUse(file, files) &&
      (OBJECTS.test(type) || textOf(valueAt(properties, 'metadata.labels.grafana_dashboard')) === '1'),
  )
  const resource = declared ?? object
  if (resource !== undefined) return { what: resource.name, at: resource.at }
  const file = files.paths.find((path) => FILES.test(path) && isForUse(path, files))
  return file === undefined ? undefined : { what: file, at: fileLocation(file) }
}
