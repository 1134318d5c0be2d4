const products = [
  { sku: 'mug', name: 'Mug', price: 1250 },
  { sku: 'poster', name: 'Poster', price: 1800 },
  { sku: 'tee', name: 'T-shirt', price: 2400 },
]

/** All products, cheapest first. */
export function listProducts() {
  return products.toSorted((a, b) => a.price - b.price)
}

/** The product of that SKU, or undefined. */
export function findProduct(sku) {
  return products.find((product) => product.sku === sku)
}
