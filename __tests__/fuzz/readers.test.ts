import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { inputsOf, smallInputsOf } from '../../fuzz/inputs.js'
import { judge } from '../../fuzz/judge.js'
import { misplaced } from '../../fuzz/positions.js'
import { runTarget } from '../../fuzz/run-target.js'
import { seedsOf } from '../../fuzz/seeds.js'
import { shrink } from '../../fuzz/shrink.js'
import { text } from '../../fuzz/target.js'
import { TARGETS } from '../../fuzz/targets.js'
import { disturbance } from '../../fuzz/yardstick.js'

/** A machine that also does other things, and code that was just compiled: time is judged by `npm run fuzz`. */
const SLACK = 100

/** What a run of all tests has time for. */
const RUNS = 25

describe('every reader takes whatever it gets', () => {
  test.each(TARGETS)('$name', (target) => {
    const seeds = seedsOf(target)
    for (const seed of seeds) expect(judge(target, seed, SLACK).fault).toBeUndefined()
    fc.assert(
      fc.property(smallInputsOf(seeds, target.structured), (input) => {
        expect(judge(target, input, SLACK).fault).toBeUndefined()
      }),
      { numRuns: RUNS, seed: 20_260_101 },
    )
  })

  test('names are told apart', () => {
    expect(new Set(TARGETS.map(({ name }) => name)).size).toBe(TARGETS.length)
  })
})

describe('what is read', () => {
  const seeds = [`first: line\n${'key: value\n'.repeat(1_000)}`]
  const lengths = fc.sample(inputsOf(seeds), { numRuns: 2_000, seed: 1 }).map(({ length }) => length)

  test('is mostly small, and now and then as large as a reader is judged by', () => {
    expect(lengths.filter((length) => length <= 4_000).length).toBeGreaterThan(1_900)
    expect(Math.max(...lengths)).toBe(100_000)
  })
})

describe('what a run keeps', () => {
  const broken = text('broken', 'data.txt', /^$/, (content, path) => {
    if (content.includes('b')) throw new TypeError(`no b, please: ${content.length}`)
    const column = content.includes('c') ? 10_000 : 1
    return { at: { file: path, line: 1, column, endLine: 1, endColumn: column, route: '' } }
  })
  const outcome = runTarget(broken, ['aaaa\nbbbb\naaaa\ncccc\n'], { runs: 200, seed: 1, slack: SLACK })

  test('one of each kind, made as short as can be, without ending at the first', () => {
    expect(outcome.inputs).toBe(200)
    expect(outcome.faults.map(({ text: shortest }) => shortest).sort()).toEqual(['b', 'c'])
    for (const { times } of outcome.faults) expect(times).toBeGreaterThan(1)
    expect(outcome.faults.map(({ what }) => what).join('\n')).toMatch(/no b, please: 1/)
  })

  test('a text is made shorter by lines and by characters', () => {
    const tried = shrink(`${'x\n'.repeat(500)}a needle here\n${'y\n'.repeat(500)}`, (each) => each.includes('needle'))
    expect(tried).toBe('needle')
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
    expect(judge(broken, 'a: 1').fault?.what).toMatch(/threw SyntaxError/)
  })

  test('a text that takes long is a fault', () => {
    if (target === undefined) throw new Error('there is no target')
    const patient = { ...target, read: () => Array.from({ length: 200_000 }, (_, each) => String(each).repeat(3)) }
    expect(judge(patient, 'a: 1', 0.01).fault).toMatchObject({ kind: 'slow' })
    expect(judge(patient, 'a: 1', 0.01, () => 1).fault).toMatchObject({ kind: 'slow' })
    expect(judge(patient, 'a: 1', 0.01, () => 1_000_000).fault).toBeUndefined()
  })

  test('how much else the machine does is never less than nothing', () => {
    for (let look = 0; look < 5; look++) expect(disturbance()).toBeGreaterThanOrEqual(1)
  })
})
