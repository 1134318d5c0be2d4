import { describe, expect, test } from '@jest/globals'
import { hasUnresolved, valueAt } from '../../../../src/models/value.js'
import { plain } from '../../hcl/plain.js'
import { covered } from '../plain.js'
import { read } from './read.js'
import { processorTime } from '../../../helpers/processor-time.js'

const SERVICE = `resource "aws_ecs_service" "api" {
  desired_count = 2
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}
`

describe('resources', () => {
  test('have type, name, place, module and properties', () => {
    const { resource } = read({ 'infra/main.tf': `# the API\n${SERVICE}` })
    const api = resource('aws_ecs_service.api')
    expect(api).toMatchObject({
      technology: 'terraform',
      type: 'aws_ecs_service',
      name: 'api',
      file: 'infra/main.tf',
      module: 'infra',
      complete: true,
      at: { line: 2, column: 1, endLine: 2, endColumn: 33, route: 'resource.aws_ecs_service.api' },
    })
    expect(plain(api.properties)).toEqual({
      desired_count: 2,
      deployment_circuit_breaker: [{ enable: true, rollback: true }],
    })
    expect(valueAt(api.properties, 'deployment_circuit_breaker.rollback')?.at).toMatchObject({
      line: 6,
      column: 16,
      route: 'resource.aws_ecs_service.api.deployment_circuit_breaker[0].rollback',
    })
  })

  test('are read from every kind of block that defines something', () => {
    const { resources } = read({
      'main.tf': `
        terraform {}
        resource "aws_x" "a" {}
        data "aws_x" "b" {}
        ephemeral "aws_x" "c" {}
        module "d" { source = "./d" }
        provider "aws" {}
        variable "e" { default = "secret" }
        output "f" { value = aws_x.a.id }
        locals { g = 1 }
        moved { 
          from = aws_x.z
          to = aws_x.a
        }
        check "h" {}
      `,
    })
    expect(resources.map(({ type, name }) => `${type} ${name}`.trim())).toEqual([
      'aws_x a',
      'data.aws_x b',
      'ephemeral.aws_x c',
      'module d',
      'provider aws',
      'variable e',
      'output f',
      'locals',
    ])
  })

  test.each(['infra/main.tf', 'main.tofu', 'main.tf.json'])('are read from %s', (path) => {
    const source = path.endsWith('.json')
      ? '{"resource": {"a_b": {"c": {"d": 1}}}}'
      : 'resource "a_b" "c" {\n  d = 1\n}\n'
    expect(plain(read({ [path]: source }).resource('a_b.c').properties)).toEqual({ d: 1 })
  })

  test.each([
    '.terraform/modules/x/main.tf',
    'web/node_modules/x/main.tf',
    'infra/.terragrunt-cache/x/main.tf',
    'vendor/x/main.tf',
    'infra/.main.tf',
    'main.tftest.hcl',
    'main.tf.bak',
  ])('are not read from %s', (path) => {
    const { resources, modules } = read({ [path]: SERVICE })
    expect([resources, modules]).toEqual([[], []])
  })

  test('of main.tofu give way to those of main.tf', () => {
    const { resource } = read({
      'main.tf': 'resource "a_b" "c" { d = 1 }',
      'main.tofu': 'resource "a_b" "c" { d = 2 }',
    })
    expect(plain(resource('a_b.c').properties)).toEqual({ d: 1 })
  })

  test('take what an override file says in place of what it names', () => {
    const { resource } = read({
      'a_override.tf': 'resource "a_b" "c" {\n  d = 2\n  f {\n    g = 2\n  }\n}\n',
      'main.tf': 'resource "a_b" "c" {\n  d = 1\n  e = 1\n  f {\n    g = 1\n  }\n}\n',
    })
    expect(plain(resource('a_b.c').properties)).toEqual({ d: 2, e: 1, f: [{ g: 2 }] })
    expect(resource('a_b.c').file).toBe('main.tf')
  })

  test.each([
    ['count = 0', false],
    ['count = "0"', false],
    ['for_each = {}', false],
    ['for_each = toset([])', false],
    ['for_each = []', false],
    ['count = local.none', false],
    ['count = local.off ? 1 : 0', false],
    ['count = 1', true],
    ['count = ""', true],
    ['count = var.none', true],
    ['count = var.off ? 1 : 0', true],
    ['count = length(var.list)', true],
    ['for_each = var.list', true],
    ['for_each = toset(["a"])', true],
  ])('with %s are kept: %s', (line, kept) => {
    const { resources } = read({
      'main.tf': `
provider "aws" {}
locals {
  none = 0
  off = false
}
variable "none" { default = 0 }
variable "off" { default = false }
resource "aws_x" "y" {
  ${line}
}
`,
    })
    expect(resources.some(({ type }) => type === 'aws_x')).toBe(kept)
  })

  test('with the wrong number of labels are left out', () => {
    expect(read({ 'main.tf': 'resource "a_b" {}\nmodule "a" "b" {}\nlocals "x" {}\n' }).resources).toEqual([])
  })

  test('of names of object prototypes are harmless', () => {
    const { resource } = read({
      'main.tf':
        'locals {\n  __proto__ = { a = 1 }\n  constructor = 2\n}\nresource "__proto__" "constructor" {\n  toString = local.constructor\n  hasOwnProperty = local.toString\n}\n',
    })
    expect(
      [...resource('__proto__.constructor').properties.entries].map(([key, value]) => [key, plain(value)]),
    ).toEqual([
      ['toString', 2],
      ['hasOwnProperty', { '?': 'local.toString', of: ['local.toString'] }],
    ])
  })
})

