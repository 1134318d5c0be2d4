import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { understand } from './support.js'
import { processorTime } from '../../helpers/processor-time.js'

/** Milliseconds; generous, because the point is to notice what grows without bound. */
const LIMIT = 20_000

const WORDS = [
  ...[
    'make',
    'npm',
    'run',
    'test',
    'yarn',
    'pnpm',
    '-r',
    '--filter',
    'just',
    'task',
    'tox',
    '-e',
    'nox',
    '-s',
    'docker',
  ],
  ...[
    'run',
    '-v',
    '.:/x',
    '-w',
    '/x',
    'sh',
    '-c',
    'bash',
    './a.sh',
    'source',
    'sudo',
    'env',
    'A=b',
    '--',
    'xargs',
    'turbo',
  ],
  ...[
    'nx',
    'run-many',
    '-t',
    'composer',
    'deno',
    'hatch',
    'a:b',
    '-C',
    '-f',
    '..',
    '../..',
    '/',
    '__proto__',
    'constructor',
  ],
  ...[
    '$X',
    '${{ x }}',
    "'",
    '"',
    '$(',
    ')',
    '|',
    '&&',
    '||',
    ';',
    '<<EOF',
    '\n',
    'curl',
    'find',
    '-exec',
    'ssh',
    'eval',
  ],
]
const line = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' '))

describe('any tree', () => {
  test('is followed without throwing, and the chain starts in the pipeline', () => {
    const tree = fc.record({
      Makefile: fc.array(line).map((lines) => `test: a %\n\t${lines.join('\n\t')}\na:\n${lines.join('\n')}`),
      'package.json': fc.array(line, { maxLength: 4 }).map((lines) =>
        JSON.stringify({
          scripts: Object.fromEntries(lines.map((text, index) => [index === 0 ? 'test' : `s${index}`, text])),
        }),
      ),
      justfile: line.map((text) => `test *a: test\n  ${text}\n`),
      'Taskfile.yml': line.map(
        (text) => `tasks:\n  test:\n    deps: [test, a:b]\n    cmds: [${JSON.stringify(text)}]\n`,
      ),
      'tox.ini': line.map((text) => `[testenv]\ncommands = ${text}\n`),
      'noxfile.py': line.map((text) => `@nox.session\ndef test(session):\n  session.run(${text})\n`),
      'a.sh': line,
    })
    fc.assert(
      fc.property(line, tree, (text, files) => {
        // The caller gives no first link here, so what a sourced file holds begins its own chain.
        const beginnings = ['.github/workflows/ci.yml', ...(/source|\./.test(text) ? ['a.sh'] : [])]
        for (const { because } of understand(text, files).commands) {
          expect(beginnings).toContain(because[0]?.file)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('trees that would not end', () => {
  const fan = (name: (index: number) => string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        name(index),
        Array.from({ length: 12 }, (__, other) => `npm run s${other}`).join(' && '),
      ]),
    )

  test.each([
    [
      'scripts that call each other',
      { 'package.json': JSON.stringify({ scripts: fan((index) => `s${index}`) }) },
      'npm run s0',
    ],
    [
      'targets that need each other',
      {
        Makefile: Array.from(
          { length: 3_000 },
          (_, index) => `t${index}: t${(index * 7) % 3_000} t${(index * 13) % 3_000}\n\techo\n`,
        ).join(''),
      },
      'make t1',
    ],
    [
      'files that source each other',
      { 'a.sh': '. ./b.sh\n'.repeat(5_000), 'b.sh': '. ./a.sh\n'.repeat(5_000) },
      '. ./a.sh',
    ],
    ['a file that runs itself with more', { 'a.sh': './a.sh x$1\n./a.sh y$1\n' }, './a.sh'],
    ['wrappers without end', {}, 'sudo '.repeat(50_000)],
    ['a great many commands', {}, 'npm test || true\n'.repeat(20_000)],
    ['a trap for a great many', {}, `trap '${'a;'.repeat(1_000)}' ERR\n${'x\n'.repeat(3_000)}`],
    [
      'calls that are never closed',
      { 'noxfile.py': `@nox.session\ndef a(session):\n${'  session.run('.repeat(20_000)}` },
      'nox',
    ],
    [
      'patterns for many targets',
      { Makefile: Array.from({ length: 5_000 }, (_, index) => `%.p${index}: x\n\techo\n`).join('') },
      `make ${'a.o b.o '.repeat(100)}`,
    ],
  ])('%s', (_, tree, text) => {
    const before = processorTime()
    const { commands } = understand(text, tree)
    expect(processorTime() - before).toBeLessThan(LIMIT)
    expect(commands.length).toBeLessThanOrEqual(2_010)
  })
})
