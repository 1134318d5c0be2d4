import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { configErrorText } from '../../src/config/errors.js'
import { loadConfig, type Config, type ConfigRequest } from '../../src/config/load.js'
import { memoryFiles } from '../helpers/memory-files.js'
import { plainCheck as check } from '../helpers/plain-check.js'

const CHECKS = [
  check('action-unpinned', z.strictObject({ trustedOwners: z._default(z.array(z.string()), []) })),
  check('job-timeout', z.strictObject({ minutes: z._default(z.int().check(z.minimum(1)), 60) })),
  check(
    'range',
    z
      .strictObject({ low: z._default(z.number(), 1), high: z._default(z.number(), 2) })
      .check(z.refine(({ low, high }) => low <= high, 'low must not be above high')),
  ),
]

type Texts = Readonly<Record<string, string>>

function load(texts: Texts | string, more: Partial<ConfigRequest> = {}) {
  return loadConfig({
    files: memoryFiles(typeof texts === 'string' ? { 'pillarlint.yml': texts } : texts),
    checks: CHECKS,
    practices: [
      { id: 'DL.CI.1', checks: [] },
      { id: 'DL.CI.2', checks: ['protection-reviews-required', 'owners-file-present'] },
      { id: 'OPS05-BP10', checks: ['protection-reviews-required', 'ci-pipeline-present'] },
    ],
    overrides: {},
    today: '2026-06-01',
    ...more,
  })
}

function loaded(texts: Texts | string, more: Partial<ConfigRequest> = {}): Config {
  const config = load(texts, more)
  if (!config.ok) throw new Error(config.errors.map(configErrorText).join('\n'))
  return config
}

function errors(texts: Texts | string, more: Partial<ConfigRequest> = {}): string[] {
  const config = load(texts, more)
  return config.ok ? [] : config.errors.map(configErrorText)
}

