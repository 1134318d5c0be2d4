import { describe, expect, test } from '@jest/globals'
import { attestationLeftovers } from '../../src/assessment/attestation-leftovers.js'
import type { Attestation, Policy } from '../../src/core/policy.js'
import type { PracticeVerdict } from '../../src/core/report.js'

const at = { file: 'pillarlint.yml', line: 4, column: 3, endLine: 4, endColumn: 9, route: '' }

function leftovers(record: Partial<Attestation>, decided: Pick<PracticeVerdict, 'verdict' | 'rule'>) {
  const attestation: Attestation = {
    id: 'DL.CI.1',
    status: 'met',
    statement: 's',
    owner: 'ops',
    evidence: 'e',
    attestedOn: '2026-01-01',
    expiresOn: '2026-12-31',
    at,
    ...record,
  }
  const verdict = { id: 'DL.CI.1', reason: 'a job cannot fail', ...decided } as PracticeVerdict
  return attestationLeftovers({ today: '2026-06-01', attestations: [attestation] } as unknown as Policy, [verdict])
}

const attested = { verdict: 'attested', rule: 7 } as const

describe('what is said of attestations that hold', () => {
  test.each([
    ['one that is needed and lasts', {}, attested],
    ['one that has expired, which is said elsewhere', { expiresOn: '2026-05-31' }, attested],
    ['one whose dates are malformed', { attestedOn: '', expiresOn: '' }, { verdict: 'met', rule: 3 } as const],
    ['one that ends in 31 days', { expiresOn: '2026-07-02' }, attested],
  ])('nothing of %s', (_name, record, decided) => expect(leftovers(record, decided)).toEqual([]))

  test('that it ends within 30 days', () => {
    expect(leftovers({ expiresOn: '2026-07-01' }, attested)).toEqual([
      { at, severity: 'notice', message: 'The attestation of DL.CI.1 ends on 2026-07-01, in 30 days: renew it.' },
    ])
  })

  test('that checks decide the practice without it', () => {
    expect(leftovers({}, { verdict: 'met', rule: 3 })).toMatchObject([
      {
        severity: 'warning',
        message: 'The attestation of DL.CI.1 is not needed: checks decide that it is met. Remove it.',
      },
    ])
  })

  test('that a check has seen the opposite', () => {
    expect(leftovers({}, { verdict: 'not-met', rule: 2 })).toMatchObject([
      { severity: 'warning', message: 'The attestation of DL.CI.1 does not count: a job cannot fail.' },
    ])
  })
})
