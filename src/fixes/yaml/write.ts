/** What is put into a file: a scalar as its meaning, or a collection of such. */
export type Written = string | number | boolean | readonly Written[] | { readonly [key: string]: Written }

/** Texts that stand unquoted in a block and in brackets alike and are text in every version of YAML. */
const PLAIN = /^[A-Za-z_./][\w./@+()-]*(?:[ :][\w./@+()-]+)*$/

/** Texts that stand unquoted in a block, not in brackets: with expressions of the CI system. */
const PLAIN_IN_BLOCK = /^[A-Za-z_./-]?[\w./@+-]*(?:\$\{\{ [\w.|&'= !()*,-]+ \}\}[\w./@+-]*)+$/

/** Plain scalars that YAML 1.1 or 1.2 takes for something else than text. */
const NOT_TEXT = /^(?:true|false|yes|no|on|off|null|y|n|~)$|^\.|^[\d.+-]+(?:e[\d+-]+)?$/i

/** How a scalar is written. */
export function scalarText(value: string | number | boolean, place: 'block' | 'flow' | 'json'): string {
  if (typeof value !== 'string') return String(value)
  if (place === 'json') return JSON.stringify(value)
  const isText = !NOT_TEXT.test(value)
  if (isText && PLAIN.test(value)) return value
  if (isText && place === 'block' && PLAIN_IN_BLOCK.test(value)) return value
  return /['\\\p{Cc}]/u.test(value) ? JSON.stringify(value) : `'${value}'`
}

/** `key: value` in the style of brackets. */
export function flowEntry(key: string, value: Written, place: 'flow' | 'json'): string {
  return `${scalarText(key, place)}: ${flowValue(value, place)}`
}

/** A value in the style of brackets. */
export function flowValue(value: Written, place: 'flow' | 'json'): string {
  if (typeof value !== 'object') return scalarText(value, place)
  if (isList(value)) return `[${value.map((each) => flowValue(each, place)).join(', ')}]`
  const entries = Object.entries(value).map(([key, each]) => flowEntry(key, each, place))
  return `{${entries.join(', ')}}`
}

/** The lines of `key: value` in block style, the first without indentation, the others indented below it by `step`. */
export function blockEntry(key: string, value: Written, step: number): string[] {
  const name = scalarText(key, 'block')
  if (typeof value !== 'object') return [`${name}: ${scalarText(value, 'block')}`]
  if (Object.keys(value).length === 0) return [`${name}: ${flowValue(value, 'flow')}`]
  return [`${name}:`, ...blockValue(value, step).map((line) => ' '.repeat(step) + line)]
}

/** The lines of a collection in block style. */
export function blockValue(value: Exclude<Written, string | number | boolean>, step: number): string[] {
  if (!isList(value)) return Object.entries(value).flatMap(([key, each]) => blockEntry(key, each, step))
  return value.flatMap((item) => {
    if (typeof item !== 'object') return [`- ${scalarText(item, 'block')}`]
    const [first = '', ...rest] = Object.keys(item).length === 0 ? [flowValue(item, 'flow')] : blockValue(item, step)
    return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
  })
}

function isList(value: Written): value is readonly Written[] {
  return Array.isArray(value)
}
