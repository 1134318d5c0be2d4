import { describe, expect, test } from '@jest/globals'
import { itemsOf, Overlays, textOf, valueAt, type Resource } from '../../../src/check-api/index.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'

const API = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, labels: { app: api, tier: web } }
spec:
  replicas: 1
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - { name: api, image: acme/api:1.0, env: [{ name: A, value: one }] }
        - { name: proxy, image: 'registry.example.com:5000/mesh@sha256:abc' }
`

/** What is seen of the object `name` in each build, the builds in their order. */
function builds(files: Readonly<Record<string, string>>, look: (built: Resource) => unknown, name = 'api') {
  const infrastructure = readInfrastructure(readerContext(filesOf(files)))
  const object = infrastructure.resources.find((each) => each.name === name && each.type !== 'kustomization')
  if (object === undefined) throw new Error('there is no such object')
  return new Overlays(infrastructure).buildsOf(object).map(({ resource }) => look(resource))
}

const at =
  (path: string) =>
  ({ properties, complete }: Resource): unknown =>
    complete ? textOf(valueAt(properties, path)) : 'open'
const replicas = at('spec.replicas')
const images = ({ properties }: Resource): unknown =>
  itemsOf(valueAt(properties, 'spec.template.spec.containers')).map((each) => textOf(valueAt(each, 'image')))
const BASE = { 'base/api.yaml': API, 'base/kustomization.yaml': 'resources: [api.yaml]\n' }
const overlay = (...lines: string[]) => ({
  ...BASE,
  'prod/kustomization.yaml': ['resources: [../base]', ...lines].join('\n'),
})
const patch = (target: string, text = '[{ op: replace, path: /spec/replicas, value: 4 }]') =>
  overlay('patches:', `  - target: ${target}`, `    patch: '${text}'`)

describe('which objects a kustomization changes', () => {
  test.each([
    [
      'none that nothing takes',
      { 'a/api.yaml': API, 'b/kustomization.yaml': 'replicas: [{ name: api, count: 4 }]\n' },
      ['1'],
    ],
    ['those of the bases that it takes', overlay('replicas: [{ name: api, count: 4 }]'), ['4']],
    ['none of another name', overlay('replicas: [{ name: web, count: 4 }]'), ['1']],
    [
      'each overlay for itself',
      { ...overlay('replicas: [{ name: api, count: 4 }]'), 'dev/kustomization.yaml': 'resources: [../base]\n' },
      ['1', '4'],
    ],
    [
      'through several levels, the outermost last',
      {
        ...overlay('replicas: [{ name: api, count: 4 }]'),
        'eu/kustomization.yaml': 'resources: [../prod]\nreplicas: [{ name: api, count: 6 }]\n',
      },
      ['6'],
    ],
    [
      'components, in all that is taken beside them',
      {
        ...overlay('components: [../ha]'),
        'ha/kustomization.yaml': 'kind: Component\nreplicas: [{ name: api, count: 3 }]\n',
      },
      ['3'],
    ],
    [
      'no further than itself in a circle',
      { ...BASE, 'base/kustomization.yaml': 'resources: [api.yaml, ../base]\n' },
      ['1'],
    ],
    [
      'those of the folder of a controller',
      {
        'apps/shop/api.yaml': API,
        'clusters/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec:\n  path: ./apps/shop\n  patches:\n    - target: { kind: Deployment }\n      patch: "[{ op: replace, path: /spec/replicas, value: 5 }]"\n',
      },
      ['5'],
    ],
    [
      'those of an application of Argo CD',
      {
        ...BASE,
        'apps/shop.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { source: { path: base, kustomize: { replicas: [{ name: api, count: 7 }] } } }\n',
      },
      ['7'],
    ],
  ])('%s', (_name, files, expected) => {
    expect(builds(files, replicas)).toEqual(expected)
  })
})

describe('which objects a patch is for', () => {
  test.each([
    ['its kind', '{ kind: Deployment }', '4'],
    ['another kind', '{ kind: StatefulSet }', '1'],
    ['its kind in another group', '{ kind: Deployment, group: acme.io }', '1'],
    ['its name', '{ name: api }', '4'],
    ['a part of its name', '{ name: ap }', '1'],
    ['one of several names', '{ name: web|api }', '4'],
    ['none of several names', '{ name: "(web|apis)" }', '1'],
    ['any name', '{ name: .* }', '4'],
    ['names that begin like it', '{ kind: Deployment, name: ^a.*$ }', '4'],
    ['names that begin otherwise', '{ name: web-.* }', '1'],
    ['a pattern', '{ name: "[a-z]{3}" }', 'open'],
    ['its label', '{ labelSelector: "app=api,tier==web" }', '4'],
    ['another label', '{ labelSelector: tier=db }', '1'],
    ['not its label', '{ labelSelector: "tier!=web" }', '1'],
    ['a label that it has', '{ labelSelector: "tier,!old" }', '4'],
    ['a set of labels', '{ labelSelector: "tier in (web, db)" }', 'open'],
    ['an annotation', '{ annotationSelector: scale=yes }', '1'],
    ['a namespace that it is not in', '{ namespace: shop }', '1'],
  ])('%s', (_name, target, expected) => {
    expect(builds(patch(target), replicas)).toEqual([expected])
  })

  test('the name that the kustomization gives it', () => {
    const files = overlay(
      'nameSuffix: -v2',
      'patches:',
      '  - target: { name: api-v2 }',
      "    patch: '[{ op: remove, path: /spec/replicas }]'",
    )
    expect(builds(files, replicas)).toEqual([undefined])
  })
})

describe('what a patch changes', () => {
  const part = (text: string): Record<string, string> => ({
    ...overlay('patches:', '  - path: part.yaml'),
    'prod/part.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n  ${text}\n`,
  })
  const container = (text: string) => part(`template: { spec: { containers: [${text}] } }`)

  test.each([
    [
      'the container of the name',
      '{ name: api, image: acme/api:2.0 }',
      ['acme/api:2.0', 'registry.example.com:5000/mesh@sha256:abc'],
    ],
    [
      'a container more',
      '{ name: log, image: log:1 }',
      ['acme/api:1.0', 'registry.example.com:5000/mesh@sha256:abc', 'log:1'],
    ],
    ['a container less', '{ name: proxy, $patch: delete }', ['acme/api:1.0']],
    ['all containers', '{ name: only, image: only:1 }, { $patch: replace }', ['only:1']],
  ])('%s', (_name, text, expected) => {
    expect(builds(container(text), images)).toEqual([expected])
  })

  test('a value that is taken out', () => {
    expect(builds(part('replicas: null'), replicas)).toEqual([undefined])
  })

  test('an object that is taken out is not built', () => {
    expect(builds(part('{ }\n$patch: delete'), replicas)).toEqual([])
  })

  test('images, whatever stands behind their name', () => {
    const files = overlay(
      'images:',
      '  - { name: acme/api, newTag: "3.1" }',
      '  - { name: "registry.example.com:5000/mesh", newName: mesh, digest: "sha256:def" }',
    )
    expect(builds(files, images)).toEqual([['acme/api:3.1', 'mesh@sha256:def']])
  })

  test('labels reach the pods with the selectors, and the namespace is the one of the build', () => {
    const files = overlay(
      'namespace: shop',
      'labels:',
      '  - { pairs: { team: a }, includeSelectors: true }',
      '  - { pairs: { cost: b } }',
    )
    const seen = builds(files, ({ namespace, properties }) => [
      namespace,
      textOf(valueAt(properties, 'spec.template.metadata.labels.team')),
      textOf(valueAt(properties, 'spec.selector.matchLabels.team')),
      textOf(valueAt(properties, 'spec.template.metadata.labels.cost')),
      textOf(valueAt(properties, 'metadata.labels.cost')),
    ])
    expect(seen).toEqual([['shop', 'a', 'a', undefined, 'b']])
  })

  test.each([
    ['add', '[{ op: add, path: /spec/template/spec/containers/-, value: { name: x, image: x:1 } }]', 3],
    ['add in between', '[{ op: add, path: /spec/template/spec/containers/0, value: { name: x } }]', 3],
    ['remove', '[{ op: remove, path: /spec/template/spec/containers/1 }]', 1],
    [
      'test and copy',
      '[{ op: test, path: /kind, value: Deployment }, { op: copy, from: /spec/template/spec/containers/0, path: /spec/template/spec/containers/- }]',
      3,
    ],
    ['move', '[{ op: move, from: /spec/template/spec/containers, path: /spec/template/spec/initContainers }]', 0],
    ['a place that there is not', '[{ op: add, path: /spec/nothing/at/all, value: 1 }]', 'open'],
  ])('operations: %s', (_name, text, expected) => {
    const seen = builds(patch('{ kind: Deployment }', text), (built) =>
      built.complete ? (images(built) as []).length : 'open',
    )
    expect(seen).toEqual([expected])
  })

  test.each([
    ['a patch that is not in the tree', overlay('patches:', '  - path: gone.yaml', '    target: { kind: Deployment }')],
    [
      'a plug-in',
      {
        ...overlay('transformers: [plug.yaml]'),
        'prod/plug.yaml': 'apiVersion: acme.io/v1\nkind: Scaler\nmetadata: { name: x }\n',
      },
    ],
    [
      'a value that is copied into it',
      overlay(
        'replacements:',
        '  - source: { kind: ConfigMap, name: c }',
        '    targets: [{ select: { kind: Deployment }, fieldPaths: [spec.replicas] }]',
      ),
    ],
  ])('open: %s', (_name, files) => {
    expect(builds(files, replicas)).toEqual(['open'])
  })

  test('built-in transformers of names and labels change nothing else', () => {
    const files = {
      ...overlay('transformers: [label.yaml]'),
      'prod/label.yaml': 'apiVersion: builtin\nkind: LabelTransformer\nmetadata: { name: x }\n',
    }
    expect(builds(files, replicas)).toEqual(['1'])
  })
})

