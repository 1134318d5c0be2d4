import { describe, expect, test } from '@jest/globals'
import { C_LIKE, codeOf, GO, JAVASCRIPT, PYTHON, RUBY, type Syntax } from '../../../src/readers/tests/code.js'
import { processorTime } from '../../helpers/processor-time.js'

const TABLE: readonly (readonly [name: string, syntax: Syntax, text: string, code: string])[] = [
  ['a line comment', JAVASCRIPT, 'a // b\nc', 'a     \nc'],
  ['a block comment', JAVASCRIPT, 'a /* b\nc */ d', 'a     \n     d'],
  ['strings', JAVASCRIPT, `a('b', "c")`, `a(' ', " ")`],
  ['an escaped quotation mark', JAVASCRIPT, `a('b\\'c', d)`, `a('    ', d)`],
  ['a string that does not close', JAVASCRIPT, `a('b\nc`, `a(' \nc`],
  ['a template of two lines', JAVASCRIPT, 'a(`b\nc`)', 'a(` \n `)'],
  ['a regular expression', JAVASCRIPT, 'a(/["/]/, b)', 'a(/    /, b)'],
  ['a division', JAVASCRIPT, 'a / b / c', 'a / b / c'],
  ['a text block', C_LIKE, 'a("""b\n"c"""); d', 'a(""" \n  """); d'],
  ['raw text', GO, 'a(`b\\`, c)', 'a(`  `, c)'],
  ['a docstring', PYTHON, '"""b\nc # d"""\ne # f', '""" \n     """\ne    '],
  ['a hash in a string', RUBY, `a 'b # c' # d`, `a '     '    `],
]

describe('code without comments and strings', () => {
  test.each(TABLE)('%s', (_, syntax, text, code) => {
    const seen = codeOf(text, syntax)
    expect(seen.code.length).toBe(text.length)
    expect(seen.code).toBe(code)
  })

  test('tells where comments begin', () => {
    expect(codeOf('a // b\n/* c */ "// d"', JAVASCRIPT).comments).toEqual([2, 7])
  })

  test.each([
    ['quotation marks', '"'.repeat(200_000)],
    ['slashes', '/'.repeat(200_000)],
    ['stars', '/*'.repeat(100_000)],
    ['backslashes', `"${'\\'.repeat(200_000)}`],
    ['backticks', '`'.repeat(200_001)],
    ['brackets behind a slash', `=${'/['.repeat(100_000)}`],
  ])('ends on a long row of %s', (_, text) => {
    const start = processorTime()
    expect(codeOf(text, JAVASCRIPT).code.length).toBe(text.length)
    expect(processorTime() - start).toBeLessThan(20_000)
  })
})
