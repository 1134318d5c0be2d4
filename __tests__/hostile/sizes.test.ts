import { beforeAll, expect, jest, test } from '@jest/globals'
import { forgeriesIn } from './forgery.js'
import { JOB } from './hostile-texts.js'
import { brackets, OVERSIZED, times } from './oversized.js'
import { goodWith, lintBuilt, lostFindings, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(180_000)

let without: Linted
beforeAll(() => {
  without = lintBuilt(goodWith())
})

test('pipelines beyond the limits are said to be so, and nothing takes long', () => {
  const files = Object.entries(OVERSIZED).map(([name, [text]]) => [`.github/workflows/${name}.yml`, text] as const)
  const linted = lintBuilt(goodWith(Object.fromEntries(files)))
  for (const [name, [, message]] of Object.entries(OVERSIZED)) {
    const said = saidOf(linted, `.github/workflows/${name}.yml`)
    expect([name, said]).toEqual([name, { severity: 'error', text: expect.stringContaining(message) }])
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

/** Workflows of one long job each: deployments, and actions that nothing pins. */
const longJobs = (count: number): Record<string, string> => {
  const job = `on: {push: {branches: [main]}}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n`
  return {
    '.github/workflows/deploy.yml': job + times(count, (index) => `      - run: kubectl apply -f ${index}.yaml\n`),
    '.github/workflows/actions.yml': job + times(count, (index) => `      - uses: acme/action-${index}@main\n`),
  }
}

test('the time for a long job grows in line with the number of its steps', () => {
  const [some, many] = [350, 1_400].map((count) => lintBuilt(goodWith(longJobs(count))))
  expect(many?.report.findings.length).toBeGreaterThan(1_400)
  expect((many?.seconds ?? NaN) / (some?.seconds ?? NaN)).toBeLessThan(5)
})