describe('locals', () => {
  const property = (locals: string, text: string): unknown =>
    plain(
      read({ 'locals.tf': `locals {\n${locals}\n}\n`, 'main.tf': `resource "a_b" "c" {\n  d = ${text}\n}\n` })
        .resource('a_b.c')
        .properties.entries.get('d'),
    )

  test.each([
    ['x = "v1"', 'local.x', 'v1'],
    ['x = "v1"', '"app:${local.x}"', 'app:v1'],
    ['x = { y = [1, { z = 2 }] }', 'local.x.y[1].z', 2],
    ['a = local.b\nb = local.c\nc = 3', 'local.a', 3],
    ['x = { a = 1 }', 'jsonencode({ b = local.x })', { b: { a: 1 } }],
    ['x = [1, var.y]', 'local.x', [1, { '?': 'var.y', of: ['var.y'] }]],
  ])('%s makes %s known', (locals, text, expected) => {
    expect(property(locals, text)).toEqual(expected)
  })

  test.each([
    ['x = local.x', 'local.x', ['local.x']],
    ['x = local.y\ny = local.x', 'local.x', ['local.x', 'local.y']],
    ['x = var.y', 'local.x', ['local.x', 'var.y']],
    ['x = { y = "${var.a}-${var.b}" }', 'local.x.y', ['local.x.y', 'var.a', 'var.b']],
    ['x = f(aws_x.y.id)', '"a-${local.x}"', ['local.x', 'aws_x.y.id']],
  ])('%s leaves %s open', (locals, text, references) => {
    expect(property(locals, text)).toMatchObject({ of: expect.arrayContaining(references) })
  })

  test('belong to their module', () => {
    const { resource } = read({
      'a/main.tf': 'locals {\n  x = 1\n}\n',
      'b/main.tf': 'resource "a_b" "c" {\n  d = local.x\n}\n',
    })
    expect(hasUnresolved(resource('a_b.c').properties)).toBe(true)
  })
})

