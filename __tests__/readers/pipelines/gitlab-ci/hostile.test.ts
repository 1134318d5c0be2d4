import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readTree } from './support.js'

const KEYS = [
  ...'include local project template component remote file ref inputs rules if when changes exists only except refs variables'.split(
    ' ',
  ),
  ...'extends script before_script after_script default stages stage needs job parallel matrix environment name action'.split(
    ' ',
  ),
  ...'trigger strategy spec workflow image services tags timeout retry allow_failure release pages artifacts reports'.split(
    ' ',
  ),
  ...'hooks inherit resource_group id_tokens secrets uses <<  __proto__ constructor .a a b pages'.split(/ +/),
]
const TEXTS = [
  ...['x', 'a', 'b', '.a', 'true', 'never', 'manual', 'push', 'main', '/^a/', '/(/', '1', '-1', '1h', '', '~'],
  ...[
    '$CI_COMMIT_TAG',
    '$A',
    '$A == "x"',
    '$A && ',
    '(((',
    '$[[ inputs.a ]]',
    '$[[',
    '${{',
    'child.yml',
    '.gitlab-ci.yml',
    '*.yml',
  ],
  ...['Jobs/SAST.gitlab-ci.yml', 'Auto-DevOps.gitlab-ci.yml', 'components/sast/sast@1', 'https://a.example/b.yml'],
]

const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)),
    fc.array(tie('node'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 })
      .map((items) => `!reference [${items.map((item) => JSON.stringify(item)).join(', ')}]`),
    fc
      .uniqueArray(fc.constantFrom(...KEYS), { maxLength: 5 })
      .chain((keys) =>
        fc.tuple(...keys.map((key) => tie('node').map((value) => `${JSON.stringify(key)}: ${String(value)}`))),
      )
      .map((entries) => `{ ${entries.join(', ')} }`),
  ),
})).node

describe('hostile files', () => {
  test('never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...KEYS), tree), { maxLength: 6 }), tree, (entries, child) => {
        const text = entries.map(([key, value]) => `${JSON.stringify(key)}: ${String(value)}`).join('\n')
        const { pipelines } = readTree({ '.gitlab-ci.yml': text, 'child.yml': `a: ${String(child)}` })
        for (const job of pipelines.flatMap(({ jobs }) => jobs)) expect(job.starts).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })

  const quick = (name: string, files: Readonly<Record<string, string>>): void =>
    test(
      name,
      () => {
        const before = process.cpuUsage()
        readTree(files)
        // Of the processor: other work may slow the clock.
        expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20)
      },
      120_000,
    )

  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n')

  quick('many jobs in one stage after another', {
    '.gitlab-ci.yml': `stages: [${Array.from({ length: 200 }, (_, index) => `s${index}`).join(', ')}]\n${many(20_000, (index) => `j${index}: { stage: s${index % 200}, script: x }`)}`,
  })
  quick('many jobs that take over many rules', {
    '.gitlab-ci.yml': `.a:\n  script: x\n  rules:\n${many(3_000, (index) => `    - if: $CI_COMMIT_BRANCH == "b${index}" && $X${index} =~ /^(a+)+$/`)}\n${many(2_000, (index) => `j${index}: { extends: .a, variables: { V: '${index}' } }`)}`,
  })
  quick('references that double each time', {
    '.gitlab-ci.yml': `.r0: { script: [x, x] }\n${many(60, (index) => `.r${index + 1}: { script: [!reference [.r${index}, script], !reference [.r${index}, script]] }`)}\na: { script: [!reference [.r60, script]] }`,
  })
  quick('bases that double each time', {
    '.gitlab-ci.yml': `.b0: { script: x }\n${many(200, (index) => `.b${index + 1}: { extends: [.b${index}, .b${index}] }`)}\na: { extends: .b200 }`,
  })
  quick('variables that double each time', {
    '.gitlab-ci.yml': `variables:\n  V0: x\n${many(60, (index) => `  V${index + 1}: $V${index}$V${index}`)}\na: { script: x, image: $V60, rules: [{ if: $V60 == "x" }] }`,
  })
  quick(
    'files that include each other in every way',
    Object.fromEntries([
      ['.gitlab-ci.yml', 'include: ["*.yml"]\na: { script: x }'],
      ...Array.from({ length: 40 }, (_, index) => [`f${index}.yml`, `include: ["*.yml"]\nj${index}: { script: x }`]),
    ]),
  )
  quick('matrices of matrices', {
    '.gitlab-ci.yml': `a:\n  script: x\n  environment: $A/$B/$C\n  parallel:\n    matrix:\n      - { ${['A', 'B', 'C', 'D'].map((name) => `${name}: [${Array.from({ length: 60 }, (_, index) => index).join(', ')}]`).join(', ')} }`,
  })
  quick('openings without an end', {
    '.gitlab-ci.yml': `spec: { inputs: { a: {} } }\n---\na: { script: "${'$[['.repeat(50_000)}" }`,
  })
  quick('globs over many files', {
    '.gitlab-ci.yml': `a:\n  script: x\n  rules:\n${many(90, (index) => `    - exists: ["**/*${index}*/**/*.x"]`)}`,
    ...Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`a/b/c/d/${index}.txt`, ''])),
  })
  quick('child pipelines in every job', {
    '.gitlab-ci.yml': many(150, (index) => `j${index}: { trigger: { include: child.yml, strategy: depend } }`),
    'child.yml': many(150, (index) => `c${index}: { trigger: { include: child.yml, strategy: depend } }`),
  })
})