describe('what holds', () => {
  test.each([
    ['without a file', {}],
    ['with an empty file', { 'pillarlint.yml': '' }],
    ['with nothing but comments', { 'pillarlint.yml': '# nothing yet\n' }],
    ['with keys that have no value yet', { 'pillarlint.yml': 'fail-on:\nchecks:\nexclude:\n  # - docs/**\n' }],
  ])('%s: the defaults', (_, texts) => {
    const { policy, settings, leftovers } = loaded(texts as Texts)
    expect(policy).toEqual({
      failOn: 'foundational',
      unknown: 'ignore',
      gatePractices: [],
      checks: new Map(),
      leftOut: new Map(),
      exempt: new Set(),
      newer: new Set(),
      exceptions: [],
      attestations: [],
      baseline: new Map(),
      today: '2026-06-01',
    })
    expect(settings).toEqual({
      today: '2026-06-01',
      environments: new Map(),
      exclude: [],
      trustedOwners: [],
      criticalPaths: [],
      lexicon: [],
    })
    expect(leftovers).toEqual([])
  })

  test('every key', () => {
    const config = loaded({
      '.github/pillarlint.yaml': `
fail-on: recommended
scope: repository
unknown: fail
gate-practices: [OPS05-BP10]
checks:
  action-unpinned: off
  job-timeout: { severity: notice, minutes: 5 }
repository: { kind: library }
environments: { blue: production, __proto__: staging }
exclude: ['legacy/**']
trusted-owners: [acme]
critical-paths: [payments/**]
lexicon:
  - { command: ./bin/ship, intents: [deploy], tool: ship }
  - { command: lint-api, intents: [], covers: [openapi] }
  - { action: acme/test, intents: [unit-test, coverage] }
baseline: ./.pillarlint/baseline.json
`,
      '.pillarlint/baseline.json': '{"fingerprints": ["0123456789abcdef"]}',
    })
    expect(config.file).toBe('.github/pillarlint.yaml')
    expect(config.policy).toMatchObject({
      failOn: 'recommended',
      scope: 'repository',
      unknown: 'fail',
      gatePractices: ['OPS05-BP10'],
      checks: new Map<string, object>([
        ['action-unpinned', { enabled: false }],
        ['job-timeout', { enabled: true, severity: 'notice', options: { minutes: 5 } }],
      ]),
      baseline: new Map([['0123456789abcdef', { count: 1 }]]),
    })
    expect(config.settings).toEqual({
      today: '2026-06-01',
      kind: 'library',
      environments: new Map([['blue', 'production']]),
      exclude: ['legacy/**'],
      trustedOwners: ['acme'],
      criticalPaths: ['payments/**'],
      lexicon: [
        { command: './bin/ship', intents: ['deploy'], tool: 'ship' },
        { command: 'lint-api', intents: [], covers: ['openapi'] },
        { action: 'acme/test', intents: ['unit-test', 'coverage'] },
      ],
    })
  })

  test.each([
    ['off', { enabled: false }],
    ['warning', { enabled: true, severity: 'warning' }],
    ['{ enabled: false }', { enabled: false }],
    ['{ severity: error }', { enabled: true, severity: 'error' }],
    ['{ minutes: 3 }', { enabled: true, options: { minutes: 3 } }],
    ['{}', { enabled: true }],
  ])('a check set to %s', (text, policy) => {
    expect(loaded(`checks:\n  job-timeout: ${text}\n`).policy.checks.get('job-timeout')).toEqual(policy)
  })

  test('flags are stronger than the file', () => {
    const overrides = { failOn: 'never', scope: 'changes', unknown: 'ignore' } as const
    const { policy } = loaded('fail-on: optional\nscope: repository\nunknown: fail\n', { overrides })
    expect(policy).toMatchObject(overrides)
  })

  test('a file at another place is read if it is named', () => {
    const files = { 'ci/lint.yml': 'fail-on: never', 'pillarlint.yml': 'fail-on: optional' }
    expect(loaded(files, { path: './ci/lint.yml' }).policy.failOn).toBe('never')
    expect(errors(files, { path: 'gone.yml' })).toEqual([
      'gone.yml:1:1: there is no such configuration file in the repository',
    ])
  })

  test('a baseline may be a bare list', () => {
    const texts = { 'pillarlint.yml': 'baseline: b.json', 'b.json': '["0123456789abcdef", "0123456789abcdef"]' }
    expect(loaded(texts).policy.baseline).toEqual(new Map([['0123456789abcdef', { count: 2 }]]))
  })

  test('aliases and merge keys work', () => {
    const { settings } = loaded('exclude: &paths [a, b]\ncritical-paths: *paths\n')
    expect(settings.criticalPaths).toEqual(['a', 'b'])
  })
})

describe('exceptions', () => {
  const exception = (date: string) =>
    loaded(`exceptions:\n  - check: job-timeout\n    paths: [ci/**]\n    reason: slow\n    owner: '@acme/ops'\n${date}`)

  test('are kept with their place', () => {
    const { policy, leftovers } = exception('    expires: 2027-01-31\n')
    expect(policy.exceptions).toEqual([
      {
        check: 'job-timeout',
        paths: ['ci/**'],
        reason: 'slow',
        owner: '@acme/ops',
        expires: '2027-01-31',
        at: expect.objectContaining({ file: 'pillarlint.yml', line: 2, route: 'exceptions[0]' }),
      },
    ])
    expect(leftovers).toEqual([])
  })

  test.each([
    ['none', '', ''],
    ['a word', '    expires: soon\n', ''],
    ['no day of the calendar', '    expires: 2026-02-30\n', ''],
    ['another order', '    expires: 31.12.2026\n', ''],
    ['a past day, which judging them needs', '    expires: 2020-01-01\n', '2020-01-01'],
  ])('with a date that is %s', (_, line, expected) => {
    expect(exception(line).policy.exceptions[0]?.expires).toBe(expected)
  })

  test('of a practice, everywhere', () => {
    const text = 'exceptions: [{ practice: DL.CI.2, reason: r, owner: o, expires: 2027-01-01 }]'
    expect(loaded(text).policy.exceptions).toMatchObject([{ practice: 'DL.CI.2', paths: [] }])
  })
})

