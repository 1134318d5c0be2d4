import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { compileOwnersPattern, type Dialect } from '../../../src/readers/codeowners/pattern.js'
import { parseOwners } from '../../../src/readers/codeowners/parse-file.js'
import { indexRules } from '../../../src/readers/codeowners/rule-index.js'
import { processorTime } from '../../helpers/processor-time.js'

const rulesOf = (patterns: readonly string[], dialect: Dialect = 'github') =>
  parseOwners(patterns.map((each) => `${each} @jane`).join('\n'), 'CODEOWNERS', dialect, () => false).rules

const NAMES = ['a', 'b', 'ab', 'a.ts', 'b.ts', 'a.b.ts', '.a', 'src', '*', 'a b']
const SEGMENTS = [
  'a',
  'b',
  'ab',
  '*',
  '**',
  '*.ts',
  'a*',
  '*b*',
  '?',
  'a.ts',
  '*.b.ts',
  'a\\.ts',
  '\\*',
  'a\\ b',
  'src',
]

const paths = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const patterns = fc
  .tuple(
    fc.constantFrom('', '/'),
    fc.array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '/'),
  )
  .map(([start, segments, end]) => `${start}${segments.join('/')}${end}`)
const dialects = fc.constantFrom<Dialect>('github', 'gitlab', 'bitbucket')

describe('for any rules and path', () => {
  test('exactly the rules that match are found, in their order', () => {
    fc.assert(
      fc.property(fc.array(patterns, { maxLength: 12 }), paths, dialects, (written, path, dialect) => {
        const rules = rulesOf(written, dialect)
        const found = indexRules(rules)
        const all = rules.filter(({ pattern }) => pattern.matches(path.split('/')))
        expect(found.matching(path)).toEqual(all)
        expect(found.last(path)).toBe(all.at(-1))
        expect(all.length).toBeLessThanOrEqual(found.comparisons(path))
      }),
      { numRuns: 1000 },
    )
  })

  test('on GitHub a folder takes in what lies below, and a leading slash only takes away', () => {
    fc.assert(
      fc.property(patterns, paths, paths, (pattern, path, below) => {
        const matches = (each: string, to: string) => compileOwnersPattern(each, 'github').matches(to.split('/'))
        const last = pattern.split('/').at(-1)
        if (last !== '*' && last !== '' && matches(pattern, path))
          expect(matches(pattern, `${path}/${below}`)).toBe(true)
        if (!pattern.startsWith('/') && matches(`/${pattern}`, path)) expect(matches(pattern, path)).toBe(true)
        if (pattern.endsWith('/') && !pattern.endsWith('*/') && matches(pattern, path))
          expect(matches(pattern.slice(0, -1), path)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('a path without wildcards matches itself and nothing beside it', () => {
    const plain = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'a.ts', 'src'), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'))
    fc.assert(
      fc.property(plain, plain, dialects, (pattern, path, dialect) => {
        const isMet = compileOwnersPattern(`/${pattern}`, dialect).matches(path.split('/'))
        const isBelow = dialect !== 'gitlab' && path.startsWith(`${pattern}/`)
        expect(isMet).toBe(path === pattern || isBelow)
      }),
    )
  })
})

describe('10,000 paths and 2,000 rules', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `src/pkg${i % 500}/lib/part${i % 70}/file${i}.e${i % 40}`)

  test('common patterns: a path meets few of them', () => {
    const written = Array.from({ length: 2_000 }, (_, i) =>
      [`/src/pkg${i}/`, `part${i}/`, `*.e${i}`, `/src/pkg${i}/lib/part${i % 70}/file${i}.*`, `**/file${i}.e1`].at(
        i % 5,
      ),
    )
    const found = indexRules(rulesOf(written.map((each) => each ?? '')))
    const total = many.reduce((sum, path) => sum + found.comparisons(path), 0)
    expect(total).toBeLessThan(10 * many.length)
    expect(many.filter((path) => found.last(path) !== undefined).length).toBeGreaterThan(5_000)
  })

  test.each([
    ['asterisks', (i: number) => `${'*a'.repeat(6)}${i}b`],
    ['folders at any depth', (i: number) => `**/*l*/**/p*t*/**/*f*${i}x`],
    ['one and the same line', () => '*'],
  ])('hostile patterns of %s end', (_name, pattern) => {
    const found = indexRules(rulesOf(Array.from({ length: 2_000 }, (_, i) => pattern(i))))
    const started = processorTime()
    for (const path of many.slice(0, 500)) found.last(path)
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})
