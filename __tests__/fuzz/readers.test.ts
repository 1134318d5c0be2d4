import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { judge } from '../../fuzz/judge.js'
import { mutated } from '../../fuzz/mutations.js'
import { misplaced } from '../../fuzz/positions.js'
import { seedsOf } from '../../fuzz/seeds.js'
import { TARGETS } from '../../fuzz/targets.js'

/** A machine that also does other things, and code that was just compiled: time is judged by `npm run fuzz`. */
const SLACK = 100

/** What a run of all tests has time for. */
const RUNS = 25
const MOST_CHARACTERS = 8_000

describe('every reader takes whatever it gets', () => {
  test.each(TARGETS)('$name', (target) => {
    const seeds = seedsOf(target)
    for (const seed of seeds) expect(judge(target, seed, SLACK).fault).toBeUndefined()
    fc.assert(
      fc.property(mutated(seeds, MOST_CHARACTERS), (text) => {
        expect(judge(target, text, SLACK).fault).toBeUndefined()
      }),
      { numRuns: RUNS, seed: 20_260_101 },
    )
  })
})

describe('what the judge sees', () => {
  const [target] = TARGETS
  const at = { file: 'a.yml', line: 1, column: 1, endLine: 1, endColumn: 4, route: '' }
  const linesOf = () => [[3, 0]]

  test.each([
    { what: 'a line too many', place: { ...at, endLine: 3 } },
    { what: 'a column too many', place: { ...at, endColumn: 5 } },
    { what: 'an end before the beginning', place: { ...at, column: 3, endColumn: 2 } },
    { what: 'a place in a map', place: new Map([['key', [{ ...at, line: 0 }]]]) },
  ])('$what', ({ place }) => expect(misplaced({ deep: [place] }, linesOf)).toMatch(/a\.yml/))

  test('a place within the file is right', () => expect(misplaced({ at }, linesOf)).toBeUndefined())

  test('an exception is a fault', () => {
    if (target === undefined) throw new Error('there is no target')
    const broken = { ...target, read: () => JSON.parse('{') as unknown }
    expect(judge(broken, 'a: 1').fault).toMatch(/threw SyntaxError/)
  })
})
