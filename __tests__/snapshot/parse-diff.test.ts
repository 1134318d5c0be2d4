import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseDiff } from '../../src/snapshot/parse-diff.js'

test('whatever the text is, it reads as ranges', () => {
  const line = fc.constantFrom(
    ':100644 100644 a b M\ta',
    ':100644 000000 a 0 D\tb',
    ':1 2 a b R100\ta\t"\\303\\244"',
    '+++ b/a',
    '+++ "b/\\q"',
    '@@ -1 +1 @@',
    '@@ -0,0 +1,99999 @@',
    '@@ -1,2 +3,0 @@',
    '+x',
    '-y',
    '\\ No newline at end of file',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 30 }), (lines) => {
      for (const ranges of parseDiff(lines.join('\n')).lines.values()) {
        for (const { from, to } of ranges) expect(from >= 1 && to >= from).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
