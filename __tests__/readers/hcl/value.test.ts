import { describe, expect, test } from '@jest/globals'
import { valueAt } from '../../../src/models/value.js'
import type { DictValue, Value } from '../../../src/models/index.js'
import { contextOf, type HclScope } from '../../../src/readers/hcl/context.js'
import { expressionValue } from '../../../src/readers/hcl/expression-value.js'
import { parseHcl, parseHclTemplate } from '../../../src/readers/hcl/parse.js'
import { bodyValue } from '../../../src/readers/hcl/value.js'
import { plain } from './plain.js'

function bodyOf(source: string, scope?: HclScope): DictValue {
  const file = parseHcl('main.tf', source)
  return bodyValue(file.body, contextOf(file, scope), 'r')
}

function valueOf(text: string, scope?: HclScope): Value {
  const value = bodyOf(`x = ${text}\n`, scope).entries.get('x')
  if (value === undefined) throw new Error('no value')
  return value
}

/** A scope in which each name stands for the value of an expression. */
function scopeOf(values: Readonly<Record<string, string>>): HclScope {
  return {
    lookup(names) {
      const text = values[names.slice(0, 2).join('.')]
      return text === undefined ? undefined : { value: valueOf(text), taken: 2 }
    },
    admits: () => true,
    affords: () => true,
    functions: new Map([['jsonencode', ([only, ...others]) => (others.length > 0 ? undefined : only)]]),
  }
}

const open = (text: string, ...of: string[]) => ({ '?': text, of })

describe('expressions without a scope', () => {
  test.each([
    ['1', 1],
    ['-1', -1],
    ['!true', false],
    ['null', null],
    ['"a\\tb"', 'a\tb'],
    ['""', ''],
    ['<<EOT\na\nEOT', 'a\n'],
    ['("a")', 'a'],
    ['"${"a"}"', 'a'],
    ['"${true}"', true],
    ['"a${1}b"', 'a1b'],
    ['true ? "a" : var.b', 'a'],
    ['[1, [], {}]', [1, [], {}]],
    ['{ a = 1, "b" = 2, 3 = 4, (5) = 6 }', { a: 1, b: 2, 3: 4, 5: 6 }],
    ['{ a = 1, a = 2 }', { a: 2 }],
    ['var.image', open('var.image', 'var.image')],
    ['"${var.image}"', open('var.image', 'var.image')],
    ['"app:${var.tag}"', open('app:${var.tag}', 'var.tag')],
    ['[1, var.a]', [1, open('var.a', 'var.a')]],
    ['aws_lambda_alias.live[0].name', open('aws_lambda_alias.live[0].name', 'aws_lambda_alias.live.name')],
    ['aws_x.y[*].id', open('aws_x.y[*].id', 'aws_x.y.id')],
    ['a.b[var.i].c', open('a.b[var.i].c', 'a.b.c', 'var.i')],
    ['merge(local.tags, { a = var.b })', open('merge(local.tags, { a = var.b })', 'local.tags', 'var.b')],
    ['[for s in var.l : s.id]', open('[for s in var.l : s.id]', 'var.l')],
    [
      '"%{ for s in var.l }${s.id}${local.b}%{ endfor }"',
      open('%{ for s in var.l }${s.id}${local.b}%{ endfor }', 'var.l', 'local.b'),
    ],
    ['var.a == 1 ? var.b : 2', open('var.a == 1 ? var.b : 2', 'var.a', 'var.b')],
    ['1 + 1', 2],
    ['jsonencode({ a = 1 })', open('jsonencode({ a = 1 })')],
    ['{ (var.k) = local.v }', { '(var.k)': open('local.v', 'var.k', 'local.v') }],
    ['{ "${var.k}-a" = 1 }', { '${var.k}-a': open('1', 'var.k') }],
    ['list(string)', open('list(string)')],
  ])('%s', (text, expected) => {
    expect(plain(valueOf(text))).toEqual(expected)
  })
})

describe('expressions with a scope', () => {
  const scope = scopeOf({
    'local.tag': '"v1"',
    'local.on': 'true',
    'local.m': '{ a = { b = [1, 2] } }',
    'local.open': '"${var.repository}:${var.tag}"',
  })

  test.each([
    ['local.tag', 'v1', ['local.tag']],
    ['"app:${local.tag}"', 'app:v1', ['local.tag']],
    ['local.m.a.b[1]', 2, ['local.m']],
    ['local.m["a"].b.0', 1, ['local.m']],
    ['local.on ? 1 : var.x', 1, ['local.on']],
    ['!local.on', false, ['local.on']],
    ['jsonencode({ a = local.tag })', { a: 'v1' }, undefined],
  ])('%s is known', (text, expected, via) => {
    const value = valueOf(text, scope)
    expect(plain(value)).toEqual(expected)
    expect(value.kind === 'unresolved' ? value.references : value.via).toEqual(via)
  })

  test.each([
    ['local.m.missing', open('local.m.missing', 'local.m.missing')],
    ['local.m.a.b[9]', open('local.m.a.b[9]', 'local.m.a.b')],
    ['local.m.a.b[*]', open('local.m.a.b[*]', 'local.m.a.b')],
    ['local.m[var.k]', open('local.m[var.k]', 'local.m', 'var.k')],
    ['local.tag.x', open('local.tag.x', 'local.tag.x', 'local.tag')],
    ['local.tag ? 1 : 2', open('local.tag ? 1 : 2', 'local.tag')],
    ['-local.tag', open('-local.tag', 'local.tag')],
    ['"a${local.m}"', open('a${local.m}', 'local.m')],
    ['jsonencode(local.tag, 1)', open('jsonencode(local.tag, 1)', 'local.tag')],
  ])('%s is not', (text, expected) => {
    const value = valueOf(text, scope)
    expect(value.kind).toBe('unresolved')
    expect(plain(value)).toMatchObject({ '?': expected['?'] })
    expect(value.kind === 'unresolved' ? value.references : []).toEqual(expect.arrayContaining([expected.of[0]]))
  })

  test('what is open names what it depends on', () => {
    expect(plain(valueOf('local.open', scope))).toEqual(open('local.open', 'local.open', 'var.repository', 'var.tag'))
  })

  test('a resolved value stands where it is used', () => {
    expect(valueOf('local.tag', scope).at).toMatchObject({ line: 1, column: 5, endColumn: 14, route: 'r.x' })
  })
})

