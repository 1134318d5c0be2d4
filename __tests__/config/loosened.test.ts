import { describe, expect, test } from '@jest/globals'
import { configLoosened } from '../../src/config/loosened.js'
import { plain } from '../../src/core/message.js'
import { memoryFiles } from '../helpers/memory-files.js'

const said = (before: Record<string, string>, after: Record<string, string>) =>
  configLoosened(memoryFiles(before), memoryFiles(after)).map(
    ({ kind, message, at }) => `${kind} ${at?.file}:${at?.line} ${plain(message)}`,
  )
const config = (text: string) => ({ 'pillarlint.yml': text })
const record = (until: string) =>
  `{ id: DL.CI.1, status: met, statement: s, owner: o, evidence: e, attested_on: 2026-01-01, expires_on: ${until} }`

describe('nothing is loosened', () => {
  test.each<[string, string, string]>([
    ['by the same', 'fail-on: foundational', '# why\nfail-on: "foundational"'],
    ['by what was the default', '', 'fail-on: foundational\nunknown: ignore'],
    ['by a stricter gate', 'fail-on: foundational', 'fail-on: optional\nunknown: fail\nscope: repository'],
    ['by a stricter profile', 'profile: solo', 'profile: regulated'],
    ['by a later epoch, or none', 'epoch: "1.0"', 'epoch: "1.2"'],
    ['by a check that is switched on', 'checks: { a: off, b: notice }', 'checks: { a: warning, b: error }'],
    ['by less that is excluded', 'exclude: [a, b]', 'exclude: [b]'],
    ['by an exception that goes', 'exceptions: [{ check: a }]', ''],
    ['by what is no configuration', 'fail-on: [never]', 'fail-on: 3\nchecks: 4\nexclude: x\nexceptions: { a: b }'],
  ])('%s', (_, before, after) => expect(said(config(before), config(after))).toEqual([]))

  test('without any configuration, or by a new strict one', () => {
    expect(said({}, {})).toEqual([])
    expect(said({}, config('fail-on: recommended'))).toEqual([])
  })
})

describe('each way to loosen is named with its place', () => {
  test.each<[string, string, string]>([
    ['fail-on: recommended', '\nfail-on: foundational', '2 "fail-on" goes from "recommended" to "foundational".'],
    ['profile: regulated', 'epoch: "1.0"', '1 "fail-on" goes from "recommended" to "foundational".'],
    ['unknown: fail', 'unknown: ignore', '1 "unknown" goes from "fail" to "ignore".'],
    ['scope: repository', 'fail-on: optional', '1 "scope" goes from "repository" to "its default".'],
    ['epoch: "1.2"', 'epoch: "1.0"', '1 "epoch" goes from "1.2" to "1.0": newer checks would only warn.'],
    ['', 'epoch: "1.0"', '1 "epoch" is set to "1.0": newer checks would only warn.'],
    ['', 'checks:\n  a: off', '2 The check "a" is switched off.'],
    ['', 'checks: { a: { enabled: false } }', '1 The check "a" is switched off.'],
    ['checks: { a: error }', 'checks:\n  a: notice', '2 The check "a" reports notice at most.'],
    ['', 'exclude: [infra/**]', '1 Files matching "infra/**" would not be judged.'],
    ['gate-practices: [X, Y]', 'gate-practices: [X]', '1 The practice "Y" would no longer gate.'],
    ['', 'trusted-owners: [eve]', '1 Actions of "eve" would be trusted.'],
    [
      '',
      'practices: [{ id: X, count: false, reason: r }]',
      '1 A practice would be left out: "id: X, count: false, reason: r".',
    ],
    [
      '',
      'lexicon: [{ command: x, intents: [unit-test] }]',
      '1 A command or action gets a meaning: "command: x, intents: ["unit-test"]".',
    ],
  ])('%j → %j', (before, after, expected) => {
    expect(said(config(before), config(after))).toContain(`config-loosened pillarlint.yml:${expected}`)
  })

  test('a configuration that is removed, or grows records', () => {
    expect(said(config('exceptions: [{ check: a }]'), {})).toEqual([
      'config-removed pillarlint.yml:1 The configuration "pillarlint.yml" is removed: the defaults would hold. Its exceptions and attestations go with it.',
    ])
    expect(said(config(''), config('exceptions:\n  - check: a\n    reason: r'))).toEqual([
      'exception-added pillarlint.yml:2 An exception: "check: a, reason: r".',
    ])
    const attested = (until: string) => ({ '.pillarlint/attestations.yaml': `\n- ${record(until)}` })
    expect(said(attested('2026-02-01'), attested('2026-09-01'))).toEqual([
      expect.stringMatching(/^attestation-added \.pillarlint\/attestations\.yaml:2 An attestation: "id: DL\.CI\.1/),
    ])
    expect(said(attested('2026-02-01'), attested('2026-02-01'))).toEqual([])
  })

  test('a baseline that grows, by how much', () => {
    const baseline = (...ids: string[]) => ({
      'pillarlint.yml': 'fail-on: optional\nbaseline: b.json',
      'b.json': JSON.stringify(ids.map((id) => id.repeat(16))),
    })
    expect(said(baseline('a', 'b'), baseline('b', 'c', 'd'))).toEqual([
      'baseline-grown pillarlint.yml:2 The baseline would accept 2 more findings.',
    ])
    expect(said(baseline('a', 'b'), baseline('b'))).toEqual([])
  })
})
