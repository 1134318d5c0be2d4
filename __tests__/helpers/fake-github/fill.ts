import { resolve, type Schema } from './openapi.js'

/**
 * Completes what a test says of an answer to one that GitHub's description accepts: required properties that it leaves
 * out get the plainest value of their type. A property that is given as undefined stays out.
 */
export function fill(schema: Schema, given?: unknown): unknown {
  const resolved = resolve(schema)
  const choices = resolved.anyOf ?? resolved.oneOf
  if (choices !== undefined) return fill(bestOf(choices, given), given)
  if (given === null) return null
  if (resolved.allOf !== undefined) return resolved.allOf.map((part) => fill(part, given)).reduce(merged)
  if (given !== undefined && typeof given !== 'object') return given
  const type = typeof resolved.type === 'string' ? resolved.type : plainest(resolved.type ?? [], given)
  if (type === 'array') return listOf(given).map((item) => fill(resolved.items ?? {}, item))
  if (type === 'object' || (isObject(given) && type === undefined)) return filledObject(resolved, given)
  return given ?? plainValue(resolved, type)
}

function filledObject(schema: Schema, given: unknown): Record<string, unknown> {
  const said = isObject(given) ? given : {}
  const properties = schema.properties ?? {}
  const required = (schema.required ?? []).filter((name) => !Object.hasOwn(said, name))
  return {
    ...Object.fromEntries(required.map((name) => [name, fill(properties[name] ?? {})])),
    ...Object.fromEntries(
      Object.entries(said).flatMap(([name, value]) => {
        const property = properties[name]
        if (value === undefined) return []
        return [[name, property === undefined ? value : fill(property, value)]]
      }),
    ),
  }
}

/** The alternative that says most of what the test says; `type` decides where it tells alternatives apart. */
function bestOf(choices: readonly Schema[], given: unknown): Schema {
  const scored = choices.map((choice) => ({ choice, score: scoreOf(resolve(choice), given) }))
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).choice
}

function scoreOf(schema: Schema, given: unknown): number {
  if (given === null) return schema.type === 'null' ? 100 : 0
  if (schema.type === 'null') return given === undefined ? 1 : -1
  if (!isObject(given)) return 0
  const type = schema.properties?.['type']?.enum
  if (type !== undefined && given['type'] !== undefined && !type.includes(given['type'])) return -1
  const known = Object.keys(given).filter((key) => Object.hasOwn(schema.properties ?? {}, key))
  return known.length + (type !== undefined && given['type'] !== undefined ? 50 : 0)
}

function plainest(types: readonly string[], given: unknown): string | undefined {
  if (given === undefined && types.includes('null')) return 'null'
  return types.find((type) => type !== 'null')
}

function plainValue(schema: Schema, type: string | undefined): unknown {
  if (schema.enum !== undefined) return schema.enum[0]
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return false
  if (type === 'null' || type === undefined) return null
  if (schema.format === 'date-time') return '2026-11-01T08:00:00Z'
  if (schema.format === 'uri') return 'https://github.example/'
  return schema.minLength === undefined ? 'text' : 'f'.repeat(schema.minLength)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function merged(a: unknown, b: unknown): unknown {
  return isObject(a) && isObject(b) ? { ...a, ...b } : b
}
