import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { objectKind } from '../../../src/readers/infrastructure/kubernetes/kinds.js'
import { readKustomization, withKustomizations } from '../../../src/readers/infrastructure/kubernetes/kustomize.js'
import { looksLikeManifest, readManifest } from '../../../src/readers/infrastructure/kubernetes/manifest.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { plainOf } from './plain.js'
import { processorTime } from '../../helpers/processor-time.js'

function read(source: string, path = 'k8s/app.yaml') {
  const context = readerContext(filesOf({ [path]: source }))
  const { resources, unread } = readManifest(context, path)
  return { resources, unread, defects: context.defects }
}

describe('what is no cluster object', () => {
  test.each([
    ['a workflow', 'name: CI\non: push\njobs: {}\n'],
    ['a Compose file', 'services:\n  web: {image: nginx}\n'],
    [
      'a schema with such properties',
      'type: object\nproperties:\n  apiVersion: {type: string}\n  kind: {type: string}\n',
    ],
    ['a chart', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n'],
    ['a Grafana datasource', 'apiVersion: 1\ndatasources: []\n'],
  ])('%s is told by its text', (_, source) => {
    expect(looksLikeManifest(source)).toBe(false)
  })

  test.each([
    ['kubeconfig', 'v1', 'Config'],
    ['skaffold', 'skaffold/v4beta11', 'Config'],
    ['kind', 'kind.x-k8s.io/v1alpha4', 'Cluster'],
    ['a catalogue entry', 'backstage.io/v1alpha1', 'Component'],
    ['a definition of a kind', 'apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['no version', 'apps', 'Deployment'],
    ['no kind', 'apps/v1', 'some deployment'],
    ['a template', '{{ version }}', 'Deployment'],
  ])('%s', (_, apiVersion, kind) => {
    expect(objectKind(apiVersion, kind)).toBeUndefined()
  })
})

describe('objects', () => {
  test.each([
    ['apps/v1', 'Deployment', 'kubernetes'],
    ['v1', 'Service', 'kubernetes'],
    ['argoproj.io/v1alpha1', 'Rollout', 'kubernetes'],
    ['argoproj.io/v1alpha1', 'Application', 'argocd'],
    ['argoproj.io/v1alpha1', 'ApplicationSet', 'argocd'],
    ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'flux'],
    ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'flux'],
  ])('%s %s', (apiVersion, kind, technology) => {
    expect(objectKind(apiVersion, kind)).toMatchObject({ type: `${apiVersion}/${kind}`, technology })
  })

  test('several documents, each at the line that names it', () => {
    const { resources, defects } = read(
      [
        '# the shop',
        'apiVersion: v1',
        'kind: Service',
        'metadata: {name: api, namespace: shop}',
        '---',
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  generateName: api-',
        'spec:',
        '  replicas: 2',
        '---',
        'just: data',
        '---',
      ].join('\n'),
    )
    expect(defects).toEqual([])
    expect(resources).toMatchObject([
      { type: 'v1/Service', name: 'api', namespace: 'shop', at: { line: 4, column: 18 }, complete: true },
      { type: 'apps/v1/Deployment', name: 'api-', at: { line: 7, column: 7 }, complete: true },
    ])
    expect(resources[1]).not.toHaveProperty('namespace')
    expect(valueAt(resources[1]?.properties, 'spec.replicas')?.at).toMatchObject({
      line: 11,
      column: 13,
      route: '#2.spec.replicas',
    })
  })

  test('the items of a List, in JSON', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
        {
          apiVersion: 'v1',
          kind: 'ConfigMapList',
          items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } }],
        },
        'text',
      ],
    }
    const source = JSON.stringify(list, null, 2)
    expect(looksLikeManifest(source)).toBe(true)
    expect(read(source, 'k8s/all.json').resources.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('what a tool fills in is unresolved; text of other languages is text', () => {
    const { resources } = read(
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata: {name: "${APP}", annotations: {a: "${X}"}}',
        'spec:',
        '  replicas: ${REPLICAS:=2}',
        '  image: registry/$IMAGE:{{ tag }}',
        '  price: 5$',
        '  command: [sh, -c, "echo ${HOME}"]',
        '  env: [{name: A, value: $(HOST):80}]',
        'data:',
        '  script: |',
        '    echo ${USER}',
      ].join('\n'),
    )
    expect(resources[0]?.name).toBe('${APP}')
    expect(plainOf(resources[0]?.properties)).toMatchObject({
      metadata: { name: { text: '${APP}', references: ['APP'] }, annotations: { a: '${X}' } },
      spec: {
        replicas: { references: ['REPLICAS'] },
        image: { references: ['tag', 'IMAGE'] },
        price: '5$',
        command: ['sh', '-c', 'echo ${HOME}'],
        env: [{ name: 'A', value: '$(HOST):80' }],
      },
      data: { script: 'echo ${USER}\n' },
    })
  })

  test('a broken file: what stands before the fault counts', () => {
    const { resources, defects } = read(
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: [\n',
    )
    expect(defects).toHaveLength(1)
    expect(resources).toMatchObject([
      { name: 'a', complete: true },
      { name: 'b', complete: false },
    ])
  })

  test.each([
    'apiVersion: v1\nkind: Pod\nmetadata:\n  {{- if .x }}\n  name: a\n  {{- end }}\n',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  x: {{ y }}\n',
    'apiVersion: v1\nkind: Pod\n{% for a in b %}\nmetadata: {name: a}\n{% endfor %}\n',
  ])('a template is unread, not broken', (source) => {
    const { resources, unread, defects } = read(source)
    expect({ resources, defects }).toEqual({ resources: [], defects: [] })
    expect(unread?.technology).toBe('kubernetes')
  })
})

