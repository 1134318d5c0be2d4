import { isOpen, type Value } from '../../../models/value.js'

/** A text that is the same for values that say the same, with the same certainty, wherever they stand. */
export function signatureOf(values: readonly (readonly [string, Value])[]): string {
  return JSON.stringify(values.map(([name, value]) => [name, shapeOf(value)]))
}

function shapeOf(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return [value.value, isOpen(value)]
    case 'list':
      return ['list', isOpen(value), value.items.map(shapeOf)]
    case 'dict':
      return ['dict', isOpen(value), [...value.entries].map(([key, each]) => [key, shapeOf(each)])]
    case 'unresolved':
      return ['?', value.text]
  }
}
