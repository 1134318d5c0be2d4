import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { configChanges } from '../../src/config/changes.js'
import { configErrorText } from '../../src/config/errors.js'
import { loadConfig } from '../../src/config/load.js'
import { memoryFiles } from '../helpers/memory-files.js'
import { plainCheck } from '../helpers/plain-check.js'

const KEYS = [
  'fail-on',
  'checks',
  'exceptions',
  'attestations',
  'environments',
  'lexicon',
  'exclude',
  'repository',
  '__proto__',
]
const WORDS = [
  'off',
  'never',
  'job-timeout',
  'check',
  'reason',
  'paths',
  'id',
  'constructor',
  'expires',
  '2026-02-30',
  '',
]

/** Data of the shapes that configurations have, with the wrong things in the wrong places. */
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS),
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.boolean(),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS, ...WORDS), tie('data'), { maxKeys: 5 }),
  ),
}))
const files = (text: string) => memoryFiles({ 'pillarlint.yml': text, '.pillarlint/attestations.yaml': text })
const text = fc.oneof(
  data.map((each) => JSON.stringify(each)),
  fc.string({ maxLength: 200, unit: 'binary' }),
)

test('whatever the file holds, the result is a configuration or errors with places in it', () => {
  fc.assert(
    fc.property(text, (source) => {
      const loaded = loadConfig({
        files: files(source),
        checks: [plainCheck('job-timeout')],
        overrides: {},
        today: '2026-06-01',
      })
      if (loaded.ok) return
      expect(loaded.errors.length).toBeGreaterThan(0)
      for (const error of loaded.errors) {
        expect(configErrorText(error)).toMatch(
          /^(?:pillarlint\.yml|\.pillarlint\/attestations\.yaml):[1-9]\d*:[1-9]\d*: ./,
        )
        expect(error.message.length).toBeLessThan(600)
      }
    }),
    { numRuns: 200 },
  )
})

test('whatever both revisions hold, the changes are sentences', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const sentence of configChanges(files(before), files(after))) expect(sentence).toMatch(/^[A-Z][^]*\.$/)
      expect(configChanges(files(before), files(before)).filter((each) => !each.startsWith('Cannot be read'))).toEqual(
        [],
      )
    }),
    { numRuns: 200 },
  )
})
