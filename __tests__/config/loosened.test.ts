import { describe, expect, test } from '@jest/globals'
import { configLoosened } from '../../src/config/loosened/index.js'
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
    ['by options in another order', 'checks: { a: { x: 1, y: 2 } }', 'checks: { a: { y: 2, x: 1 } }'],
    [
      'by an environment that becomes production',
      'environments: { kiwi: staging }',
      'environments: { kiwi: production }',
    ],
    [
      'by a service that is new, or stricter',
      'services: { web: apps/web }',
      'services: { web: { paths: [apps/web], fail-on: optional }, api: api }',
    ],
    ['for services by what is loosened for all', '', 'services: { web: { paths: [apps/web], unknown: fail } }'],
    ['by another file of the repository', 'extends: ./a.yml', 'extends: [./b.yml]'],
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
    [
      'checks: { a: { minimum: 2 } }',
      'checks:\n  a: { minimum: 1, severity: error }',
      '2 The options of the check "a" go from "minimum: 2" to "minimum: 1".',
    ],
    [
      'checks: { a: { minimum: 2 } }',
      'checks: {}',
      '1 The options of the check "a" go from "minimum: 2" to "the default".',
    ],
    ['critical-paths: [x/**, y/**]', 'critical-paths: [x/**]', '1 "y/**" would no longer need an owner.'],
    ['', 'sarif-inputs: [r/*.sarif]', '1 Reports in "r/*.sarif" would be taken for evidence.'],
    [
      'practices: [{ id: X, count: true, reason: r }]',
      '',
      '1 A practice would no longer count whatever the profile says: "id: X, count: true, reason: r".',
    ],
    [
      'environments: { live: production }',
      'environments:\n  live: development',
      '2 The tier of the environment "live" goes from "production" to "development".',
    ],
    ['', 'repository: { kind: library }', '1 "repository.kind" goes from "what is found" to "library".'],
    ['', 'history: off', '1 The history of delivery would not be read.'],
    [
      'extends: [./a.yml, "github:acme/defaults/base.yml@v1"]',
      'extends: github:eve/mild/base.yml',
      '1 The configuration would extend "github:eve/mild/base.yml" in the place of "github:acme/defaults/base.yml@v1".',
    ],
  ])('%j → %j', (before, after, expected) => {
    expect(said(config(before), config(after))).toContain(`config-loosened pillarlint.yml:${expected}`)
  })

  test.each<[string, string, string]>([
    [
      'web: { paths: [a], fail-on: optional }',
      'web:\n    paths: [a]\n    fail-on: never',
      '6 For the service "web": "fail-on" goes from "optional" to "never".',
    ],
    [
      'web: { paths: [a], fail-on: optional }',
      'web: [a]',
      '4 For the service "web": "fail-on" goes from "optional" to "recommended".',
    ],
    [
      'web: [a]',
      'web: { paths: [a], unknown: ignore }',
      '4 For the service "web": "unknown" goes from "fail" to "ignore".',
    ],
    [
      'web: { paths: [a], profile: regulated }',
      'web: { paths: [a], profile: solo }',
      '4 For the service "web": "profile" goes from "regulated" to "solo".',
    ],
    ['web: [a]', 'web: { paths: [a], checks: { x: off } }', '4 For the service "web": The check "x" is switched off.'],
    [
      'web: [a]',
      'web: { paths: [a], practices: [{ id: X, count: false }] }',
      '4 For the service "web": A practice would be left out: "id: X, count: false".',
    ],
    [
      'web: { paths: [a], gate-practices: [X] }',
      'web: [a]',
      '4 For the service "web": The practice "X" would no longer gate.',
    ],
    [
      'web: { paths: [a], critical-paths: [b] }',
      'web: [a]',
      '4 For the service "web": "b" would no longer need an owner.',
    ],
    [
      'web: [a]',
      'web: { paths: [a], environments: { live: staging } }',
      '4 For the service "web": The tier of the environment "live" goes from "what is found" to "staging".',
    ],
    [
      'web: [a]',
      'web: { paths: [a], kind: documentation }',
      '4 For the service "web": "kind" goes from "what is found" to "documentation".',
    ],
    ['web: [a, b]', 'web: [a]', '4 For the service "web": "b" would no longer belong to it.'],
    ['web: [a]', 'api: { paths: [x], fail-on: never }', '3 The service "web" would no longer be named.'],
    [
      'web: [a]',
      'api: { paths: [x], fail-on: never }',
      '4 For the service "api": "fail-on" goes from "recommended" to "never".',
    ],
  ])('for a service: %j → %j', (before, after, expected) => {
    const services = (text: string) => config(`fail-on: recommended\nunknown: fail\nservices:\n  ${text}`)
    expect(said(services(before), services(after))).toContain(`config-loosened pillarlint.yml:${expected}`)
  })

  test('records of a service, and that there are none any more', () => {
    const web = (more: string) => config(`services:\n  web:\n    paths: [a]\n${more}`)
    expect(said(web(''), web('    exceptions:\n      - check: x\n    attestations: [{ id: P, status: met }]'))).toEqual(
      [
        'exception-added pillarlint.yml:5 For the service "web": An exception: "check: x".',
        'attestation-added pillarlint.yml:6 For the service "web": An attestation: "id: P, status: met".',
      ],
    )
    expect(said(web(''), config('services: off'))).toEqual([
      'config-loosened pillarlint.yml:1 Services would not be judged by themselves.',
    ])
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
