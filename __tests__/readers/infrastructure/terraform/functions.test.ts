import { describe, expect, test } from '@jest/globals'
import { plain } from '../../hcl/plain.js'
import { read } from './read.js'

const valueOf = (text: string) =>
  plain(
    read({
      'main.tf': `locals {\n  m = { b = 1, a = 2 }\n  l = ["x", "", "x"]\n}\nresource "a_b" "c" {\n  d = ${text}\n}\n`,
    })
      .resource('a_b.c')
      .properties.entries.get('d'),
  )

describe('functions of Terraform', () => {
  test.each([
    ['alltrue([true, true])', true],
    ['alltrue([var.a, false])', false],
    ['anytrue([var.a, true])', true],
    ['anytrue([])', false],
    ['coalesce(null, "", "a", "b")', 'a'],
    ['coalescelist([], ["a"])', ['a']],
    ['compact(local.l)', ['x', 'x']],
    ['concat(local.l, [var.a])', ['x', '', 'x', { '?': 'var.a', of: ['var.a'] }]],
    ['concat(["a"], [["b"], ["c"]]...)', ['a', 'b', 'c']],
    ['contains(local.l, "x")', true],
    ['contains([var.a, "x"], "x")', true],
    ['contains(local.l, "y")', false],
    ['distinct(local.l)', ['x', '']],
    ['element(["a", "b"], 3)', 'b'],
    ['flatten([["a"], [["b"]], "c"])', ['a', 'b', 'c']],
    ['keys(local.m)', ['a', 'b']],
    ['values(local.m)', [2, 1]],
    ['length(local.m)', 2],
    ['length([var.a])', 1],
    ['length("äb")', 2],
    ['lookup(local.m, "a", 9)', 2],
    ['lookup(local.m, "z", 9)', 9],
    ['merge(local.m, null, { a = 3 })', { b: 1, a: 3 }],
    ['one([])', null],
    ['one(["a"])', 'a'],
    ['try(local.m.a, 5)', 2],
    ['toset(["a"])', ['a']],
    ['format("%s-%d%%", "a", 2)', 'a-2%'],
    ['join(",", local.l)', 'x,,x'],
    ['split(",", "a,b")', ['a', 'b']],
    ['lower("AB")', 'ab'],
    ['upper("ab")', 'AB'],
    ['title("a b")', 'A B'],
    ['replace("a.b.c", ".", "-")', 'a-b-c'],
    ['startswith("prod-eu", "prod")', true],
    ['endswith("prod-eu", "us")', false],
    ['trimprefix("v1", "v")', '1'],
    ['trimsuffix("a.b", ".b")', 'a'],
    ['trimspace(" a ")', 'a'],
    ['tostring(1)', '1'],
    ['tonumber("2")', 2],
    ['tobool("true")', true],
    ['tonumber(null)', null],
    ['max(1, 3, 2)', 3],
    ['min(1, 3, 2)', 1],
    ['ceil(1.2)', 2],
    ['floor(1.8)', 1],
    ['abs(-1)', 1],
    ['length(compact(local.l)) > 1 ? "many" : "few"', 'many'],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toEqual(expected)
  })

  test.each([
    'alltrue([var.a, true])',
    'coalesce(var.a, "b")',
    'compact([var.a])',
    'concat(var.a, ["b"])',
    'concat(["a"], var.a...)',
    'contains([var.a], "x")',
    'contains(local.l, var.a)',
    'distinct([var.a])',
    'element([], 0)',
    'element(local.l, -1)',
    'flatten([var.a])',
    'keys(var.a)',
    'length(var.a)',
    'length(1)',
    'lookup(var.a, "b", 1)',
    'lookup(local.m, "z")',
    'merge(local.m, var.a)',
    'one([1, 2])',
    'try(var.a.b, 5)',
    'toset(["a"], 1)',
    'format("%s", var.a)',
    'format("%05d", 1)',
    'format("%s", "a", "b")',
    'join(",", [var.a])',
    'split("", "ab")',
    'replace("aa", "/a+/", "b")',
    'tonumber("x")',
    'max()',
    'timestamp()',
    'constructor("a")',
  ])('%s is left open', (text) => {
    expect(valueOf(text)).toMatchObject({ '?': text })
  })
})

describe('dynamic blocks', () => {
  const rules = (forEach: string, content: string, more = '') =>
    read({
      'main.tf': `provider "aws" {}\nvariable "ports" { default = [1] }\nresource "a_b" "c" {\n  dynamic "rule" {\n    for_each = ${forEach}\n${more}    content {\n${content}\n    }\n  }\n}\n`,
    }).resource('a_b.c').properties

  test.each([
    ['[80, 443]', 'port = rule.value', [{ port: 80 }, { port: 443 }]],
    ['[80, 443]', 'name = "n${rule.key}"', [{ name: 'n0' }, { name: 'n1' }]],
    ['{ a = { port = 1 } }', 'name = rule.key\nport = rule.value.port', [{ name: 'a', port: 1 }]],
    ['true ? [1] : []', 'on = true', [{ on: true }]],
    ['[1]', 'port = var.other', [{ port: { '?': 'var.other', of: ['var.other'] } }]],
    [
      '[[1, 2]]',
      'dynamic "inner" {\n for_each = rule.value\n content {\n x = inner.value\n }\n }',
      [{ inner: [{ x: 1 }, { x: 2 }] }],
    ],
  ])('over %s are the blocks that they make', (forEach, content, expected) => {
    expect(plain(rules(forEach, content))).toEqual({ rule: expected })
  })

  test('know the item by the name that the iterator has', () => {
    expect(plain(rules('[80]', 'port = it.value\nother = rule.value', '    iterator = it\n'))).toEqual({
      rule: [{ port: 80, other: { '?': 'rule.value', of: ['rule.value'] } }],
    })
  })

  test('over nothing are none', () => {
    expect(plain(rules('[]', 'on = true'))).toEqual({})
  })

  test.each(['var.other', 'var.ports', 'aws_x.y[*].id', '[for p in [1] : p]', '[for p in var.ports : p]'])(
    'over %s are left open',
    (forEach) => {
      expect(plain(rules(forEach, 'on = true'))).toMatchObject({ rule: { '?': 'dynamic "rule"' } })
    },
  )

  test('each have a route of their own', () => {
    const list = rules('[80, 443]', 'port = rule.value').entries.get('rule')
    expect(list?.kind === 'list' ? list.items.map(({ at }) => at.route) : []).toEqual([
      'resource.a_b.c.rule[0]',
      'resource.a_b.c.rule[1]',
    ])
  })

  test('that multiply end soon', () => {
    const ten = '[1,2,3,4,5,6,7,8,9,10]'
    const nested = (depth: number): string =>
      depth === 0 ? 'x = 1' : `dynamic "r" {\n for_each = ${ten}\n content {\n${nested(depth - 1)}\n }\n }`
    expect(JSON.stringify(plain(rules(ten, nested(7)))).length).toBeLessThan(5_000_000)
  })
})
