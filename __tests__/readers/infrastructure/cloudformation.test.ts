import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { looksLikeTemplate, readCloudFormation } from '../../../src/readers/infrastructure/cloudformation/index.js'
import { readSamConfig } from '../../../src/readers/infrastructure/cloudformation/samconfig.js'
import { isServerless, readServerless } from '../../../src/readers/infrastructure/cloudformation/serverless.js'
import { filesOf } from '../../helpers/files.js'
import { readerContext } from '../../helpers/memory-files.js'
import { covered, plainOf } from './plain.js'
import { processorTime } from '../../helpers/processor-time.js'

function read(source: string, path = 'template.yaml') {
  const context = readerContext(filesOf({ [path]: source }))
  const { resources, unread } = readCloudFormation(context, path)
  return {
    resources,
    unread,
    defects: context.defects,
    named: (name: string) => resources.find((each) => each.name === name),
  }
}

/** The plain value of property `Value` of the only resource, for a template that sets it to `text`. */
function valueOf(text: string, sections = ''): unknown {
  const source = `${sections}Resources:\n  R:\n    Type: AWS::X::Y\n    Properties:\n      Value: ${text}\n`
  const { named, defects } = read(source)
  expect(defects).toEqual([])
  return plainOf(valueAt(named('R')?.properties, 'Value'))
}

describe('what is no template', () => {
  test.each([
    ['a workflow', 'on: push\njobs:\n  a:\n    steps:\n      - run: echo AWS::EC2 Resources\n'],
    ['a document about one', 'title: AWS::Lambda::Function\nResources: many\n'],
    ['resources of something else', 'Resources:\n  A:\n    Type: page\n    Text: AWS::S3\n'],
    ['a fragment', 'Type: AWS::S3::Bucket\nProperties: {Name: Resources}\n'],
  ])('%s', (_, source) => {
    const { resources, unread, defects } = read(source)
    expect({ resources, unread, defects }).toEqual({ resources: [], unread: undefined, defects: [] })
  })

  test('most files are told by their text', () => {
    expect(looksLikeTemplate('on: push\njobs: {}\n')).toBe(false)
    expect(looksLikeTemplate('Resources: {}\n')).toBe(false)
    expect(looksLikeTemplate('AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n')).toBe(true)
  })
})

describe('resources', () => {
  const source = [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Parameters:',
    '  Tag: {Type: String, Default: latest}',
    'Resources:',
    '  Service:',
    '    Type: AWS::ECS::Service',
    '    DependsOn: [Listener]',
    '    UpdateReplacePolicy: Retain',
    '    Properties:',
    '      DesiredCount: 2',
    '      TaskDefinition: !Ref Task',
    '  Empty:',
    '    Type: AWS::SNS::Topic',
    '  NoType: {Properties: {A: 1}}',
  ].join('\n')

  test('name, type, place, attributes', () => {
    const { resources, named } = read(source)
    expect(resources.map(({ type, name }) => [type, name])).toEqual([
      ['template', 'template.yaml'],
      ['AWS::ECS::Service', 'Service'],
      ['AWS::SNS::Topic', 'Empty'],
    ])
    const service = named('Service')
    expect(service).toMatchObject({ technology: 'cloudformation', file: 'template.yaml', complete: true })
    expect(service?.at).toEqual({
      file: 'template.yaml',
      line: 5,
      column: 3,
      endLine: 5,
      endColumn: 10,
      route: 'Resources.Service',
    })
    expect(plainOf(service?.properties)).toEqual({
      DesiredCount: 2,
      TaskDefinition: { text: '!Ref Task', references: ['Ref:Task'] },
      '@DependsOn': ['Listener'],
      '@UpdateReplacePolicy': 'Retain',
    })
    expect(valueAt(service?.properties, 'DesiredCount')?.at).toMatchObject({
      line: 10,
      column: 21,
      route: 'Resources.Service.Properties.DesiredCount',
    })
    expect(plainOf(named('Empty')?.properties)).toEqual({})
    expect(plainOf(valueAt(named('template.yaml')?.properties, 'Parameters.Tag.Default'))).toBe('latest')
  })

  test('JSON, indented by tabs too', () => {
    const json =
      '{\n\t"Resources": {\n\t\t"A": {\n\t\t\t"Type": "AWS::S3::Bucket",\n\t\t\t"Properties": {"Name": {"Ref": "P"}}\n\t\t}\n\t}\n}\n'
    const { named, defects } = read(json, 'stack.json')
    expect(defects).toEqual([])
    expect(named('A')?.at).toMatchObject({ line: 3, column: 3 })
    expect(plainOf(named('A')?.properties)).toEqual({ Name: { text: '{"Ref": "P"}', references: ['Ref:P'] } })
    expect(covered(json, valueAt(named('A')?.properties, 'Name'))).toBe('{"Ref": "P"}')
  })

  test('a macro in the properties, and loops, leave something out', () => {
    const { named, unread } = read(
      "Resources:\n  A: {Type: AWS::X::Y, Properties: {'Fn::Transform': {Name: M}, B: 1}}\n  'Fn::ForEach::L': [x, [a], {'B${x}': {Type: AWS::X::Y}}]\n",
    )
    expect(named('A')?.complete).toBe(false)
    expect(unread?.technology).toBe('cloudformation')
  })

  test('names of object prototypes are names', () => {
    const { named } = read('Resources:\n  constructor: {Type: AWS::X::Y, Properties: {__proto__: 1, toString: 2}}\n')
    const { properties } = named('constructor') ?? {}
    expect([...(properties?.entries.keys() ?? [])]).toEqual(['__proto__', 'toString'])
  })
})

