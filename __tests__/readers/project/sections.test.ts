import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readSections } from '../../../src/readers/project/documents/sections.js'
import { processorTime } from '../../helpers/processor-time.js'

const outline = (text: string, options?: { asciidoc: boolean }) =>
  readSections(text, options).map(({ headings, code, steps }) => ({
    headings: headings.map((heading) => heading.text),
    code: code.map(({ text, line, column, form }) => [form, line, column, text]),
    steps,
  }))

describe('headings', () => {
  test('nest by level', () => {
    expect(outline('# A\n## B\n### C\n## D #\n# E').map(({ headings }) => headings)).toEqual([
      [],
      ['A'],
      ['A', 'B'],
      ['A', 'B', 'C'],
      ['A', 'D'],
      ['E'],
    ])
  })

  test('underlined ones count, rules and list items do not', () => {
    expect(outline('Title\n=====\n\nSub\n---\n\ntext\n\n---\n\n- item\n---').map(({ headings }) => headings)).toEqual([
      [],
      ['Title'],
      ['Title', 'Sub'],
    ])
  })

  test('are plain text', () => {
    expect(outline('## `Deploy` to **[prod](https://x)**')[1]?.headings).toEqual(['Deploy to prod'])
  })

  test('front matter is no text', () => {
    expect(outline('---\ntitle: Install\n---\n# A').map(({ headings }) => headings)).toEqual([[], ['A']])
  })
})

describe('code', () => {
  test.each([
    ['```\nrun it\n```', [['block', 2, 1, 'run it']]],
    ['```sh\n$ run it\n# comment\n```', [['block', 2, 3, 'run it']]],
    ['  ~~~bash\n  > run it\n  ~~~', [['block', 2, 5, 'run it']]],
    ['```yaml\nrun: it\n```', []],
    ['```\n## no heading\n```\nafter `a b`', [['inline', 4, 8, 'a b']]],
    [
      '````\n```\nrun it\n````',
      [
        ['block', 2, 1, '```'],
        ['block', 3, 1, 'run it'],
      ],
    ],
    [
      'text\n\n    run it\n    and it',
      [
        ['block', 3, 5, 'run it'],
        ['block', 4, 5, 'and it'],
      ],
    ],
    ['text\n    still text', []],
    [
      'run `a b` and `c d`',
      [
        ['inline', 1, 6, 'a b'],
        ['inline', 1, 16, 'c d'],
      ],
    ],
    ['an `open span', []],
    ['```\nnever closed', [['block', 2, 1, 'never closed']]],
  ])('%j', (text, code) => expect(outline(text)[0]?.code).toEqual(code))

  test('AsciiDoc', () => {
    expect(outline('= Title\n\n== Deploy\n\n----\nrun it\n----\n', { asciidoc: true })).toEqual([
      { headings: [], code: [], steps: 0 },
      { headings: ['Title'], code: [], steps: 0 },
      { headings: ['Title', 'Deploy'], code: [['block', 6, 1, 'run it']], steps: 1 },
    ])
  })
})

test('steps are list items and code lines', () => {
  expect(outline('# A\n1. one\n2) two\n- three\n\n    code\n').map(({ steps }) => steps)).toEqual([0, 4])
})

test('any text gives places inside it', () => {
  const unit = fc.constantFrom('#', '`', '~', '-', '=', ' ', '\n', 'a', '*', '\t', '>', '$')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
      const lines = text.split('\n')
      for (const { line, column, text: code } of readSections(text).flatMap((section) => section.code)) {
        expect(lines[line - 1]?.slice(column - 1, column - 1 + code.length)).toBe(code)
      }
    }),
    { numRuns: 1500 },
  )
})

test('linear on hostile text', () => {
  const started = processorTime()
  for (const text of [
    '# a\n'.repeat(50_000),
    '`'.repeat(300_000),
    'a\n=\n'.repeat(50_000),
    '[('.repeat(400).concat('\n').repeat(300),
  ])
    readSections(text)
  expect(processorTime() - started).toBeLessThan(20_000)
})
