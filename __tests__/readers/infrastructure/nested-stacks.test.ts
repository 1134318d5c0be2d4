import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import { readInfrastructure } from '../../../src/readers/infrastructure/index.js'
import { memoryFiles, readerContext } from '../../helpers/memory-files.js'
import { plainOf } from './plain.js'

/** A template whose only resource, X, has property Value set to `value`. */
const child = (value: string, sections = '', condition = '') =>
  [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Parameters:',
    '  Days: {Type: Number, Default: 7}',
    '  Name: {Type: String}',
    '  Subnets: {Type: CommaDelimitedList, Default: "a, b"}',
    '  Image: {Type: AWS::SSM::Parameter::Value<String>, Default: /ami}',
    sections,
    'Resources:',
    '  X:',
    '    Type: AWS::X::Y',
    condition,
    '    Properties:',
    `      Value: ${value}`,
  ].join('\n')

/** A template whose stack `Child` is of `url`, with the parameters. */
const parent = (url: string, parameters = '{}', type = 'AWS::CloudFormation::Stack') =>
  [
    "AWSTemplateFormatVersion: '2010-09-09'",
    'Parameters:',
    '  Env: {Type: String}',
    'Resources:',
    '  Child:',
    `    Type: ${type}`,
    '    Properties:',
    `      ${type === 'AWS::Serverless::Application' ? 'Location' : 'TemplateURL'}: ${url}`,
    `      Parameters: ${parameters}`,
  ].join('\n')

function read(files: Record<string, string>) {
  const { resources } = readInfrastructure(readerContext(memoryFiles(files)))
  return resources
    .filter(({ type }) => type === 'AWS::X::Y')
    .map(({ properties, calledFrom, at }) => ({
      value: plainOf(valueAt(properties, 'Value')),
      kind: valueAt(properties, 'Value')?.kind,
      from: (calledFrom ?? []).map(({ file, line }) => `${file}:${line}`),
      at: `${at.file}:${at.line}`,
    }))
}

/** What property Value of the child is, for a parent that sets the parameters. */
function given(value: string, parameters: string, sections = '') {
  const [only, ...others] = read({
    'main.yaml': parent('./child.yaml', parameters),
    'child.yaml': child(value, sections),
  })
  expect(others).toEqual([])
  return only
}

describe('parameters of a nested stack', () => {
  test.each<[string, string, string, unknown]>([
    ['a number', '!Ref Days', '{Days: 30}', 30],
    ['a default that nobody replaces', '!Ref Days', '{}', 7],
    ['part of a text', '!Sub "log-${Name}"', '{Name: shop}', 'log-shop'],
    ['part of a text with names of its own', '!Sub ["${a}-${Name}", {a: x}]', '{Name: shop}', 'x-shop'],
    ['a list', '!Ref Subnets', '{Subnets: "c,d"}', ['c', 'd']],
    ['a list by default', '!Ref Subnets', '{}', ['a', 'b']],
    ['an item of a join', '!Join ["-", [!Ref Name, x]]', '{Name: shop}', 'shop-x'],
    ['a parameter that is left out', '!Ref Days', '{Days: !Ref "AWS::NoValue"}', 7],
  ])('are known: %s', (_, value, parameters, expected) => {
    expect(given(value, parameters)).toMatchObject({ value: expected, from: ['main.yaml:5'], at: 'child.yaml:9' })
  })

  test.each<[string, string, string]>([
    ['a parameter of the parent', '!Ref Name', '{Name: !Ref Env}'],
    ['a parameter that nobody sets', '!Ref Name', '{}'],
    ['one of two names', '!Sub "${Name}-${AWS::Region}"', '{Name: shop}'],
    ['a parameter of the Parameter Store', '!Ref Image', '{}'],
  ])('are open: %s', (_, value, parameters) => {
    expect(given(value, parameters)?.kind).toBe('unresolved')
  })

  const conditions =
    'Conditions:\n  IsProd: !Equals [!Ref Name, prod]\n  Not: !Not [{Condition: IsProd}]\n  Both: !And [!Condition IsProd, !Equals [!Ref Image, x]]\n  Any: !Or [!Condition IsProd, !Equals [!Ref Image, x]]\n  Self: !Condition Self'
  test.each<[string, string, unknown]>([
    ['IsProd', 'prod', 'yes'],
    ['IsProd', 'test', 'no'],
    ['Not', 'test', 'yes'],
    ['Both', 'test', 'no'],
    ['Any', 'prod', 'yes'],
  ])('decide condition %s for %s', (condition, name, expected) => {
    expect(given(`!If [${condition}, yes, no]`, `{Name: ${name}}`, conditions)?.value).toBe(expected)
  })
  test.each([
    ['Both', 'prod'],
    ['Any', 'test'],
    ['Self', 'prod'],
    ['Other', 'prod'],
  ])('leave condition %s open for %s', (condition, name) => {
    expect(given(`!If [${condition}, yes, no]`, `{Name: ${name}}`, conditions)?.kind).toBe('unresolved')
  })

  test('leave out what a condition does', () => {
    const files = (name: string) => ({
      'main.yaml': parent('child.yaml', `{Name: ${name}}`),
      'child.yaml': child('1', conditions, '    Condition: IsProd'),
    })
    expect(read(files('prod'))).toHaveLength(1)
    expect(read(files('test'))).toEqual([])
    expect(read({ 'child.yaml': files('x')['child.yaml'] })).toHaveLength(1)
  })
})