describe('intrinsic functions', () => {
  test.each([
    ['!Ref A', ['Ref:A']],
    ['{Ref: A}', ['Ref:A']],
    ['!GetAtt A.B.C', ['GetAtt:A.B.C']],
    ['{"Fn::GetAtt": [A, B]}', ['GetAtt:A.B']],
    ['!GetAtt [A, !Ref B]', ['Ref:B']],
    ['!Sub "${A}-${B.C}-${!D}-${AWS::Region}"', ['Ref:A', 'GetAtt:B.C', 'Ref:AWS::Region']],
    ['!Sub ["${A}-${B}", {A: !Ref X}]', ['Ref:B', 'Ref:X']],
    ['{"Fn::Sub": "${A}"}', ['Ref:A']],
    ['!If [C, !Ref A, b]', ['Condition:C', 'Ref:A']],
    ['{"Fn::If": [C, 1, 2]}', ['Condition:C']],
    ['!Join [",", [a, !Ref B]]', ['Ref:B']],
    ['!Select [0, !GetAZs ""]', []],
    ['!Split [",", !ImportValue net]', ['ImportValue:net']],
    ['!ImportValue {"Fn::Sub": "${Net}-vpc"}', ['Ref:Net']],
    ['!FindInMap [M, !Ref "AWS::Region", ami]', ['FindInMap:M', 'Ref:AWS::Region']],
    ['!Base64 {"Fn::Sub": "${A}"}', ['Ref:A']],
    ['!Cidr [!GetAtt V.Cidr, 2]', ['GetAtt:V.Cidr']],
    ['!Transform {Name: "AWS::Include", Parameters: {L: !Ref B}}', ['Transform:AWS::Include', 'Ref:B']],
    ['!Equals [!Ref A, prod]', ['Ref:A']],
    ['"{{resolve:ssm:/app/tag:3}}"', ['resolve:ssm:/app/tag:3']],
  ])('%s', (text, references) => {
    expect(valueOf(text)).toMatchObject({ references })
  })

  test('the text is what is written', () => {
    expect(valueOf('!If [C, !Ref A, b]')).toMatchObject({ text: '!If [C, !Ref A, b]' })
    expect(valueOf('{"Fn::GetAtt": [A, B]}')).toMatchObject({ text: '{"Fn::GetAtt": [A, B]}' })
  })

  test.each([
    ['!Sub plain', 'plain'],
    ['!If [C, 1, "1"]', 1],
    ['!If [C, [a, {b: 1}], [a, {b: 1}]]', ['a', { b: 1 }]],
    ['!Join ["-", [a, 1, b]]', 'a-1-b'],
    ['!Split [",", "a,b"]', ['a', 'b']],
    ['[a, !Ref "AWS::NoValue"]', ['a']],
    ['{A: !Ref "AWS::NoValue", B: 1}', { B: 1 }],
  ])('%s is decided by the template', (text, expected) => {
    expect(valueOf(text)).toEqual(expected)
  })

  test('a map with literal keys', () => {
    const mappings = 'Mappings:\n  Sizes:\n    prod: {count: 3, zones: [a, b]}\n'
    expect(valueOf('!FindInMap [Sizes, prod, count]', mappings)).toBe(3)
    expect(valueOf('!FindInMap [Sizes, prod, zones]', mappings)).toEqual(['a', 'b'])
    expect(valueOf('!FindInMap [Sizes, test, count]', mappings)).toMatchObject({ references: ['FindInMap:Sizes'] })
  })
})

