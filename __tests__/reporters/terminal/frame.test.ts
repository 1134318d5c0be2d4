import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeFrame } from '../../../src/reporters/terminal/frame.js'
import { paletteOf } from '../../../src/reporters/terminal/paint.js'
import { widthOf } from '../../../src/reporters/terminal/text.js'
import { place } from '../reports.js'

const palette = paletteOf(false)
const frame = (source: string, at: ReturnType<typeof place>, width = 80): string[] =>
  codeFrame(source.split('\n'), at, { palette, tone: (text) => text, width })

describe('codeFrame', () => {
  test('marks the exact columns, with the line before', () => {
    expect(frame('jobs:\n  build: x\n', place('a', 2, 10, 11))).toEqual([
      '  |',
      '1 | jobs:',
      '2 |   build: x',
      '  |          ^',
    ])
  })

  test('leaves out an empty line before', () => {
    expect(frame('\nabc', place('a', 2, 1, 4))).toEqual(['  |', '2 | abc', '  | ^^^'])
  })

  test('marks each line of a longer place, and says where it ends', () => {
    expect(frame('a: 1\n  b: 2\n  c: 3\n  d: 4\ne: 5', place('a', 1, 1, 3, 5))).toEqual([
      '  |',
      '1 | a: 1',
      '  | ^^^^',
      '2 |   b: 2',
      '  |   ^^^^',
      '3 |   c: 3',
      '  |   ^^^^',
      '  ... to line 5',
    ])
  })

  test('ends a place of several lines at its column', () => {
    expect(frame('ab\ncd', place('a', 1, 2, 2, 2))).toEqual(['  |', '1 | ab', '  |  ^', '2 | cd', '  | ^'])
  })

  test.each([
    ['a line that is not there', 'a', place('a', 2, 1, 2)],
    ['line 0', 'a', place('a', 0, 1, 2)],
  ])('%s gives nothing', (_name, source, at) => expect(frame(source, at)).toEqual([]))

  test('a column behind the end is marked behind the end', () => {
    expect(frame('ab', place('a', 1, 9, 12))).toEqual(['  |', '1 | ab', '  |   ^'])
  })

  test('tabs, wide and unseen characters keep the mark below the place', () => {
    expect(frame('\t日本: x', place('a', 1, 6, 7))).toEqual(['  |', '1 |   日本: x', '  |         ^'])
    expect(frame('a\u202eb: x', place('a', 1, 6, 7))).toEqual(['  |', '1 | a<U+202E>b: x', '  |             ^'])
    expect(frame('e\u0301: x\r', place('a', 1, 5, 6))).toEqual(['  |', '1 | e\u0301: x', '  |    ^'])
  })

  test('a long line is cut around the place', () => {
    const [, line = '', marks = ''] = frame(`${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`, place('a', 1, 5001, 5005), 60)
    expect(widthOf(line)).toBeLessThanOrEqual(60)
    const start = marks.indexOf('^')
    expect(line.slice(start, start + 4)).toBe('HERE')
    expect(marks.trim()).toBe('| ^^^^'.replace('| ', `|${' '.repeat(start - 3)}`))
    expect(line).toMatch(/\| ….*…$/)
  })

  test('any place of any line is marked where it is', () => {
    const unit = fc.constantFrom('a', ' ', '\t', '日', '😀', '\u0001', '\u202e', 'é', '#', '[', ':')
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 20, max: 90 }),
        (chars, n, width) => {
          const index = n % chars.length
          const column = chars.slice(0, index).join('').length + 1
          const marked = [...chars.slice(0, index), 'Z', ...chars.slice(index + 1)]
          const lines = frame(marked.join(''), place('a', 1, column, column + 1), width)
          const [line = '', marks = ''] = lines.slice(-2)
          const at = line.indexOf('Z')
          expect(at).toBeGreaterThanOrEqual(0)
          expect(widthOf(line.slice(0, at))).toBe(marks.indexOf('^'))
          expect(marks.trim().endsWith('^')).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
