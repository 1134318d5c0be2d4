import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { encodePath } from '../../../src/reporters/links.js'
import { code, encodeUrl, escapeText, htmlText, markdown } from '../../../src/reporters/markdown/escape.js'
import { HOSTILE } from '../reports.js'
import { faultsOf } from './reader.js'

describe('code', () => {
  test.each([
    ['npm test', '`npm test`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['`', '`` ` ``'],
    [' a ', '`  a  `'],
    [' a', '` a`'],
    [' ', '` `'],
    ['a\\', '`a\\`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['\\|', '<code>&#92;&#124;</code>'],
    ['a\nb', '`a␊b`'],
    ['a\tb', '`a b`'],
    ['\u001b[31m', '`␛[31m`'],
    ['a\u202eb', '`a<U+202E>b`'],
    ['\ud800', '`\uFFFD`'],
    ['##[error]x', '`##⟦error]x`'],
    ['', '`(empty)`'],
    ['@octocat', '`@octocat`'],
    ['x'.repeat(300), `\`${'x'.repeat(199)}…\``],
    [`${'x'.repeat(198)}😀😀`, `\`${'x'.repeat(198)}…\``],
  ])('%j', (value, expected) => expect(code(value)).toBe(expected))
})

describe('escapeText', () => {
  test.each([
    ['plain words, as they are.', 'plain words, as they are.'],
    ['a (b) c: d; "e" 50% x=1', 'a (b) c: d; "e" 50% x=1'],
    ['a_b *c* [d] <e> f|g', 'a\\_b \\*c\\* \\[d\\] \\<e\\> f\\|g'],
    ['ask @octocat now', 'ask `@octocat` now'],
    ['fixes #12', 'fixes `#12`'],
    ['see https://example.com/a', 'see `https://example.com/a`'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['2026-01-01 is a date', '2026-01-01 is a date'],
    ['a\n\nb', 'a b'],
    ['the commit 0123abc', 'the commit `0123abc`'],
    ['1048576 bytes', '1048576 bytes'],
  ])('%j', (text, expected) => expect(escapeText(text)).toBe(expected))
})

test('markdown keeps the blanks between words and values', () => {
  expect(markdown(['the job ', { value: 'a|b' }, ' uses ', { value: '`' }, '.'])).toBe(
    'the job <code>a&#124;b</code> uses `` ` ``.',
  )
  expect(markdown([' ', { value: 'a' }])).toBe(' `a`')
})

test('htmlText leaves nothing that HTML or Markdown reads', () => {
  expect(htmlText('<b>&"\'`|*_ ü 1')).toBe('&#60;b&#62;&#38;&#34;&#39;&#96;&#124;&#42;&#95; ü 1')
})

test.each([
  ['a b/(c)/d#e.md', 'a%20b/%28c%29/d%23e.md'],
  ['ü/😀', '%C3%BC/%F0%9F%98%80'],
  ['\ud800', '%EF%BF%BD'],
  ["it's*[x]", 'it%27s%2A%5Bx%5D'],
])('encodePath %j', (path, expected) => expect(encodePath(path)).toBe(expected))

test('encodeUrl cannot end a link', () => expect(encodeUrl('https://a/b)(c d')).toBe('https://a/b%29%28c%20d'))

describe('nothing acts', () => {
  const lines = (text: string): string[] => [
    code(text),
    escapeText(text),
    markdown(['a ', { value: text }, ' b']),
    `- ${escapeText(text)}`,
    `| ${code(text)} | ${escapeText(text)} |`,
  ]

  test.each(HOSTILE)('%j', (text) => expect(lines(text).flatMap((line) => faultsOf(line))).toEqual([]))

  test('any text', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'`|\\*_[]()<>#@~$&!:/.-+=\n\r\t \u202e\u001b'),
      fc.constantFrom('a', 'www.', '://', '1', 'GH-'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(lines(text).flatMap((line) => faultsOf(line))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})
