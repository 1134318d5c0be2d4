/** Price in cents after a discount in percent, rounded half up. */
export function discounted(price, percent) {
  return Math.round(price * (1 - percent / 100))
}
