import Fastify from 'fastify'
import { addItem, total } from './basket.js'
import { findProduct, listProducts } from './catalogue.js'

const app = Fastify({ logger: true })
const baskets = new Map()

app.get('/healthz', async () => ({ status: 'ok' }))
app.get('/products', async () => listProducts())

app.post('/baskets/:id/items', async (request, reply) => {
  const product = findProduct(request.body.sku)
  if (product === undefined) return reply.code(404).send({ error: 'unknown product' })
  const basket = addItem(baskets.get(request.params.id) ?? [], product, request.body.quantity)
  baskets.set(request.params.id, basket)
  return { items: basket, total: total(basket) }
})

await app.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 8080) })
