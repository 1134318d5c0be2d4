import assert from 'node:assert/strict'
import test from 'node:test'
import { addItem, total } from '../../src/basket.js'

const mug = { sku: 'mug', price: 1250 }

test('the same product twice makes one line', () => {
  const basket = addItem(addItem([], mug), mug, 2)
  assert.deepEqual(basket, [{ ...mug, quantity: 3 }])
  assert.equal(total(basket), 3750)
})

test('a quantity below one is refused', () => {
  assert.throws(() => addItem([], mug, 0), RangeError)
})