describe('kustomize', () => {
  const files = {
    'base/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\n',
    'base/kustomization.yaml': 'resources: [deployment.yaml, ../shared/net.yaml, "https://example.com/x?ref=main"]\n',
    'shared/net.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: net}\n',
    'prod/kustomization.yml': [
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'kind: Kustomization',
      'namespace: prod',
      'resources: [../base, ../../outside, ../shared/net.yaml]',
      'patches:',
      '  - path: replicas.yaml',
      '  - patch: "- op: remove"',
      'patchesStrategicMerge: [old.yaml]',
      'images: [{name: api, newTag: 1.2.3}]',
    ].join('\n'),
    'prod/replicas.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {replicas: 3}\n',
    'other.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n',
  }

  test('the file itself, and what it says of others', () => {
    const context = readerContext(filesOf(files))
    const { resources, lists } = readKustomization(context, 'prod/kustomization.yml')
    expect(resources).toMatchObject([
      {
        technology: 'kubernetes',
        type: 'kustomization',
        name: 'prod',
        module: 'prod',
        namespace: 'prod',
        at: { line: 1 },
      },
    ])
    expect(plainOf(valueAt(resources[0]?.properties, 'images'))).toEqual([{ name: 'api', newTag: '1.2.3' }])
    expect(lists).toEqual({
      folder: 'prod',
      files: ['base', 'shared/net.yaml'],
      patches: ['prod/replicas.yaml', 'prod/old.yaml'],
    })
  })

  test('modules and patches', () => {
    const context = readerContext(filesOf(files))
    const lists = ['base/kustomization.yaml', 'prod/kustomization.yml'].flatMap(
      (path) => readKustomization(context, path).lists ?? [],
    )
    const paths = ['base/deployment.yaml', 'shared/net.yaml', 'prod/replicas.yaml', 'other.yaml']
    const resources = paths.flatMap((path) => readManifest(context, path).resources)
    expect(withKustomizations(resources, lists)).toMatchObject([
      { name: 'api', module: 'base', complete: true },
      { name: 'net', complete: true },
      { name: 'api', complete: false },
      { name: 'p', complete: true },
    ])
    expect(withKustomizations(resources, lists)[3]).not.toHaveProperty('module')
  })
})

test('hostile files take linear time', () => {
  const started = processorTime()
  const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n'
  read(`${head}x: "${'${a'.repeat(100_000)}"\n`)
  read(`${head}x: "${'{{ '.repeat(600)}"\n`)
  read(`${head}---\n`.repeat(5_000))
  read(`${head}x: ${'['.repeat(50_000)}\n`)
  expect(processorTime() - started).toBeLessThan(20_000)
})
