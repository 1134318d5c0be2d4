import { describe, expect, test } from '@jest/globals'
import type { Case, Target } from '../../bench/cases/case.js'
import type { Series } from '../../bench/measure/rounds.js'
import { entryResult, targetResults } from '../../bench/results/evaluate.js'
import { merged } from '../../bench/results/file.js'
import { targetText, valueText, type CaseResult } from '../../bench/results/result.js'
import { performancePage } from '../../scripts/performance-page.js'

const series = (seconds: number, memory = 100): Series => ({
  rounds: new Map([0, 1, 2].map((round) => [round, { wall: seconds * 1_000, processor: seconds * 900, memory }])),
})
const failed: Series = { rounds: new Map(), failed: 'exit status 2: no such flag' }
const stopped: Series = { rounds: new Map(), failed: 'stopped', stoppedAfter: 90 }

const faster: Target = { of: 'peer', against: 'own', measure: 'wall', atLeast: 20 }
const within: Target = { of: 'own', against: 'node', measure: 'wall', atMost: 2.5 }
const small: Target = { of: 'own', measure: 'memory', atMost: 256 }

function judge(target: Target, entries: Readonly<Record<string, Series>>) {
  const one: Case = { name: 'a', group: 'b', runs: [], unit: 'own', targets: [target], weight: 1 }
  return targetResults(one, new Map(Object.entries(entries))).map((result) => ({
    met: result.met,
    value: valueText(result),
  }))
}

describe('targets', () => {
  test.each([
    { what: 'a ratio below', target: within, entries: { own: series(2), node: series(1) }, met: true, value: '2 ×' },
    { what: 'a ratio above', target: within, entries: { own: series(3), node: series(1) }, met: false, value: '3 ×' },
    { what: 'fast enough', target: faster, entries: { own: series(1), peer: series(21) }, met: true, value: '21 ×' },
    { what: 'not so', target: faster, entries: { own: series(1), peer: series(19) }, met: false, value: '19 ×' },
    {
      what: 'stopped late enough',
      target: faster,
      entries: { own: series(1), peer: stopped },
      met: true,
      value: 'more than 90 ×',
    },
    {
      what: 'stopped too early to tell',
      target: faster,
      entries: { own: series(9), peer: stopped },
      met: false,
      value: 'more than 10 ×',
    },
    {
      what: 'failed',
      target: faster,
      entries: { own: series(1), peer: failed },
      met: false,
      value: 'not measured',
    },
    {
      what: 'held against what failed',
      target: within,
      entries: { own: series(1), node: failed },
      met: false,
      value: 'not measured',
    },
    { what: 'little memory', target: small, entries: { own: series(1) }, met: true, value: '100 MiB' },
    { what: 'much memory', target: small, entries: { own: series(1, 257) }, met: false, value: '257 MiB' },
    { what: 'failed itself', target: small, entries: { own: failed }, met: false, value: 'not measured' },
  ])('$what', ({ target, entries, met, value }) => {
    expect(judge(target, entries)).toEqual([{ met, value }])
  })

  test('there are none about peers that were not to run', () => {
    expect(judge(faster, { own: series(1) })).toEqual([])
  })

  test('read as sentences', () => {
    expect([within, faster, small].map(targetText)).toEqual([
      'own: at most 2.5 × the time of node',
      'peer: at least 20 × the time of own',
      'own holds at most 256 MiB',
    ])
  })
})

