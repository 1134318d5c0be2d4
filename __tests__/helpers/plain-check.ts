import type { ZodMiniObject } from 'zod/mini'
import { defineCheck, z, type AnyCheck } from '../../src/check-api/index.js'

/** A check that says nothing, for tests of what is around checks. */
export function plainCheck(id: string, options = z.strictObject({}) as ZodMiniObject): AnyCheck {
  return defineCheck({
    id,
    title: `What ${id} finds`,
    severity: 'error',
    confidence: 'high',
    kind: 'rule',
    since: '0.1.0',
    fixable: 'none',
    practices: [],
    needs: [],
    options,
    messages: {},
    *run() {},
  })
}
