import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { baselineText, parseBaseline, type BaselineEntry } from '../../src/core/baseline-file.js'

const [ONE, TWO, THREE] = ['1111111111111111', '2222222222222222', '3333333333333333']

describe('the text of a baseline', () => {
  test('is sorted by check, file and fingerprint, whatever the order it was found in', () => {
    const entries: [string, BaselineEntry][] = [
      [THREE, { check: 'b', file: 'x.yml', count: 1, message: 'm' }],
      [TWO, { check: 'a', file: 'y.yml', count: 2 }],
      [ONE, { check: 'b', file: 'x.yml', count: 1 }],
    ]
    const text = baselineText(new Map(entries), 'pillarlint 1.0.0')
    expect(baselineText(new Map(entries.reverse()), 'pillarlint 1.0.0')).toBe(text)
    expect(JSON.parse(text)).toEqual({
      version: 1,
      tool: 'pillarlint 1.0.0',
      entries: {
        a: { 'y.yml': [{ fingerprint: TWO, count: 2 }] },
        b: {
          'x.yml': [
            { fingerprint: ONE, count: 1 },
            { fingerprint: THREE, count: 1, message: 'm' },
          ],
        },
      },
    })
    expect(text.indexOf('"a"')).toBeLessThan(text.indexOf('"b"'))
  })

  const entry = fc.record({
    check: fc.string({ minLength: 1 }),
    file: fc.string({ minLength: 1 }),
    count: fc.integer({ min: 1, max: 9 }),
    message: fc.string(),
  })
  const print = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 })

  test('is read as what was written, whatever files and messages are called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(print, entry)), (pairs) => {
        const baseline = new Map<string, BaselineEntry>(pairs)
        expect(parseBaseline(baselineText(baseline, 't'))).toEqual(baseline)
      }),
    )
  })

  test('keeps names that objects have by themselves', () => {
    const baseline = new Map([[ONE, { check: '__proto__', file: 'constructor', count: 1 }]])
    expect(parseBaseline(baselineText(baseline, 't'))).toEqual(baseline)
  })
})

describe('what is read', () => {
  test('a mention more in a list accepts one more', () => {
    expect(parseBaseline(JSON.stringify({ fingerprints: [ONE, TWO, ONE] }))).toEqual(
      new Map([
        [ONE, { count: 2 }],
        [TWO, { count: 1 }],
      ]),
    )
  })

  const file = (entry: unknown) => JSON.stringify({ version: 1, entries: { c: { 'a.yml': [entry] } } })
  test.each([
    [
      'no fingerprint',
      file({ count: 1 }),
      /^has an entry without a fingerprint of 16 hex digits, under "c" and "a.yml"$/,
    ],
    ['a fingerprint that is none', file({ fingerprint: 'x', count: 1 }), /without a fingerprint/],
    ['no entry', file(null), /without a fingerprint/],
    ['no list', JSON.stringify({ version: 1, entries: { c: { 'a.yml': 5 } } }), /without a fingerprint/],
    ['no count', file({ fingerprint: ONE }), /whose count is not a whole number from 1 on, under "c" and "a.yml"$/],
    ['a count of nothing', file({ fingerprint: ONE, count: 0 }), /whose count/],
    ['a fraction', file({ fingerprint: ONE, count: 1.5 }), /whose count/],
    ['a huge count', file({ fingerprint: ONE, count: 1e9 }), /whose count/],
    ['no version', JSON.stringify({ entries: {} }), /^is neither/],
    ['a later version', JSON.stringify({ version: 7, entries: [] }), /^has the form 7/],
    ['a merge conflict', '<<<<<<< HEAD\n{}', /^is neither/],
  ])('%s is refused', (_, text, message) => expect(parseBaseline(text)).toMatch(message))
})
