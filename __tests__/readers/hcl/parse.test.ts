import { describe, expect, test } from '@jest/globals'
import { parseHcl } from '../../../src/readers/hcl/parse.js'
import type { HclBlock } from '../../../src/readers/hcl/syntax.js'
import { errorsOf, showBody } from './show.js'

describe('bodies', () => {
  test.each([
    ['nothing', '', ''],
    ['blank lines and comments', '\n# a\n\n// b\n/* c\n*/\n', ''],
    ['attributes', 'a = 1\nb = "c"', 'a = 1; b = "c"'],
    ['blocks with labels', 'a "b" c {\n}\n', 'a "b" "c" {}'],
    ['a block on one line', 'a { b = 1 }\nc {}', 'a { b = 1 }; c {}'],
    ['nested blocks', 'a {\n  b {\n    c = 1\n  }\n  d = 2\n}', 'a { b { c = 1 }; d = 2 }'],
    ['labels with escapes', 'a "b\\"c" {}', 'a "b\\"c" {}'],
    ['comments at the end of lines', 'a = 1 # b = 2\nc { // d\n}\ne = /* f = */ 3', 'a = 1; c {}; e = 3'],
    ['an attribute in quotation marks, as before Terraform 0.12', '"a" = 1', 'a = 1'],
    ['Windows line ends', 'a {\r\n  b = 1\r\n}\r\n', 'a { b = 1 }'],
    [
      'names of object prototypes',
      '__proto__ = 1\nconstructor "toString" {}',
      '__proto__ = 1; constructor "toString" {}',
    ],
    ['a byte order mark', '\uFEFFa = 1', 'a = 1'],
  ])('%s', (_, source, shown) => {
    const file = parseHcl('main.tf', source)
    expect(errorsOf(file)).toEqual([])
    expect(showBody(file.body)).toBe(shown)
  })
})

describe('places', () => {
  const source = [
    '# service',
    'resource "aws_ecs_service" "api" {',
    '  desired_count = 2',
    '  tags = {',
    '    Name = "é-${var.name}"',
    '  }',
    '  script = <<-EOT',
    '    run',
    '  EOT',
    '}',
  ].join('\n')
  const { body, comments, positions } = parseHcl('infra/main.tf', source)
  const block = body.items[0] as HclBlock
  const textOf = ({ start, end }: { start: number; end: number }): string => source.slice(start, end)

  test('of a block cover its header, its body and all of it', () => {
    expect(textOf(block.header)).toBe('resource "aws_ecs_service" "api"')
    expect(textOf(block.body)).toBe(source.slice(source.indexOf('{')))
    expect(textOf(block)).toBe(source.slice(source.indexOf('resource')))
  })

  test('of attributes and their values cover exactly their text', () => {
    const texts = block.body.items.map((item) => [textOf(item), item.kind === 'attribute' ? textOf(item.value) : ''])
    expect(texts).toEqual([
      ['desired_count = 2', '2'],
      ['tags = {\n    Name = "é-${var.name}"\n  }', '{\n    Name = "é-${var.name}"\n  }'],
      ['script = <<-EOT\n    run\n  EOT', '<<-EOT\n    run\n  EOT'],
    ])
  })

  test('of comments cover them without the line break', () => {
    expect(comments.map(textOf)).toEqual(['# service'])
  })

  test('are lines and columns counted from 1', () => {
    const [count] = block.body.items
    expect(positions.span(count?.start ?? 0, count?.end ?? 0, 'r')).toEqual({
      file: 'infra/main.tf',
      line: 3,
      column: 3,
      endLine: 3,
      endColumn: 20,
      route: 'r',
    })
  })

  test.each([
    ['a.b', 'a.b'],
    ['a.b  # c', 'a.b'],
    ['f( 1 )  ', 'f( 1 )'],
    ['[ a.b\n\n]', '[ a.b\n\n]'],
    ['(\n a.b\n)', '(\n a.b\n)'],
    ['a.b ? 1 : f(2)', 'a.b ? 1 : f(2)'],
    ['- 3', '- 3'],
    ['"a"', '"a"'],
    ['a["b"] ', 'a["b"]'],
  ])('of the expression %j', (text, covered) => {
    const file = parseHcl('main.tf', `x = ${text}\n`)
    const [item] = file.body.items
    const value = item?.kind === 'attribute' ? item.value : undefined
    expect(file.source.slice(value?.start, value?.end)).toBe(covered)
  })

  test('within brackets end where the expression ends, not the line', () => {
    const file = parseHcl('main.tf', 'x = [\n  a.b\n  ,\n  c.d[0]\n]')
    const [item] = file.body.items
    const value = item?.kind === 'attribute' ? item.value : undefined
    const items = value?.kind === 'tuple' ? value.items : []
    expect(items.map(({ start, end }) => file.source.slice(start, end))).toEqual(['a.b', 'c.d[0]'])
  })
})

