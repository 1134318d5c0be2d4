import type * as z from 'zod/mini'

/** As much of a schema's definition as is needed to walk down it. */
interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>
  readonly element?: z.ZodMiniType
  readonly valueType?: z.ZodMiniType
  readonly innerType?: z.ZodMiniType
}

/** The keys that the schema allows at `path`; none where it allows any, or no mapping. */
export function keysAt(schema: z.ZodMiniType, path: readonly PropertyKey[]): string[] {
  let here: z.ZodMiniType | undefined = unwrapped(schema)
  for (const step of path) {
    const { shape, element, valueType } = (here?._zod.def ?? {}) as Definition
    here = unwrapped(shape !== undefined && Object.hasOwn(shape, step) ? shape[String(step)] : (element ?? valueType))
  }
  return Object.keys((here?._zod.def as Definition | undefined)?.shape ?? {})
}

/** The schema below `optional`, defaults and the like. */
function unwrapped(schema: z.ZodMiniType | undefined): z.ZodMiniType | undefined {
  let here = schema
  for (let inner = innerOf(here); inner !== undefined; inner = innerOf(here)) here = inner
  return here
}

function innerOf(schema: z.ZodMiniType | undefined): z.ZodMiniType | undefined {
  return (schema?._zod.def as Definition | undefined)?.innerType
}
