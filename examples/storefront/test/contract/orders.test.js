import assert from 'node:assert/strict'
import test from 'node:test'
import { orderMessage } from '../../src/orders.js'

test('the worker gets skus and quantities, nothing else', () => {
  const message = orderMessage('b-1', [{ sku: 'mug', price: 1250, quantity: 2 }], new Date(0))
  assert.deepEqual(message, { basketId: 'b-1', placedAt: '1970-01-01T00:00:00.000Z', items: [{ sku: 'mug', quantity: 2 }] })
})
