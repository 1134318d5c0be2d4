import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/core/outcome.js'
import { distinct } from '../../src/engine/distinct.js'

const at = (line: number) => ({ file: 'main.tf', line, column: 1, endLine: line, endColumn: 2, route: 'r' })
const evidence = (line: number, text: string, ...from: readonly number[]): Outcome => ({
  kind: 'evidence',
  check: 'a-check',
  message: [text],
  at: at(line),
  because: from.map((each) => ({ ...at(each), text: 'is called here' })),
})

describe('distinct', () => {
  test('keeps what differs in place or words', () => {
    const outcomes = [evidence(1, 'a'), evidence(2, 'a'), evidence(1, 'b')]
    expect(distinct(outcomes)).toEqual(outcomes)
  })

  test('keeps what was reached on another way', () => {
    const outcomes = [evidence(1, 'a', 5), evidence(1, 'a', 7)]
    expect(distinct(outcomes)).toEqual(outcomes)
  })

  test('says once what is the same', () => {
    expect(distinct([evidence(1, 'a', 5), evidence(1, 'b'), evidence(1, 'a', 5)])).toEqual([
      evidence(1, 'a', 5),
      evidence(1, 'b'),
    ])
  })
})

test('what stands nowhere is told apart by its words', () => {
  const unknown = (reason: string): Outcome => ({
    kind: 'unknown',
    check: 'a-check',
    origin: 'files',
    reason: [reason],
    because: [],
  })
  expect(distinct([unknown('a'), unknown('b'), unknown('a')])).toEqual([unknown('a'), unknown('b')])
})
