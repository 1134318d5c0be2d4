import type { DictValue, Value } from '../../../models/index.js'

/** What a generator fills in: `name`, `path.basename`, `metadata.labels.stage`. */
export type Parameters = ReadonlyMap<string, string>

/** `{{name}}`, `{{ .path.basename }}`, `{{path[0]}}`: one name between braces, and nothing else. */
const HOLE = /\{\{-?\s{0,20}\.?([\w.[\]-]{1,100})\s{0,20}-?\}\}/g

/** The text with what the parameters know filled in (Argo CD docs: ApplicationSet, Template fields, Go Template). */
export function filledText(text: string, parameters: Parameters): string {
  return text.replace(HOLE, (whole, name: string) => parameters.get(name) ?? whole)
}

/** The template with what the parameters know filled in; a text that still has holes stays unresolved. */
export function filled(value: Value, parameters: Parameters): Value {
  switch (value.kind) {
    case 'dict':
      return filledDict(value, parameters)
    case 'list':
      return { ...value, items: value.items.map((item) => filled(item, parameters)) }
    case 'scalar':
    case 'unresolved': {
      const text = value.kind === 'unresolved' ? value.text : value.value
      if (typeof text !== 'string' || !text.includes('{{')) return value
      const whole = filledText(text, parameters)
      return whole.includes('{{')
        ? { kind: 'unresolved', text: whole, references: [], at: value.at }
        : { kind: 'scalar', value: whole, at: value.at }
    }
  }
}

/** {@link filled} for a dict. */
export function filledDict(value: DictValue, parameters: Parameters): DictValue {
  return { ...value, entries: new Map([...value.entries].map(([key, each]) => [key, filled(each, parameters)])) }
}
