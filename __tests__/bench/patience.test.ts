import { describe, expect, test } from '@jest/globals'
import type { Target } from '../../bench/cases/case.js'
import { patience } from '../../bench/measure/patience.js'

const FASTER: Target = { of: 'a peer', against: 'Pillarlint', measure: 'wall', atLeast: 20 }
const SLOWER: Target = { of: 'Pillarlint', against: 'a peer', measure: 'wall', atMost: 1 }

describe('how long a peer may take', () => {
  test.each<[string, number, number, number]>([
    ['half of the time', 100, 1_000, 50],
    ['as long as shows the target', 100, 3_000, 66],
    ['nearly all of the time, however little that shows', 100, 60_000, 90],
    ['twenty seconds at least', 10, 100, 20],
  ])('%s', (_, seconds, wall, expected) =>
    expect(patience('a peer', [SLOWER, FASTER], seconds, new Map([['Pillarlint', wall]]))).toBe(expected),
  )

  test('targets of others, and of what has not run, prolong nothing', () => {
    expect(patience('another', [FASTER], 100, new Map([['Pillarlint', 4_000]]))).toBe(50)
    expect(patience('a peer', [FASTER], 100, new Map())).toBe(50)
    expect(patience('a peer', [SLOWER], 100, new Map([['Pillarlint', 4_000]]))).toBe(50)
  })
})
