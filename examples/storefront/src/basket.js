/** Returns a new basket with `quantity` more of `product`. Throws a RangeError for quantities below one. */
export function addItem(basket, product, quantity = 1) {
  if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError('quantity must be a positive whole number')
  const line = basket.find((item) => item.sku === product.sku)
  if (line === undefined) return [...basket, { ...product, quantity }]
  return basket.map((item) => (item === line ? { ...item, quantity: item.quantity + quantity } : item))
}

/** The basket's price in cents. */
export function total(basket) {
  return basket.reduce((sum, { price, quantity }) => sum + price * quantity, 0)
}