describe('results', () => {
  test('tell ratios, not times', () => {
    const result = entryResult('peer', series(12.3456), series(2), { version: '1.2.3', files: 7 })
    expect(result).toEqual({
      name: 'peer',
      version: '1.2.3',
      files: 7,
      runs: 3,
      wall: 6.17,
      processor: 6.17,
      memory: 100,
    })
  })

  test('tell why there are none', () => {
    expect(entryResult('peer', failed, series(2), {})).toEqual({ name: 'peer', failed: 'exit status 2: no such flag' })
  })

  test('tell how far what was stopped had come', () => {
    expect(entryResult('peer', stopped, series(2), {})).toEqual({ name: 'peer', failed: 'stopped', stoppedAt: 45 })
  })

  test('of a run that did not end stand beside older ones', () => {
    const result = (name: string, files: number) => ({ ...RESULT, name, files })
    const older = [result('a', 1), result('gone', 1), result('b', 1)]
    const now = merged(older, [result('b', 2), result('c', 2)], [{ name: 'c' }, { name: 'a' }, { name: 'b' }])
    expect(now.map(({ name, files }) => `${name}${files}`)).toEqual(['c2', 'a1', 'b2'])
  })
})

const RESULT: CaseResult = {
  name: 'the example',
  group: 'One repository',
  node: '24.1.0',
  files: 1_234,
  bytes: 5_678_901,
  unit: 'bare Node',
  entries: [
    { name: 'bare Node', runs: 4, wall: 1, processor: 1, memory: 41 },
    { name: 'Pillarlint', files: 1_234, runs: 4, wall: 2.4, processor: 2.6, memory: 95 },
    { name: 'peer', version: '1.2.3', failed: 'exit status 2: a | b' },
    { name: 'slow peer', version: '4.5', files: 7, failed: 'stopped', stoppedAt: 45 },
  ],
  targets: [
    { target: within, value: 2.4, met: true },
    { target: { ...small, note: 'garbage' }, value: 257.4, met: false },
    { target: faster, value: 12, isBound: true, met: false },
  ],
}

describe('docs/performance.md', () => {
  test('has a row for each contestant, with the reason where one failed, and says what is missed', () => {
    const page = performancePage([RESULT])
    expect(page).toContain('1 of 3 targets are met; these are not:')
    expect(page).toContain('| the example | own holds at most 256 MiB | 257 MiB | missed |')
    expect(page).toContain('- own holds at most 256 MiB: garbage.')
    expect(page).toContain('1,234 files, 5,680 kB; Node 24.1.0; as multiples of bare Node.')
    expect(page).toContain('| Pillarlint | 1,234 | 2.4 × | 2.6 × | 95 MiB |')
    expect(page).toContain('| peer 1.2.3 | – | exit status 2: a \\| b | – | – |')
    expect(page).toContain('| slow peer 4.5 | 7 | stopped at 45 × | – | – |')
    expect(page).toContain('- own: at most 2.5 × the time of node: 2.4 ×, met')
    expect(page).toContain('- own holds at most 256 MiB: 257 MiB, **missed**')
    expect(page).toContain('- peer: at least 20 × the time of own: more than 12 ×, undecided')
  })

  test('sums up a group of many cases', () => {
    const many = [2, 2, 3, 3, 4, 4, 5, 9].map((wall, index): CaseResult => {
      const entries = [{ name: 'Pillarlint', wall, processor: wall, memory: 100 }]
      return { ...RESULT, name: `repository ${index}`, group: 'Repositories', entries, targets: [] }
    })
    const page = performancePage(many)
    expect(page).toContain('8 repositories, each by itself')
    expect(page).toContain('| Pillarlint | 8 | 3.5 ×, 9 × | 3.5 ×, 9 × | 100 MiB, 100 MiB |')
  })

  test('puts many cases of a group that miss the same target into one row', () => {
    const many = [300, 260, 280, 500, 270, 290, 310, 320].map((value, index): CaseResult => {
      const targets = [{ target: small, value, met: false }]
      return { ...RESULT, name: `repository ${index}`, group: 'Repositories', targets }
    })
    const page = performancePage(many)
    expect(page).toContain('| 8 repositories | own holds at most 256 MiB | median 295 MiB, worst 500 MiB | missed |')
    expect(page).not.toContain('| repository 3 |')
  })

  test('tells where a peer failed on one of many', () => {
    const many = [...'abcdefgh'].map((name) => ({ ...RESULT, name }))
    expect(performancePage(many)).toContain('- peer on b: exit status 2: a | b')
  })
})
