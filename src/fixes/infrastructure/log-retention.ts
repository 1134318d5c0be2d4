import { routeOfKey } from '../../readers/yaml/route.js'
import { insertAttribute } from '../hcl/change.js'
import type { Fixer } from '../types.js'
import { insertKey } from '../yaml/insert.js'
import { inEither } from './places.js'

/** One of the periods that Amazon CloudWatch Logs takes (API reference: PutRetentionPolicy). */
const DAYS = 365

/** A proposal: what is older is deleted for good, and laws may ask for more years than one. */
export const logRetention: Fixer = {
  check: 'obs-log-retention',
  messages: ['forever'],
  fixability: 'suggestion',
  does: `Sets \`retention_in_days = ${DAYS}\` (\`RetentionInDays\`) on log groups of Amazon CloudWatch. Events that are older are deleted when it is applied: put the days in that you need`,
  leaves: 'Groups where it is 0, which somebody has decided',
  propose: (input) =>
    inEither(
      input,
      (source, route) => insertAttribute(source, route, 'retention_in_days', String(DAYS)),
      (source, route) => insertKey(source, routeOfKey(route, 'Properties'), 'RetentionInDays', DAYS),
    ),
}
