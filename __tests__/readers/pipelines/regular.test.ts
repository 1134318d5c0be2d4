import { describe, expect, test } from '@jest/globals'
import { exampleOf, fitsRegular } from '../../../src/readers/pipelines/regular.js'
import { processorTime } from '../../helpers/processor-time.js'

describe('a regular expression of a filter', () => {
  test.each([
    ['main', 'main', true],
    ['main', 'maintenance', false],
    ['release/.*', 'release/1.2', true],
    [String.raw`^v\d+\.\d+\.\d+$`, 'v1.20.3', true],
    [String.raw`^v\d+\.\d+\.\d+$`, 'v1.2', false],
    ['(main|develop)', 'develop', true],
    ['^(?!main$).*', 'main', false],
    ['^(?!main$).*', 'mainly', true],
    ['(?!.*(main|prod)).*', 'feature-x', true],
    ['[0-9]{2,3}[a-z]?', '123x', true],
    ['[0-9]{2,3}[a-z]?', '1', false],
    ['[^/]+', 'a/b', false],
    [String.raw`[\w.-]+`, 'a_b.c-d', true],
    [String.raw`.*\brelease\b.*`, 'my-release-2', true],
    ['(?i)hotfix-.+', 'HotFix-1', true],
    ['(?<kind>feat|fix)/.+?', 'fix/typo', true],
    ['a{2}', 'aa', true],
    ['(a*)*', '', true],
    ['[]x]+', ']x', true],
    ['(?i:v)1', 'V1', true],
    ['(?i:v)x', 'VX', false],
    ['a++b*+', 'aab', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(fitsRegular(pattern, text, { whole: true })).toBe(expected)
  })

  test('a part of the text is enough where the system says so', () => {
    expect(fitsRegular('ease', 'release', { whole: false })).toBe(true)
    expect(fitsRegular('^ease', 'release', { whole: false })).toBe(false)
  })

  test.each([String.raw`(a)\1`, '(?<=x)a', '(', '*a', '[a', 'a)', 'a**', 'a{3,2}', '[[:alpha:]]', 'x'.repeat(2_000)])(
    '%s is not understood',
    (pattern) => {
      expect(fitsRegular(pattern, 'a', { whole: true })).toBeUndefined()
    },
  )

  test('patterns that defeat others are answered, or given up in no time', () => {
    const started = processorTime()
    expect(fitsRegular('(a+)+$', `${'a'.repeat(40)}b`, { whole: true })).toBe(false)
    expect(fitsRegular('((a{0,9999}){9999}){9999}', 'a', { whole: true })).toBe(true)
    const nested = '(?=.*(?=.*(?=.*(?=.*x))))'.repeat(20)
    expect(fitsRegular(`${nested}b`, 'a'.repeat(200), { whole: false })).toBeUndefined()
    expect(exampleOf('(((a{99}){99}){99}){9}')).toBeUndefined()
    expect(processorTime() - started).toBeLessThan(20_000)
    expect(fitsRegular('('.repeat(400), 'a', { whole: true })).toBeUndefined()
  })
})

describe('an example', () => {
  test.each([
    ['release/.*', 'release/x'],
    [String.raw`^v\d+\.\d+$`, 'v1.1'],
    ['(main|develop)', 'main'],
    ['.*', 'x'],
    ['[a-c]{3}', 'aaa'],
    [String.raw`[^\w\W]`, undefined],
    ['^(?!x).*', undefined],
  ])('of %s is %s', (pattern, example) => {
    expect(exampleOf(pattern)).toBe(example)
  })
})
