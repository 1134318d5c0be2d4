import { testCheck } from '../../helpers/check-tester.js'
import check from '../../../checks/kubernetes/k8s-rollout-strategy.js'

const workload = (lines: readonly string[], { kind = 'Deployment', api = 'apps/v1' } = {}) =>
  [
    `apiVersion: ${api}`,
    `kind: ${kind}`,
    'metadata:',
    '  name: api',
    'spec:',
    ...lines.map((line) => `  ${line}`),
  ].join('\n')
const RECREATE = ['strategy:', '  type: Recreate']
const RECREATE_BAD = ['strategy:', '  type: Recreate # ! recreate']
const volume = (...lines: string[]) => ['template:', '  spec:', '    volumes:', ...lines.map((line) => `      ${line}`)]
const claim = (mode: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\nspec:\n  accessModes: [${mode}]\n`
const CLAIM = volume('- name: data', '  persistentVolumeClaim: { claimName: data }')
const scaler = (kind: string, api: string, limit: string) =>
  `apiVersion: ${api}\nkind: ${kind}\nmetadata: { name: api }\nspec:\n  scaleTargetRef: { name: api, kind: Deployment }\n  ${limit}\n`

testCheck(check, {
  notApplicable: [
    {
      name: 'an overlay of something else',
      files: {
        'base/api.yaml': workload(RECREATE),
        'prod/kustomization.yaml':
          'resources: [web.yaml]\npatches:\n  - { target: { kind: Deployment }, patch: "[{ op: replace, path: /spec/replicas, value: 3 }]" }\n',
      },
    },
    {
      name: 'more pods in development alone',
      files: {
        'base/api.yaml': workload(RECREATE),
        'prod/kustomization.yaml': 'resources: [../base/api.yaml]\n',
        'dev/kustomization.yaml': 'resources: [../base/api.yaml]\nreplicas: [{ name: api, count: 2 }]\n',
      },
    },
    { name: 'no manifest', files: { 'README.md': '# shop' } },
    { name: 'one pod', files: { 'k8s/api.yaml': workload(['replicas: 1', ...RECREATE]) } },
    { name: 'one pod without a word', files: { 'k8s/api.yaml': workload(RECREATE) } },
    { name: 'a StatefulSet', files: { 'k8s/api.yaml': workload(['replicas: 3'], { kind: 'StatefulSet' }) } },
    {
      name: 'a DaemonSet that is updated by hand',
      files: { 'k8s/api.yaml': workload(['updateStrategy:', '  type: OnDelete'], { kind: 'DaemonSet' }) },
    },
    {
      name: 'a DaemonSet of an old version, which is updated by hand without a word',
      files: { 'k8s/api.yaml': workload([], { kind: 'DaemonSet', api: 'extensions/v1beta1' }) },
    },
    { name: 'a manifest for development', files: { 'dev/api.yaml': workload(['replicas: 2', ...RECREATE]) } },
    {
      name: 'a collection of examples',
      files: {
        'README.md': '# Kubernetes examples',
        'a/api.yaml': workload(['replicas: 2', ...RECREATE]),
        'b/main.tf': '',
        'c/x.yaml': '',
      },
    },
    {
      name: 'a patch alone',
      files: {
        'prod/kustomization.yaml': 'patches:\n  - path: replicas.yaml\n',
        'prod/replicas.yaml': workload(['replicas: 3']),
      },
    },
  ],
  unknown: [
    {
      name: 'a strategy that is filled in later',
      files: { 'k8s/api.yaml': workload(['replicas: 3', 'strategy:', '  type: ${STRATEGY}']) },
    },
    {
      name: 'a number of pods that is filled in later',
      files: { 'k8s/api.yaml': workload(['replicas: ${REPLICAS}', ...RECREATE]) },
    },
    {
      name: 'a kustomization with a patch that is not in the tree',
      files: {
        'base/api.yaml': workload(['replicas: 3', ...RECREATE]),
        'prod/kustomization.yaml':
          'resources: [../base/api.yaml]\npatches:\n  - { path: gone.yaml, target: { kind: Deployment } }\n',
      },
      reason: 'what changes the rollout',
    },
    {
      name: 'a volume claim that is not in the tree',
      files: { 'k8s/api.yaml': workload(['replicas: 2', ...RECREATE, ...CLAIM]) },
      reason: 'how the volume',
    },
  ],
  passes: [
    {
      name: 'an overlay that changes the strategy',
      files: {
        'base/api.yaml': workload(['replicas: 3', ...RECREATE]),
        'prod/kustomization.yaml': 'resources: [../base/api.yaml]\npatches:\n  - path: strategy.yaml\n',
        'prod/strategy.yaml': workload(['strategy:', '  $patch: replace', '  type: RollingUpdate']),
      },
    },
    { name: 'the default', files: { 'k8s/api.yaml': workload(['replicas: 3']) } },
    {
      name: 'bounded unavailability',
      files: {
        'k8s/api.yaml': workload(['replicas: 4', 'strategy:', '  rollingUpdate:', '    maxUnavailable: 25%']),
      },
    },
    {
      name: 'one of three',
      files: { 'k8s/api.yaml': workload(['replicas: 3', 'strategy:', '  rollingUpdate:', '    maxUnavailable: 1']) },
    },
    { name: 'a DaemonSet', files: { 'k8s/api.yaml': workload([], { kind: 'DaemonSet' }) } },
    {
      name: 'a Deployment of an old version',
      files: { 'k8s/api.yaml': workload(['replicas: 2'], { api: 'extensions/v1beta1' }) },
    },
    {
      name: 'a volume that one node mounts',
      files: {
        'k8s/api.yaml': workload(['replicas: 2', ...RECREATE, ...CLAIM]),
        'k8s/claim.yaml': claim('ReadWriteOnce'),
      },
    },
    {
      name: 'a volume that one pod mounts',
      files: {
        'k8s/api.yaml': workload(['replicas: 2', ...RECREATE, ...CLAIM]),
        'k8s/claim.yaml': claim('ReadWriteOncePod'),
      },
    },
    {
      name: 'a disk',
      files: {
        'k8s/api.yaml': workload([
          'replicas: 2',
          ...RECREATE,
          ...volume('- name: data', '  gcePersistentDisk: { pdName: data }'),
        ]),
      },
    },
  ],
  fails: [
    { name: 'Recreate', files: { 'k8s/api.yaml': workload(['replicas: 4', ...RECREATE_BAD]) } },
    {
      name: 'Recreate with an autoscaler',
      files: {
        'k8s/api.yaml': workload(RECREATE_BAD),
        'k8s/scaler.yaml': scaler('HorizontalPodAutoscaler', 'autoscaling/v2', 'maxReplicas: 8'),
      },
    },
    {
      name: 'Recreate with KEDA',
      files: {
        'k8s/api.yaml': workload(RECREATE_BAD),
        'k8s/scaler.yaml': scaler('ScaledObject', 'keda.sh/v1alpha1', 'maxReplicaCount: 8'),
      },
    },
    {
      name: 'Recreate with a number of pods from a kustomization',
      files: {
        'base/api.yaml': workload(RECREATE_BAD),
        'prod/kustomization.yaml': 'resources: [../base/api.yaml]\nreplicas:\n  - { name: api, count: 3 }\n',
      },
    },
    {
      name: 'Recreate with a number of pods from a patch',
      files: {
        'base/api.yaml': workload(RECREATE_BAD),
        'prod/kustomization.yaml': 'resources: [../base/api.yaml]\npatches:\n  - path: replicas.yaml\n',
        'prod/replicas.yaml': workload(['replicas: 3']),
      },
    },
    {
      name: 'an overlay that sets the number of pods in line, beside one that does not',
      files: {
        'base/api.yaml': workload(RECREATE_BAD),
        'base/kustomization.yaml': 'resources: [api.yaml]\n',
        'staging/kustomization.yaml': 'resources: [../base]\n',
        'prod/kustomization.yaml': [
          'resources: [../base]',
          'patches:',
          '  - target: { kind: Deployment, name: api }',
          '    patch: "[{ op: replace, path: /spec/replicas, value: 3 }]"',
        ].join('\n'),
      },
    },
    {
      name: 'Recreate with a volume that many nodes mount',
      files: {
        'k8s/api.yaml': workload(['replicas: 2', ...RECREATE_BAD, ...CLAIM]),
        'k8s/claim.yaml': claim('ReadWriteMany'),
      },
    },
    {
      name: 'all of them unavailable',
      files: {
        'k8s/api.yaml': workload([
          'replicas: 4',
          'strategy:',
          '  rollingUpdate:',
          '    maxUnavailable: 100% # ! unavailable',
        ]),
      },
    },
    {
      name: 'as many unavailable as there are',
      files: {
        'k8s/api.yaml': workload([
          'replicas: 2',
          'strategy:',
          '  rollingUpdate:',
          '    maxUnavailable: 2 # ! unavailable',
        ]),
      },
    },
    {
      name: 'a DaemonSet on all nodes at once',
      files: {
        'k8s/api.yaml': workload(['updateStrategy:', '  rollingUpdate:', '    maxUnavailable: 100% # ! unavailable'], {
          kind: 'DaemonSet',
        }),
      },
    },
    {
      name: 'a chart by its default values',
      files: {
        'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
        'charts/api/values.yaml': 'replicas: 3\n',
        'charts/api/templates/api.yaml': workload(['replicas: {{ .Values.replicas }}', ...RECREATE_BAD]),
      },
    },
  ],
})
