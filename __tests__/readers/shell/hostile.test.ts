import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { evaluateBatch, evaluatePowerShell, evaluateShell, parseShell } from '../../../src/readers/shell/index.js'
import { processorTime } from '../../helpers/processor-time.js'

const START = { failFast: true, pipefail: false, directory: '' }

/** Pieces that open, close and join, so that random texts are mostly structure. */
const PIECES = [
  ...["'", '"', '`', '$(', '$((', '${', '${{', '}}', '(', '((', ')', '))', '{ ', '}', '[[ ', ' ]]', '\\', '\n', '\r\n'],
  ...[
    'if ',
    'then ',
    'elif ',
    'else ',
    'fi',
    'case x in ',
    'a) ',
    ';;',
    'esac',
    'for x in a b; do ',
    'while ',
    'do ',
    'done',
  ],
  ...['f() ', 'function g ', '<<EOF\n', 'EOF\n', '<<-X ', '<(', '>', '2>&1', '|', '||', '&&', '&', ';', '!', '#', ' '],
  ...[
    'a',
    'npm test',
    'x=1',
    'x+=(',
    '$x',
    '"$@"',
    '$?',
    'set -e',
    'set +e',
    'cd ..',
    'trap f ERR',
    'eval "',
    'exit 0',
  ],
  ...['@"', "@'", '<#', '^', '%a%', '@{', '$env:X', '<< parameters.x >>', '$[[', ']]', '\u0000', '\ud800', '\u2028'],
]
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))

describe('any text', () => {
  test('is read without throwing, and every command lies in the text', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { commands } = evaluateShell(parseShell(source), START)
        for (const { start, end } of commands) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(end).toBeLessThanOrEqual(source.length)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('of any characters is read without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        evaluateShell(parseShell(source), START)
        evaluatePowerShell(source, '')
        evaluateBatch(source, '')
      }),
      { numRuns: 500 },
    )
  })

  test('is read by the other shells without throwing', () => {
    fc.assert(
      fc.property(text, (source) => {
        evaluatePowerShell(source, '')
        evaluateBatch(source, undefined)
      }),
      { numRuns: 1_000 },
    )
  })

  test('that is quoted is one literal word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        fc.pre(!/\$\{\{|\$\[\[|<<|\n|\r/.test(value))
        const { commands } = evaluateShell(parseShell(`x '${value.replaceAll("'", String.raw`'\''`)}'`), START)
        expect(commands.map(({ words }) => words.map((word) => word.text))).toEqual([['x', value]])
      }),
    )
  })
})

const LENGTH = 80_000
/** Milliseconds; generous, because the point is to notice what grows with the square of the length. */
const LIMIT = 20_000

describe('long and deep text', () => {
  const long = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length))

  test.each([
    ...["'", '"', '`', '$(', '$((', '${', '((', '{ ', '[[ ', 'if ', 'case x in ', '<<A ', '${{', "${{ '", '$[[', 'a=('],
    ...[
      '+(',
      '\\\n',
      '|',
      '&&',
      '||',
      ';',
      '&',
      ')',
      '}',
      ';;',
      'a{',
      'a && ',
      'a || ',
      '"$(',
      '"${x:-',
      'x=$(',
      '2>',
      '$x ',
    ],
    ...['a\n', '(x=1; a)\n', 'if a; then exit 0; fi\n', 'a $?\n', 'x(){ x; }\n', 'trap a ERR\n', '$(( x '],
  ])('%j over and over', (piece) => {
    const source = long(piece)
    const before = processorTime()
    evaluateShell(parseShell(source), START)
    expect(processorTime() - before).toBeLessThan(LIMIT)
  })

  test.each(['"', "'", '`', '$(', '@"', '<#', '{', '(', '\r\n', 'if ', 'a|', '^\n', '%a%', '$x = ', 'call '])(
    '%j over and over for the other shells',
    (piece) => {
      const source = long(piece)
      const before = processorTime()
      evaluatePowerShell(source, '')
      evaluateBatch(source, '')
      expect(processorTime() - before).toBeLessThan(LIMIT)
    },
  )

  test('a line of a megabyte', () => {
    const { commands } = evaluateShell(parseShell(`npm test ${'word '.repeat(200_000)}`), START)
    expect(commands.map(({ words }) => words.length)).toEqual([200_002])
  })

  test('what is nested too deep is given up, and said', () => {
    const source = `${'$(echo '.repeat(200)}x${')'.repeat(200)}\nls`
    const script = parseShell(source)
    expect(script.cut).toBe(true)
    expect(evaluateShell(script, START).truncated).toBe(true)
  })

  test('functions that call each other many times end', () => {
    const functions = Array.from({ length: 9 }, (_, index) => `f${index}() { ${`f${index + 1}; `.repeat(100)} }`)
    const { truncated } = evaluateShell(parseShell(`${functions.join('\n')}\nf9() { :; }\nf0`), START)
    expect(truncated).toBe(true)
  })
})
