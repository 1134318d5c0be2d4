import { describe, expect, test } from '@jest/globals'
import { hclComments } from '../../src/readers/hcl-comments.js'
import { processorTime } from '../helpers/processor-time.js'

const found = (source: string): [string, number, number, number][] =>
  hclComments('main.tf', source).map(({ text, at }) => [text, at.line, at.column, at.endColumn])

describe('comments of HCL files', () => {
  test.each([
    ['none', 'a = 1', []],
    ['in a string', 'a = "# b // c /* d */"', []],
    ['in a heredoc', 'a = <<EOT\n# b\n// c\nEOT\n', []],
    ['after a number sign', '#  b \n', [['b', 1, 1, 5]]],
    ['after slashes', 'a = 1 // b', [['b', 1, 7, 11]]],
    ['behind a value', '\n  a = 1 # b\n', [['b', 2, 9, 12]]],
    [
      'of Windows',
      '# b\r\n# c\r\n',
      [
        ['b', 1, 1, 4],
        ['c', 2, 1, 4],
      ],
    ],
    ['within a template', 'a = "${ /* b */ c.d }"', [['b', 1, 12, 13]]],
    ['in a block', '/* a */ b = 1', [['a', 1, 4, 5]]],
    [
      'over lines',
      '/*\n * a: b\n *\n\n   c\n */',
      [
        ['a: b', 2, 2, 8],
        ['', 3, 2, 3],
        ['c', 5, 4, 5],
      ],
    ],
    [
      'beside an error',
      'a = = # b\n}}\n# c',
      [
        ['b', 1, 7, 10],
        ['c', 3, 1, 4],
      ],
    ],
    ['that does not end', '/* a', [['a', 1, 4, 5]]],
    ['of nothing', '#\n/**/', [['', 1, 1, 2]]],
  ] as const)('%s', (_, source, expected) => {
    expect(found(source)).toEqual(expected)
  })

  test('are found in linear time', () => {
    const before = processorTime()
    expect(hclComments('main.tf', '# a\n'.repeat(50_000))).toHaveLength(50_000)
    expect(hclComments('main.tf', `/*${'\n *'.repeat(50_000)}*/`)).toHaveLength(50_000)
    expect(hclComments('main.tf', '/* '.repeat(50_000))).toHaveLength(1)
    expect(processorTime() - before).toBeLessThan(20_000)
  })
})
