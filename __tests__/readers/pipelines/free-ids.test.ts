import { expect, test } from '@jest/globals'
import { FreeIds } from '../../../src/readers/pipelines/free-ids.js'

const numberedOf = (name: string) => (number: number) => `${name} (${number})`

test('the first of a name keeps it, the others are numbered past what is taken', () => {
  const ids = new FreeIds()
  const names = ['a', 'a (3)', 'a', 'a', 'b', 'a (3)', 'a']
  expect(names.map((name) => ids.take(name, numberedOf(name)))).toEqual([
    ...['a', 'a (3)', 'a (2)', 'a (4)', 'b', 'a (3) (2)', 'a (5)'],
  ])
})

test('many of one name are tried once each', () => {
  const ids = new FreeIds()
  let tried = 0
  for (let count = 0; count < 20_000; count++) {
    ids.take('a', (number) => {
      tried++
      return `a (${number})`
    })
  }
  expect(tried).toBeLessThan(40_000)
})
