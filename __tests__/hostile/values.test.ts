import { beforeAll, expect, jest, test } from '@jest/globals'
import { forgeriesIn } from './forgery.js'
import { JOB, WORKFLOWS } from './hostile-texts.js'
import { goodWith, lintBuilt, lostFindings, saidOf, type Linted } from './lint-built.js'
import { times } from './oversized.js'

// Each repository is linted by a process of its own; the machine may be busy.
jest.setTimeout(120_000)

let without: Linted
beforeAll(() => {
  without = lintBuilt(goodWith())
})

/** Ends, crashes nowhere, says nothing of others, and finds in the good files what it found without. */
function expectSound(linted: Linted, status = 1): void {
  expect(linted.stderr).not.toMatch(/crashed|TypeError|RangeError|\[object/)
  expect(linted.report.checks.filter(({ outcome }) => outcome === 'crashed')).toEqual([])
  expect(forgeriesIn(linted)).toEqual([])
  expect(lostFindings(linted, without)).toEqual([])
  expect(linted.status).toBe(status)
  expect(linted.seconds).toBeLessThan(30)
  expect(linted.mebibytes).toBeLessThan(640)
}

const NUMBERS = [
  '1e400',
  '-1e400',
  '.inf',
  '.nan',
  '0x7fffffffffffffffffff',
  '0o777',
  '9'.repeat(60),
  '1_000',
  '-0',
  '1:30:00',
  '08',
  '1e-400',
]
const DATES = [
  '9999-99-99',
  '+275760-09-14',
  '-000001-01-01',
  '0000-00-00T00:00:00Z',
  '2001-02-29',
  '1e999',
  '2026-13-01 25:61:61',
]
const TAGS = [
  '!!js/function "function () { process.exit(0) }"',
  '!!js/undefined ""',
  '!!js/regexp /x/',
  '!!python/object/apply:os.system [id]',
  '!!binary "AAA////not base64"',
  '!!set {a, b, a}',
  '!!omap [a: 1, a: 2]',
  '!!pairs [a: 1]',
  '!!timestamp 2001-99-99',
  '!!int x',
  '!!float x',
  '!!null x',
  '!!bool x',
  '!!map x',
  '!!seq x',
  '!<tag:yaml.org,2002:js/function> x',
  '!vault x',
  '!Ref x',
  '!reference [a, b]',
]

const step = (value: string, index: number): string => `      - name: n${index}
        timeout-minutes: ${value}
        continue-on-error: ${value}
        env: { A: ${value} }
        with: { retention-days: ${value} }
        run: echo ${index}
`
const workflow = (values: readonly string[]): string =>
  `${JOB.replace('    steps', `    timeout-minutes: ${values[0]}\n    strategy: { max-parallel: ${values[1]}, matrix: { v: [${values.slice(0, 4).join()}] } }\n    steps`)}${values.map(step).join('')}`

test('numbers, dates and tags that a reader could stumble over', () => {
  const values = [...NUMBERS, ...DATES]
  const linted = lintBuilt(
    goodWith({
      [`${WORKFLOWS}numbers.yml`]: workflow(NUMBERS),
      [`${WORKFLOWS}dates.yml`]: workflow(DATES.map((each) => `"${each}"`)),
      [`${WORKFLOWS}plain-dates.yml`]: workflow(DATES),
      ...Object.fromEntries(
        TAGS.map((tag, index) => [
          `${WORKFLOWS}tag${index}.yml`,
          `${JOB}      - run: ${tag}\n        env: { A: ${tag} }\n`,
        ]),
      ),
      '.gitlab-ci.yml': values
        .map(
          (value, index) =>
            `j${index}:\n  script: [make]\n  timeout: ${value}\n  parallel: ${value}\n  retry: ${value}\n  artifacts: { expire_in: "${value}" }\n`,
        )
        .join(''),
      'compose.yaml': `services:\n${values.map((value, index) => `  s${index}:\n    image: a:${index}\n    ports: ["${value}:${value}"]\n    deploy: { replicas: ${value} }\n    healthcheck: { interval: ${value}, retries: ${value} }\n`).join('')}`,
      'k8s/d.yaml': values
        .map(
          (value, index) =>
            `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d${index}, generation: ${value} }\nspec: { replicas: ${value}, template: { spec: { containers: [{ name: ${value}, image: a, ports: [{ containerPort: ${value} }] }] } } }\n`,
        )
        .join('---\n'),
      'infra/numbers.tf': `resource "aws_db_instance" "a" {\n${['1e400', '9'.repeat(60), '0x10', '-1e400'].map((value, index) => `  backup_retention_period${index} = ${value}\n`).join('')}  backup_retention_period = 1e400\n}\n`,
      '.pillarlint/attestations.yaml': '[]\n',
      '.github/CODEOWNERS': `${'9'.repeat(60)} @a/b\n* @a\u0000b\n`,
      'package.json': `{"name":"a","version":"${'9'.repeat(60)}.1e400.0","engines":{"node":">=${'9'.repeat(400)}"}}`,
    }),
  )
  expectSound(linted)
  expect(saidOf(linted, `${WORKFLOWS}tag0.yml`)).toBeUndefined()
  expect(saidOf(linted, `${WORKFLOWS}numbers.yml`)).toBeUndefined()
})

test('an exception whose date is none holds for nothing, and is told with its place', () => {
  const records = [...DATES, '9999-12-31'].map(
    (date) => `  - check: pipeline-unpinned-action\n    reason: later\n    owner: ada\n    expires: "${date}"\n`,
  )
  const linted = lintBuilt(goodWith({ '.github/pillarlint.yml': `exceptions:\n${records.join('')}` }))
  expectSound(linted)
  const told = linted.report.leftovers.map(({ at }) => at?.line)
  expect(told).toEqual(expect.arrayContaining(records.map((_, index) => 2 + 4 * index)))
})

test('keys given twice and merged in thousands, in every kind of file', () => {
  const keys = times(
    2_000,
    (index) =>
      `k${index}: &k${index} {<<: [${index > 0 ? `*k${index - 1}` : '{}'}${index > 1 ? `, *k${index - 2}` : ''}], a${index}: 1}\n`,
  )
  const linted = lintBuilt(
    goodWith({
      [`${WORKFLOWS}twice.yml`]: `${JOB}      - run: a\n        run: b\n`,
      [`${WORKFLOWS}merged.yml`]: keys + JOB,
      '.gitlab-ci.yml': `a: {script: [a]}\na: {script: [b]}\n<<: {b: {script: [c]}}\n<<: {b: {script: [d]}}\n`,
      'compose.yaml': `services: {a: {image: a}, a: {image: b}}\n${keys}`,
      'twice.json': '{"Resources":{"A":{"Type":"AWS::S3::Bucket"},"A":{"Type":"AWS::S3::Bucket"}},"Resources":{}}',
      'package.json': '{"scripts":{"test":"a","test":"b"},"scripts":{}}',
      'infra/twice.tf': 'resource "a" "b" {\n  x = 1\n  x = 2\n}\nresource "a" "b" {}\n',
    }),
  )
  expectSound(linted)
  for (const name of ['twice', 'merged']) expect(saidOf(linted, `${WORKFLOWS}${name}.yml`)?.severity).toBe('error')
})

test('JSON that is not quite JSON, and text that is not quite Unicode', () => {
  const odd = [
    '// a\n{"a":1,}',
    '{"a":"\\ud800"}',
    '{"\\udc00\\ud800":"\\u0000\\u202e"}',
    '\u2028{"a":1}',
    '{"a":1}{"b":2}',
    "{'a':1}",
    '{"a":NaN}',
    '{"a":01}',
    '[',
    'null',
    '"x"',
    '1e999',
    '{"__proto__":null}',
    '',
  ]
  const names = [
    'package.json',
    'cdk.json',
    'vercel.json',
    'firebase.json',
    'infra/x.tf.json',
    'renovate.json',
    '.eslintrc.json',
    'tsconfig.json',
    'nx.json',
    'lerna.json',
    'turbo.json',
    'composer.json',
    'template.json',
    'azuredeploy.json',
  ]
  const linted = lintBuilt(
    goodWith(Object.fromEntries(odd.flatMap((text, index) => names.map((name) => [`d${index}/${name}`, text])))),
  )
  expectSound(linted)
})

test('chains of 1,000 files, each of which brings in the next, and circles', () => {
  const next = (index: number): number => (index + 1) % 1_000
  const many = (text: (index: number) => readonly [string, string]): Record<string, string> =>
    Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => text(index)))
  const linted = lintBuilt(
    goodWith({
      '.gitlab-ci.yml': 'include: [{local: ci/0.yml}]\n',
      ...many((index) => [
        `ci/${index}.yml`,
        `include: [{local: ci/${next(index)}.yml}]\nj${index}: {script: [make]}\n`,
      ]),
      ...many((index) => [
        `${WORKFLOWS}w${index}.yml`,
        `on: [push, workflow_call]\njobs: {a: {uses: ./${WORKFLOWS}w${next(index)}.yml}}\n`,
      ]),
      ...many((index) => [
        `.github/actions/a${index}/action.yml`,
        `runs: {using: composite, steps: [{uses: ./.github/actions/a${next(index)}}]}\n`,
      ]),
      ...many((index) => [`modules/m${index}/main.tf`, `module "m" {\n  source = "../m${next(index)}"\n}\n`]),
      ...many((index) => [
        `compose/${index}/compose.yaml`,
        `include: [../${next(index)}/compose.yaml]\nservices: {a: {extends: {file: ../${next(index)}/compose.yaml, service: a}}}\n`,
      ]),
      ...many((index) => [`kustomize/${index}/kustomization.yaml`, `resources: [../${next(index)}]\n`]),
      ...many((index) => [`scripts/${index}.sh`, `sh scripts/${next(index)}.sh\n. ./scripts/${next(index)}.sh\n`]),
      ...many((index) => [`mk/${index}.mk`, `include mk/${next(index)}.mk\n`]),
    }),
  )
  // What the circles may run is unknown, and with it the practices for which the gate fails without them.
  expectSound(linted, 0)
  const unresolved = linted.report.coverage.unresolved.map(({ what, at }) => `${at.file} ${what}`)
  expect(unresolved.some((each) => /^ci\/\d+\.yml /.test(each))).toBe(true)
  expect(unresolved.some((each) => /^\.github\/workflows\/w\d+\.yml /.test(each))).toBe(true)
})