describe('attestations', () => {
  const record = (dates: string, id = 'DL.CI.1') =>
    `- { id: ${id}, status: met, statement: s, owner: o, evidence: docs/x.md${dates} }\n`
  const valid = ', attested_on: 2026-05-01, expires_on: 2027-05-01'

  test('of both places are merged', () => {
    const { policy, leftovers } = loaded({
      'pillarlint.yml': `attestations:\n  ${record(valid)}`,
      '.pillarlint/attestations.yaml': record(valid, 'DL.CI.2'),
    })
    expect(
      policy.attestations.map(({ id, attestedOn, expiresOn, at }) => [id, attestedOn, expiresOn, at.file]),
    ).toEqual([
      ['DL.CI.1', '2026-05-01', '2027-05-01', 'pillarlint.yml'],
      ['DL.CI.2', '2026-05-01', '2027-05-01', '.pillarlint/attestations.yaml'],
    ])
    expect(leftovers).toEqual([])
  })

  test('may stand in a mapping', () => {
    const texts = { '.pillarlint/attestations.yml': `attestations:\n  ${record(valid)}` }
    expect(loaded(texts).policy.attestations).toHaveLength(1)
  })

  test.each([
    ['no dates', '', 'it has no attested_on'],
    ['no end', ', attested_on: 2026-05-01', 'it has no expires_on'],
    ['a word', ', attested_on: 2026-05-01, expires_on: later', 'expires_on is no date of the form YYYY-MM-DD'],
    ['more than a year', ', attested_on: 2026-05-01, expires_on: 2027-05-02', 'it holds for more than twelve months'],
    ['a day to come', ', attested_on: 2026-07-01, expires_on: 2026-08-01', 'attested_on, 2026-07-01, is yet to come'],
    ['the wrong order', ', attested_on: 2026-05-01, expires_on: 2026-04-01', 'expires_on is before attested_on'],
  ])('with %s count as expired', (_, dates, reason) => {
    const { policy, leftovers } = loaded({ '.pillarlint/attestations.yaml': record(dates) })
    expect(policy.attestations).toMatchObject([{ attestedOn: '', expiresOn: '' }])
    expect(leftovers).toMatchObject([
      { severity: 'warning', message: `The attestation of DL.CI.1 does not count: ${reason}.`, at: { line: 1 } },
    ])
  })

  test('that have expired keep their dates and are listed', () => {
    const { policy, leftovers } = loaded({
      '.pillarlint/attestations.yaml': record(', attested_on: 2025-01-01, expires_on: 2025-12-31'),
    })
    expect(policy.attestations).toMatchObject([{ expiresOn: '2025-12-31' }])
    expect(leftovers).toMatchObject([
      { message: 'The attestation of DL.CI.1 does not count: it expired on 2025-12-31.' },
    ])
  })

  test('hold through the whole of their last day', () => {
    const text = record(', attested_on: 2025-06-01, expires_on: 2026-06-01')
    expect(loaded({ '.pillarlint/attestations.yaml': text }).leftovers).toEqual([])
  })

  test('of one practice twice are an error', () => {
    expect(
      errors({
        'pillarlint.yml': `attestations:\n  ${record(valid)}`,
        '.pillarlint/attestations.yaml': record(valid) + record(valid, 'DL.CI.2'),
      }),
    ).toEqual(['.pillarlint/attestations.yaml:1:9: DL.CI.1 is already attested at pillarlint.yml:2: keep one record'])
  })
})

