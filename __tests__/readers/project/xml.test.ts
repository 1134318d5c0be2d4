import { describe, expect, test } from '@jest/globals'
import { readXml } from '../../../src/readers/project/xml.js'
import { processorTime } from '../../helpers/processor-time.js'

describe('readXml', () => {
  test('paths, text, attributes and places', () => {
    const elements = readXml(
      '<?xml version="1.0"?>\n<a>\n  <!-- <no/> -->\n  <b id="1" x=\'2\'> text </b>\n  <c/>\n  <d><e>f</e></d>\n</a>',
    )
    expect(elements.map(({ path, text, line, column }) => [path, text, line, column])).toEqual([
      ['a', '', 2, 1],
      ['a/b', 'text', 4, 3],
      ['a/c', '', 5, 3],
      ['a/d', '', 6, 3],
      ['a/d/e', 'f', 6, 6],
    ])
    expect([...(elements[1]?.attributes ?? [])]).toEqual([
      ['id', '1'],
      ['x', '2'],
    ])
  })

  test.each(['', '<', '<a', '</a>', '<a><b></a>', '<!--', '<![CDATA[ <x> ', '<a></b></a>'])('%j does no harm', (text) =>
    expect(Array.isArray(readXml(text))).toBe(true),
  )

  test('linear on hostile text', () => {
    const started = processorTime()
    for (const text of [
      '<a>'.repeat(200_000),
      '</a>'.repeat(200_000),
      '<a b="'.repeat(100_000),
      '<!--'.repeat(200_000),
      '<a/>\n'.repeat(100_000),
    ])
      readXml(text)
    expect(processorTime() - started).toBeLessThan(20_000)
  })

  test('nesting is bounded', () => expect(readXml('<a>'.repeat(1000)).length).toBeLessThan(100))
})
