import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as z from 'zod/mini'
import { configSchema } from '../../src/config/json-schema.js'
import { loadConfig } from '../../src/config/load.js'
import { memoryFiles } from '../helpers/memory-files.js'
import { plainCheck } from '../helpers/plain-check.js'

const checks = [
  plainCheck('action-unpinned'),
  plainCheck('job-timeout', z.strictObject({ minutes: z._default(z.int().check(z.minimum(1)), 60) })),
]
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(configSchema(checks))

/** JSON is YAML: the same text goes to the schema and to the program. */
function verdicts(config: object): [boolean, boolean] {
  const files = memoryFiles({ 'pillarlint.yml': JSON.stringify(config) })
  return [validate(config), loadConfig({ files, checks, overrides: {}, today: '2026-06-01' }).ok]
}

const exception = { check: 'job-timeout', reason: 'r', owner: 'o', expires: '2027-01-01' }

describe('the published schema and the program agree', () => {
  test.each<[boolean, object]>([
    [true, {}],
    [true, { 'fail-on': 'never', scope: 'changes', unknown: 'fail' }],
    [true, { checks: { 'job-timeout': 'off' } }],
    [true, { checks: { 'job-timeout': { severity: 'notice', enabled: true } } }],
    [true, { checks: { 'job-timeout': { minutes: 5 } } }],
    [false, { checks: { 'job-timeout': { minutes: 0 } } }],
    [false, { checks: { 'action-unpinned': { minutes: 5 } } }],
    [true, { environments: { blue: 'production' }, repository: { kind: 'data' } }],
    [true, { lexicon: [{ command: 'x', intents: ['deploy'] }], exceptions: [exception] }],
    [false, { 'fail-on': 'sometimes' }],
    [false, { failOn: 'never' }],
    [false, { checks: { zebra: 'off' } }],
    [false, { checks: { 'job-timeout': 'loud' } }],
    [false, { checks: { 'job-timeout': { loud: true } } }],
    [false, { exceptions: [{ ...exception, reason: '' }] }],
    [false, { environments: { blue: 'prod' } }],
    [false, { lexicon: [{ command: 'x', intents: ['dance'] }] }],
    [false, { attestations: [{ id: 'DL.CI.1' }] }],
  ])('%s: %j', (expected, config) => expect(verdicts(config)).toEqual([expected, expected]))
})

test('every key and every option tells what it is for', () => {
  const schema = configSchema(checks) as { properties: Record<string, { description?: string; properties?: object }> }
  const silent = Object.entries(schema.properties).filter(
    ([, { description, properties }]) => !description && !properties,
  )
  expect(silent.map(([key]) => key)).toEqual([])
})
