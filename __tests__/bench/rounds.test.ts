import { describe, expect, test } from '@jest/globals'
import { median, rounded } from '../../bench/measure/figures.js'
import { alternate, memory, plan, ratio, type Series } from '../../bench/measure/rounds.js'
import type { Outcome } from '../../bench/measure/run.js'

/** A series from wall times in seconds, by round; processor time is half of that. */
function series(...seconds: number[]): Series {
  const rounds = seconds.map((each, round) => [
    round,
    { wall: each * 1_000, processor: each * 500, memory: 10 + round },
  ]) as [number, { wall: number; processor: number; memory: number }][]
  return { rounds: new Map(rounds) }
}

describe('figures', () => {
  test.each([
    { values: [], middle: undefined },
    { values: [3], middle: 3 },
    { values: [10, 2, 3], middle: 3 },
    { values: [10, 2, 3, 5], middle: 4 },
  ])('the median of $values is $middle', ({ values, middle }) => {
    expect(median(values)).toBe(middle)
  })

  test('three digits are kept', () => {
    expect([0.123456, 12.3456, 12_345].map(rounded)).toEqual([0.123, 12.3, 12_300])
  })
})

describe('the plan of rounds', () => {
  test.each([
    { what: 'fast ones alone fill the time', times: [0.1, 0.4], seconds: 3, fast: 6, slow: 2 },
    { what: 'of fast ones there are fifteen rounds at most', times: [0.1], seconds: 100, fast: 15, slow: 2 },
    { what: 'and three at least', times: [2], seconds: 1, fast: 3, slow: 2 },
    { what: 'a slow one runs twice more', times: [1, 20], seconds: 60, fast: 15, slow: 2 },
    { what: 'once more if time is short', times: [1, 20], seconds: 30, fast: 10, slow: 1 },
    { what: 'and not at all if there is none', times: [1, 20], seconds: 10, fast: 10, slow: 0 },
    { what: 'slow ones alone', times: [20, 10], seconds: 65, fast: 2, slow: 2 },
  ])('$what', ({ times, seconds, fast, slow }) => {
    expect(plan(times, seconds)).toEqual({ fast, slow })
  })
})

describe('contestants that take turns', () => {
  const usage = (wall: number): Outcome => ({ wall, processor: wall, memory: undefined })

  /** Contestants by the milliseconds that they say they took; those that fail do so in the round that is named. */
  async function turns(times: Readonly<Record<string, number>>, failing: string | undefined, seconds: number) {
    const order: string[] = []
    const runs = new Map(
      Object.entries(times).map(([name, wall]) => [
        name,
        () => {
          order.push(name)
          const isSecond = order.filter((each) => each === name).length === 2
          return Promise.resolve(name === failing && isSecond ? { failed: 'exit status 7' } : usage(wall))
        },
      ]),
    )
    return { result: await alternate(runs, seconds), order: order.join('') }
  }

  test('run in turn, and as often as time allows', async () => {
    const { order } = await turns({ a: 100, b: 200 }, undefined, 1.6)
    expect(order).toBe('ababababab')
  })

  test('the slow ones first among the rounds, and less often', async () => {
    const { order, result } = await turns({ a: 1_000, b: 10_000 }, undefined, 36)
    expect(order).toBe('ab'.repeat(3) + 'a'.repeat(3))
    expect([...(result.get('b')?.rounds.keys() ?? [])]).toEqual([0, 1, 2])
  })

  test('one that fails does not run again, and stops no other', async () => {
    const { order, result } = await turns({ a: 100, b: 100 }, 'b', 0.9)
    expect(order).toBe('ababaa')
    expect(result.get('b')?.failed).toBe('exit status 7')
    expect(result.get('a')?.failed).toBeUndefined()
  })

  test('as many rounds as asked for', async () => {
    const runs = new Map([['a', () => Promise.resolve(usage(9_000))]])
    expect((await alternate(runs, 1, 4)).get('a')?.rounds.size).toBe(5)
  })
})

describe('ratios', () => {
  test('are those of the same rounds, without the one that warms up', () => {
    expect(ratio(series(3, 2, 4, 6), series(1, 1, 1, 2), 'wall')).toBe(3)
  })

  test('count the first round where one is slow', () => {
    expect(ratio(series(10, 12), series(1, 1, 2), 'wall')).toBe(11)
  })

  test('use the first round if there is no other', () => {
    expect(ratio(series(30), series(1, 1), 'processor')).toBe(30)
  })

  test('there is none without a round of both', () => {
    expect(ratio({ rounds: new Map() }, series(1), 'wall')).toBeUndefined()
  })

  test('memory is the most of all runs', () => {
    expect(memory(series(1, 1, 1))).toBe(12)
    expect(memory({ rounds: new Map() })).toBeUndefined()
  })
})
