/** One `$NAME` or `${NAME…}` of a word. */
interface Reference {
  readonly name: string
  readonly start: number
  readonly end: number
  /** What follows the name inside the braces: `:-1.27`, `#v`. */
  readonly modifier: string
}

/** The variables that a word reads, in order. Single quotes and escapes protect the dollar sign. */
export function variablesIn(raw: string, escape = '\\'): Reference[] {
  const found: Reference[] = []
  let quoted = false
  let double = false
  for (let index = 0; index < raw.length; index++) {
    const character = raw.charAt(index)
    if (character === escape && !quoted) index++
    else if (character === '"' && !quoted) double = !double
    else if (character === "'" && !double) quoted = !quoted
    else if (character === '$' && !quoted) {
      const reference = referenceAt(raw, index)
      if (reference === undefined) continue
      found.push(reference)
      index = reference.end - 1
    }
  }
  return found
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y

function referenceAt(raw: string, start: number): Reference | undefined {
  const braced = raw.charAt(start + 1) === '{'
  NAME.lastIndex = start + (braced ? 2 : 1)
  const name = NAME.exec(raw)?.[0]
  if (name === undefined) return undefined
  const after = start + (braced ? 2 : 1) + name.length
  if (!braced) return { name, start, end: after, modifier: '' }
  const close = raw.indexOf('}', after)
  return close < 0 ? undefined : { name, start, end: close + 1, modifier: raw.slice(after, close) }
}

/** Characters to which variables are replaced: no image reference is longer, and each variable may double the one before. */
const MAX_EXPANDED = 4_096

/**
 * The word with each variable replaced by what the file says it is when nobody passes a build argument, or undefined
 * if one of them has no such value (Dockerfile reference: Environment replacement).
 */
export function withDefaults(raw: string, defaults: ReadonlyMap<string, string>, escape = '\\'): string | undefined {
  let text = ''
  let from = 0
  for (const { name, start, end, modifier } of variablesIn(raw, escape)) {
    const value = modified(defaults.get(name), modifier)
    if (value === undefined) return undefined
    text += raw.slice(from, start) + value
    if (text.length > MAX_EXPANDED) return undefined
    from = end
  }
  return text + raw.slice(from)
}

function modified(value: string | undefined, modifier: string): string | undefined {
  if (modifier === '') return value
  const orElse = /^(:?)-([^$]*)$/.exec(modifier)
  if (orElse === null) return undefined
  const missing = orElse[1] === ':' ? value === undefined || value === '' : value === undefined
  return missing ? orElse[2] : value
}
