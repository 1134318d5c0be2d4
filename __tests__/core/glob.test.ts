import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compileGlob, compileSegments, matchGlob, splitSegments } from '../../src/core/glob.js'
import { processorTime } from '../helpers/processor-time.js'

describe('matchGlob', () => {
  test.each([
    ['*.ts', 'src/a.ts'],
    ['*', 'a/b'],
    ['src/*', 'src/a/b.ts'],
    ['src/**', 'src'],
    ['src/**', 'source/a'],
    ['src/*.ts', 'src/a.tsx'],
    ['a?c', 'ac'],
    ['a?c', 'a/c'],
    ['**/test', 'contest'],
    ['{a,b}.ts', 'c.ts'],
    ['{a}.ts', 'a.ts'],
    ['Src/**', 'src/a.ts'],
    ['\\*.ts', 'a.ts'],
    ['', ''],
    ['', 'a'],
    ['/', 'a'],
    ['a/b/c', 'a/b'],
    ['**/a/**/b', 'a'],
  ])('%s leaves %s alone', (pattern, path) => expect(matchGlob(pattern, path)).toBe(false))

  test.each([
    ['*.ts', 'a.ts'],
    ['*', '.hidden'],
    ['**', 'a/b/c'],
    ['**/*.ts', 'a.ts'],
    ['**/*.ts', 'a/b/c.ts'],
    ['src/**', 'src/a/b'],
    ['src/', 'src/a/b'],
    ['./src/*', 'src/a'],
    ['/src/*', 'src/a'],
    ['src/**/test/*.ts', 'src/test/a.ts'],
    ['src/**/test/*.ts', 'src/a/b/test/a.ts'],
    ['src/**/a/**/b', 'src/x/a/y/a/z/b'],
    ['a?c', 'abc'],
    ['a?c', 'a😀c'],
    ['{a,b}/**', 'b/x'],
    ['{a,b/{c,d}}.ts', 'b/d.ts'],
    ['**/{package,composer}.json', 'x/composer.json'],
    ['{a}.ts', '{a}.ts'],
    ['a{,b}', 'a'],
    ['a{,b}', 'ab'],
    ['\\{a,b\\}', '{a,b}'],
    ['[id].ts', '[id].ts'],
    ['\\*.ts', '*.ts'],
    ['*a*b*', 'xxaxxbxx'],
    ['**/**/a', 'a'],
    ['__proto__/*', '__proto__/constructor'],
  ])('%s means %s', (pattern, path) => expect(matchGlob(pattern, path)).toBe(true))

  test('hostile patterns end quickly and do not match', () => {
    const path = `${'a'.repeat(3000)}/${'a/'.repeat(1500)}c`
    const started = processorTime()
    expect(matchGlob(`${'*a'.repeat(400)}b`, path)).toBe(false)
    expect(matchGlob(`${'**/*a/'.repeat(400)}b`, path)).toBe(false)
    expect(matchGlob('{a,b}'.repeat(40), path)).toBe(false)
    expect(matchGlob('{'.repeat(5000), path)).toBe(false)
    expect(processorTime() - started).toBeLessThan(20_000)
  })

  test('too many alternatives are taken literally', () => {
    const pattern = '{a,b}'.repeat(12)
    expect(matchGlob(pattern, pattern)).toBe(true)
    expect(matchGlob(pattern, 'a'.repeat(12))).toBe(false)
  })

  test('agrees with a plain reading of the same pattern', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '*b', '?', 'a?')
    const name = fc.constantFrom('a', 'b', 'ab', 'ba', 'abb')
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        fc.array(name, { minLength: 1, maxLength: 6 }),
        (p, n) => {
          expect(matchGlob(p.join('/'), n.join('/'))).toBe(plainly(p, n))
        },
      ),
      { numRuns: 2000 },
    )
  })
})

/** The meaning written as directly as possible; exponential, so for short input only. */
function plainly([segment, ...rest]: readonly string[], names: readonly string[]): boolean {
  if (segment === undefined) return names.length === 0
  if (segment === '**') {
    if (rest.length === 0) return names.length > 0
    return names
      .map((_, i) => i)
      .concat(names.length)
      .some((i) => plainly(rest, names.slice(i)))
  }
  const [name, ...others] = names
  if (name === undefined) return false
  const source = segment.replaceAll('?', '[^/]').replaceAll('*', '[^/]*')
  return new RegExp(`^${source}$`).test(name) && plainly(rest, others)
}

describe('compileSegments', () => {
  test('descend reaches everything below a match, and the match itself', () => {
    const matches = compileSegments(['**', 'logs'], { descend: true })
    expect(['logs', 'a/logs', 'a/logs/b/c'].map(matches)).toEqual([true, true, true])
    expect(['catalogs', 'a/logs.txt'].map(matches)).toEqual([false, false])
  })

  test('nothing matches nothing', () => {
    expect(compileSegments([])('a')).toBe(false)
    expect(compileSegments([''])('')).toBe(false)
  })
})

test('splitSegments keeps escapes together', () => {
  expect(splitSegments('a/b\\ c/d\\\\')).toEqual(['a', 'b\\ c', 'd\\\\'])
})

test('a compiled glob can be used again', () => {
  const matches = compileGlob('src/**')
  expect([matches('src/a'), matches('b'), matches('src/a')]).toEqual([true, false, true])
})
