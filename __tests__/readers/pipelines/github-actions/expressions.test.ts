import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { spansOf } from '../../../../src/models/expression.js'
import { PartialMap, UNKNOWN, type Data, type DataMap } from '../../../../src/readers/pipelines/github-actions/data.js'
import { evaluate } from '../../../../src/readers/pipelines/github-actions/expressions.js'
import { evaluateTemplate, substitute } from '../../../../src/readers/pipelines/github-actions/template.js'

const contexts: ReadonlyMap<string, DataMap> = new Map<string, DataMap>([
  [
    'matrix',
    new Map<string, Data>([
      ['os', 'ubuntu-latest'],
      ['node', 20],
      ['config', new Map([['name', 'fast']])],
      ['list', ['a', 'b']],
      ['flag', true],
    ]),
  ],
  [
    'inputs',
    new Map<string, Data | typeof UNKNOWN>([
      ['env', 'prod'],
      ['later', UNKNOWN],
    ]),
  ],
  ['github', new PartialMap([['workspace', '.']])],
])

describe('what is not known', () => {
  test.each([
    'github.ref',
    'needs.a.outputs.b',
    'secrets.TOKEN',
    'inputs.later',
    "inputs.later == 'x'",
    "github.ref == 'main' && 'production' || 'staging'",
    "hashFiles('x')",
    "format('{1}', 'a')",
    "fromJSON('{')",
    "contains(fromJSON('[1]'), inputs.later)",
    '',
    'matrix.',
    "'open",
    '1 +',
    '(1',
    'a b',
    `${'('.repeat(2000)}1${')'.repeat(2000)}`,
    `${'!'.repeat(10_000)}1`,
    `'${'x'.repeat(30_000)}'`,
  ])('%s', (expression) => {
    expect(evaluate(expression, contexts)).toBe(UNKNOWN)
  })
})

test.each<[string, Data]>([
  ['matrix.os', 'ubuntu-latest'],
  ['MATRIX.OS', 'ubuntu-latest'],
  ["matrix['os']", 'ubuntu-latest'],
  ['matrix.config.name', 'fast'],
  ['matrix.list[1]', 'b'],
  ['matrix.list.*', ['a', 'b']],
  ['matrix.missing', null],
  ['matrix.missing || matrix.os', 'ubuntu-latest'],
  ['matrix.flag && 1 || 2', 1],
  ['!matrix.flag', false],
  ['always()', true],
  ["matrix.os == 'UBUNTU-latest'", true],
  ["matrix.node == '20'", true],
  ['matrix.node != 20', false],
  ['matrix.node >= 18 && matrix.node < 22', true],
  ["'a' < 'B'", true],
  ["inputs.env == 'prod' || inputs.later", true],
  ['github.workspace', '.'],
  ["format('{0} on {1} {{x}}', matrix.node, matrix.os)", '20 on ubuntu-latest {x}'],
  ["contains(matrix.os, 'UBU')", true],
  ["contains(matrix.list, 'c')", false],
  ["startsWith(matrix.os, 'ubuntu')", true],
  ["endsWith(matrix.os, '-latest')", true],
  ["join(matrix.list, '+')", 'a+b'],
  ["fromJSON('null')", null],
  ['fromJSON(\'[1, {"a": true}]\')[1].a', true],
  ["'it''s'", "it's"],
  ['-1.5e1', -15],
  ['0x1F', 31],
  ['(1 || 2) && null', null],
])('%s', (expression, value) => {
  expect(evaluate(expression, contexts)).toEqual(value)
})

describe('texts with expressions', () => {
  test('an expression ends behind quoted braces', () => {
    expect(spansOf("a ${{ format('}}') }} b ${{ open").map(({ expression }) => expression)).toEqual([" format('}}') "])
  })

  test('are evaluated as a whole', () => {
    expect(evaluateTemplate(' ${{ matrix.node }} ', contexts)).toBe(20)
    expect(evaluateTemplate('v${{ matrix.node }}', contexts)).toBe('v20')
    expect(evaluateTemplate('plain', contexts)).toBe('plain')
    expect(evaluateTemplate('v${{ github.ref }}', contexts)).toBe(UNKNOWN)
  })

  test('are substituted as far as known, and offsets lead back', () => {
    const text = 'a ${{ inputs.env }} b ${{ github.ref }} c ${{ matrix.node }}!'
    const { text: result, complete, original } = substitute(text, contexts)
    expect(result).toBe('a prod b ${{ github.ref }} c 20!')
    expect(complete).toBe(false)
    for (const word of ['a', 'b', 'github', 'c', '!']) expect(original(result.indexOf(word))).toBe(text.indexOf(word))
    expect(original(result.indexOf('rod'))).toBe(text.indexOf('${{ inputs'))
    expect(original(result.length)).toBe(text.length)
  })

  test('no text breaks them', () => {
    const pieces = fc.constantFrom(
      '${{',
      '}}',
      "'",
      '(',
      ')',
      '.',
      '[',
      ']',
      'matrix',
      ' || ',
      '!',
      '==',
      '1',
      ',',
      'x',
      '*',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        const { text: result, original } = substitute(text, contexts)
        for (let offset = 0; offset <= result.length; offset++) {
          expect(original(offset)).toBeGreaterThanOrEqual(0)
          expect(original(offset)).toBeLessThanOrEqual(text.length)
        }
        evaluate(text, contexts)
      }),
    )
  })
})