describe('variables', () => {
  const ROOT =
    'provider "aws" {}\nvariable "tag" {\n  default = "v1"\n}\nresource "aws_x" "y" {\n  image = "app:${var.tag}"\n}\n'

  test('stand for their default in a root module, and say so', () => {
    const image = read({ 'infra/main.tf': ROOT }).resource('aws_x.y').properties.entries.get('image')
    expect(image).toMatchObject({
      kind: 'scalar',
      value: 'app:v1',
      via: ['var.tag'],
      at: { file: 'infra/main.tf', line: 6 },
    })
  })

  test.each<[string, Record<string, string>]>([
    ['a tfvars file sets them', { 'infra/main.tf': ROOT, 'envs/prod.tfvars': 'tag = "v2"\n' }],
    ['a JSON tfvars file sets them', { 'infra/main.tf': ROOT, 'infra/prod.tfvars.json': '{"tag": "v2"}' }],
    ['a file elsewhere sets them', { 'infra/main.tf': ROOT, 'envs/prod/terraform.tfvars': 'tag = "v2"\n' }],
    ['the module is no root', { 'infra/main.tf': ROOT.replace('provider "aws" {}', '') }],
    ['the module lies among modules', { 'modules/x/main.tf': ROOT }],
    ['a wrapper runs the module', { 'infra/main.tf': ROOT, 'infra/gen.tm.hcl': 'generate_hcl "backend" {}\n' }],
    ['a server runs the module', { 'infra/main.tf': `${ROOT}terraform {\n  cloud {}\n}\n` }],
    ['there is no default', { 'infra/main.tf': ROOT.replace('  default = "v1"\n', '') }],
    ['the default is null', { 'infra/main.tf': ROOT.replace('"v1"', 'null') }],
    ['the default is of another type', { 'infra/main.tf': ROOT.replace('default', 'type = number\n  default') }],
  ])('are open where %s', (_, texts) => {
    const image = read(texts).resource('aws_x.y').properties.entries.get('image')
    expect(image).toMatchObject({ kind: 'unresolved', text: 'app:${var.tag}', references: ['var.tag'] })
  })

  test.each<[string, Record<string, string>, unknown]>([
    ['a file that Terraform reads by itself', { 'infra/terraform.tfvars': 'tag = "v2"\n' }, 'app:v2'],
    ['the same in JSON', { 'infra/x.auto.tfvars.json': '{"tag": "v2"}' }, 'app:v2'],
    [
      'the last of several',
      { 'infra/b.auto.tfvars': 'tag = "v3"\n', 'infra/terraform.tfvars': 'tag = "v2"\n' },
      'app:v3',
    ],
    ['not by the file of another module', { 'b/main.tf': '', 'b/terraform.tfvars': 'tag = "v2"\n' }, 'app:v1'],
  ])('are set by %s', (_, texts, expected) => {
    const image = read({ 'infra/main.tf': ROOT, ...texts })
      .resource('aws_x.y')
      .properties.entries.get('image')
    expect(image).toMatchObject({ value: expected, via: ['var.tag'], at: { file: 'infra/main.tf', line: 6 } })
  })

  test('are open where a pipeline sets them', () => {
    const { resource } = read({ 'infra/main.tf': ROOT }, { suppliedVariables: new Set(['tag']) })
    expect(hasUnresolved(resource('aws_x.y').properties)).toBe(true)
  })
})

describe('JSON syntax', () => {
  const source = `{
  "//": "comment",
  "terraform": [{"backend": {"s3": {"bucket": "b"}}, "required_providers": {"aws": {"source": "hashicorp/aws", "version": "~> 6.0"}}}],
  "provider": {"aws": [{"region": "eu-west-1"}, {"alias": "west"}]},
  "locals": {"tag": "v1"},
  "resource": {
    "aws_x": {
      "y": {
        "image": "app:\${local.tag}",
        "count": 2,
        "list": ["\${var.a}", "$\${b}", true, null],
        "nested": [{"\${local.tag}": 1}]
      }
    }
  },
  "module": {"m": {"source": "../m"}}
}
`

  test('reads like HCL', () => {
    const { resource, module, defects } = read({ 'infra/main.tf.json': source, 'm/main.tf': '' })
    expect(defects).toEqual([])
    expect(plain(resource('aws_x.y').properties)).toEqual({
      image: 'app:v1',
      count: 2,
      list: [{ '?': 'var.a', of: ['var.a'] }, '${b}', true, null],
      nested: [{ v1: 1 }],
    })
    expect(resource('aws_x.y').at).toMatchObject({ line: 8, column: 7, endColumn: 10 })
    expect(valueAt(resource('aws_x.y').properties, 'image')?.at).toMatchObject({ line: 9, column: 18, endColumn: 36 })
    expect(module('infra')).toMatchObject({
      isRoot: true,
      backend: { type: 's3' },
      requiredProviders: [{ name: 'aws', version: { value: '~> 6.0', at: { line: 3 } } }],
      moduleSources: [{ name: 'm', local: 'm' }],
    })
    expect(module('m').calledBy).toEqual(['infra'])
  })

  test.each([
    ['[1]', 'Terraform expects a JSON object here'],
    ['"x"', 'Terraform expects a JSON object here'],
    ['{"resource": ', expect.any(String)],
  ])('%s is a defect', (text, message) => {
    expect(read({ 'main.tf.json': text }).defects).toEqual([expect.objectContaining({ message })])
  })

  test.each([
    '{}',
    '{"resource": 1}',
    '{"resource": {"a": [1, null]}}',
    '{"terraform": null}',
    '{"module": {"m": "x"}}',
    '',
  ])('%j is read without an exception', (text) => {
    expect(read({ 'main.tf.json': text }).resources).toEqual([])
  })
})