describe('mistakes', () => {
  test.each([
    ['an unknown key', 'failon: never', '1:1: there is no key "failon"; did you mean "fail-on"?'],
    ['a prototype name', 'constructor: 1', /^1:1: there is no key "constructor"; known keys: extends, fail-on, /],
    [
      'an unknown value',
      'fail-on: foundation',
      '1:10: fail-on must be one of its known values, not "foundation"; did you mean "foundational"?',
    ],
    [
      'a value far from all',
      'scope: x',
      '1:8: scope must be one of its known values, not "x"; known values: changes, repository',
    ],
    ['a list for text', 'baseline: [a]', '1:11: baseline must be text, not a list'],
    ['text for a list', 'exclude: docs/**', '1:10: exclude must be a list, not "docs/**"'],
    ['a number for text', 'exclude: [7]', '1:11: exclude[0] must be text, not 7; put it in quotes'],
    ['empty text', "exclude: ['']", '1:11: exclude[0] must not be empty'],
    [
      'an unknown tier',
      'environments: { blue: prod }',
      '1:23: environments.blue must be one of its known values, not "prod"; did you mean "production"?',
    ],
    [
      'a nested unknown key',
      'repository: { knd: library }',
      '1:15: there is no key "knd" in repository; did you mean "kind"?',
    ],
    ['text for the file', 'just text', '1:1: the file must be a mapping, not "just text"'],
    ['a list for the file', '- a', '1:1: the file must be a mapping, not a list'],
    [
      'an unknown check',
      'checks: { action-unpined: off }',
      '1:11: there is no check "action-unpined"; did you mean "action-unpinned"?',
    ],
    [
      'a check unlike all',
      'checks: { zebra: off }',
      '1:11: there is no check "zebra"; `pillarlint list checks` prints all ids',
    ],
    [
      'an unknown word for a check',
      'checks: { job-timeout: warn }',
      '1:24: checks.job-timeout must be one of its known values, not "warn"; did you mean "warning"?',
    ],
    [
      'a truth value for a check',
      'checks: { job-timeout: false }',
      /^1:24: checks\.job-timeout must be one of its known values, not false/,
    ],
    [
      'an unknown option',
      'checks: { job-timeout: { minute: 5 } }',
      '1:26: there is no key "minute" in checks.job-timeout; did you mean "minutes"?',
    ],
    [
      'an option of another kind',
      'checks: { job-timeout: { minutes: ten } }',
      '1:35: checks.job-timeout.minutes must be a number, not "ten"',
    ],
    [
      'an option out of range',
      'checks: { job-timeout: { minutes: 0 } }',
      '1:35: checks.job-timeout.minutes must be at least 1',
    ],
    [
      'an option with half a minute',
      'checks: { job-timeout: { minutes: 1.5 } }',
      '1:35: checks.job-timeout.minutes must be a whole number, not 1.5',
    ],
    [
      'options that contradict each other',
      'checks: { range: { low: 9 } }',
      '1:18: checks.range is not right: low must not be above high',
    ],
    ['checks as a list', 'checks: [job-timeout]', '1:9: checks must be a mapping, not a list'],
    [
      'an unknown practice',
      'gate-practices: [DL.CI.3x]',
      '1:18: gate-practices[0] is not right: there is no practice "DL.CI.3x"; did you mean "DL.CI.1"?',
    ],
    [
      'an entry without both names',
      'lexicon: [{ intents: [deploy] }]',
      '1:11: lexicon[0] is not right: a lexicon entry needs either "command" or "action"',
    ],
    [
      'an entry with both names',
      'lexicon: [{ command: a, action: b, intents: [deploy] }]',
      /a lexicon entry needs either/,
    ],
    [
      'an unknown intent',
      'lexicon: [{ command: a, intents: [tests] }]',
      /^1:35: lexicon\[0\]\.intents\[0\] must be one of its known values, not "tests"/,
    ],
    ['no intents', 'lexicon: [{ command: a }]', '1:11: lexicon[0] needs the key "intents"'],
    [
      'an exception without its reason',
      'exceptions: [{ check: job-timeout, owner: o }]',
      '1:14: exceptions[0] needs the key "reason"',
    ],
    [
      'an exception of nothing',
      'exceptions: [{ reason: r, owner: o }]',
      '1:14: exceptions[0] is not right: an exception needs "check" or "practice"',
    ],
    [
      'an exception of an unknown check',
      'exceptions: [{ check: job-timout, reason: r, owner: o }]',
      '1:23: exceptions[0].check is not right: there is no check "job-timout"; did you mean "job-timeout"?',
    ],
    [
      'a baseline that is not there',
      'baseline: gone.json',
      '1:11: the baseline gone.json cannot be read: there is no such file; `pillarlint baseline` writes it',
    ],
    ['a key twice', 'scope: changes\nscope: changes', /^2:1: /],
    ['an open bracket', 'exclude: [a', /a bracket is opened and never closed/],
    ['a second document', 'scope: changes\n---\nscope: changes', /more than one YAML document/],
  ])('%s', (_, text, expected) => {
    const found = errors(text)
    expect(found).toHaveLength(1)
    if (typeof expected === 'string') expect(found[0]).toBe(`pillarlint.yml:${expected}`)
    else expect(found[0]?.replace('pillarlint.yml:', '')).toMatch(expected)
  })

  test('all are told at once, in order', () => {
    expect(
      errors({
        'pillarlint.yml': 'checks:\n  zebra: off\n  job-timeout: { minutes: x }\nscop: changes\nbaseline: no.json\n',
        '.pillarlint/attestations.yaml': '- { id: DL.CI.9, status: mett, statement: s, owner: o, evidence: e }\n',
      }).map((error) => error.replace(/: .*/, '')),
    ).toEqual([
      '.pillarlint/attestations.yaml:1:9',
      '.pillarlint/attestations.yaml:1:26',
      'pillarlint.yml:2:3',
      'pillarlint.yml:3:27',
      'pillarlint.yml:4:1',
      'pillarlint.yml:5:11',
    ])
  })

  test('two files at known places are named both', () => {
    expect(errors({ '.github/pillarlint.yml': '', 'pillarlint.yml': '' })).toEqual([
      'pillarlint.yml:1:1: there is also .github/pillarlint.yml: keep one of them',
    ])
  })

  const NO_BASELINE =
    'is neither a file of `pillarlint baseline` nor a JSON list of fingerprints: delete it, and write it with `pillarlint baseline`'

  test.each([
    ['no JSON', '{', NO_BASELINE],
    ['another shape', '{"entries": []}', NO_BASELINE],
    ['null', 'null', NO_BASELINE],
    [
      'a later form',
      '{"version": 2, "entries": {}}',
      'has the form 2, which this version of Pillarlint does not know: update Pillarlint',
    ],
    ['other entries', '["0123456789abcdef", 5]', 'has an entry that is no fingerprint (16 hex digits): number 2'],
  ])('a baseline with %s', (_, text, message) => {
    expect(errors({ 'pillarlint.yml': 'baseline: b.json', 'b.json': text })).toEqual([
      `pillarlint.yml:1:11: the baseline b.json ${message}`,
    ])
  })

  test('a file that cannot be read says why', () => {
    const files = {
      ...memoryFiles({ 'pillarlint.yml': '' }),
      text: () => undefined,
      unread: [{ file: 'pillarlint.yml', reason: 'it is binary' }],
    }
    expect(errors({}, { files })).toEqual(['pillarlint.yml:1:1: the file cannot be read: it is binary'])
  })

  test('hostile text is harmless and stays short', () => {
    const long = 'x'.repeat(100_000)
    const [error] = errors(`fail-on: ${long}`)
    expect(error?.length).toBeLessThan(250)
    expect(errors(`? [a, b]\n: c\n`)).toHaveLength(1)
    expect(errors(`${'a: ['.repeat(1000)}`).length).toBeGreaterThan(0)
    expect(errors('checks: { __proto__: off, toString: off }')).toHaveLength(2)
  })
})