describe('bodies', () => {
  test('list blocks of one name', () => {
    expect(plain(bodyOf('a = 1\nb {\n  c = 1\n}\nd = 2\nb {\n  c = 2\n}\n'))).toEqual({
      a: 1,
      b: [{ c: 1 }, { c: 2 }],
      d: 2,
    })
  })

  test('keep entries in source order', () => {
    expect([...bodyOf('z = 1\nb {}\na = 2\nb {}\n').entries.keys()]).toEqual(['z', 'b', 'a'])
  })

  test('put the content of labelled blocks under their labels', () => {
    const body = bodyOf('backend "s3" {\n  bucket = "b"\n}\nprovisioner "a" {}\nprovisioner "b" "c" {\n  d = 1\n}\n')
    expect(plain(body)).toEqual({
      backend: [{ s3: { bucket: 'b' } }],
      provisioner: [{ a: {} }, { b: { c: { d: 1 } } }],
    })
    expect(valueAt(body, 'backend.s3.bucket')).toMatchObject({
      value: 'b',
      at: { line: 2, route: 'r.backend[0].s3.bucket' },
    })
  })

  test('leave dynamic blocks open, alone or beside others', () => {
    const dynamic = 'dynamic "b" {\n  for_each = var.l\n  content {\n    c = b.value.d\n    e = local.f\n  }\n}\n'
    const unknown = open('dynamic "b"', 'var.l', 'local.f')
    expect(plain(bodyOf(dynamic))).toEqual({ b: unknown })
    expect(plain(bodyOf(`b {\n  c = 1\n}\n${dynamic}`))).toEqual({ b: [{ c: 1 }, unknown] })
  })

  test('tell what dynamic blocks hold where all of them are alike', () => {
    const of = (content: string) =>
      bodyOf(`dynamic "b" {\n  for_each = var.on ? [1] : []\n  content {\n${content}\n  }\n}\n`)
    const made = (body: ReturnType<typeof bodyOf>) => {
      const value = body.entries.get('b')
      return value?.kind === 'unresolved' && value.alike !== undefined ? plain(value.alike) : undefined
    }
    expect(made(of('c = 1\nd {\n  e = 2\n}'))).toEqual({ c: 1, d: [{ e: 2 }] })
    expect(made(of('c = b.value'))).toBeUndefined()
    expect(made(of('d {\n  e = b.key\n}'))).toBeUndefined()
  })

  test('do not take the name of an iterator for a reference', () => {
    const body = bodyOf('dynamic "b" {\n  iterator = it\n  for_each = var.l\n  content {\n    c = it.value\n  }\n}\n')
    expect(plain(body)).toEqual({ b: open('dynamic "b"', 'var.l') })
  })

  test('count the first of two attributes of one name', () => {
    expect(plain(bodyOf('a = 1\na = 2\n'))).toEqual({ a: 1 })
  })

  test('hold names of object prototypes like any other', () => {
    const body = bodyOf('__proto__ = 1\nconstructor {\n  toString = { hasOwnProperty = 2 }\n}\n')
    expect([...body.entries.keys()]).toEqual(['__proto__', 'constructor'])
    expect(valueAt(body, 'constructor.toString.hasOwnProperty')).toMatchObject({ value: 2 })
  })

  test('give every value its place and route', () => {
    const body = bodyOf('a {\n  b = [\n    "c",\n    { "d.e" = 1 },\n  ]\n}\n')
    const items = valueAt(body, 'a.b')
    expect(items).toMatchObject({
      kind: 'list',
      at: { line: 2, column: 7, endLine: 5, endColumn: 4, route: 'r.a[0].b' },
    })
    const entry =
      items?.kind === 'list' && items.items[1]?.kind === 'dict' ? items.items[1].entries.get('d.e') : undefined
    expect(entry?.at).toEqual({
      file: 'main.tf',
      line: 4,
      column: 15,
      endLine: 4,
      endColumn: 16,
      route: 'r.a[0].b[1]["d.e"]',
    })
  })
})

describe('templates in another syntax', () => {
  const context = contextOf(parseHcl('main.tf.json', '"…"'))
  const valueOfText = (text: string): unknown => {
    const expression = parseHclTemplate(text)
    if (expression === undefined) return undefined
    return plain(expressionValue({ kind: 'embedded', text, expression, start: 0, end: 3 }, context, ''))
  }

  test.each([
    ['plain "text" \\n', 'plain "text" \\n'],
    ['$${a}', '${a}'],
    ['${1}', 1],
    ['', ''],
    ['${var.a}', open('var.a', 'var.a')],
    ['a ${f("b}")} c', open('a ${f("b}")} c')],
    ['EOT\nEOT', 'EOT\nEOT'],
  ])('%j', (text, expected) => {
    expect(valueOfText(text)).toEqual(expected)
  })

  test.each(['${', '${a b}', '%{ x }', '${"'])('%j is none', (text) => {
    expect(valueOfText(text)).toBeUndefined()
  })
})