describe('the template of a stack is found', () => {
  const files = { 'cfn/child.yaml': child('!Ref Days') }
  test.each([
    ['by its path', 'cfn/child.yaml', 'AWS::CloudFormation::Stack'],
    ['by its path, for an application of SAM', './cfn/child.yaml', 'AWS::Serverless::Application'],
    ['by its path, for a StackSet', 'cfn/child.yaml', 'AWS::CloudFormation::StackSet'],
    ['by the only file of the name', 'https://s3.amazonaws.com/acme/v1/child.yaml', 'AWS::CloudFormation::Stack'],
    ['by a name behind an expression', '!Sub "https://${Bucket}/child.yaml"', 'AWS::CloudFormation::Stack'],
    ['by a name in a join', "!Join ['', ['https://', !Ref Env, '/child.yaml']]", 'AWS::CloudFormation::Stack'],
  ])('%s', (_, url, type) => {
    const [found] = read({ ...files, 'main.yaml': parent(url, '{}', type) })
    expect(found).toMatchObject({ value: 7, from: ['main.yaml:5'] })
  })

  test.each<[string, string, Record<string, string>]>([
    ['a path that leads nowhere', './child.yaml', {}],
    ['a name that two have', 'https://s3/child.yaml', { 'other/child.yaml': child('2') }],
    ['an expression', '!Ref Env', {}],
    ['an application of the repository of AWS', '{ApplicationId: arn, SemanticVersion: 1.0.0}', {}],
  ])('not: %s', (_, url, more) => {
    const found = read({ ...files, ...more, 'main.yaml': parent(url, '{Days: 1}') })
    expect(found.flatMap(({ from }) => from)).toEqual([])
  })

  test('not by what an example makes of it', () => {
    expect(read({ ...files, 'examples/main.yaml': parent('../cfn/child.yaml') })[0]?.from).toEqual([])
  })
})

describe('several stacks', () => {
  test('are a resource each where they differ', () => {
    const found = read({
      'a.yaml': parent('child.yaml', '{Days: 1}'),
      'b.yaml': parent('child.yaml', '{Days: 2}'),
      'c.yaml': parent('child.yaml', '{Days: 1}'),
      'child.yaml': child('!Ref Days'),
    })
    expect(found.map(({ value, from }) => [value, from])).toEqual([
      [1, ['a.yaml:5', 'c.yaml:5']],
      [2, ['b.yaml:5']],
    ])
  })

  test('hand on what they are given', () => {
    const found = read({
      'main.yaml': parent('middle.yaml', '{Env: prod}'),
      'middle.yaml': parent('child.yaml', '{Name: !Ref Env}'),
      'child.yaml': child('!Ref Name'),
    })
    expect(found[0]?.value).toBe('prod')
  })

  test('in a circle are read by themselves', () => {
    const both = (url: string) => `${parent(url)}\n  X:\n    Type: AWS::X::Y\n    Properties: {Value: 1}\n`
    expect(read({ 'a.yaml': both('b.yaml'), 'b.yaml': both('a.yaml') })).toHaveLength(2)
  })
})

describe('StackSets', () => {
  test('make what their own template says, at its place', () => {
    const body = child('!Ref Days')
      .split('\n')
      .map((line) => `        ${line}`)
      .join('\n')
    const found = read({
      'main.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: |\n${body}\n`,
    })
    expect(found).toMatchObject([{ kind: 'unresolved', from: ['main.yaml:3'], at: 'main.yaml:7' }])
  })

  test('set parameters, unless single accounts replace them', () => {
    const set = (more: string) =>
      parent('child.yaml', '[{ParameterKey: Days, ParameterValue: 3}]', 'AWS::CloudFormation::StackSet') + more
    const overrides =
      '\n      StackInstancesGroup:\n        - ParameterOverrides: [{ParameterKey: Days, ParameterValue: 9}]\n'
    expect(read({ 'main.yaml': set(''), 'child.yaml': child('!Ref Days') })[0]?.value).toBe(3)
    expect(read({ 'main.yaml': set(overrides), 'child.yaml': child('!Ref Days') })[0]?.kind).toBe('unresolved')
  })
})
