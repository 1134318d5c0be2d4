import { describe, expect, test } from '@jest/globals'
import { applyEdits, isRefused } from '../../../src/fixes/edits.js'
import { insertAttribute, insertBlock, replaceValue } from '../../../src/fixes/hcl/change.js'
import { HclSource } from '../../../src/fixes/hcl/source.js'
import type { Proposal } from '../../../src/fixes/types.js'

function changed(text: string, change: (source: HclSource) => Proposal): string {
  const source = HclSource.read('main.tf', text)
  if (source === undefined) return 'refused: faulty'
  const proposal = change(source)
  return isRefused(proposal) ? `refused: ${proposal.refused}` : applyEdits(text, proposal.edits)
}

const ROUTE = 'resource.a.b'

describe('attributes', () => {
  test.each([
    [
      'aligned',
      'resource "a" "b" {\n  x      = 1 # c\n  longer = 2\n}\n',
      'resource "a" "b" {\n  x      = 1 # c\n  longer = 2\n  new    = true\n}\n',
    ],
    [
      'before blocks',
      'resource "a" "b" {\n  x = 1\n\n  c {\n    y = 2\n  }\n}\n',
      'resource "a" "b" {\n  x = 1\n\n  new = true\n\n  c {\n    y = 2\n  }\n}\n',
    ],
    [
      'behind a value of several lines, which nothing is aligned with',
      'resource "a" "b" {\n  tags = {\n    a = 1\n  }\n}\n',
      'resource "a" "b" {\n  tags = {\n    a = 1\n  }\n  new = true\n}\n',
    ],
    ['into nothing', 'resource "a" "b" {\n}\n', 'resource "a" "b" {\n  new = true\n}\n'],
    [
      'with CRLF',
      'resource "a" "b" {\r\n  x = 1\r\n}\r\n',
      'resource "a" "b" {\r\n  x = 1\r\n\r\n  new = true\r\n}\r\n',
    ],
  ])('are added: %s', (_, text, expected) => {
    expect(changed(text, (source) => insertAttribute(source, ROUTE, 'new', 'true'))).toBe(expected)
  })

  test.each([
    ['in one line', 'resource "a" "b" { x = 1 }\n'],
    ['there already', 'resource "a" "b" {\n  new = false\n}\n'],
    ['elsewhere', 'resource "a" "c" {\n}\n'],
    ['in a faulty file', 'resource "a" "b" {\n'],
  ])('are refused: %s', (_, text) => {
    expect(changed(text, (source) => insertAttribute(source, ROUTE, 'new', 'true'))).toMatch(/^refused/)
  })

  test('get another value', () => {
    const text = 'resource "a" "b" {\n  x = [1] # c\n}\n'
    expect(changed(text, (source) => replaceValue(source, `${ROUTE}.x`, '[2]'))).toBe(text.replace('[1]', '[2]'))
  })
})

describe('blocks', () => {
  test('are added at the end', () => {
    const text = 'resource "a" "b" {\n  x = 1\n}\n'
    expect(changed(text, (source) => insertBlock(source, ROUTE, 'c', ['y = 1', 'z = 2']))).toBe(
      'resource "a" "b" {\n  x = 1\n\n  c {\n    y = 1\n    z = 2\n  }\n}\n',
    )
  })

  test('are found by a place in them, and one by one', () => {
    const source = HclSource.read('main.tf', 'resource "a" "b" {\n  c {\n  }\n  c {\n    y = 1\n  }\n}\n')
    expect(source?.routeAt({ line: 5, column: 5 })).toBe(`${ROUTE}.c[1]`)
    expect([...(source?.leaves() ?? [])].map(([route]) => route)).toEqual([
      ROUTE,
      `${ROUTE}.c`,
      `${ROUTE}.c[1]`,
      `${ROUTE}.c[1].y`,
    ])
  })
})