describe('errors', () => {
  test.each([
    ['a missing value', 'a =\nb = 2', ['1: `a` has no value'], 'b = 2'],
    ['an unclosed string', 'a = "b\nc = 2', ['1: the string has no closing quotation mark'], 'c = 2'],
    ['an unclosed string at the end', 'a = "b', ['1: the string has no closing quotation mark'], ''],
    [
      'a string in single quotation marks',
      "a = 'b'\nc = 2",
      ['1: HCL has no strings in single quotation marks: write "…" instead of \'…\''],
      'c = 2',
    ],
    ['a strange character', 'a = @b\nc = 2', ['1: the character `@` has no meaning here'], 'c = 2'],
    ['a control character', 'a = \u0007\nc = 2', ['1: the character U+0007 has no meaning here'], 'c = 2'],
    ['two values', 'a = 1 2\nc = 2', ['1: expected a new line, found `2`'], 'a = 1; c = 2'],
    ['two items on a line', 'a = 1, b = 2\nc = 3', ['1: expected a new line, found `,`'], 'a = 1; c = 3'],
    ['a brace too many', 'a {\n}\n}\nb = 1', ['3: this `}` closes nothing'], 'a {}; b = 1'],
    ['a colon instead of =', 'a: 1\nb = 2', ['1: expected `=` or `{`, found `:`'], 'b = 2'],
    ['an unclosed comment', 'a = 1\n/* b = 2', ['2: the comment has no closing */'], 'a = 1'],
    [
      'an unknown escape',
      'a = "\\d+"\nb = 1',
      ['1: the backslash does not begin an escape sequence; write `\\\\` for a backslash'],
      'a = "\\\\d+"; b = 1',
    ],
    [
      'an unclosed interpolation',
      'a = "${b.c"\nd = 2',
      ['1: expected `}` of the template sequence, found a string'],
      'd = 2',
    ],
    [
      'a label with an interpolation',
      'a "${b.c}" {\n  d = 1\n}\ne = 2',
      ['1: a label cannot hold `${…}` or `%{…}`'],
      'e = 2',
    ],
    [
      'an unknown directive',
      'a = "%{ loop }"\nb = 1',
      ['1: expected if, else, endif, for or endfor, found `loop`'],
      'b = 1',
    ],
    [
      'a conflict marker',
      'a = 1\n<<<<<<< HEAD\nb = 2',
      ['2: expected an attribute or a block, found `<`'],
      'a = 1; b = 2',
    ],
  ])('%s', (_, source, errors, shown) => {
    const file = parseHcl('main.tf', source)
    expect(errorsOf(file)).toEqual(errors)
    expect(showBody(file.body)).toBe(shown)
  })

  test('an unclosed heredoc leaves the rest readable', () => {
    const file = parseHcl('main.tf', 'a {\n  b = <<EOT\n  c\n  d = 1\n}\ne = 2\n')
    expect(errorsOf(file)).toEqual(['2: the heredoc has no line that ends it'])
    expect(showBody(file.body)).toBe('a { d = 1 }; e = 2')
  })

  test('an unclosed list does not swallow what follows', () => {
    const file = parseHcl('main.tf', 'a {\n  b = [\n    1,\n  c = 2\n  d {\n  }\n}\ne {}\n')
    expect(errorsOf(file)).toEqual(['4: expected `,` or `]`, found `=`'])
    expect(showBody(file.body)).toBe('a { c = 2; d {} }; e {}')
  })

  test('an unclosed object that takes the brace of its block does not swallow the next block', () => {
    const file = parseHcl('main.tf', 'a {\n  b = {\n    x = 1\n\n  c = 2\n}\ne "f" {\n  g = 3\n}\n')
    expect(errorsOf(file)).toEqual(['1: the block has no closing `}`'])
    expect(showBody(file.body)).toBe('a { b = {"x"=1 "c"=2} }; e "f" { g = 3 }')
  })

  test('an unclosed block ends where the indentation says so', () => {
    const file = parseHcl('main.tf', 'a "b" {\n  c = 1\n\nd "e" {\n  f {\n    g = 2\n  h = 3\n}\ni = 4\n')
    expect(errorsOf(file)).toEqual(['1: the block has no closing `}`', '5: the block has no closing `}`'])
    expect(showBody(file.body)).toBe('a "b" { c = 1 }; d "e" { f { g = 2 }; h = 3 }; i = 4')
  })

  test('a fault deep inside costs only its own item', () => {
    const source = 'a {\n  b {\n    c = 1\n    d = [1 2]\n    e = 3\n  }\n  f = 4\n}\ng = 5\n'
    const file = parseHcl('main.tf', source)
    expect(errorsOf(file)).toEqual(['4: expected `,` or `]`, found `2`'])
    expect(showBody(file.body)).toBe('a { b { c = 1; e = 3 }; f = 4 }; g = 5')
  })

  test('files without indentation recover by line', () => {
    const file = parseHcl('main.tf', 'a {\nb =\nc = 2\n}\nd {\n}\n')
    expect(errorsOf(file)).toEqual(['2: `b` has no value'])
    expect(showBody(file.body)).toBe('a { c = 2 }; d {}')
  })

  test('text of a heredoc inside a broken item is not taken for items', () => {
    const file = parseHcl('main.tf', 'a {\n  b = [1 2, <<EOT\nx = 1\nEOT\n  ]\n  c = 3\n}\n')
    expect(errorsOf(file)).toEqual(['2: expected `,` or `]`, found `2`'])
    expect(showBody(file.body)).toBe('a { c = 3 }')
  })
})
