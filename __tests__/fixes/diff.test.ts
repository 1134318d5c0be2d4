import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { unifiedDiff } from '../../src/fixes/diff.js'
import { repository } from '../helpers/git-repository.js'

/** Lines from 1 to `count`, some of them changed, left out or doubled. */
function lines(count: number, change: (line: number) => string[] = (line) => [`line ${line}`]): string {
  return Array.from({ length: count }, (_, index) => change(index + 1).map((line) => `${line}\n`))
    .join('')
    .toString()
}

describe('git apply takes it', () => {
  test.each([
    ['a line in the middle', lines(9), lines(9, (line) => (line === 5 ? ['other'] : [`line ${line}`]))],
    [
      'the first and the last',
      lines(30),
      lines(30, (line) => (line % 29 === 1 ? [`x ${line}`, 'y'] : [`line ${line}`])),
    ],
    ['lines that go', lines(30), lines(30, (line) => (line % 11 === 0 ? [] : [`line ${line}`]))],
    ['everything', lines(3), lines(3, () => ['other'])],
    ['from nothing', '', 'a\n'],
    ['no line break at the end, before', 'a\nb', 'a\nc\n'],
    ['no line break at the end, after', 'a\nb\n', 'a\nc'],
    ['no line break at the end, both', 'a\nb', 'c\nb'],
    ['CRLF', 'a\r\nb\r\n', 'a\r\nx\r\nb\r\n'],
    ['many equal lines', 'x\n'.repeat(40), `${'x\n'.repeat(20)}y\n${'x\n'.repeat(19)}`],
    ['more than is looked for', lines(1500), lines(1500, (line) => [`other ${line}`])],
  ])('%s', (_, before, after) => {
    const root = repository({ 'a b.txt': before })
    const diff = unifiedDiff('a b.txt', before, after)
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: diff })
    expect(readFileSync(join(root, 'a b.txt'), 'utf8')).toBe(after)
  })
})

test('shows three lines around, and no more', () => {
  const after = lines(20, (line) => (line === 10 ? ['other'] : [`line ${line}`]))
  expect(unifiedDiff('a.txt', lines(20), after)).toBe(
    '--- a/a.txt\n+++ b/a.txt\n@@ -7,7 +7,7 @@\n line 7\n line 8\n line 9\n-line 10\n+other\n line 11\n line 12\n line 13\n',
  )
  expect(unifiedDiff('a.txt', 'a\n', 'a\n')).toBe('')
})

test('names that hold line breaks stay in their line', () => {
  expect(unifiedDiff('a\nb"ü', '', 'x\n').split('\n').slice(0, 2)).toEqual([
    '--- "a/a\\012b\\042\\303\\274"',
    '+++ "b/a\\012b\\042\\303\\274"',
  ])
})
