import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nodesIn, parseGroovy, type GroovyStatement } from '../../../src/readers/groovy/index.js'
import { processorTime } from '../../helpers/processor-time.js'

/** Longer than any of these takes on a slow machine, far shorter than what is not linear would take. */
const PATIENCE = 20_000

function read(source: string): readonly GroovyStatement[] {
  const { body } = parseGroovy('Jenkinsfile', source)
  for (const node of nodesIn(body)) {
    if (node.start > node.end || node.end > source.length) throw new Error(`${node.kind} at ${node.start}`)
  }
  return body
}

describe('hostile input is read in linear time', () => {
  const many = 40_000
  test.each([
    ['open parentheses', 'a('.repeat(many)],
    ['open brackets', 'a = ' + '['.repeat(many)],
    ['open braces on lines', 'a {\n'.repeat(many)],
    ['closing brackets', ')]}'.repeat(many)],
    ['mixed brackets', '([{'.repeat(many) + ')]}'.repeat(many)],
    ['interpolations in strings', '"${'.repeat(many)],
    ['interpolations in strings, closed', '"${'.repeat(many) + '}"'.repeat(many)],
    ['escaped slashes', 'a = ' + '\\/ = '.repeat(many)],
    ['slashes', 'a = /\n'.repeat(many)],
    ['dollar slashes', '$/ $'.repeat(many)],
    ['single quotes', "'".repeat(many)],
    ['triple quotes', "'''".repeat(many) + '"""'.repeat(many)],
    ['comments that do not end', '/* '.repeat(many)],
    ['a long chain of properties', 'a' + '.b[0]'.repeat(many)],
    ['a long chain of calls', 'a' + '.b()'.repeat(many)],
    ['a long sum', 'a = 1' + ' + 1'.repeat(many)],
    ['a long conditional', 'a = ' + 'b ? c : '.repeat(many) + 'd'],
    ['a long else if', 'if (a) b()' + ' else if (a) b()'.repeat(many)],
    ['words in a row', 'a '.repeat(many)],
    ['negations', 'a = ' + '!'.repeat(many) + 'b'],
    ['assignments', 'a = '.repeat(many) + '1'],
    ['casts', 'a = ' + '(String) '.repeat(many) + 'b'],
    ['generics', 'Map<'.repeat(many)],
    ['closures with many parameters', '{ ' + 'a, '.repeat(many) + 'b -> c }'],
    ['annotations', '@A '.repeat(many)],
    ['labels', 'a: '.repeat(many)],
    ['new', 'new '.repeat(many)],
    ['backslashes at line ends', 'a \\\n'.repeat(many)],
    ['question marks', 'a ? '.repeat(many)],
    ['colons', '[' + 'a: '.repeat(many)],
    ['control characters', '\u0000\u0001\u001b'.repeat(many)],
    ['lone surrogates', '\ud800\udc00\ud800 = \udfff'.repeat(many)],
  ])('%s', (_, source) => {
    const before = processorTime()
    parseGroovy('Jenkinsfile', source)
    expect(processorTime() - before).toBeLessThan(PATIENCE)
  })

  test('time grows with length, not with its square', () => {
    const time = (count: number): number => {
      const source = "stage('a') { sh \"b ${c}\"\n x = [d: 'e', f: { g() }]\n}\n".repeat(count)
      parseGroovy('Jenkinsfile', source)
      const before = processorTime()
      parseGroovy('Jenkinsfile', source)
      return processorTime() - before
    }
    expect(time(4_000)).toBeLessThan(12 * time(1_000) + 200)
  })

  test('what is nested too deep is left out, and what follows is read', () => {
    const body = read(`${'a('.repeat(500)}${')'.repeat(500)}\nb()`)
    expect(body).toHaveLength(2)
  })
})

const PIECES = [
  'a',
  'sh ',
  'def ',
  'if (',
  'else ',
  'try {',
  'catch (e) {',
  'return ',
  'new ',
  'for (x in ',
  "'",
  '"',
  "'''",
  '"""',
  '/',
  '$/',
  '/$',
  '${',
  '$b.c',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ': ',
  ', ',
  '.',
  '?.',
  ' = ',
  ' + ',
  ' ? ',
  ' -> ',
  '@Library(',
  '\\',
  '\n',
  '\r\n',
  ';',
  '// c\n',
  '/* d */',
  '1.5',
  '*',
  '<',
  '\u0000',
  'é',
  '😀',
]

describe('any text', () => {
  test('is read without an exception and with places inside the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), (pieces) => void read(pieces.join(''))),
      { numRuns: 3000 },
    )
  })

  test('of arbitrary characters is read without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => void read(source)))
  })

  test('keeps strings as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`
        const [statement] = parseGroovy('Jenkinsfile', `x = ${quoted}`).body
        const value =
          statement?.kind === 'expression' && statement.expression.kind === 'assignment'
            ? statement.expression.value
            : undefined
        const parts = value?.kind === 'string' ? value.parts : []
        expect(parts.map((part) => (part.kind === 'text' ? part.value : '?')).join('')).toBe(text)
      }),
    )
  })
})
