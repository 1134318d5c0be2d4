import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { patternMatches, sampleOf } from '../../../../src/readers/pipelines/gitlab-ci/pattern.js'
import { processorTime } from '../../../helpers/processor-time.js'

const matches = (text: string, value: string, flags = '') => patternMatches({ text, flags }, value)

describe('patterns', () => {
  test.each([
    ['^release-', 'release-2', 'a-release-2'],
    ['main', 'domain', 'mai'],
    ['^(main|master)$', 'master', 'mainline'],
    ['^v\\d+\\.\\d+(\\.\\d+)?$', 'v1.20', 'v1.'],
    ['^v[0-9]+(-rc[1-9])?$', 'v10-rc3', 'v10-rc0'],
    ['\\Av1\\z', 'v1', 'v1.0'],
    ['^feature\\/.+', 'feature/x', 'feature/'],
    ['-docs$', 'add-docs', 'docs-add'],
    ['^[^-]*$', 'abc', 'a-b'],
    ['\\bsast\\b', 'a sast b', 'sastify'],
    ['^a{2,3}$', 'aaa', 'aaaa'],
    ['^a{2}$', 'aa', 'a'],
    ['^(?:a|b)+$', 'abba', 'abc'],
    ['^(?<name>a)\\.$', 'a.', 'ab'],
    ['(?i)RELEASE', 'my release', 'rel'],
    ['^[\\w.-]+$', 'a_1.-', 'a b'],
    ['^\\D\\S$', 'ab', '1b'],
    ['a.c', 'a\tc', 'a\nc'],
  ])('%s matches %s and not %s', (pattern, matching, other) => {
    expect(matches(pattern, matching)).toBe(true)
    expect(matches(pattern, other)).toBe(false)
  })

  test('without regard to case', () => {
    expect(matches('RELEASE', 'my release', 'i')).toBe(true)
    expect(matches('[A-C]x', 'bX', 'i')).toBe(true)
    expect(matches('[A-C]x', 'dx', 'i')).toBe(false)
  })

  test.each([
    '(',
    'a)',
    '[',
    'a**',
    '*',
    '(?=a)',
    '(?!a)',
    '\\1',
    '[[:alpha:]]',
    '\\p{L}',
    'a{1001}',
    'a++',
    'a'.repeat(1_100),
  ])('%s is not read', (pattern) => {
    expect(matches(pattern, 'aaa')).toBeUndefined()
  })

  test.each([
    ['^release\\/\\d+\\.\\d+$', 'release/1.1'],
    ['^(hotfix|bugfix)-', 'hotfix-'],
    ['.+-rc', 'x-rc'],
    ['^[A-Z]{3}$', 'AAA'],
    ['x?', 'x'],
    ['^(?i:Hotfix)-', 'Hotfix-'],
    ['^@', '@'],
  ])('a name that %s matches is %s', (text, sample) => {
    expect(sampleOf({ text, flags: '' })).toBe(sample)
  })

  test('no sample of what never matches', () => {
    expect(sampleOf({ text: 'a^b', flags: '' })).toBeUndefined()
    expect(sampleOf({ text: '[^\\w\\W]', flags: '' })).toBeUndefined()
    expect(sampleOf({ text: '(a{99}){99}', flags: '' })).toBeUndefined()
  })

  test('patterns that defeat others take no time', () => {
    const started = processorTime()
    for (const text of [
      '(a+)+$',
      '(a|a)*b',
      '(a*)*b',
      '((a{1,99}){1,99}){1,99}b',
      '(.*){1,99}x',
      '(((((a*)*)*)*)*)*c',
    ]) {
      expect([false, undefined]).toContain(matches(text, `${'a'.repeat(60)}!`))
    }
    expect(processorTime() - started).toBeLessThan(20_000)
  })

  test('the answer is that of the language, where both know one', () => {
    const piece = fc.constantFrom('a', 'b', '.', '\\d', '[ab]', '[^a]', '(a|b)', 'a?', 'b*', '(ab)+', '^', '$')
    const text = fc.array(fc.constantFrom('a', 'b', '1', '-'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), text, (pieces, letters) => {
        const [pattern, value] = [pieces.join(''), letters.join('')]
        expect(matches(pattern, value)).toBe(new RegExp(pattern).test(value))
      }),
    )
  })
})
