import { expect, test } from '@jest/globals'
import { both, either, negated } from '../../src/core/three-valued.js'

const VALUES = [true, false, undefined]

test('what is not known decides nothing that the other side decides', () => {
  expect(VALUES.map((right) => both(true, right))).toEqual([true, false, undefined])
  expect(VALUES.map((right) => both(false, right))).toEqual([false, false, false])
  expect(VALUES.map((right) => both(undefined, right))).toEqual([undefined, false, undefined])
  expect(VALUES.map((right) => either(true, right))).toEqual([true, true, true])
  expect(VALUES.map((right) => either(false, right))).toEqual([true, false, undefined])
  expect(VALUES.map((right) => either(undefined, right))).toEqual([true, undefined, undefined])
  expect(VALUES.map(negated)).toEqual([false, true, undefined])
})