describe('profiles', () => {
  test('a team is the default', () => {
    expect(loaded('profile: team\n').policy).toEqual(loaded('').policy)
  })

  test('solo asks for no second person, and a practice that only such checks decide does not count', () => {
    const { policy } = loaded('profile: solo\n')
    expect(policy.checks.get('protection-reviews-required')).toEqual({ enabled: false })
    expect(policy.exempt.has('owners-single-owner')).toBe(true)
    expect(policy.leftOut.get('DL.CI.2')).toContain('(profile solo)')
    expect(policy.leftOut.has('OPS05-BP10')).toBe(false)
    expect(policy.leftOut.has('DL.CR.2')).toBe(true)
  })

  test('regulated gates more, and on what nobody can see', () => {
    expect(loaded('profile: regulated\n').policy).toMatchObject({ failOn: 'recommended', unknown: 'fail' })
    expect(loaded('profile: regulated\n').policy.checks.get('protection-reviews-required')).toEqual({
      enabled: true,
      options: { minimum: 2 },
    })
  })

  test('what the file and the flags say is stronger', () => {
    const text = `profile: regulated\nfail-on: never\n`
    expect(loaded(text).policy).toMatchObject({ failOn: 'never', unknown: 'fail' })
    expect(loaded(text, { overrides: { unknown: 'ignore' } }).policy.unknown).toBe('ignore')
  })

  test('a check that the file sets runs under solo, and the practice counts again', () => {
    const [check] = CHECKS
    const practices = [{ id: 'DL.CI.2', checks: [check?.id ?? ''] }]
    const { policy } = loaded(`profile: solo\nchecks:\n  ${check?.id}: warning\n`, { practices })
    expect(policy.checks.get(check?.id ?? '')).toMatchObject({ enabled: true, severity: 'warning' })
    expect(policy.leftOut.has('DL.CI.2')).toBe(false)
  })

  test('single practices are left out, or brought back, with a reason', () => {
    const { policy } = loaded(
      'profile: solo\npractices:\n  - { id: DL.CI.2, count: true, reason: A bot reviews. }\n' +
        '  - { id: DL.CI.1, count: false, reason: Nothing is built here. }\n',
    )
    expect(policy.leftOut.has('DL.CI.2')).toBe(false)
    expect(policy.leftOut.get('DL.CI.1')).toBe('Nothing is built here.')
  })

  test.each([
    ['profile: duo\n', /profile/],
    ['practices:\n  - { id: DL.CI.1, count: false }\n', /reason/],
    ['practices:\n  - { id: DL.CI.11, count: false, reason: x }\n', /did you mean "DL.CI.1"/],
    ['epoch: next\n', /an epoch is a version/],
    ['epoch: 0.1\n', /epoch/],
  ])('%j is a mistake', (text, message) => {
    expect(errors(text)).toEqual([expect.stringMatching(message)])
  })
})

