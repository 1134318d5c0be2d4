import { describe, expect, test } from '@jest/globals'
import type { Value } from '../../../src/models/index.js'
import { operate } from '../../../src/readers/hcl/operations.js'

const at = { file: 'main.tf', line: 1, column: 1, endLine: 1, endColumn: 2, route: '' }
const known = (value: string | number | boolean | null): Value => ({ kind: 'scalar', value, at })
const list: Value = { kind: 'list', items: [], at }
const open: Value = { kind: 'unresolved', text: 'x', references: [], at }

describe('operations', () => {
  test.each<[readonly (string | number | boolean | null)[], string, unknown]>([
    [[1, 2], '+', 3],
    [[1, 2], '-', -1],
    [[2, 3], '*', 6],
    [[7, 2], '/', 3.5],
    [[7, 2], '%', 1],
    [[1, 0], '/', undefined],
    [['a', 1], '+', undefined],
    [[1, 2], '<', true],
    [[2, 2], '<=', true],
    [[1, 2], '>', false],
    [[1, 2], '>=', false],
    [['prod', 'prod'], '==', true],
    [['prod', 'dev'], '!=', true],
    [['1', 1], '==', false],
    [[null, null], '==', true],
    [[true, false], '&&', false],
    [[true, false], '||', true],
    [[1, 2, 3], '+ *', 7],
    [[1, 2, 3], '* +', 5],
    [[8, 4, 2], '- -', 2],
    [['a', 'a', 1, 2], '== && >', false],
    [[false, true, true], '|| &&', true],
    [[1, 1, 2, 3, 6], '+ == + !=', true],
    [[1, 1, 2], '+ ==', true],
    [[1, 2], '??', 1],
  ])('%j with %j is %j', (operands, operators, expected) => {
    expect(operate(operands.map(known), operators.split(' '))).toBe(expected)
  })

  test.each<[string, readonly Value[], string, unknown]>([
    ['one side decides &&', [open, known(false)], '&&', false],
    ['one side decides ||', [known(true), open], '||', true],
    ['neither side decides &&', [open, known(true)], '&&', undefined],
    ['what is not known equals nothing known', [open, known(1)], '==', undefined],
    ['a list is not null', [list, known(null)], '==', false],
    ['two lists are not compared', [list, list], '==', undefined],
    ['a list is no number', [list, known(1)], '>', undefined],
  ])('%s', (_, operands, operator, expected) => {
    expect(operate(operands, [operator])).toBe(expected)
  })

  test('of any length take linear time', () => {
    const many = Array.from({ length: 50_000 }, () => known(1))
    expect(operate(many, new Array<string>(49_999).fill('+'))).toBe(50_000)
  })
})
