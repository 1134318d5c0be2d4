import { toJSONSchema, union } from 'zod/mini'
import type { AnyCheck } from '../check-api/check.js'
import { checkEntry, configFile } from './schema.js'
import { servicesSchema } from './schema-services.js'
import { CHECK_WORD } from './schema-words.js'

/**
 * The JSON Schema (draft 2020-12) of pillarlint.yml, made of the declarations that validate it: for editors, which
 * complete and check while somebody types.
 */
export function configSchema(checks: readonly AnyCheck[]): object {
  const { properties } = toJSONSchema(configFile({}), { io: 'input' })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Pillarlint configuration',
    type: 'object',
    properties: {
      ...properties,
      services: withoutDialect(toJSONSchema(servicesSchema(), { io: 'input' })),
      checks: {
        type: 'object',
        description: 'Severity and options, by check id.',
        properties: Object.fromEntries(checks.map((check) => [check.id, entrySchema(check)])),
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  }
}

function entrySchema(check: AnyCheck): object {
  const { anyOf } = toJSONSchema(union([CHECK_WORD, checkEntry(check)]), { io: 'input' })
  return { description: check.title, anyOf }
}

/** The dialect is said once, at the top. */
function withoutDialect(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'))
}
