import { describe, expect, test } from '@jest/globals'
import { configChanges } from '../../src/config/changes.js'
import { memoryFiles } from '../helpers/memory-files.js'

function changes(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>, path?: string) {
  return configChanges(memoryFiles(before), memoryFiles(after), path)
}

const config = (text: string) => ({ 'pillarlint.yml': text })
const record = (owner: string) => `{ id: DL.CI.1, status: met, statement: s, owner: ${owner}, evidence: e }`

describe('nothing changes', () => {
  test.each([
    ['without any file', {}, {}],
    ['in other files', { 'a.yml': '1' }, { 'a.yml': '2' }],
    [
      'but comments, order and style',
      config('scope: changes\nunknown: fail'),
      config('# why\nunknown: "fail"\nscope: changes'),
    ],
    [
      'but the order of exceptions',
      config('exceptions: [{ check: a }, { check: b }]'),
      config('exceptions: [{ check: b }, { check: a }]'),
    ],
    [
      'where attestations move to the other file',
      config(`attestations: [${record('o')}]`),
      {
        'pillarlint.yml': '',
        '.pillarlint/attestations.yaml': `- ${record('o')}`,
      },
    ],
  ])('%s', (_, before, after) =>
    expect(changes(before as Record<string, string>, after as Record<string, string>)).toEqual([]),
  )
})

describe('each change is a sentence', () => {
  test.each<[string, string, string[]]>([
    ['fail-on: foundational', 'fail-on: never', ['Changes fail-on from "foundational" to "never".']],
    ['', 'scope: changes', ['Sets scope to "changes".']],
    ['exclude: [a]', '', ['Removes exclude, which is ["a"].']],
    [
      'checks: { a: off, b: { minutes: 5 } }',
      'checks: { b: { minutes: 9 }, c: error }',
      [
        'Removes the check a, which is "off".',
        'Changes the check b from minutes: 5 to minutes: 9.',
        'Sets the check c to "error".',
      ],
    ],
    [
      '',
      'exceptions: [{ check: a, reason: slow, paths: [x/**] }]',
      ['Adds an exception: check: a, reason: slow, paths: ["x/**"].'],
    ],
    ['exceptions: [{ check: a, reason: slow }]', 'exceptions: []', ['Removes an exception: check: a, reason: slow.']],
    [
      `attestations: [${record('ada')}]`,
      `attestations: [${record('bob')}]`,
      [
        'Changes the attestation of DL.CI.1 from id: DL.CI.1, status: met, statement: s, owner: ada, evidence: e to id: DL.CI.1, status: met, statement: s, owner: bob, evidence: e.',
      ],
    ],
  ])('%s → %s', (before, after, expected) => expect(changes(config(before), config(after))).toEqual(expected))

  test('a file that breaks', () => {
    expect(changes(config('scope: changes'), config('scope: ['))).toEqual([
      expect.stringMatching(/^Cannot be read any more: pillarlint\.yml:1:\d+: a bracket is opened and never closed/),
      'Removes scope, which is "changes".',
    ])
  })

  test('files that come, go and move', () => {
    expect(changes({}, config('scope: changes'))).toEqual([
      'Adds the configuration file pillarlint.yml.',
      'Sets scope to "changes".',
    ])
    expect(changes(config(''), {})).toEqual(['Removes the configuration file pillarlint.yml: the defaults would hold.'])
    expect(changes(config('scope: changes'), { '.github/pillarlint.yml': 'scope: changes' })).toEqual([
      'Moves the configuration from pillarlint.yml to .github/pillarlint.yml.',
    ])
    expect(changes({ 'ci/x.yml': 'scope: changes' }, {}, 'ci/x.yml')).toEqual([
      'Removes the configuration file ci/x.yml: the defaults would hold.',
      'Removes scope, which is "changes".',
    ])
  })

  test('the baseline is counted', () => {
    const base = { 'pillarlint.yml': 'baseline: b.json', 'b.json': '["0123456789abcdef", "0000000000000000"]' }
    const head = { ...base, 'b.json': '["0123456789abcdef", "1111111111111111", "2222222222222222"]' }
    expect(changes(base, head)).toEqual([
      'Accepts 2 findings more in the baseline.',
      'Removes 1 finding from the baseline.',
    ])
  })

  test('long values are cut and many changes counted', () => {
    const [sentence] = changes({}, config(`baseline: ${'x'.repeat(9999)}`)).slice(1)
    expect(sentence?.length).toBeLessThan(120)
    const many = changes(
      config(''),
      config(`checks: { ${Array.from({ length: 80 }, (_, i) => `c${i}: off`).join(', ')} }`),
    )
    expect(many).toHaveLength(51)
    expect(many.at(-1)).toBe('Makes 30 more changes.')
  })

  test.each([
    'attestations: 5',
    'checks: [a]',
    'exceptions: text',
    '- a',
    'text',
    '{ constructor: 1 }',
    'attestations: [x, [y]]',
  ])('a shape that is wrong is harmless: %s', (text) =>
    expect(changes(config(text), config(''))).toEqual(expect.any(Array)),
  )
})
