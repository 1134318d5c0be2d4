import { describe, expect, test } from '@jest/globals'
import type { AnyCheck } from '../../src/check-api/index.js'
import type { Location } from '../../src/core/location.js'
import type { CheckResult } from '../../src/core/outcome.js'
import type { Exception, Policy, Suppression } from '../../src/core/policy.js'
import { judge } from '../../src/engine/judge.js'
import { policy as basePolicy } from '../helpers/policy.js'

const at = (line: number, file = 'deploy.yml'): Location => ({
  file,
  line,
  column: 1,
  endLine: line,
  endColumn: 9,
  route: `jobs.a${line}`,
})

const check = {
  id: 'deploy-needs-tests',
  title: 'Deployment does not wait',
  practices: ['DL.CD.3'],
} as unknown as AnyCheck
const problemAt = (line: number): CheckResult => ({
  id: check.id,
  state: 'problem',
  reason: '1 problem',
  outcomes: [
    {
      kind: 'problem',
      check: check.id,
      severity: 'error',
      confidence: 'high',
      messageId: 'unordered',
      message: ['It does not wait.'],
      remedy: ['Let it wait.'],
      fingerprint: `print${line}`,
      because: [],
      at: at(line),
    },
  ],
})

const outside = { base: undefined, changed: undefined }
const settled = (
  changes: Partial<Policy> = {},
  suppressions: Suppression[] = [],
  comparison = outside as Parameters<typeof judge>[4],
) => judge([problemAt(10)], [check], suppressions, { ...basePolicy, ...changes }, comparison)

const comment = (line: number, id = check.id): Suppression => ({ check: id, reason: 'known', at: at(line) })
const TODAY = '2026-11-21'
const dayAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
const exception = (changes: Partial<Exception>): Exception => ({
  paths: [],
  reason: 'until the move',
  owner: '@acme/shop',
  expires: '2027-01-31',
  at: at(3, 'pillarlint.yml'),
  ...changes,
})

describe('judge', () => {
  test('nothing settles a finding by itself', () => {
    expect(settled()).toMatchObject({
      findings: [{ standing: 'open', delta: null, inChange: null, practices: ['DL.CD.3'] }],
      leftovers: [],
    })
  })

  test.each([[10], [9]])('a comment on line %i covers the problem on line 10', (line) => {
    expect(settled({}, [comment(line)])).toMatchObject({
      findings: [{ standing: 'suppressed', standingReason: 'known' }],
      leftovers: [],
    })
  })

  test.each([
    ['a line too far away', comment(8), 'reports nothing here'],
    ['another check', comment(10, 'deploy-preprod-stage'), 'there is no check called deploy-preprod-stage'],
  ])('a comment for %s is left over', (_, suppression, message) => {
    const { findings, leftovers } = settled({}, [suppression])
    expect(findings).toMatchObject([{ standing: 'open' }])
    expect(leftovers).toMatchObject([{ severity: 'warning', message: expect.stringContaining(message) }])
  })

  test('an exception holds for its check, practice and paths until it expires', () => {
    const standing = (changes: Partial<Exception>) =>
      settled({ exceptions: [exception(changes)] }).findings[0]?.standing
    expect(standing({ check: check.id })).toBe('excepted')
    expect(standing({ practice: 'DL.CD.3' })).toBe('excepted')
    expect(standing({ check: check.id, paths: ['*.yml'] })).toBe('excepted')
    expect(standing({ check: check.id, paths: ['infra/**'] })).toBe('open')
    expect(standing({ practice: 'DL.CI.2' })).toBe('open')
    expect(standing({ check: check.id, expires: '2026-11-20' })).toBe('open')
    expect(standing({ check: check.id, expires: '' })).toBe('open')
  })

  test('expired and unneeded exceptions are reported with their place', () => {
    const { leftovers } = settled({
      exceptions: [exception({ check: check.id, expires: '' }), exception({ check: 'tf-lock-file' })],
    })
    expect(leftovers.map(({ message }) => message)).toEqual([
      'The exception for deploy-needs-tests has expired, or its date is not valid or more than a year away: fix or renew it.',
      'The exception for tf-lock-file is not needed: remove it.',
    ])
  })

  test('an exception that ends within 30 days is announced', () => {
    const ends = (expires: string) =>
      settled({ exceptions: [exception({ check: check.id, expires })] }).leftovers.map(({ message }) => message)
    expect(ends(dayAfter(TODAY, 30))).toEqual([expect.stringContaining(`ends on ${dayAfter(TODAY, 30)}, in 30 days`)])
    expect(ends(dayAfter(TODAY, 1))).toEqual([expect.stringContaining('ends tomorrow')])
    expect(ends(TODAY)).toEqual([expect.stringContaining('ends today')])
    expect(ends(dayAfter(TODAY, 31))).toEqual([])
  })

  test('a baseline entry settles its finding; one that no longer occurs is reported', () => {
    const baseline = new Map([
      ['print10', { count: 1 }],
      ['gone', { count: 1 }],
    ])
    const { findings, leftovers } = settled({ baseline })
    expect(findings).toMatchObject([{ standing: 'baselined' }])
    expect(leftovers).toMatchObject([{ severity: 'notice', message: expect.stringContaining('gone') }])
  })

  test('against a base, a finding is introduced or existing', () => {
    const base = settled().findings
    expect(settled({}, [], { base, changed: undefined })).toMatchObject({ findings: [{ delta: 'existing' }], gone: [] })
    expect(settled({}, [], { base: [], changed: undefined }).findings[0]?.delta).toBe('introduced')
    expect(judge([], [check], [], basePolicy, { base, changed: undefined }).gone).toEqual(base)
  })

  test('a baseline of the older form still settles its findings', () => {
    const [first] = problemAt(10).outcomes
    const alike = ['older1', 'older2', 'older3'].map(
      (exact) => ({ ...first, exact }) as CheckResult['outcomes'][number],
    )
    const policy = { ...basePolicy, baseline: new Map(['older1', 'older3'].map((each) => [each, { count: 1 }])) }
    const { findings, leftovers } = judge([{ ...problemAt(10), outcomes: alike }], [check], [], policy, outside)
    expect(findings.map(({ standing }) => standing)).toEqual(['baselined', 'baselined', 'open'])
    expect(leftovers).toEqual([])
  })

  test.each([
    ['its lines', [{ from: 8, to: 10 }], true],
    ['other lines', [{ from: 11, to: 20 }], false],
    ['the file, without lines', [], true],
  ])('a change of %s', (_, ranges, expected) => {
    const changed = new Map([['deploy.yml', ranges]])
    expect(settled({}, [], { base: undefined, changed }).findings[0]?.inChange).toBe(expected)
  })
})
