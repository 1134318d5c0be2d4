import assert from 'node:assert/strict'
import test from 'node:test'
import pg from 'pg'

test('products can be stored and read back', async () => {
  const client = new pg.Client({ host: 'localhost', user: 'postgres', password: 'postgres' })
  await client.connect()
  await client.query('create temp table products (sku text primary key, price integer not null)')
  await client.query("insert into products values ('mug', 1250)")
  const { rows } = await client.query('select price from products where sku = $1', ['mug'])
  await client.end()
  assert.deepEqual(rows, [{ price: 1250 }])
})
