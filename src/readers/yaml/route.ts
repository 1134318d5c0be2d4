/** The route of entry `key` below `route`; keys that would be misread are written in brackets: `on["a.b"]`. */
export function routeOfKey(route: string, key: string): string {
  if (key === '' || /[.[\]"\s]/.test(key)) return `${route}[${JSON.stringify(key)}]`
  return route === '' ? key : `${route}.${key}`
}

/** The route of item `index`, counted from 0. */
export function routeOfItem(route: string, index: number): string {
  return `${route}[${index}]`
}

/** The route of the whole document number `index`, counted from 0; the first has none. */
export function routeOfDocument(index: number): string {
  return index === 0 ? '' : `#${index + 1}`
}
