import { testCheck } from '../../helpers/check-tester.js'
import check from '../../../checks/kubernetes/k8s-disruption-budget.js'

interface Shape {
  readonly kind?: string
  readonly api?: string
  readonly replicas?: string
  readonly mark?: string
  readonly labels?: string
  readonly namespace?: string
  readonly ports?: string
}

const workload = ({
  kind = 'Deployment',
  api = 'apps/v1',
  replicas = '3',
  mark = '',
  labels = '{ app: api }',
  namespace,
  ports = ', ports: [{ containerPort: 80 }]',
}: Shape = {}) =>
  [
    `apiVersion: ${api}`,
    `kind: ${kind}`,
    'metadata:',
    `  name: api${mark}`,
    ...(namespace === undefined ? [] : [`  namespace: ${namespace}`]),
    'spec:',
    ...(replicas === '' ? [] : [`  replicas: ${replicas}`]),
    `  template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: api, image: 'acme/api:1'${ports} }] } }`,
  ].join('\n')
const NONE = ' # ! none'
const budget = (limit = 'maxUnavailable: 1', selector = '{ matchLabels: { app: api } }', metadata = '') =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: api${metadata} }\nspec:\n  ${limit}\n  selector: ${selector}\n`
const scaler = (fewest: string) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: api }\nspec:\n  scaleTargetRef: { kind: Deployment, name: api }\n  ${fewest}\n  maxReplicas: 9\n`
const chart = (values: string) => ({
  'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'chart/values.yaml': values,
})
const IN_CHART = workload({ replicas: '{{ .Values.replicas }}' })

