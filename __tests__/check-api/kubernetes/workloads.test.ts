import { describe, expect, test } from '@jest/globals'
import { servicesSelecting, workloadsOf } from '../../../src/check-api/index.js'
import { readManifest } from '../../../src/readers/infrastructure/kubernetes/manifest.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'

function infrastructure(files: Readonly<Record<string, string>>) {
  const context = readerContext(filesOf(files))
  return { resources: context.files.paths.flatMap((path) => readManifest(context, path).resources) }
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
  template:
    metadata: {labels: {app: api, tier: web}}
    spec:
      initContainers:
        - name: migrate
          image: acme/migrate:1
        - name: proxy
          image: mesh:2
          restartPolicy: Always
      containers:
        - name: api
          image: acme/api:1.2
          ports: [{containerPort: 80}]
          readinessProbe: {httpGet: {path: /, port: 80}}
          livenessProbe:
        - image: \${LOGGER}
`

describe('workloadsOf', () => {
  test('containers with their parts', () => {
    const [workload, ...more] = workloadsOf(infrastructure({ 'a.yaml': DEPLOYMENT }))
    expect(more).toEqual([])
    expect(workload).toMatchObject({ kind: 'Deployment', complete: true, replicas: { value: 3 } })
    expect(workload?.containers).toMatchObject([
      { role: 'main', name: 'api', image: { value: 'acme/api:1.2' }, ports: { kind: 'list' }, at: { line: 16 } },
      { role: 'main', image: { kind: 'unresolved', references: ['LOGGER'] } },
      { role: 'init', name: 'migrate' },
      { role: 'sidecar', name: 'proxy' },
    ])
    expect(workload?.containers[0]).toHaveProperty('readinessProbe')
    expect(workload?.containers[0]).not.toHaveProperty('livenessProbe')
    expect(workload?.containers[1]).not.toHaveProperty('name')
  })

  test.each([
    ['a CronJob', 'batch/v1', 'CronJob', '{jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}}', ['c']],
    ['a Pod', 'v1', 'Pod', '{containers: [{name: c}]}', ['c']],
    ['a Rollout', 'argoproj.io/v1alpha1', 'Rollout', '{template: {spec: {containers: [{name: c}]}}}', ['c']],
    ['a Rollout that refers to a Deployment', 'argoproj.io/v1alpha1', 'Rollout', '{workloadRef: {name: x}}', []],
    ['no pod at all', 'apps/v1', 'StatefulSet', '{replicas: 1}', []],
  ])('%s', (_, apiVersion, kind, spec, names) => {
    const [workload] = workloadsOf(
      infrastructure({ 'a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n` }),
    )
    expect(workload?.kind).toBe(kind)
    expect(workload?.containers.map(({ name }) => name)).toEqual(names)
    expect(workload?.complete).toBe(names.length > 0)
  })

  test.each([
    ['a Service', 'v1', 'Service'],
    ['a Job of another group', 'example.com/v1', 'Job'],
    ['a Deployment of no group', 'v1', 'Deployment'],
    ['constructor', 'apps/v1', 'Constructor'],
  ])('%s runs no pods', (_, apiVersion, kind) => {
    expect(workloadsOf(infrastructure({ 'a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nspec: {}\n` }))).toEqual(
      [],
    )
  })
})

describe('servicesSelecting', () => {
  const service = (name: string, selector: string, namespace = 'shop') =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {selector: ${selector}}\n`

  function selecting(files: Readonly<Record<string, string>>): string[] {
    const model = infrastructure(files)
    const [workload] = workloadsOf(model)
    return workload === undefined ? [] : servicesSelecting(model, workload).map(({ name }) => name)
  }

  test('all pairs, the same namespace', () => {
    expect(
      selecting({
        'a.yaml': DEPLOYMENT,
        'b.yaml': [
          service('all', '{app: api, tier: web}'),
          service('some', '{app: api}'),
          service('other', '{app: db}'),
          service('more', '{app: api, x: y}'),
          service('empty', '{}'),
          service('elsewhere', '{app: api}', 'test'),
        ].join('---\n'),
      }),
    ).toEqual(['all', 'some'])
  })

  test('the same expression', () => {
    const deployment = DEPLOYMENT.replace('app: api, tier: web', 'app: "${APP}"')
    expect(
      selecting({
        'a.yaml': deployment,
        'b.yaml': [service('a', '{app: "${APP}"}'), service('b', '{app: "${DB}"}')].join('---\n'),
      }),
    ).toEqual(['a'])
  })

  test('a neighbour before one that only looks alike', () => {
    expect(
      selecting({
        'a/d.yaml': DEPLOYMENT,
        'a/s.yaml': service('near', '{app: api}'),
        'b/s.yaml': service('far', '{app: api}'),
      }),
    ).toEqual(['near'])
    expect(selecting({ 'a/d.yaml': DEPLOYMENT, 'b/s.yaml': service('far', '{app: api}') })).toEqual(['far'])
  })
})
