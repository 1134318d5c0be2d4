import { describe, expect, test } from '@jest/globals'
import { failureBand, frequencyBand, leadTimeBand, recoveryBand } from '../../../src/check-api/history/bands.js'
import { median, percent, percentile, rounded, workingTime } from '../../../src/check-api/history/statistics.js'

test.each([
  [[3], 3],
  [[9, 1], 5],
  [[5, 1, 100], 5],
  [[10, 2, 4, 8], 6],
])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected))

test.each([
  [[7], 7],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 11], 10],
])('nine of ten of %j do not exceed %d', (values, expected) => expect(percentile(values, 0.9)).toBe(expected))

test('shares and digits', () => {
  expect([percent(1, 4), percent(0, 0), rounded(0.1234), rounded(12.345), rounded(3)]).toEqual([25, 0, 0.12, 12.3, 3])
})

describe('working time', () => {
  const at = (day: number, hour = 0) => Date.UTC(2026, 4, day, hour) // 1 May 2026 is a Friday
  const hours = (from: number, until: number) => workingTime(from, until) / 3_600_000
  test.each([
    ['within a day', at(1, 9), at(1, 17), 8],
    ['from Friday to Monday', at(1, 20), at(4, 9), 13],
    ['on a Saturday alone', at(2, 9), at(2, 17), 0],
    ['from Saturday to Monday', at(2, 9), at(4, 9), 9],
    ['over two weeks', at(1, 0), at(15, 0), 240],
    ['backwards', at(8), at(4), 0],
  ])('%s', (_name, from, until, expected) => expect(hours(from, until)).toBe(expected))
})

test('the levels of DORA’s report of 2023, at their edges', () => {
  expect([7.1, 7, 1, 0.9, 0.24, 0.2].map(frequencyBand)).toEqual(['elite', 'high', 'high', 'medium', 'medium', 'low'])
  expect([0.9, 1, 7, 7.1, 30, 31].map(leadTimeBand)).toEqual(['elite', 'high', 'high', 'medium', 'medium', 'low'])
  expect([5, 6, 10, 11, 15, 16].map(failureBand)).toEqual(['elite', 'high', 'high', 'medium', 'medium', 'low'])
  expect([0.9, 1, 24, 25, 168, 169].map(recoveryBand)).toEqual(['elite', 'high', 'high', 'medium', 'medium', 'low'])
})
