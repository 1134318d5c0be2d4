import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Value } from '../../../../src/models/index.js'
import { read } from './read.js'

const name = fc.constantFrom('a', 'b_c', 'd-e', 'größe', 'for_each', 'null_x')
const FUNCTIONS = [
  'coalesce', 'coalescelist', 'compact', 'concat', 'contains', 'distinct', 'element', 'flatten', 'format', 'join',
  'jsonencode', 'keys', 'length', 'lookup', 'lower', 'max', 'merge', 'one', 'replace', 'split', 'substr', 'tolist',
  'tomap', 'toset', 'tostring', 'trimspace', 'try', 'upper', 'values', 'yamlencode', 'file', 'provider::aws::arn_parse',
] // prettier-ignore
const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', '&&', '||']

/** Expressions of all forms that the HCL specification has, well-formed, nested up to four levels. */
const expression = fc.letrec<{ any: string }>((tie) => {
  const any = tie('any')
  const list = fc.array(any, { maxLength: 3 })
  const reference = fc.constantFrom(
    'var.x', 'var.list', 'local.a', 'local.b_c.d', 'local.self', 'each.value', 'each.key', 'count.index', 'each.value.a',
    'aws_x.y[0].id', 'aws_x.y[*].id', 'aws_x.y.*.id', 'data.aws_x.y["k"].id', 'module.m.out', 'path.module',
  ) // prettier-ignore
  return {
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(
        '1',
        '-2.5e3',
        'true',
        'null',
        '""',
        '"s"',
        '"é\\n\\"😀\\u00e9"',
        '"$${x} %%{y}"',
        '<<E\n  t\nE\n',
      ),
      reference,
      list.map((items) => `[\n${items.join(',\n')}]`),
      fc
        .array(fc.tuple(name, any), { maxLength: 3 })
        .map((all) => `{\n${all.map(([k, v]) => `${k} = ${v}\n`).join('')}}`),
      fc.tuple(any, any).map(([key, value]) => `{ (${key}) : ${value} }`),
      fc.tuple(fc.constantFrom(...FUNCTIONS), list).map(([call, items]) => `${call}(${items.join(', ')})`),
      fc
        .tuple(any, fc.constantFrom(...OPERATORS), any)
        .map(([one, operator, other]) => `(${one} ${operator} ${other})`),
      fc.tuple(any, any, any).map(([is, one, other]) => `((${is}) ? (${one}) : (${other}))`),
      any.map((inner) => `!(${inner})`),
      any.map((inner) => `"x\${(${inner})}-%{ if true ~}y%{ else }z%{ endif }"`),
      fc.tuple(any, any).map(([over, result]) => `[for k, v in (${over}) : (${result}) if v != null]`),
      fc.tuple(any, any).map(([over, result]) => `{for v in (${over}) : v => (${result})...}`),
      any.map((inner) => `(${inner})[0]`),
      any.map((inner) => `(${inner}).a`),
    ),
  }
}).any

/** A module that is called, with the expressions in every place where one may stand. */
const tree = fc.tuple(expression, expression, expression, expression).map(([first, second, third, fourth]) => ({
  'main.tf': [
    'terraform {\n  backend "s3" {}\n}\n',
    `variable "x" {\n  default = "d"\n}\nvariable "list" {\n  default = ["p", "q"]\n}\n`,
    `locals {\n  a = ${first}\n  b_c = { d = ${second} }\n  self = [local.self, local.a]\n}\n`,
    `resource "aws_x" "y" {\n  for_each = ${third}\n  p = ${fourth}\n  dynamic "block" {\n    for_each = ${first}\n`,
    `    content {\n      q = block.value\n      r = ${second}\n    }\n  }\n}\n`,
    `resource "aws_x" "z" {\n  count = ${second}\n  p = ${third}\n}\n`,
    `module "m" {\n  source = "./m"\n  given = ${first}\n}\n`,
  ].join(''),
  'm/main.tf': `variable "given" {}\noutput "out" {\n  value = var.given\n}\nresource "aws_x" "m" {\n  p = var.given\n  q = ${fourth}\n}\n`,
}))

/** Places of a value, and of all that it holds. */
function placesOf(value: Value): Value['at'][] {
  if (value.kind === 'list') return [value.at, ...value.items.flatMap(placesOf)]
  if (value.kind === 'dict') return [value.at, ...[...value.entries.values()].flatMap(placesOf)]
  return [value.at]
}

describe('generated modules', () => {
  test('are read without errors, with every place inside its file', () => {
    fc.assert(
      fc.property(tree, (texts: Record<string, string>) => {
        const { resources, defects } = read(texts)
        expect(defects).toEqual([])
        expect(resources.length).toBeGreaterThan(3)
        for (const { line, column, endLine, endColumn, file } of resources.flatMap((each) =>
          placesOf(each.properties),
        )) {
          const lines = (texts[file] ?? '').split('\n')
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1)
          expect(endColumn).toBeLessThanOrEqual((lines[endLine - 1]?.length ?? -1) + 1)
          expect(endLine * 10_000 + endColumn).toBeGreaterThanOrEqual(line * 10_000 + column)
        }
      }),
      { numRuns: 200 },
    )
  })
})
