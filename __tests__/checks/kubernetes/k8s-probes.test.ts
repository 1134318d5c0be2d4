import { expect, test } from '@jest/globals'
import { plain } from '../../../src/core/message.js'
import check from '../../../checks/kubernetes/k8s-probes.js'
import { run, testCheck } from '../../helpers/check-tester.js'

/** A workload with one container, the given lines added to it. */
const workload = (lines: readonly string[], { kind = 'Deployment', api = 'apps/v1', marker = '' } = {}) =>
  [
    `apiVersion: ${api}`,
    `kind: ${kind}`,
    'metadata:',
    '  name: api',
    'spec:',
    '  template:',
    '    metadata:',
    '      labels:',
    '        app: api',
    '    spec:',
    '      containers:',
    `        - name: api${marker}`,
    '          image: registry.example.com/api:1.8.3',
    ...lines.map((line) => `          ${line}`),
  ].join('\n')
const PORT = ['ports:', '  - containerPort: 8080']
const PROBE = ['readinessProbe:', '  httpGet: { path: /readyz, port: 8080 }']
const BAD = workload(PORT, { marker: ' # ! none' })
const service = (port = '- port: 80') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector:\n    app: api\n  ports:\n    ${port}\n`
const kustomization = (...lines: string[]) => ['resources:', '  - ../base/api.yaml', ...lines].join('\n')
const chart = (container: string, values = '') => ({
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'charts/api/values.yaml': values,
  'charts/api/templates/deployment.yaml': container,
})

testCheck(check, {
  notApplicable: [
    { name: 'no manifest', files: { 'README.md': '# shop' } },
    { name: 'a container without port or Service', files: { 'k8s/api.yaml': workload([]) } },
    { name: 'a CronJob', files: { 'k8s/api.yaml': workload(PORT, { kind: 'CronJob', api: 'batch/v1' }) } },
    { name: 'a Job', files: { 'k8s/api.yaml': workload(PORT, { kind: 'Job', api: 'batch/v1' }) } },
    {
      name: 'an init container and a sidecar',
      files: {
        'k8s/api.yaml': workload([]).replace(
          '      containers:',
          [
            '      initContainers:',
            '        - name: wait',
            '          image: registry.example.com/wait:1',
            '          ports: [{ containerPort: 1 }]',
            '        - name: proxy',
            '          image: registry.example.com/proxy:1',
            '          restartPolicy: Always',
            '          ports: [{ containerPort: 2 }]',
            '      containers:',
          ].join('\n'),
        ),
      },
    },
    { name: 'a kind of another group', files: { 'k8s/api.yaml': workload(PORT, { api: 'acme.example/v1' }) } },
    {
      name: 'a port for metrics and one for probes',
      files: {
        'k8s/api.yaml': workload([
          'ports:',
          '  - { containerPort: 8090, name: metrics }',
          '  - { containerPort: 8080, name: healthz }',
        ]),
      },
    },
    {
      name: 'a Service for metrics',
      files: { 'k8s/api.yaml': workload([]), 'k8s/service.yaml': service('- { port: 9090, name: http-metrics }') },
    },
    { name: 'a manifest for local work', files: { 'hack/api.yaml': workload(PORT) } },
    { name: 'a manifest in a test folder', files: { 'tests/e2e/api.yaml': workload(PORT) } },
    { name: 'an example', files: { 'examples/api.yaml': workload(PORT) } },
    { name: 'what was put away', files: { '_archived/api.yaml': workload(PORT) } },
    {
      name: 'a collection of examples',
      files: { 'README.md': '# Kubernetes examples', 'a/api.yaml': workload(PORT), 'b/main.tf': '', 'c/x.yaml': '' },
    },
    {
      name: 'a proxy that a mesh fills in',
      files: {
        'k8s/api.yaml': workload(PORT).replace('name: api\n          image', 'name: istio-proxy\n          image'),
      },
    },
    {
      name: 'a Rollout that refers to a Deployment',
      files: {
        'k8s/api.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: api\nspec:\n  workloadRef:\n    kind: Deployment\n    name: api\n',
      },
    },
    {
      name: 'a patch alone',
      files: {
        'prod/kustomization.yaml': 'resources: [https://example.com/api.yaml]\npatches:\n  - path: ports.yaml\n',
        'prod/ports.yaml': workload(PORT),
      },
    },
  ],
  unknown: [
    {
      name: 'an overlay with a patch that is not in the tree',
      files: {
        'base/api.yaml': workload(PORT),
        'prod/kustomization.yaml': kustomization(
          'patches:',
          '  - target: { kind: Deployment, name: api }',
          '    path: generated.yaml',
        ),
      },
    },
    {
      name: 'a list of containers that is not whole',
      files: { 'k8s/api.yaml': `${workload(PORT)}\n        - \${SIDECAR}` },
      reason: 'could only be read in part',
    },
  ],
  passes: [
    {
      name: 'a Service is for the copy of the workload that lies beside it',
      files: { 'load/api.yaml': workload(PROBE), 'load/service.yaml': service(), 'plain/api.yaml': workload([]) },
    },
    {
      name: 'an overlay adds the probe',
      files: {
        'base/api.yaml': workload(PORT),
        'prod/kustomization.yaml': kustomization('patches:', '  - path: probes.yaml'),
        'prod/probes.yaml': workload(PROBE).replace('          image: registry.example.com/api:1.8.3\n', ''),
      },
    },
    {
      name: 'an overlay adds the probe in line',
      files: {
        'base/api.yaml': workload(PORT),
        'prod/kustomization.yaml': kustomization(
          'patches:',
          '  - target: { kind: Deployment, name: api }',
          '    patch: |',
          '      - op: add',
          '        path: /spec/template/spec/containers/0/readinessProbe',
          '        value: { tcpSocket: { port: 8080 } }',
        ),
      },
    },
    {
      name: 'an overlay with a list of changes in a file',
      files: {
        'base/api.yaml': workload(PORT),
        'prod/kustomization.yaml': kustomization(
          'patchesJson6902:',
          '  - target: { kind: Deployment, name: api }',
          '    path: add.yaml',
        ),
        'prod/add.yaml': '- op: add\n  path: /spec/template/spec/containers/0/readinessProbe\n  value: {}\n',
      },
    },
    {
      name: 'an overlay for any name',
      files: {
        'base/api.yaml': workload(PORT),
        'prod/kustomization.yaml': kustomization(
          'patches:',
          '  - target: { kind: Deployment, name: ".*" }',
          '    patch: "- { op: add, path: /spec/template/spec/containers/0/readinessProbe, value: {} }"',
        ),
      },
    },
    {
      name: 'an overlay in the older form',
      files: {
        'base/api.yaml': workload(PORT),
        'prod/kustomization.yaml': kustomization(
          'patchesStrategicMerge:',
          '  - |-',
          ...workload(PROBE)
            .split('\n')
            .map((line) => `    ${line}`),
        ),
      },
    },
    {
      name: 'a patch that Flux makes',
      files: {
        'base/api.yaml': workload(PORT),
        'cluster/api.yaml': [
          'apiVersion: kustomize.toolkit.fluxcd.io/v1',
          'kind: Kustomization',
          'metadata: { name: api }',
          'spec:',
          '  patches:',
          '    - target: { kind: Deployment }',
          '      patch: "- { op: add, path: /spec/template/spec/containers/0/readinessProbe, value: {} }"',
        ].join('\n'),
      },
    },
    { name: 'a probe by HTTP', files: { 'k8s/api.yaml': workload([...PORT, ...PROBE]) } },
    ...['grpc: { port: 8080 }', 'tcpSocket: { port: 8080 }', 'exec: { command: [check] }'].map((probe) => ({
      name: `a probe by ${probe}`,
      files: { 'k8s/api.yaml': workload([...PORT, 'readinessProbe:', `  ${probe}`]) },
    })),
    {
      name: 'a probe that is filled in later',
      files: { 'k8s/api.yaml': workload([...PORT, 'readinessProbe: ${PROBE}']) },
    },
    {
      name: 'a Rollout',
      files: { 'k8s/api.yaml': workload([...PORT, ...PROBE], { kind: 'Rollout', api: 'argoproj.io/v1alpha1' }) },
    },
    {
      name: 'an overlay that changes something else of a probed workload',
      files: {
        'base/api.yaml': workload([...PORT, ...PROBE]),
        'prod/kustomization.yaml': kustomization('patches:', '  - path: ports.yaml'),
        'prod/ports.yaml': workload(PORT),
      },
    },
    {
      name: 'a chart whose default values have the probe',
      files: chart(
        workload([
          ...PORT,
          '{{- with .Values.readinessProbe }}',
          'readinessProbe: {{- toYaml . | nindent 12 }}',
          '{{- end }}',
        ]),
        'readinessProbe:\n  httpGet: { path: /, port: 8080 }\n',
      ),
    },
    {
      name: 'a second container without port',
      files: {
        'k8s/api.yaml': `${workload([...PORT, ...PROBE])}\n        - name: logs\n          image: registry.example.com/logs:1`,
        'k8s/service.yaml': service(),
      },
    },
  ],
  fails: [
    { name: 'a Deployment', files: { 'k8s/api.yaml': BAD } },
    { name: 'a StatefulSet', files: { 'k8s/api.yaml': workload(PORT, { kind: 'StatefulSet', marker: ' # ! none' }) } },
    { name: 'a DaemonSet', files: { 'k8s/api.yaml': workload(PORT, { kind: 'DaemonSet', marker: ' # ! none' }) } },
    {
      name: 'a Rollout',
      files: {
        'k8s/api.yaml': workload(PORT, { kind: 'Rollout', api: 'argoproj.io/v1alpha1', marker: ' # ! none' }),
      },
    },
    {
      name: 'a Service in front of a container without ports',
      files: { 'k8s/api.yaml': workload([], { marker: ' # ! none' }), 'k8s/service.yaml': service() },
    },
    {
      name: 'an image that is filled in later',
      files: { 'k8s/api.yaml': BAD.replace('api:1.8.3', 'api:${TAG}') },
    },
    {
      name: 'a livenessProbe alone',
      files: { 'k8s/api.yaml': `${BAD}\n          livenessProbe: { httpGet: { path: /, port: 1 } }` },
    },
    { name: 'an empty readinessProbe', files: { 'k8s/api.yaml': `${BAD}\n          readinessProbe:` } },
    {
      name: 'a port for metrics beside one for requests',
      files: { 'k8s/api.yaml': `${BAD}\n            - { containerPort: 9090, name: metrics }` },
    },
    {
      name: 'one finding for the manifest and the bundle that is made of it',
      files: {
        'bundle.yaml': BAD.replace(' # ! none', ''),
        'base/kustomization.yaml': 'resources: [api.yaml]\n',
        'base/api.yaml': BAD,
      },
    },
    {
      name: 'two workloads of one name with different images',
      files: { 'a/api.yaml': BAD, 'b/api.yaml': BAD.replace('1.8.3', '2.0.0') },
    },
    {
      name: 'an overlay that changes something else',
      files: {
        'base/api.yaml': BAD,
        'prod/kustomization.yaml': kustomization('patches:', '  - path: replicas.yaml'),
        'prod/replicas.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 3\n',
      },
    },
    {
      name: 'an overlay with a list of other changes',
      files: {
        'base/api.yaml': BAD,
        'prod/kustomization.yaml': kustomization(
          'patches:',
          '  - target: { kind: Deployment }',
          '    path: replicas.json',
        ),
        'prod/replicas.json': '[{ "op": "replace", "path": "/spec/replicas", "value": 3 }]',
      },
    },
    {
      name: 'an overlay of another workload',
      files: {
        'base/api.yaml': BAD,
        'prod/kustomization.yaml': kustomization(
          'patches:',
          '  - target: { kind: Deployment, name: worker }',
          '    patch: "- { op: add, path: /spec/template/spec/containers/0/readinessProbe, value: {} }"',
        ),
      },
    },
    {
      name: 'a chart that has no probe by default',
      files: chart(
        workload(
          [...PORT, '{{- with .Values.readinessProbe }}', 'readinessProbe: {{- toYaml . | nindent 12 }}', '{{- end }}'],
          {
            marker: ' # ! none',
          },
        ).replace('  name: api\nspec', '  name: {{ .Release.Name }}-api\nspec'),
      ),
    },
  ],
})

test('a container whose name is filled in later is named as it is written', () => {
  const files = { 'k8s/api.yaml': workload(PORT).replace('- name: api', '- name: ${NAME}') }
  expect(run(check, { files }).result.outcomes.map((each) => 'message' in each && plain(each.message))).toEqual([
    expect.stringContaining('Container "${NAME}" of "Deployment" "api"'),
  ])
})

test('a startupProbe alone keeps a rollout safe: a notice', () => {
  const files = { 'k8s/api.yaml': workload([...PORT, 'startupProbe:', '  tcpSocket: { port: 8080 }']) }
  expect(run(check, { files }).result.outcomes).toMatchObject([{ messageId: 'startOnly', severity: 'notice' }])
})
