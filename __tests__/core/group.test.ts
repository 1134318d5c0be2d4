import { expect, test } from '@jest/globals'
import { addTo, groupBy } from '../../src/core/group.js'

test('items are grouped in their order, without those that have no key', () => {
  const words = ['pear', 'apple', 'plum', 'avocado', '']
  expect([...groupBy(words, (word) => (word === '' ? undefined : word.charAt(0)))]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple', 'avocado']],
  ])
})

test('keys are compared as a map does', () => {
  const [one, other] = [{}, {}]
  expect(groupBy([one, other, one], (each) => each)).toEqual(
    new Map([
      [one, [one, one]],
      [other, [other]],
    ]),
  )
})

test('an item is added to its group', () => {
  const groups = new Map([['a', [1]]])
  addTo(groups, 'a', 2)
  addTo(groups, 'b', 3)
  expect([...groups]).toEqual([
    ['a', [1, 2]],
    ['b', [3]],
  ])
})