describe('epochs', () => {
  const at = (since: string, stricter?: string) =>
    ({ ...CHECKS[0], since, ...(stricter !== undefined && { stricter }) }) as (typeof CHECKS)[number]

  test.each([
    ['a check of the epoch', at('0.1.0'), '"0.1"', false],
    ['one of a later patch', at('0.1.4'), '"0.1"', false],
    ['one that came later', at('0.2.0'), '"0.1"', true],
    ['one that became stricter later', at('0.1.0', '0.3.0'), '"0.2"', true],
    ['one after it was raised', at('0.10.0'), '"0.10"', false],
    ['numbers are no decimals', at('0.10.0'), '"0.9"', true],
  ])('%s', (_name, check, epoch, isNewer) => {
    const { policy } = loaded(`epoch: ${epoch}\n`, { checks: [check] })
    expect(policy.newer.has(check.id)).toBe(isNewer)
    expect(policy.checks.get(check.id)?.severity).toBe(isNewer ? 'warning' : undefined)
  })

  test('without an epoch all rules hold', () => expect(loaded('', { checks: [at('9.9.0')] }).policy.newer.size).toBe(0))

  test('what is below a warning stays there', () => {
    const check = at('0.2.0')
    const { policy } = loaded(`epoch: "0.1"\nchecks:\n  ${check.id}: notice\n`, { checks: [check] })
    expect(policy.checks.get(check.id)).toEqual({ enabled: true, severity: 'notice' })
  })
})