describe('SAM globals', () => {
  const source = (own: string, type = 'Function') =>
    [
      'Transform: AWS::Serverless-2016-10-31',
      'Globals:',
      '  Function:',
      '    Timeout: 10',
      '    Layers: [a]',
      '    Environment: {Variables: {A: 1, B: 1}}',
      '    AutoPublishAlias: !Ref Alias',
      'Resources:',
      `  F: {Type: "AWS::Serverless::${type}", ${own}}`,
    ].join('\n')

  test('maps merge, lists join, the rest is overridden', () => {
    const { named } = read(
      source('Properties: {Timeout: 3, Layers: [b], Environment: {Variables: {B: 2, C: 2}}, AutoPublishAlias: live}'),
    )
    expect(plainOf(named('F')?.properties)).toEqual({
      Timeout: 3,
      Layers: ['a', 'b'],
      Environment: { Variables: { A: 1, B: 2, C: 2 } },
      AutoPublishAlias: 'live',
    })
    expect(valueAt(named('F')?.properties, 'Environment.Variables.A')?.at.line).toBe(6)
  })

  test('other types, and what a resource ignores, get none', () => {
    expect(plainOf(read(source('Properties: {Name: a}', 'Api')).named('F')?.properties)).toEqual({ Name: 'a' })
    const all = read(source('IgnoreGlobals: "*", Properties: {Timeout: 3}')).named('F')
    expect(plainOf(all?.properties)).toEqual({ Timeout: 3, '@IgnoreGlobals': '*' })
    const some = read(source('IgnoreGlobals: [Timeout, Environment, AutoPublishAlias]')).named('F')
    expect(plainOf(some?.properties)).toMatchObject({ Layers: ['a'] })
    expect(some?.properties.entries.has('Timeout')).toBe(false)
  })
})

