import { describe, expect, test } from '@jest/globals'
import type { CheckResult, Outcome } from '../../src/core/outcome.js'
import { fileLocation } from '../../src/core/location.js'
import type { Finding } from '../../src/core/report.js'
import { baselineLeftovers, mayStillOccur, settledByBaseline } from '../../src/engine/baseline.js'

const finding = (line: number, more: Partial<Finding> = {}): Finding => ({
  kind: 'problem',
  check: 'a',
  severity: 'error',
  confidence: 'high',
  messageId: 'm',
  message: ['Bad.'],
  remedy: ['Mend it.'],
  fingerprint: 'same',
  because: [],
  at: { ...fileLocation('x.yml'), line, endLine: line },
  title: 'A',
  practices: [],
  standing: 'open',
  delta: null,
  inChange: null,
  ...more,
})
const result = (state: CheckResult['state'], outcomes: readonly Outcome[] = [], id = 'a'): CheckResult => ({
  id,
  state,
  reason: '',
  outcomes,
})
const accepts = (count: number) => new Map([['same', { count, check: 'a', file: 'x.yml' }]])
const standings = (findings: readonly Finding[]) => findings.map(({ standing }) => standing)

describe('as many are accepted as were counted', () => {
  test.each([
    [1, ['baselined', 'open', 'open']],
    [2, ['baselined', 'baselined', 'open']],
    [3, ['baselined', 'baselined', 'baselined']],
    [9, ['baselined', 'baselined', 'baselined']],
  ])('%i', (count, expected) => {
    expect(standings(settledByBaseline([finding(1), finding(2), finding(3)], accepts(count)))).toEqual(expected)
  })

  test('those that the change touches are open first', () => {
    const findings = [finding(1, { inChange: true }), finding(2, { inChange: false })]
    expect(standings(settledByBaseline(findings, accepts(1)))).toEqual(['open', 'baselined'])
  })

  test('what a comment or an exception settles takes none away', () => {
    const findings = [finding(1, { standing: 'suppressed' }), finding(2, { standing: 'excepted' }), finding(3)]
    expect(standings(settledByBaseline(findings, accepts(1)))).toEqual(['suppressed', 'excepted', 'baselined'])
  })
})

describe('what is left over', () => {
  const told = (count: number, findings: readonly Finding[], results = [result('problem')]) =>
    baselineLeftovers(settledByBaseline(findings, accepts(count)), results, accepts(count)).map(
      ({ message }) => message,
    )

  test('nothing while all of it is needed', () => expect(told(1, [finding(1), finding(2)])).toEqual([]))

  test('entries that no longer occur, or not as often', () => {
    expect(told(1, [])).toEqual([
      'The baseline entry same (a in x.yml) is not needed any more: `pillarlint baseline` removes it.',
    ])
    expect(told(3, [finding(1)])).toEqual([
      'The baseline entry same (a in x.yml) is needed once, not 3 times: `pillarlint baseline` lowers it.',
    ])
    expect(told(3, [finding(1), finding(2)])).toEqual([expect.stringContaining('is needed 2 times, not 3 times')])
  })

  test('many are counted', () => {
    const many = new Map(Array.from({ length: 25 }, (_, index) => [`print${index}`, { count: 1 }]))
    const messages = baselineLeftovers([], [], many).map(({ message }) => message)
    expect(messages).toHaveLength(21)
    expect(messages.at(-1)).toBe('5 more entries of the baseline are not needed: `pillarlint baseline` removes them.')
  })

  test('nothing about what the run could not decide', () => {
    expect(told(1, [], [result('skipped')])).toEqual([])
    expect(told(1, [], [result('crashed')])).toEqual([])
  })
})

describe('an entry may still occur', () => {
  const open = (kind: 'unknown' | 'implied', file?: string): Outcome =>
    ({
      kind,
      check: 'a',
      because: [],
      reason: [''],
      ...(file !== undefined && { at: fileLocation(file) }),
    }) as unknown as Outcome
  const entry = { count: 1, check: 'a', file: 'x.yml' }
  test.each([
    ['its check was skipped', entry, [result('skipped')], true],
    ['another check was skipped', entry, [result('skipped', [], 'b')], false],
    ['its check is off', entry, [], false],
    ['its file stays open', entry, [result('unknown', [open('unknown', 'x.yml')])], true],
    ['another file stays open', entry, [result('unknown', [open('unknown', 'y.yml')])], false],
    ['the repository stays open', entry, [result('unknown', [open('unknown')])], true],
    ['another check is the cause', entry, [result('implied', [open('implied', 'x.yml')])], true],
    ['it is of no known check, and some check was skipped', { count: 1 }, [result('skipped', [], 'b')], true],
    ['it is of no known check, and all ran', { count: 1 }, [result('problem', [], 'b')], false],
  ])('%s', (_, accepted, results, expected) => expect(mayStillOccur(accepted, results)).toBe(expected))
})