testCheck(check, {
  notApplicable: [
    { name: 'no manifest', files: { 'README.md': '# shop' } },
    { name: 'one pod', files: { 'k8s/api.yaml': workload({ replicas: '1' }) } },
    { name: 'one pod without a word', files: { 'k8s/api.yaml': workload({ replicas: '' }) } },
    {
      name: 'an autoscaler that goes down to one',
      files: { 'k8s/api.yaml': workload(), 'k8s/hpa.yaml': scaler('minReplicas: 1') },
    },
    { name: 'a DaemonSet', files: { 'k8s/api.yaml': workload({ kind: 'DaemonSet' }) } },
    { name: 'a worker that nothing asks', files: { 'k8s/api.yaml': workload({ ports: '' }) } },
    {
      name: 'an autoscaler of another copy',
      files: {
        'k8s/api.yaml': workload({ replicas: '1' }),
        'extras/big/api.yaml': workload({ replicas: '1' }).replace('acme/api', 'acme/big'),
        'extras/more/hpa/api.yaml': scaler('minReplicas: 4'),
      },
    },
    { name: 'for tests', files: { 'tests/api.yaml': workload() } },
    { name: 'for staging', files: { 'staging/api.yaml': workload() } },
    { name: 'in the namespace of a test', files: { 'k8s/api.yaml': workload({ namespace: 'shop-test' }) } },
    {
      name: 'more pods in staging alone',
      files: {
        'base/api.yaml': workload({ replicas: '1' }),
        'prod/kustomization.yaml': 'resources: [../base/api.yaml]\n',
        'staging/kustomization.yaml': 'resources: [../base/api.yaml]\nreplicas: [{ name: api, count: 2 }]\n',
      },
    },
    {
      name: 'a Rollout whose pods are described elsewhere',
      files: {
        'k8s/api.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: api }\nspec: { replicas: 3, workloadRef: { kind: Deployment, name: api } }\n',
      },
    },
  ],
  unknown: [
    { name: 'a number that is filled in later', files: { 'k8s/api.yaml': workload({ replicas: '${REPLICAS}' }) } },
    {
      name: 'labels that are filled in later',
      files: { 'k8s/api.yaml': workload({ labels: '{ app: "${NAME}" }' }), 'k8s/pdb.yaml': budget() },
      reason: 'an expression decides',
    },
    {
      name: 'a budget of the chart that is off by default',
      files: {
        ...chart('replicas: 3\npdb: { enabled: false }\n'),
        'chart/templates/api.yaml': IN_CHART,
        'chart/templates/pdb.yaml': `{{- if .Values.pdb.enabled }}\n${budget()}{{- end }}\n`,
      },
      reason: 'values switch on',
    },
    {
      name: 'a policy that makes budgets',
      files: {
        'k8s/api.yaml': workload(),
        'k8s/policy.yaml':
          'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: budgets }\nspec: { rules: [{ name: make, generate: { apiVersion: policy/v1, kind: PodDisruptionBudget } }] }\n',
      },
      reason: 'a policy in the cluster',
    },
    {
      name: 'a patch that is not in the tree',
      files: {
        'base/api.yaml': workload(),
        'prod/kustomization.yaml':
          'resources: [../base/api.yaml]\npatches: [{ path: gone.yaml, target: { kind: Deployment } }]\n',
      },
    },
  ],
  passes: [
    { name: 'a budget', files: { 'k8s/api.yaml': workload(), 'k8s/pdb.yaml': budget() } },
    {
      name: 'a part that must stay',
      files: { 'k8s/api.yaml': workload(), 'k8s/pdb.yaml': budget('minAvailable: 50%') },
    },
    { name: 'two of three', files: { 'k8s/api.yaml': workload(), 'k8s/pdb.yaml': budget('minAvailable: 2') } },
    {
      name: 'a budget for all pods',
      files: { 'k8s/api.yaml': workload(), 'k8s/pdb.yaml': budget('maxUnavailable: 1', '{}') },
    },
    {
      name: 'a selector with expressions',
      files: {
        'k8s/api.yaml': workload({ labels: '{ app: api, tier: web }' }),
        'k8s/pdb.yaml': budget(
          'maxUnavailable: 1',
          '{ matchExpressions: [{ key: app, operator: In, values: [api, web] }, { key: tier, operator: Exists }, { key: old, operator: DoesNotExist }, { key: tier, operator: NotIn, values: [db] }] }',
        ),
      },
    },
    {
      name: 'a StatefulSet',
      files: { 'k8s/api.yaml': workload({ kind: 'StatefulSet' }), 'k8s/pdb.yaml': budget() },
    },
    {
      name: 'an autoscaler that keeps two, with as many that must stay as there are at first',
      files: {
        'k8s/api.yaml': workload({ replicas: '' }),
        'k8s/hpa.yaml': scaler('minReplicas: 2'),
        'k8s/pdb.yaml': budget('minAvailable: 2'),
      },
    },
    {
      name: 'a budget of the overlay, with labels and a namespace from it',
      files: {
        'base/api.yaml': workload(),
        'prod/kustomization.yaml':
          'namespace: shop\ncommonLabels: { env: live }\nresources: [../base/api.yaml, pdb.yaml]\n',
        'prod/pdb.yaml': budget('maxUnavailable: 1', '{ matchLabels: { app: api, env: live } }'),
      },
    },
    {
      name: 'a budget of the chart',
      files: { ...chart('replicas: 3\n'), 'chart/templates/api.yaml': IN_CHART, 'chart/templates/pdb.yaml': budget() },
    },
  ],
  fails: [
    { name: 'a Deployment', files: { 'k8s/api.yaml': workload({ mark: NONE }) } },
    { name: 'a StatefulSet', files: { 'k8s/api.yaml': workload({ kind: 'StatefulSet', mark: NONE }) } },
    {
      name: 'a Rollout of Argo',
      files: { 'k8s/api.yaml': workload({ kind: 'Rollout', api: 'argoproj.io/v1alpha1', mark: NONE }) },
    },
    {
      name: 'an autoscaler that keeps two',
      files: { 'k8s/api.yaml': workload({ replicas: '', mark: NONE }), 'k8s/hpa.yaml': scaler('minReplicas: 2') },
    },
    {
      name: 'a budget of something else',
      files: {
        'k8s/api.yaml': workload({ mark: NONE }),
        'k8s/pdb.yaml': budget('maxUnavailable: 1', '{ matchLabels: { app: web } }'),
      },
    },
    {
      name: 'a budget in another namespace',
      files: {
        'k8s/api.yaml': workload({ mark: NONE, namespace: 'shop' }),
        'k8s/pdb.yaml': budget('maxUnavailable: 1', '{}', ', namespace: other'),
      },
    },
    {
      name: 'a budget without a selector',
      files: { 'k8s/api.yaml': workload({ mark: NONE }), 'k8s/pdb.yaml': budget('maxUnavailable: 1', '') },
    },
    {
      name: 'more pods in an overlay',
      files: {
        'base/api.yaml': workload({ replicas: '1', mark: NONE }),
        'prod/kustomization.yaml': 'resources: [../base/api.yaml]\nreplicas: [{ name: api, count: 2 }]\n',
      },
    },
    {
      name: 'by the default values of a chart',
      files: {
        ...chart('replicas: 3\n'),
        'chart/templates/api.yaml': workload({ replicas: '{{ .Values.replicas }}', mark: NONE }),
      },
    },
    {
      name: 'a budget that lets none go',
      files: { 'k8s/api.yaml': workload(), 'k8s/pdb.yaml': budget('maxUnavailable: 0 # ! blocks') },
    },
    {
      name: 'a budget that keeps all',
      files: { 'k8s/api.yaml': workload(), 'k8s/pdb.yaml': budget('minAvailable: 3 # ! blocks') },
    },
    {
      name: 'a budget that keeps all of however many',
      files: {
        'k8s/api.yaml': workload({ replicas: '' }),
        'k8s/hpa.yaml': scaler('minReplicas: 2'),
        'k8s/pdb.yaml': budget('minAvailable: 100% # ! blocks'),
      },
    },
    {
      name: 'several in one folder are one finding',
      files: {
        'k8s/api.yaml': workload({ mark: NONE }),
        'k8s/web.yaml': workload().replace('name: api', 'name: web'),
      },
    },
  ],
})
