import { expect, test } from '@jest/globals'
import type { CheckResult, Outcome } from '../../src/core/outcome.js'
import type { Finding } from '../../src/core/report.js'
import { fixedOf } from '../../src/engine/fixed.js'

const gone = [{ check: 'a', message: [], fingerprint: '0123456789abcdef', standing: 'open' }] as unknown as Finding[]
const unknown = { kind: 'unknown', check: 'a' } as unknown as Outcome

function result(state: CheckResult['state'], outcomes: readonly Outcome[] = []): CheckResult[] {
  return [{ id: 'a', state, reason: '', outcomes }]
}

test.each([
  { what: 'the check tells all of both', before: result('problem'), now: result('evidence'), fixed: 1 },
  {
    what: 'it tells as little as before',
    before: result('problem', [unknown]),
    now: result('unknown', [unknown]),
    fixed: 1,
  },
  { what: 'it tells more', before: result('problem', [unknown]), now: result('evidence'), fixed: 1 },
  { what: 'something hides what it looks for', before: result('problem'), now: result('unknown', [unknown]), fixed: 0 },
  { what: 'it crashed', before: result('problem'), now: result('crashed'), fixed: 0 },
  { what: 'it was skipped', before: result('problem'), now: result('skipped'), fixed: 0 },
  { what: 'it did not run on the base', before: [], now: result('not-applicable'), fixed: 1 },
])('$what: $fixed fixed', ({ before, now, fixed }) => {
  expect(fixedOf(gone, before, now)).toHaveLength(fixed)
})

test('what was settled before is not fixed', () => {
  const settled = gone.map((finding): Finding => ({ ...finding, standing: 'excepted' }))
  expect(fixedOf(settled, result('problem'), result('evidence'))).toEqual([])
})
