import { describe, expect, test } from '@jest/globals'
import type { Resource } from '../../../../src/models/index.js'
import { isOpen } from '../../../../src/models/value.js'
import { plain } from '../../hcl/plain.js'
import { read } from './read.js'

const DATABASE = `
variable "name" { type = string }
variable "protected" {
  type    = bool
  default = false
}
resource "aws_db_instance" "main" {
  identifier          = var.name
  deletion_protection = var.protected
}
`

const call = (name: string, source: string, inputs: string) =>
  `module "${name}" {\n  source = "${source}"\n${inputs}\n}\n`

function databases(texts: Readonly<Record<string, string>>): Resource[] {
  return read(texts).resources.filter(({ type }) => type === 'aws_db_instance')
}

const seen = (texts: Readonly<Record<string, string>>) =>
  databases(texts).map(({ properties, calledFrom }) => ({
    ...(plain(properties) as object),
    from: calledFrom?.map(({ file, line }) => `${file}:${line}`),
  }))

const open = (name: string) => ({ '?': `var.${name}`, of: [`var.${name}`] })

describe('a module of the tree that the tree calls', () => {
  test('is read with the inputs of the call, and defaults for the rest', () => {
    const texts = { 'modules/db/main.tf': DATABASE, 'prod/main.tf': call('db', '../modules/db', '  name = "orders"') }
    expect(seen(texts)).toEqual([{ identifier: 'orders', deletion_protection: false, from: ['prod/main.tf:1'] }])
    expect(databases(texts)[0]?.properties.entries.get('identifier')).toMatchObject({
      via: ['module.db.name'],
      at: { file: 'modules/db/main.tf', line: 8 },
    })
    expect([...(databases(texts)[0]?.properties.entries.values() ?? [])].some(isOpen)).toBe(false)
  })

  test('is a resource for each call that makes it differ', () => {
    expect(
      seen({
        'modules/db/main.tf': DATABASE,
        'dev/main.tf': call('db', '../modules/db', '  name = "orders"\n  protected = false'),
        'prod/main.tf': call('db', '../modules/db', '  name = "orders"\n  protected = true'),
        'stage/main.tf': call('db', '../modules/db', '  name = "orders"'),
      }),
    ).toEqual([
      { identifier: 'orders', deletion_protection: false, from: ['dev/main.tf:1', 'stage/main.tf:1'] },
      { identifier: 'orders', deletion_protection: true, from: ['prod/main.tf:1'] },
    ])
  })

  test('is one resource where the inputs do not show in it', () => {
    const texts = {
      'modules/db/main.tf': `${DATABASE}variable "size" {}\n`,
      'main.tf': [1, 2].map((size) => call(`db${size}`, './modules/db', `  name = "a"\n  size = ${size}`)).join(''),
    }
    expect(seen(texts)).toEqual([{ identifier: 'a', deletion_protection: false, from: ['main.tf:1', 'main.tf:6'] }])
  })

  test('takes the inputs of its caller from the calls of that', () => {
    expect(
      seen({
        'modules/db/main.tf': DATABASE,
        'modules/app/main.tf': `variable "name" {}\n${call('db', '../db', '  name = "${var.name}-db"\n  protected = true')}`,
        'main.tf': call('app', './modules/app', '  name = "shop"'),
      }),
    ).toEqual([{ identifier: 'shop-db', deletion_protection: true, from: ['modules/app/main.tf:2'] }])
  })

  test.each([
    ['  for_each = toset(["a", "b"])\n  name = each.key', ['a', 'b']],
    ['  for_each = { a = "x", b = "y" }\n  name = "${each.key}-${each.value}"', ['a-x', 'b-y']],
    ['  count = 2\n  name = "db-${count.index}"', ['db-0', 'db-1']],
    ['  count = 0\n  name = "a"', [open('name')]],
    ['  for_each = var.all\n  name = each.key', [open('name')]],
    ['  name = aws_x.y.id', [open('name')]],
    ['', [open('name')]],
  ])('with %j has the names %j', (inputs, expected) => {
    const texts = { 'modules/db/main.tf': DATABASE, 'main.tf': call('db', './modules/db', inputs) }
    expect(databases(texts).map(({ properties }) => plain(properties.entries.get('identifier')))).toEqual(expected)
  })

  test('is as open as the variable of a root module that decides', () => {
    const [database] = databases({
      'modules/db/main.tf': DATABASE,
      'main.tf': `provider "aws" {}\nvariable "on" { default = true }\n${call('db', './modules/db', '  name = "a"\n  protected = var.on')}`,
    })
    const value = database?.properties.entries.get('deletion_protection')
    expect([plain(value), isOpen(value)]).toEqual([true, true])
  })

  test.each([
    ['another directory', { 'main.tf': call('db', 'terraform-aws-modules/rds/aws', '  name = "a"') }],
    ['an example', { 'examples/full/main.tf': call('db', '../../modules/db', '  name = "a"') }],
    ['itself', { 'modules/db/more.tf': call('db', './', '  name = "a"') }],
    [
      'a circle',
      {
        'modules/db/more.tf': call('x', '../x', ''),
        'modules/x/main.tf': `variable "name" {}\n${call('db', '../db', '  name = var.name')}`,
      },
    ],
  ])('is read by itself if the call is of %s', (_, texts) => {
    expect(databases({ 'modules/db/main.tf': DATABASE, ...texts }).map(({ properties }) => plain(properties))).toEqual([
      { identifier: open('name'), deletion_protection: expect.anything() },
    ])
  })

  test('is read by itself if it is used in too many ways', () => {
    const calls = Array.from({ length: 40 }, (_, index) => call(`db${index}`, './modules/db', `  name = "n${index}"`))
    expect(seen({ 'modules/db/main.tf': DATABASE, 'main.tf': calls.join('') })).toEqual([
      { identifier: open('name'), deletion_protection: open('protected'), from: undefined },
    ])
  })

  test('is left out where the inputs switch it off', () => {
    const texts = {
      'modules/db/main.tf':
        'variable "create" {}\nresource "aws_db_instance" "main" {\n  count = var.create ? 1 : 0\n}\n',
      'main.tf': call('db', './modules/db', '  create = false'),
    }
    expect(databases(texts)).toEqual([])
  })

  test('calls that double from level to level end soon', () => {
    const level = (index: number) =>
      ['a', 'b'].map((name) => call(name, `../m${index + 1}`, `  x = "\${var.x}${name}"`)).join('')
    const texts = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`m${index}/main.tf`, `variable "x" { default = "" }\n${level(index)}`]),
    )
    const { resources } = read({ ...texts, 'm40/main.tf': `variable "x" {}\nresource "a_b" "c" {\n  x = var.x\n}\n` })
    expect(resources.filter(({ type }) => type === 'a_b')).toHaveLength(1)
  })
})

