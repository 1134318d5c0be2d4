import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readToml } from '../../../src/readers/project/toml.js'
import { processorTime } from '../../helpers/processor-time.js'

const read = (text: string) => readToml('a.toml', text)
const pathsOf = (text: string) => read(text).map(({ path }) => path)

describe('readToml', () => {
  test('keys carry their table', () => {
    expect(pathsOf('a = 1\n[b.c]\nd = 2\n"e f" = 3\n[[g]]\nh.i = 4\n[ "x" . y ]\n')).toEqual([
      'a',
      'b.c',
      'b.c.d',
      'b.c.e f',
      'g',
      'g.h.i',
      'x.y',
    ])
  })

  test.each([
    ['s = "a # b"', { kind: 'string', text: 'a # b' }],
    ["s = 'C:\\x'", { kind: 'string', text: 'C:\\x' }],
    ['s = "a\\"b" # c', { kind: 'string', text: 'a\\"b' }],
    ['s = """\na\n[b]\n"""', { kind: 'string', text: '\na\n[b]\n' }],
    ['t = true # yes', { kind: 'boolean', truth: true }],
    ['t = false', { kind: 'boolean', truth: false }],
    ['l = ["a", \'b\']', { kind: 'list', items: ['a', 'b'] }],
    ['l = [\n  "a", # "no"\n  "b",\n]', { kind: 'list', items: ['a', 'b'] }],
    ['l = []', { kind: 'list', items: [] }],
    ['n = 12', { kind: 'other', text: '12' }],
    ['i = { a = "b", c = [1] }', { kind: 'other', text: '{ a = "b", c = [1] }' }],
  ])('%j', (text, value) => expect(read(`${text}\nafter = true`)).toMatchObject([{ value }, { path: 'after' }]))

  test('places', () => {
    expect(read('[a]\n\nlist = [\n1,\n]\n  key = 2').map(({ at }) => [at.line, at.column, at.endColumn])).toEqual([
      [1, 1, 4],
      [3, 1, 5],
      [6, 3, 6],
    ])
  })

  test.each(['', '# only', 'no value', '[', 'a = "open', 'a = [', 'a = """', '= 1', '\r\n\r\n'])(
    '%j does no harm',
    (text) => expect(Array.isArray(read(text))).toBe(true),
  )

  test('any text ends, with places inside it', () => {
    const unit = fc.constantFrom('a', '=', '[', ']', '{', '}', '"', "'", '#', '\\', '\n', ' ', '.', ',')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const lines = text.split('\n')
        for (const { at } of read(text))
          expect(at.endColumn).toBeLessThanOrEqual((lines[at.line - 1]?.length ?? -1) + 1)
      }),
      { numRuns: 2000 },
    )
  })

  test('linear on hostile text', () => {
    const started = processorTime()
    for (const text of ['a=['.repeat(100_000), '[a]\n'.repeat(100_000), '"'.repeat(300_000), 'a="b\n'.repeat(100_000)])
      read(text)
    expect(processorTime() - started).toBeLessThan(20_000)
  })
})
