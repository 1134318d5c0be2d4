import { describe, expect, test } from '@jest/globals'
import { parseHcl } from '../../../src/readers/hcl/parse.js'
import { readSql } from '../../../src/readers/migrations/sql/statements.js'
import { Positions } from '../../../src/readers/yaml/positions.js'

describe('where a line ends with two characters', () => {
  const positions = new Positions('a.tf', 'ab\r\ncd\r\n')

  test.each([
    { what: 'the last character', offset: 1, place: { line: 1, column: 2 } },
    { what: 'the carriage return', offset: 2, place: { line: 1, column: 3 } },
    { what: 'the line feed', offset: 3, place: { line: 1, column: 3 } },
    { what: 'the next line', offset: 4, place: { line: 2, column: 1 } },
    { what: 'the end', offset: 8, place: { line: 3, column: 1 } },
  ])('$what', ({ offset, place }) => expect(positions.place(offset)).toEqual(place))

  test('a line feed alone is a place of its own', () => {
    expect(new Positions('a.tf', 'a\n\nb').place(2)).toEqual({ line: 2, column: 1 })
  })

  test('a carriage return alone does not end a line', () => {
    expect(new Positions('a.tf', 'a\rb').place(2)).toEqual({ line: 1, column: 3 })
  })

  test('a mistake of HCL that stands at the end of a line', () => {
    const [error] = parseHcl('main.tf', 'e\r\n').errors
    expect(error?.at).toMatchObject({ line: 1, column: 2, endLine: 2, endColumn: 1 })
  })

  test('a comment of SQL ends before the line break', () => {
    const source = '-- a\r\n'
    const [comment] = readSql(source).comments
    expect(new Positions('a.sql', source).span(comment?.start ?? -1, comment?.end ?? -1, '')).toMatchObject({
      endLine: 1,
      endColumn: 5,
    })
  })
})