describe('broken and templated files', () => {
  test('a broken template is a defect', () => {
    const { defects } = read(
      'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A:\n    Type: AWS::S3::Bucket\n   B: 1\n',
    )
    expect(defects).toHaveLength(1)
    expect(defects[0]?.at.line).toBe(5)
  })

  test('what stands before the fault is read, and incomplete', () => {
    const { named } = read('Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: {Name: b}\n  B: [\n')
    expect(named('A')).toMatchObject({ type: 'AWS::S3::Bucket', complete: false })
  })

  test.each([
    'AWSTemplateFormatVersion: 2010-09-09\nResources:\n{% if x %}\n  A: {Type: AWS::S3::Bucket}\n{% endif %}\n',
    'AWSTemplateFormatVersion: 2010-09-09\nDescription: {{ name }}\nResources:\n  A: {Type: AWS::S3::Bucket}\n',
  ])('a template of a template is unread', (source) => {
    const { resources, unread, defects } = read(source)
    expect({ resources, defects }).toEqual({ resources: [], defects: [] })
    expect(unread?.technology).toBe('cloudformation')
  })

  test('hostile files take linear time', () => {
    const started = processorTime()
    const nested = '{"Fn::If":[C,'.repeat(45) + '1' + ',2]}'.repeat(45)
    read(`Resources: {A: {Type: AWS::X::Y, Properties: {V: ${nested}}}}`)
    read(`Resources:\n  A:\n    Type: AWS::X::Y\n    Properties: {V: !Sub "${'${a'.repeat(100_000)}"}\n`)
    const bomb = Array.from({ length: 30 }, (_, n) => `  - &a${n + 1} [*a${n}, *a${n}]`).join('\n')
    read(`x:\n  - &a0 [1]\n${bomb}\nResources: {A: {Type: AWS::X::Y, Properties: {V: *a30}}}`)
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})

describe('samconfig.toml', () => {
  function config(source: string) {
    return readSamConfig(readerContext(filesOf({ 'samconfig.toml': source })), 'samconfig.toml').resources
  }

  test('one resource for each environment that deploys', () => {
    const source = [
      'version = 0.1',
      '[default.global.parameters]',
      'stack_name = "shop"',
      'region = "eu-west-1"',
      '[default.deploy.parameters] # comment',
      'stack_name = "shop-dev" # comment "with quotes"',
      'disable_rollback = true',
      "s3_prefix = 'a\\b'",
      'capabilities = [',
      '  "CAPABILITY_IAM", # why',
      "  'CAPABILITY_AUTO_EXPAND',",
      ']',
      'retries = 1_000',
      'tags = { a = "b" }',
      'when = 2024-01-01',
      'long = """x',
      'disable_rollback = false',
      '"""',
      '[default.build.parameters]',
      'cached = true',
      '[prod.deploy.parameters]',
      'parameter_overrides = "Tag=\\"1.2\\""',
    ].join('\r\n')
    const [dev, prod, ...more] = config(source)
    expect(more).toEqual([])
    expect(dev).toMatchObject({ technology: 'cloudformation', type: 'samconfig', name: 'default', complete: true })
    expect(dev?.at).toMatchObject({ line: 5, column: 1, endColumn: 28, route: 'default.deploy.parameters' })
    expect(plainOf(dev?.properties)).toMatchObject({
      stack_name: 'shop-dev',
      region: 'eu-west-1',
      disable_rollback: true,
      s3_prefix: 'a\\b',
      capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
      retries: 1000,
      when: { text: '2024-01-01' },
    })
    expect(plainOf(dev?.properties)).toHaveProperty('tags.text')
    expect(plainOf(dev?.properties)).toHaveProperty('long.text')
    expect(valueAt(dev?.properties, 'disable_rollback')?.at).toMatchObject({
      line: 7,
      column: 20,
      endColumn: 24,
      route: 'default.deploy.parameters.disable_rollback',
    })
    expect(plainOf(prod?.properties)).toEqual({ parameter_overrides: 'Tag="1.2"' })
  })

  test.each(['', 'a = 1\n', '[broken\nx = 1\n', '[a.deploy.parameters]\nx = [\n', '[a.deploy.parameters]\nx = "\n'])(
    'odd text does no harm: %j',
    (source) => {
      expect(config(source).length).toBeLessThanOrEqual(1)
    },
  )

  test('hostile text takes linear time', () => {
    const started = processorTime()
    config('[a.deploy.parameters]\n' + 'x = [\n'.repeat(50_000))
    config('[a.deploy.parameters]\nx = "' + '\\"'.repeat(200_000))
    config('[a.deploy.parameters]\n' + 'x = """\n'.repeat(50_001))
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})

describe('serverless.yml', () => {
  const source = [
    'service: shop-${self:custom.name}',
    'provider:',
    '  name: aws',
    '  stage: ${opt:stage, "dev"}',
    '  deploymentBucket: literal',
    'functions:',
    '  api: {handler: src/api.main}',
    'resources:',
    '  Resources:',
    '    Table:',
    '      Type: AWS::DynamoDB::Table',
    '      DeletionPolicy: Retain',
    '      Properties: {TableName: !Ref Name}',
  ].join('\n')

  test('the service, and the resources that it holds', () => {
    const { resources } = readServerless(readerContext(filesOf({ 'serverless.yml': source })), 'serverless.yml')
    const [service, table] = resources
    expect(service).toMatchObject({ technology: 'cloudformation', type: 'serverless-framework', complete: true })
    expect(service?.at).toMatchObject({ line: 1, column: 10 })
    expect(plainOf(valueAt(service?.properties, 'provider'))).toEqual({
      name: 'aws',
      stage: { text: '${opt:stage, "dev"}', references: ['opt:stage, "dev"'] },
      deploymentBucket: 'literal',
    })
    expect(table).toMatchObject({ type: 'AWS::DynamoDB::Table', name: 'Table', at: { line: 10, column: 5 } })
    expect(plainOf(table?.properties)).toEqual({
      TableName: { text: '!Ref Name', references: ['Ref:Name'] },
      '@DeletionPolicy': 'Retain',
    })
  })

  test.each([
    ['serverless.yml', source, true],
    ['api/serverless.prod.yaml', source, true],
    ['my-serverless.yml', source, false],
    ['serverless.yml', 'name: action\nruns: {using: docker}\n', false],
    ['serverless.json', '{"service": "a", "provider": {"name": "aws"}}', true],
    ['serverless.json', '{"a": 1}', false],
  ])('%s', (path, text, expected) => {
    expect(isServerless(path, text)).toBe(expected)
  })
})
