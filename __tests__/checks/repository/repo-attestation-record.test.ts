import check from '../../../checks/repository/repo-attestation-record.js'
import type { Attestation } from '../../../src/core/policy.js'
import { testCheck } from '../../helpers/check-tester.js'

const FILE = '.pillarlint/attestations.yaml'
const AT = { file: FILE, line: 2, column: 3, endLine: 2, endColumn: 9, route: '[0]' }
const record = (changed: Partial<Attestation> = {}): Attestation => ({
  id: 'OA.STD.6',
  status: 'met',
  statement: 'The team deploys and runs the shop itself.',
  owner: '@acme/shop',
  evidence: 'docs/team.md',
  attestedOn: '2026-09-01',
  expiresOn: '2027-08-31',
  at: AT,
  ...changed,
})
const files = { 'docs/team.md': '# Team', [FILE]: '- id: OA.STD.6' }
const settings = (...attestations: readonly Attestation[]) => ({ attestations, today: '2026-11-22' })

testCheck(check, {
  notApplicable: [
    { name: 'no records', files },
    { name: 'an empty list', files, settings: settings() },
  ],
  passes: [
    { name: 'a tracked file', files, settings: settings(record()) },
    { name: 'a part of one', files, settings: settings(record({ evidence: './docs/team.md#on-call' })) },
    { name: 'a folder', files, settings: settings(record({ evidence: 'docs/' })) },
    { name: 'an address', files, settings: settings(record({ evidence: 'https://wiki.acme.com/team' })) },
    {
      name: 'beside one that has ended',
      files,
      settings: settings(record(), record({ id: 'OA.STD.7', expiresOn: '2026-01-01' })),
    },
  ],
  fails: [
    {
      name: 'a file that is gone',
      files,
      settings: settings(record({ evidence: 'docs/gone.md' })),
      expect: [`${FILE}:2 evidence`],
    },
    { name: 'a word', files, settings: settings(record({ evidence: 'Confluence' })), expect: [`${FILE}:2 evidence`] },
    {
      name: 'an address without a host',
      files,
      settings: settings(record({ evidence: 'https://' })),
      expect: [`${FILE}:2 evidence`],
    },
    {
      name: 'a script for an address',
      files,
      settings: settings(record({ evidence: 'javascript:alert(1)' })),
      expect: [`${FILE}:2 evidence`],
    },
    {
      name: 'to be written',
      files,
      settings: settings(record({ statement: 'TODO: ask the team about it' })),
      expect: [`${FILE}:2 statement`],
    },
    { name: 'one word', files, settings: settings(record({ statement: 'Yes.' })), expect: [`${FILE}:2 statement`] },
  ],
})
