import * as fc from 'fast-check'

/** Strings that readers look for, and any others. */
export const word = fc.oneof(
  fc.constantFrom(
    ...['on', 'push', 'main', 'jobs', 'steps', 'run', 'uses', 'if', 'needs', 'true', 'null', '~', '1', ''],
  ),
  fc.constantFrom(
    ...['${{ github.ref }}', '${{', '$(x)', 'a: b', '- a', '#', '__proto__', '<<', '*a', '!t', '2026-01-01'],
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)

/** Any JSON value, of few levels. */
export const anything = fc.jsonValue({ maxDepth: 3, noUnicodeString: false })

/** A mapping in which each of the keys may be missing, may fit, and may hold anything at all. */
export function mapping(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<unknown> {
  const odd = Object.entries(fields).map(
    ([key, fitting]) => [key, fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: anything })] as const,
  )
  return fc.record(Object.fromEntries(odd), { requiredKeys: [] })
}

/** A list of such items, or anything at all. */
export const list = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: fc.array(item, { maxLength: 4 }) }, { weight: 1, arbitrary: anything })

/** As JSON, which YAML reads too, and as the block form of YAML. */
export function written(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(value, fc.constantFrom('json', 'indented', 'block')).map(([each, form]) => {
    if (form === 'block') return block(each, '')
    return JSON.stringify(each, undefined, form === 'indented' ? 2 : undefined)
  })
}

function block(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value, indent)
  const entries = Array.isArray(value) ? value.map((each: unknown) => ['- ', each] as const) : keysOf(value)
  if (entries.length === 0) return Array.isArray(value) ? ' []\n' : ' {}\n'
  const lines = entries.map(([key, each]) => `${indent}${key}${block(each, `${indent}  `)}`).join('')
  return indent === '' ? lines : `\n${lines}`
}

function keysOf(value: object): (readonly [string, unknown])[] {
  return Object.entries(value).map(([key, each]) => [`${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)}:`, each])
}

/** Texts of several lines stand as they are, the others as JSON writes them, or without quotes. */
function scalar(value: unknown, indent: string): string {
  if (typeof value !== 'string') return ` ${JSON.stringify(value)}\n`
  if (value.includes('\n')) return ` |\n${value.replace(/^/gm, indent)}\n`
  return value.length % 2 === 0 ? ` ${JSON.stringify(value)}\n` : ` ${value}\n`
}
