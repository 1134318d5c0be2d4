/** The message that the order worker expects on its queue. */
export function orderMessage(basketId, items, placedAt) {
  return { basketId, placedAt: placedAt.toISOString(), items: items.map(({ sku, quantity }) => ({ sku, quantity })) }
}
