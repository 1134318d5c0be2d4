import { describe, expect, test } from '@jest/globals'
import { textOf, truthOf, valueAt } from '../../../src/models/value.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { yamlOf } from '../../../src/readers/yaml/cache.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { processorTime } from '../../helpers/processor-time.js'

function read(files: Readonly<Record<string, string>>) {
  const context = readerContext(filesOf(files))
  return { ...readInfrastructure(context), defects: context.defects, unreadFiles: context.unreadFiles }
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n'
const TEMPLATE = 'Resources: {A: {Type: AWS::S3::Bucket}}\n'

test('what is no infrastructure gives nothing', () => {
  const model = read({
    '.github/workflows/ci.yml': 'on: push\njobs: {a: {steps: [{run: "echo AWS::"}]}}\n',
    'package.json': '{"name": "a", "apiVersion": "v1", "kind": "Pod"}',
    'tsconfig.json': '{}',
    'openapi.yaml': 'openapi: 3.1.0\ncomponents: {schemas: {A: {properties: {apiVersion: {}, kind: {}}}}}\n',
    'node_modules/a/pod.yaml': POD,
    'vendor/x/Dockerfile': 'FROM a\n',
    'infra/.terraform/modules/m/pod.yaml': POD,
    'README.md': POD,
    'broken.yaml': 'a: [\n',
    'data.json': '[1, 2',
  })
  expect(model).toMatchObject({ resources: [], terraform: [], unread: [], defects: [], unreadFiles: [] })
  expect([...model.technologies]).toEqual([])
})

test('each file by its own reader', () => {
  const { resources, technologies, unread, defects } = read({
    Dockerfile: 'FROM node:22\n',
    'api.Dockerfile': 'FROM node:22\n',
    'compose.yaml': 'services: {web: {image: nginx}}\n',
    'k8s/pod.yaml': POD,
    'k8s/pod.json': '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "j"}}',
    'k8s/kustomization.yaml': 'resources: [pod.yaml]\n',
    'k8s/app.yml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\n',
    'flux.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: release}\n',
    'bucket.yaml': 'apiVersion: s3.aws.upbound.io/v1beta1\nkind: Bucket\nmetadata: {name: b}\n',
    'stack.template': TEMPLATE,
    'stack.json': '{"Resources": {"J": {"Type": "AWS::S3::Bucket"}}}',
    'samconfig.toml': '[default.deploy.parameters]\nstack_name = "a"\n',
    'serverless.yml': 'service: fn\nprovider: {name: aws}\n',
    'chart/Chart.yaml': 'name: chart\n',
    'chart/templates/s.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: {{ .Chart.Name }}}\n',
    'main.tf': 'resource "aws_s3_bucket" "b" {}\n',
  })
  expect(defects).toEqual([])
  expect(unread).toEqual([])
  expect(resources.map(({ technology, type, name }) => `${technology} ${type} ${name}`).sort()).toEqual([
    'argocd argoproj.io/v1alpha1/Application app',
    'cloudformation AWS::S3::Bucket A',
    'cloudformation AWS::S3::Bucket J',
    'cloudformation samconfig default',
    'cloudformation serverless-framework fn',
    'cloudformation template stack.json',
    'cloudformation template stack.template',
    'compose service web',
    'dockerfile dockerfile Dockerfile',
    'dockerfile dockerfile api.Dockerfile',
    'flux helm.toolkit.fluxcd.io/v2/HelmRelease release',
    'helm chart chart',
    'helm v1/Service chart',
    'kubernetes kustomization k8s',
    'kubernetes s3.aws.upbound.io/v1beta1/Bucket b',
    'kubernetes v1/Pod j',
    'kubernetes v1/Pod p',
    'terraform aws_s3_bucket b',
  ])
  expect(resources.find(({ name }) => name === 'p')?.module).toBe('k8s')
  expect([...technologies].sort()).toEqual(
    'argocd cloudformation compose crossplane dockerfile flux helm kubernetes kustomize terraform'.split(' '),
  )
})

describe('recognised and not read', () => {
  test.each([
    ['image.pkr.json', '{}', 'packer'],
    ['helmfile.yaml', 'releases: []\n', 'helmfile'],
    ['skaffold.yaml', 'apiVersion: skaffold/v4beta11\nkind: Config\n', 'skaffold'],
    ['serverless.ts', '', 'serverless-framework'],
    ['deploy/app.yaml.j2', POD, 'kubernetes'],
    ['stack.yaml.j2', TEMPLATE, 'cloudformation'],
    ['Dockerfile.j2', 'FROM {{ x }}\n', 'dockerfile'],
    ['k8s/app.yaml', 'apiVersion: v1\nkind: Pod\n{{ if x }}\nmetadata: {}\n{{ end }}\n', 'kubernetes'],
    ['compose.yaml', 'services:\n{% if x %}\n  a: {image: b}\n{% endif %}\n', 'compose'],
  ])('%s', (path, text, technology) => {
    const { resources, technologies, unread, defects, unreadFiles } = read({ [path]: text })
    expect({ resources, defects }).toEqual({ resources: [], defects: [] })
    expect(unread).toEqual([{ file: path, technology }])
    expect([...technologies]).toEqual([technology])
    expect(unreadFiles).toMatchObject([{ file: path, reason: expect.any(String) }])
  })

  test.each([
    ['a module of a source tree', { 'src/readers/serverless.ts': '', 'package.json': '{}' }, []],
    ['one of a package', { 'packages/a/lib/serverless.js': '', 'packages/a/package.json': '{}' }, []],
    ['the settings of a service', { 'services/a/serverless.ts': '' }, ['services/a/serverless.ts']],
    [
      'those of a service below src',
      { 'src/a/serverless.js': '', 'src/a/package.json': '{}' },
      ['src/a/serverless.js'],
    ],
  ])('serverless.ts: %s', (_, files, unread) => {
    expect(read(files as Record<string, string>).unread.map(({ file }) => file)).toEqual(unread)
  })

  test('the program of a CDK application, whose settings are', () => {
    const { resources, unread, technologies } = read({
      'infra/cdk.json':
        '{"app": "node app.js", "context": {"@aws-cdk/core:checkSecretUsage": true}, "rollback": false}',
    })
    expect(unread).toEqual([{ file: 'infra/cdk.json', technology: 'cdk' }])
    expect(technologies.has('cdk')).toBe(true)
    expect(resources).toMatchObject([{ type: 'cdk', name: 'infra', technology: 'cloudformation', complete: true }])
    expect(truthOf(valueAt(resources[0]?.properties, 'rollback'))).toBe(false)
    expect(textOf(valueAt(resources[0]?.properties, 'app'))).toBe('node app.js')
  })

  test('a file that only shows the technology', () => {
    const { technologies, unread } = read({ 'ansible.cfg': '' })
    expect([[...technologies], unread]).toEqual([['ansible'], []])
  })
})

test('a thousand files that are not about infrastructure cost a look each', () => {
  const text = `${'key: {nested: [1, 2, 3]}\nother:\n  - value\n'.repeat(200)}`
  const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`data/${n}.yaml`, text]))
  const started = processorTime()
  expect(read(files).resources).toEqual([])
  expect(processorTime() - started).toBeLessThan(20_000)
})

describe('the cache of YAML files', () => {
  test('one tree while it is in use', () => {
    const context = readerContext(filesOf({ 'a.yaml': 'a: 1\n' }))
    expect(yamlOf(context, 'a.yaml')).toBe(yamlOf({ ...context }, 'a.yaml'))
    expect(yamlOf(context, 'missing.yaml')).toBeUndefined()
  })

  test('old trees go, the newest stays', () => {
    const big = `a: ${'x'.repeat(300_000)}\n`
    const context = readerContext(filesOf({ 'a.yaml': big, 'b.yaml': big }))
    const [first, second] = [yamlOf(context, 'a.yaml'), yamlOf(context, 'b.yaml')]
    expect(yamlOf(context, 'b.yaml')).toBe(second)
    expect(yamlOf(context, 'a.yaml')).not.toBe(first)
  })
})
