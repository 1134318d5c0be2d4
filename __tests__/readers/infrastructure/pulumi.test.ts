import { describe, expect, test } from '@jest/globals'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { plainOf } from './plain.js'

function read(files: Readonly<Record<string, string>>) {
  const context = readerContext(filesOf(files))
  return { ...readInfrastructure(context), defects: context.defects }
}

function program(...lines: string[]) {
  const { resources, defects } = read({ 'Pulumi.yaml': ['name: shop', 'runtime: yaml', ...lines].join('\n') })
  expect(defects).toEqual([])
  return resources.filter(({ type }) => type !== 'pulumi-project')
}

describe('projects, stacks and policy packs', () => {
  test('a project in another language: its settings, and a note that its program is not read', () => {
    const { resources, unread, technologies } = read({
      'infra/Pulumi.yaml': 'name: shop\nruntime: {name: nodejs}\nbackend: {url: s3://state}\n',
    })
    expect(resources).toMatchObject([
      { technology: 'pulumi', type: 'pulumi-project', name: 'shop', at: { line: 1, column: 7 } },
    ])
    expect(plainOf(resources[0]?.properties)).toEqual({
      name: 'shop',
      runtime: { name: 'nodejs' },
      backend: { url: 's3://state' },
    })
    expect(unread).toEqual([{ file: 'infra/Pulumi.yaml', technology: 'pulumi' }])
    expect([...technologies]).toEqual(['pulumi'])
  })

  test('settings of a stack; what is encrypted is not known', () => {
    const { resources } = read({
      'Pulumi.prod.eu.yaml': 'secretsprovider: awskms://a\nconfig:\n  shop:size: 3\n  shop:key:\n    secure: v1:abc\n',
      'Pulumi.dev.yaml': '',
    })
    expect(resources.map(({ type, name }) => [type, name])).toEqual([
      ['pulumi-stack', 'dev'],
      ['pulumi-stack', 'prod.eu'],
    ])
    expect(plainOf(resources[1]?.properties)).toEqual({
      secretsprovider: 'awskms://a',
      config: { 'shop:size': 3, 'shop:key': { text: 'secure', references: ['secure'] } },
    })
  })

  test('a policy pack', () => {
    const { resources, unread } = read({ 'policy/PulumiPolicy.yaml': 'description: rules\nruntime: python\n' })
    expect(resources).toMatchObject([{ type: 'pulumi-policy-pack', name: 'policy' }])
    expect(unread).toEqual([])
  })

  test('a broken file is a defect, a template is none', () => {
    expect(read({ 'Pulumi.yaml': 'name: a\nruntime: yaml\nx: [1\n' }).defects).toHaveLength(1)
    const template = read({ 'Pulumi.yaml': 'name: a\n{{ if x }}\nruntime: {{ y }}\n{{ end }}\n' })
    expect([template.defects, template.unread]).toEqual([[], [{ file: 'Pulumi.yaml', technology: 'pulumi' }]])
  })
})

describe('programs in YAML', () => {
  test('resources with their places', () => {
    const [bucket] = program('resources:', '  files:', '    type: acme:store:Box', '    properties:', '      size: 3')
    expect(bucket).toMatchObject({
      technology: 'pulumi',
      type: 'acme:store:Box',
      name: 'files',
      at: { line: 4, column: 3, endColumn: 8, route: 'resources.files' },
      complete: true,
    })
    expect(bucket?.properties.entries.get('size')?.at).toMatchObject({ line: 7, column: 13 })
  })

  test('expressions', () => {
    const [box] = program(
      'variables:',
      '  plain: eu-west-1',
      '  called: {"fn::invoke": {function: a}}',
      'resources:',
      '  box:',
      '    type: acme:Box',
      '    properties:',
      '      known: ${plain}',
      '      part: name-${plain}',
      '      other: ${called}',
      '      of: "${site.arn}/${site.id}"',
      '      escaped: $${HOME}',
      '      join: {"fn::join": ["-", ["a", "${b}"]]}',
      '      secret: {"fn::secret": hunter2}',
      '      json: {"fn::toJSON": {a: 1}}',
    )
    expect(plainOf(box?.properties)).toEqual({
      known: 'eu-west-1',
      part: { text: 'name-${plain}', references: ['plain'] },
      other: { text: '${called}', references: ['called'] },
      of: { text: '${site.arn}/${site.id}', references: ['site.arn', 'site.id'] },
      escaped: '${HOME}',
      join: { text: 'fn::join', references: ['b'] },
      secret: 'hunter2',
      json: { a: 1 },
    })
  })

  test('what a provider wraps has the words of Terraform', () => {
    const [table, bucket, read_] = program(
      'resources:',
      '  orders:',
      '    type: aws:dynamodb/table:Table',
      '    properties:',
      '      hashKey: id',
      '      attributes: [{name: id, type: S}]',
      '      pointInTimeRecovery: {enabled: true}',
      '      tags: {CostCenter: a}',
      '    options: {protect: true, ignoreChanges: [readCapacity]}',
      '  files: {type: "aws:s3:BucketV2", properties: {forceDestroy: true}, options: {retainOnDelete: true}}',
      '  old: {type: "aws:s3/bucketV2:BucketV2", get: {id: a}}',
    )
    expect(table).toMatchObject({ type: 'aws_dynamodb_table', name: 'orders' })
    expect(plainOf(table?.properties)).toEqual({
      hash_key: 'id',
      attribute: [{ name: 'id', type: 'S' }],
      point_in_time_recovery: { enabled: true },
      tags: { CostCenter: 'a' },
      lifecycle: [{ prevent_destroy: true, ignore_changes: ['read_capacity'] }],
      '@options': { protect: true, ignoreChanges: ['readCapacity'] },
    })
    expect(plainOf(bucket?.properties)).toMatchObject({ force_destroy: true, lifecycle: [{ prevent_destroy: true }] })
    expect([bucket?.type, read_?.type]).toEqual(['aws_s3_bucket', 'data.aws_s3_bucket'])
  })

  test('objects of a cluster', () => {
    const [app, service] = program(
      'resources:',
      '  app: {type: "kubernetes:apps/v1:Deployment", properties: {metadata: {name: web}}}',
      '  svc: {type: "kubernetes:core/v1:Service"}',
    )
    expect([app?.type, app?.name]).toEqual(['apps/v1/Deployment', 'web'])
    expect([service?.type, service?.name]).toEqual(['v1/Service', 'svc'])
  })

  test('a program in a file of its own', () => {
    const { resources } = read({
      'a/Pulumi.yaml': 'name: a\nruntime: yaml\n',
      'a/Main.json': '{"resources": {"q": {"type": "eks:index:Cluster"}}}',
      'b/Pulumi.yaml': 'name: b\nruntime: go\n',
      'b/Main.yaml': 'resources: {q: {type: "eks:Cluster"}}\n',
    })
    expect(resources.map(({ type, file }) => `${file} ${type}`)).toEqual([
      'a/Main.json eks:Cluster',
      'a/Pulumi.yaml pulumi-project',
      'b/Pulumi.yaml pulumi-project',
    ])
  })
})
