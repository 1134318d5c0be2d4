import { beforeAll, expect, jest, test } from '@jest/globals'
import { forgeriesIn } from './forgery.js'
import { goodWith, lintBuilt, lostFindings, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(180_000)

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('')
const JOB = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n'
const bomb = (key: string): string =>
  `a: &a0 [x,x,x,x,x,x,x,x,x]\n${times(12, (index) => `${key}${index}: &a${index + 1} [${Array(9).fill(`*a${index}`).join()}]\n`)}`
const brackets = (count: number): string => '['.repeat(count) + ']'.repeat(count)

/** Workflows, and what is said of them; null where they are read. */
const WORKFLOWS: Readonly<Record<string, readonly [string, string | null]>> = {
  'alias-bomb': [bomb('b') + JOB, 'aliases expand to more than'],
  'merge-bomb': [
    times(200, (index) => `m${index}: &m${index}\n  ${index > 0 ? `<<: *m${index - 1}` : 'a: 1'}\n  k${index}: 1\n`) +
      JOB,
    'aliases nest deeper',
  ],
  'alias-of-itself': [`a: &a [*a]\n${JOB}`, 'stands inside the value'],
  'flow-nesting': [`a: ${brackets(400_000)}\n`, 'too deep'],
  'block-nesting': [times(1_300, (index) => `${' '.repeat(index)}a:\n`), 'too deep'],
  tags: [`${JOB}      - run: ${'!a '.repeat(300_000)}x\n`, 'given twice'],
  'equal-keys': [times(100_000, () => 'k: v\n'), 'given twice'],
  values: [`a: {${times(130_000, (index) => `${index.toString(36)},`)}}\n`, 'more than 250000 values'],
  documents: [times(90_000, () => '---\na: 1\n'), 'more than 250000 values'],
  'many-jobs': [
    `on: push\njobs:\n${times(1_500, (index) => `  j${index}:\n    runs-on: x\n    steps: [{run: make}]\n`)}`,
    '1500 jobs is not judged',
  ],
  circle: [
    `on: push\njobs:\n${times(500, (index) => `  j${index}: {runs-on: x, needs: j${(index + 1) % 500}, steps: [{run: kubectl apply -f x}]}\n`)}`,
    'wait for more than 100000 others',
  ],
  'many-steps': [
    JOB + times(3_500, (index) => `      - run: kubectl apply -f ${index}.yaml\n`),
    '3500 steps in one job is not judged',
  ],
  empty: ['', 'is empty'],
}

let without: Linted
beforeAll(() => {
  without = lintBuilt(goodWith())
})

test('pipelines beyond the limits are said to be so, and nothing takes long', () => {
  const files = Object.entries(WORKFLOWS).map(([name, [text]]) => [`.github/workflows/${name}.yml`, text] as const)
  const linted = lintBuilt(goodWith(Object.fromEntries(files)))
  for (const [name, [, message]] of Object.entries(WORKFLOWS)) {
    const said = saidOf(linted, `.github/workflows/${name}.yml`)
    expect([name, said]).toEqual([name, { severity: 'error', text: expect.stringContaining(message ?? '') }])
  }
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without)).toEqual([])
  expect(linted.status).toBe(1)
  expect(linted.seconds).toBeLessThan(30)
  expect(linted.mebibytes).toBeLessThan(512)
})

test('what is large and still read is judged in time', () => {
  const linted = lintBuilt(
    goodWith({
      '.github/workflows/one-line.yml': `${JOB}      - run: ${'x'.repeat(500_000)}\n`,
      '.github/workflows/items.yml': `a:\n${times(100_000, () => '- b\n')}${JOB}      - run: make\n`,
      '.github/workflows/comments.yml': `${times(90_000, () => '#xxxxxxx\n')}${JOB}      - run: make\n`,
      '.github/workflows/expression.yml': `${JOB}      - run: make\n        if: \${{ ${'('.repeat(200_000)}a${')'.repeat(200_000)} }}\n`,
      '.github/workflows/scripts.yml': `${JOB}      - run: ./a.sh\n      - run: make t0\n      - run: npm test\n`,
      'a.sh': './b.sh\n./a.sh\n',
      'b.sh': 'bash a.sh\n. ./a.sh\n',
      Makefile: `include Makefile\n${times(40, (index) => `t${index}:\n\tmake t${index + 1}\n\tmake t${index + 1}\n`)}`,
      'package.json': '{"scripts":{"test":"npm run a && npm run a","a":"npm run b && npm run b","b":"npm test"}}',
      'infra/deep.tf': `resource "a" "b" {\n  x = ${brackets(200_000)}\n}\n`,
      'infra/heredoc.tf': `resource "a" "c" {\n  x = <<EOT\n${times(50_000, () => 'line ${a}\n')}`,
      'infra/locals.tf': `locals {\n  a0 = "x"\n${times(2_000, (index) => `  a${index + 1} = "\${local.a${index}}\${local.a${index}}"\n`)}}\n`,
      'args/Dockerfile': `ARG A0=x\n${times(1_000, (index) => `ARG A${index + 1}=\${A${index}}\${A${index}}\n`)}FROM \${A1000}\n`,
      'long/Dockerfile': `FROM node:20\n${times(20_000, () => 'RUN a\n')}`,
      'line/Dockerfile': `FROM node:20\nRUN a \\\n${times(60_000, () => '  && b \\\n')}  c\n`,
    }),
  )
  expect(saidOf(linted, 'infra/deep.tf')?.text).toContain('nested deeper than 100 levels')
  expect(saidOf(linted, 'infra/heredoc.tf')?.text).toContain('no line that ends it')
  expect(saidOf(linted, 'long/Dockerfile')?.text).toContain('only 2000 instructions are read')
  expect(saidOf(linted, 'args/Dockerfile')).toBeUndefined()
  expect(forgeriesIn(linted)).toEqual([])
  expect(linted.status).toBe(1)
  expect(linted.seconds).toBeLessThan(30)
  expect(linted.mebibytes).toBeLessThan(640)
})

test('thousands of files that cannot be read take time in line with their number', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => [`.github/workflows/e${index}.yml`, ''])
  const linted = lintBuilt(goodWith(Object.fromEntries(names) as Record<string, string>))
  expect(linted.report.findings.filter(({ check }) => check === 'unreadable-file')).toHaveLength(1_000)
  expect(linted.status).toBe(1)
  expect(linted.seconds).toBeLessThan(30)
  expect(linted.mebibytes).toBeLessThan(512)
})
