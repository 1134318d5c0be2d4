import { expect, test } from '@jest/globals'
import { once, oncePer } from '../../src/core/once.js'

test('what is read once is kept', () => {
  let reads = 0
  const read = once(() => ({ reads: (reads += 1) }))
  expect([read().reads, read().reads]).toEqual([1, 1])
})

test('what is read once for each object is kept for each, undefined too', () => {
  const asked: object[] = []
  const [one, other] = [{}, {}]
  const read = oncePer((key: object) => {
    asked.push(key)
    return key === one ? undefined : asked.length
  })
  expect([read(one), read(other), read(one), read(other)]).toEqual([undefined, 2, undefined, 2])
  expect(asked).toEqual([one, other])
})