test('what fills in a value later sets no other', () => {
  const files = patch('{ kind: Deployment }', '[{ op: add, path: /spec/paused, value: "${PAUSED}" }]')
  expect(builds(files, replicas)).toEqual(['1'])
})

test('a patch that a kustomization above hands on through an object of Flux', () => {
  const flux = (name: string, path: string, more = '') =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name} }\nspec:\n  path: ${path}\n${more}`
  const inner = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: _ }\nspec: { replicas: 8 }\n'
  const outer = `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: _ }\nspec: { patches: [{ target: { kind: Deployment }, patch: ${JSON.stringify(inner)} }] }\n`
  const files = {
    'apps/shop/app/api.yaml': API,
    'apps/shop/ks.yaml': flux('shop', './apps/shop/app'),
    'cluster/ks.yaml': flux(
      'apps',
      './apps',
      `  patches:\n    - target: { kind: Kustomization }\n      patch: ${JSON.stringify(outer)}\n`,
    ),
  }
  expect(builds(files, replicas)).toEqual(['8'])
})

describe('maySet', () => {
  const sets = (files: Readonly<Record<string, string>>, key: string) => {
    const infrastructure = readInfrastructure(readerContext(filesOf(files)))
    const object = infrastructure.resources.find(({ type }) => type === 'apps/v1/Deployment')
    return object && new Overlays(infrastructure).maySet(key, object)
  }
  test.each([
    ['a key on the way of an operation', patch('{ kind: Deployment }'), 'replicas', true],
    ['another key', patch('{ kind: Deployment }'), 'strategy', false],
    [
      'a key in a value',
      patch('{ kind: Deployment }', '[{ op: add, path: /spec, value: { strategy: {} } }]'),
      'strategy',
      true,
    ],
    ['another object', patch('{ kind: Service }'), 'replicas', false],
    [
      'an object that the kustomization does not take',
      {
        ...patch('{ kind: Deployment }'),
        'prod/kustomization.yaml':
          'patches:\n  - { target: { kind: Deployment }, patch: "[{ op: remove, path: /spec/replicas }]" }\n',
      },
      'replicas',
      false,
    ],
  ])('%s', (_name, files, key, expected) => {
    expect(sets(files, key)).toBe(expected)
  })
})
