import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { contextOf } from '../../../src/readers/hcl/context.js'
import { parseHcl, type HclFile } from '../../../src/readers/hcl/parse.js'
import type { HclBody } from '../../../src/readers/hcl/syntax.js'
import { bodyValue } from '../../../src/readers/hcl/value.js'
import { errorsOf, showBody } from './show.js'
import { processorTime } from '../../helpers/processor-time.js'

/** Longer than any of these takes on a slow machine, far shorter than what is not linear would take. */
const PATIENCE = 20_000

function read(source: string): HclFile {
  const file = parseHcl('main.tf', source)
  bodyValue(file.body, contextOf(file), '')
  return file
}

describe('hostile input is read in linear time', () => {
  const many = 40_000
  test.each([
    ['open brackets', 'a = ' + '['.repeat(many)],
    ['open brackets on lines', 'a = [\n'.repeat(many)],
    ['open blocks on lines', 'a {\n'.repeat(many)],
    ['open blocks on one line', 'a {'.repeat(many)],
    ['open blocks, indented', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a {\n`).join('')],
    ['open objects on lines', 'a = {\n'.repeat(many)],
    ['closing braces', '}\n'.repeat(many)],
    ['parentheses in interpolations', 'a = "' + '${('.repeat(many)],
    ['interpolations in strings', 'a = ' + '"${'.repeat(many)],
    ['interpolations in strings, closed', 'a = ' + '"${'.repeat(many) + '}"'.repeat(many)],
    ['heredocs that do not end', Array.from({ length: many }, (_, i) => `a = <<E${i}\n`).join('')],
    ['heredocs of one name', 'a = <<E\n'.repeat(many)],
    ['heredocs with blank lines', 'a = <<E\n' + ' \n'.repeat(many) + 'E\n'],
    ['a heredoc whose end is hidden', 'a = <<E\n${ "\n'.repeat(many) + 'E\n'],
    ['comments that do not end', '/* '.repeat(many)],
    ['comments', 'a = 1 /* */ # b\n'.repeat(many)],
    ['minus signs', 'a = ' + '-'.repeat(many) + '1'],
    ['a long sum', 'a = 1' + ' + 1'.repeat(many)],
    ['a long reference', 'a = b' + '.c[0]'.repeat(many)],
    ['a long conditional', 'a = ' + 'b.c ? 1 : '.repeat(many) + '2'],
    ['a long list', 'a = [' + '1,'.repeat(many) + ']'],
    ['a faulty object on each line', 'a = { b c }\n'.repeat(many)],
    ['faults at one depth', 'x {\n' + '  a =\n'.repeat(many) + '}'],
    ['labels', 'a ' + '"b" '.repeat(many) + '{}'],
    ['labels without a brace', ('a ' + '"b" '.repeat(20) + '\n').repeat(many / 20)],
    ['backslashes', 'a = "' + '\\'.repeat(many * 2) + '"'],
    ['escapes', 'a = "' + '\\n$${'.repeat(many) + '"'],
    ['names with hyphens', 'a-'.repeat(many) + ' = 1'],
    ['digits and dots', 'a = ' + '1.'.repeat(many)],
    ['directives', 'a = "' + '%{ for a in b.c }'.repeat(many) + '"'],
    ['nested for expressions', 'a = ' + '[for x in y.z : '.repeat(90) + '1' + ']'.repeat(90)],
    ['nested conditionals in templates', 'a = ' + '"${b.c ? '.repeat(45) + '1' + ' : 2}"'.repeat(45)],
    ['quotes', '"'.repeat(many)],
    ['control characters', '\u0000\u0001\u001b'.repeat(many)],
    ['lone surrogates', '\ud800\udc00\ud800 = \udfff'.repeat(many)],
  ])('%s', (_, source) => {
    const before = processorTime()
    const file = read(source)
    expect(processorTime() - before).toBeLessThan(PATIENCE)
    expect(file.errors.length).toBeLessThanOrEqual(100)
  })

  test('time grows with length, not with its square', () => {
    const time = (count: number): number => {
      const source = 'a {\n  b = [\n    c\n'.repeat(count)
      read(source)
      const before = processorTime()
      read(source)
      return processorTime() - before
    }
    expect(time(16_000)).toBeLessThan(12 * time(4_000) + 200)
  })
})

test('what is nested too deep is an error of its own item', () => {
  const file = parseHcl('main.tf', `a = ${'['.repeat(500)}${']'.repeat(500)}\nb = 1\n`)
  expect(errorsOf(file)).toEqual(['1: nested deeper than 100 levels'])
  expect(showBody(file.body)).toBe('b = 1')
})

/** Every span lies in its parent's, in order, and the source is as long as the last one at least. */
function checkSpans(body: HclBody, within: { start: number; end: number }): void {
  let last = within.start
  for (const item of body.items) {
    expect(item.start).toBeGreaterThanOrEqual(last)
    expect(item.end).toBeGreaterThanOrEqual(item.start)
    expect(item.end).toBeLessThanOrEqual(within.end)
    last = item.end
    if (item.kind === 'block') checkSpans(item.body, item)
  }
}

const PIECES = [
  'a',
  'b-c',
  ' = ',
  '\n',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  '${',
  '}"',
  '%{ if ',
  '~}',
  '$${',
  '<<E\n',
  '<<-E\n',
  '\nE\n',
  '\n  ',
  '.',
  ',',
  '0',
  '1.5',
  '*',
  '...',
  '=>',
  '==',
  ' ? ',
  ' : ',
  '# c\n',
  '/* d */',
  '//',
  '\\',
  'for x in ',
  '::',
  '\r\n',
  '\uFEFF',
  "'",
  'é',
  '😀',
]

describe('any text', () => {
  test('is read without an exception and with places inside the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => {
        const source = pieces.join('')
        const file = read(source)
        checkSpans(file.body, { start: 0, end: source.length })
        const lines = source.split('\n').length
        for (const { at } of file.errors) expect(at.line).toBeLessThanOrEqual(lines)
      }),
      { numRuns: 3000 },
    )
  })

  test('of arbitrary characters is read without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => void read(source)))
  })

  test('keeps strings as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = JSON.stringify(text)
          .replaceAll(/\\[bf]/g, '')
          .replaceAll(/\\u00[0-9a-f]{2}/g, '')
          .replaceAll('${', '$${')
          .replaceAll('%{', '%%{')
        const file = parseHcl('main.tf', `x = ${escaped}\n`)
        const value = bodyValue(file.body, contextOf(file), '').entries.get('x')
        expect(errorsOf(file)).toEqual([])
        expect(value).toMatchObject({
          kind: 'scalar',
          value: JSON.parse(escaped.replaceAll('$${', '${').replaceAll('%%{', '%{')),
        })
      }),
    )
  })
})

describe('a well-formed tree', () => {
  const name = fc.constantFrom('a', 'b_c', 'd-e', 'größe')
  const value: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom('1', 'true', '"s"', 'var.x', '"${var.x}-"', '<<EOT\n  x\nEOT\n', 'null'),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => `[\n${items.join(',\n')}]`),
      fc
        .array(fc.tuple(name, tie('value')), { maxLength: 3 })
        .map((entries) => `{\n${entries.map(([key, each]) => `${key} = ${each}\n`).join('')}}`),
      tie('value').map((inner) => `f(${inner})`),
    ),
  })).value
  const body: fc.Arbitrary<string> = fc.letrec<{ body: string }>((tie) => ({
    body: fc
      .array(
        fc.oneof(
          { maxDepth: 3 },
          fc.tuple(name, value).map(([key, text]) => `${key} = ${text}\n`),
          fc.tuple(name, tie('body')).map(([key, text]) => `${key} "label" {\n${text}}\n`),
        ),
        { maxLength: 4 },
      )
      .map((items) => items.join('# comment\n')),
  })).body

  test('has no errors', () => {
    fc.assert(
      fc.property(body, (source) => expect(errorsOf(read(source))).toEqual([])),
      { numRuns: 500 },
    )
  })

  test('survives a broken item beside it', () => {
    fc.assert(
      fc.property(
        body,
        fc.constantFrom('x = [1 2]', 'x = ', 'x = "a', 'x y', 'x = <<E', '= 1', 'x = {{}'),
        (source, fault) => {
          const whole = parseHcl('main.tf', source)
          const broken = parseHcl('main.tf', `${fault}\n${source}`)
          expect(broken.errors.length).toBeGreaterThan(0)
          expect(showBody(broken.body)).toBe(showBody(whole.body))
        },
      ),
      { numRuns: 300 },
    )
  })
})

const CORPUS = join('..', 'shared', 'corpus')
const here = existsSync(CORPUS) ? describe : describe.skip

here('real files', () => {
  const files = existsSync(CORPUS)
    ? readdirSync(CORPUS, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(?:tf|tofu|tfvars|hcl)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
    : []

  test('have no errors', () => {
    const errors = files.flatMap((path) =>
      errorsOf(parseHcl(path, readFileSync(path, 'utf8'))).map((each) => `${path}:${each}`),
    )
    expect(files.length).toBeGreaterThan(300)
    expect(errors).toEqual([])
  })

  test('cut off anywhere are read without an exception', () => {
    for (const path of files) {
      const source = readFileSync(path, 'utf8')
      for (let cut = 1; cut < 8; cut += 1) read(source.slice(0, Math.floor((source.length * cut) / 8)))
    }
  })
})
