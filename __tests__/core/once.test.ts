import { expect, test } from '@jest/globals'
import { once, oncePer, oncePerText } from '../../src/core/once.js'

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

test('what is read once for each text is kept, but nothing of long texts, and not too much', () => {
  let reads = 0
  const read = oncePerText((text: string) => ({ text, reads: (reads += 1) }))
  expect([read('a').reads, read('b').reads, read('a').reads]).toEqual([1, 2, 1])
  const long = 'x'.repeat(501)
  expect([read(long).reads, read(long).reads]).toEqual([3, 4])
  for (let index = 0; index < 2_000; index++) read(`other ${index}`)
  expect(read('a')).toEqual({ text: 'a', reads: reads })
  expect(reads).toBeGreaterThan(2_004)
})