describe('the type of a variable', () => {
  const input = (type: string, value: string) =>
    plain(
      read({
        'm/main.tf': `variable "x" {\n  type = ${type}\n}\nresource "a_b" "c" {\n  d = var.x\n}\n`,
        'main.tf': call('m', './m', `  x = ${value}`),
      })
        .resource('a_b.c')
        .properties.entries.get('d'),
    )

  test.each([
    ['string', '1', '1'],
    ['number', '"2"', 2],
    ['bool', '"true"', true],
    ['any', '"1"', '1'],
    ['string', 'null', null],
    ['list(number)', '["1", 2]', [1, 2]],
    ['map(string)', '{ a = 1 }', { a: '1' }],
    ['object({ a = optional(bool, true), b = string })', '{ b = 1, c = 2 }', { a: true, b: '1' }],
    ['object({ a = optional(string) })', '{}', { a: null }],
    ['list(object({ on = optional(bool, false) }))', '[{}, { on = true }]', [{ on: false }, { on: true }]],
    ['tuple([string])', '["a"]', ['a']],
  ])('%s makes %s known', (type, value, expected) => {
    expect(input(type, value)).toEqual(expected)
  })

  test.each([
    ['number', '"x"'],
    ['bool', '1'],
    ['string', '["a"]'],
    ['list(string)', '"a"'],
    ['map(number)', '{ a = "x" }'],
    ['object({ a = string })', '{}'],
    ['object({ a = optional(string, var.y) })', '{}'],
  ])('%s leaves %s open', (type, value) => {
    expect(input(type, value)).toEqual(open('x'))
  })
})
