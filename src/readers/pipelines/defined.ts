type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields that have a value, for objects whose optional fields must be absent rather than undefined. */
export function defined<T extends object>(fields: T): Defined<T> {
  const result: Partial<T> = {}
  // Without lists in between: every step of every pipeline comes here.
  for (const name in fields) if (fields[name] !== undefined) result[name] = fields[name]
  return result as Defined<T>
}