describe('files with errors', () => {
  test('are a defect, and the rest is read as incomplete', () => {
    const { resources, defects } = read({
      'main.tf': `resource "a_b" "c" {\n  d =\n  e = [1 2]\n  f = 3\n}\n${SERVICE}`,
    })
    expect(defects).toEqual([
      { at: expect.objectContaining({ file: 'main.tf', line: 2 }), message: '`d` has no value (and 1 more error)' },
    ])
    expect(resources.map(({ name, complete }) => [name, complete])).toEqual([
      ['c', false],
      ['api', false],
    ])
  })

  test('that are templates of Terraform code are not a defect', () => {
    const { defects, unread } = read({ 'main.tf': 'region = {{ cookiecutter.region }}\n' })
    expect(defects).toEqual([])
    expect(unread).toEqual(['main.tf: a template of Terraform code'])
  })
})

describe('hostile input', () => {
  test.each([
    [
      'locals that double',
      Array.from({ length: 60 }, (_, i) => `x${i} = [local.x${i + 1}, local.x${i + 1}]`).join('\n') + '\nx60 = 1',
    ],
    [
      'locals that double, inside out',
      'x60 = 1\n' +
        Array.from({ length: 60 }, (_, i) => `x${59 - i} = [local.x${60 - i}, local.x${60 - i}]`).join('\n'),
    ],
    [
      'strings that double',
      Array.from({ length: 60 }, (_, i) => `x${i} = "\${local.x${i + 1}}\${local.x${i + 1}}"`).join('\n') +
        '\nx60 = "ab"',
    ],
    ['a long chain', Array.from({ length: 5000 }, (_, i) => `x${i} = local.x${i + 1}`).join('\n')],
    [
      'a long chain, inside out',
      'x5000 = 1\n' + Array.from({ length: 5000 }, (_, i) => `x${4999 - i} = [local.x${5000 - i}]`).join('\n'),
    ],
    [
      'a long chain of deep values',
      Array.from({ length: 50 }, (_, i) => `x${i} = ${'['.repeat(90)}local.x${i + 1}${']'.repeat(90)}`).join('\n'),
    ],
    ['many uses of a large value', `x0 = [${'1,'.repeat(900)}]\ny = [${'local.x0,'.repeat(20_000)}]`],
    [
      'references that grow',
      Array.from(
        { length: 300 },
        (_, i) => `x${i} = f(${Array.from({ length: 300 }, (_, k) => `local.x${k}`).join(',')})`,
      ).join('\n'),
    ],
  ])('%s', (_, locals) => {
    const before = processorTime()
    const { resources } = read({
      'main.tf': `provider "aws" {}\nlocals {\n${locals}\n}\nresource "aws_x" "y" {\n  a = local.x0\n}\n`,
    })
    let nodes = 0
    const queue = resources.map(({ properties }) => properties as unknown)
    for (let next = queue.pop(); next !== undefined && nodes < 2_000_000; next = queue.pop()) {
      nodes += 1
      const value = next as { items?: readonly unknown[]; entries?: ReadonlyMap<string, unknown> }
      for (const each of value.items ?? value.entries?.values() ?? []) queue.push(each)
    }
    expect(nodes).toBeLessThan(1_000_000)
    resources.forEach(({ properties }) => hasUnresolved(properties))
    expect(processorTime() - before).toBeLessThan(20_000)
  })
})

test.each([
  ['a string that is one reference', '"${var.size}"'],
  ['a string that is one known name', '"${local.size}"'],
  ['a function that gives one of its arguments', 'coalesce(local.size, "large")'],
  ['a function that changes the form', 'jsonencode({ a = 1 })'],
])('the place of %s is that of the whole expression', (_, expression) => {
  const source = `locals {\n  size = "small"\n}\nresource "aws_x" "y" {\n  size = ${expression} # as wanted\n}\n`
  const value = read({ 'main.tf': source }).resource('aws_x.y').properties.entries.get('size')
  expect(covered(source, value)).toBe(expression)
})
