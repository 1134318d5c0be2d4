import { describe, expect, test } from '@jest/globals'
import { jobIn, readCi, scriptsOf } from './support.js'

interface Case {
  readonly name: string
  readonly ci: string
  /** What the job `a` runs and, if told, runs on. */
  readonly scripts: readonly (string | undefined)[]
  readonly runner?: readonly string[]
}

const CASES: readonly Case[] = [
  {
    name: 'extends, through several levels',
    ci: `
.one: { script: one, tags: [x] }
.two: { extends: .one, tags: [y] }
a: { extends: .two }
`,
    scripts: ['one'],
    runner: ['y'],
  },
  {
    name: 'extends of several, later ones on top',
    ci: `
.one: { script: one, tags: [x] }
.two: { script: two }
a: { extends: [.one, .two] }
`,
    scripts: ['two'],
    runner: ['x'],
  },
  {
    name: 'extends of a job that runs itself',
    ci: 'b: { script: [one, two] }\na: { extends: b, before_script: zero }',
    scripts: ['zero\none\ntwo'],
  },
  {
    name: 'a key that is set to nothing',
    ci: '.one: { script: one, before_script: zero, tags: [x] }\na: { extends: .one, before_script: null, tags: }',
    scripts: ['one'],
    runner: [],
  },
  {
    name: 'references, to parts of jobs and inside of lists',
    ci: `
.one: { script: [one, two], tags: [x] }
.three: { script: [!reference [.one, script], three] }
a:
  before_script: [!reference [.one, script]]
  script: [zero, !reference [.three, script]]
  tags: !reference [.one, tags]
`,
    scripts: ['one\ntwo\nzero\none\ntwo\nthree'],
    runner: ['x'],
  },
  {
    name: 'references into jobs that extend',
    ci: '.one: { script: one }\n.two: { extends: .one }\na: { script: [!reference [.two, script]] }',
    scripts: ['one'],
  },
  {
    name: 'a reference to what is not there',
    ci: 'a: { script: [one, !reference [.gone, script], two] }',
    scripts: ['one\ntwo', 'a script that a reference gives'],
  },
  {
    name: 'references in a circle',
    ci: '.one: { script: [!reference [.two, script]] }\n.two: { script: [!reference [.one, script]] }\na: { script: [!reference [.one, script]] }',
    scripts: ['a script that a reference gives'],
  },
  {
    name: 'extends in a circle',
    ci: '.one: { extends: .two, script: one }\n.two: { extends: .one }\na: { extends: .one }',
    scripts: ['job .two, which a extends', 'one'],
  },
  {
    name: 'a base that is not there',
    ci: 'a: { extends: .gone, script: one }',
    scripts: ['job .gone, which a extends', 'one'],
  },
  {
    name: 'anchors and merge keys',
    ci: `
.shared: &shared { before_script: [zero], tags: [x] }
.lines: &lines [one, two]
a: { <<: *shared, script: [*lines, three] }
`,
    scripts: ['zero\none\ntwo\nthree'],
    runner: ['x'],
  },
  {
    name: 'defaults, which are not merged',
    ci: 'default: { before_script: zero, after_script: last, tags: [x] }\na: { script: one, tags: [y] }',
    scripts: ['zero\none', 'last'],
    runner: ['y'],
  },
  {
    name: 'defaults of the top level',
    ci: 'before_script: [zero]\nafter_script: [last]\na: { script: one }',
    scripts: ['zero\none', 'last'],
  },
  {
    name: 'a job without defaults',
    ci: 'default: { before_script: zero, tags: [x] }\na: { script: one, inherit: { default: false } }',
    scripts: ['one'],
    runner: [],
  },
  {
    name: 'a job with some of the defaults',
    ci: 'default: { before_script: zero, tags: [x] }\na: { script: one, inherit: { default: [tags] } }',
    scripts: ['one'],
    runner: ['x'],
  },
  {
    name: 'an empty list in the place of a default',
    ci: 'before_script: [zero]\na: { script: one, before_script: [] }',
    scripts: ['one'],
  },
  {
    name: 'what runs before the sources are there',
    ci: 'a: { script: one, hooks: { pre_get_sources_script: [zero] } }',
    scripts: ['zero', 'one'],
  },
  {
    name: 'no script at all',
    ci: 'include: { project: acme/ci, file: a.yml }\na: { tags: [x] }',
    scripts: ['the script of a, which is not in the tree'],
  },
  {
    name: 'steps of the new kind',
    ci: 'a: { run: [{ name: x, script: y }] }',
    scripts: ['y'],
  },
]

describe('what a job takes over', () => {
  test.each(CASES)('$name', ({ ci, scripts, runner }) => {
    const read = readCi(ci)
    const job = jobIn(read.ci, 'a')
    expect(read.defects).toEqual([])
    expect(scriptsOf(job)).toEqual(scripts)
    if (runner !== undefined) expect(job.runner).toEqual(runner)
  })

  test('lines of several files keep their places', () => {
    const { resolver } = readCi('include: base.yml\na:\n  extends: .base\n  script:\n    - two\n', {
      'base.yml': '.base:\n  before_script:\n    - one\n',
    })
    const [script] = resolver.scripts
    expect(script?.text).toBe('one\ntwo')
    expect([0, 4].map((offset) => ({ file: script?.file, ...script?.place(offset) }))).toEqual([
      { file: 'base.yml', line: 3, column: 7 },
      { file: '.gitlab-ci.yml', line: 5, column: 7 },
    ])
  })

  test('a command is where it is written, whatever file that is', () => {
    const { ci } = readCi(
      'include: base.yml\na:\n  extends: .base\n  script:\n    - npm test\n',
      { 'base.yml': '.base:\n  before_script:\n    - npm ci\n' },
      { real: true },
    )
    const commands = jobIn(ci, 'a').steps.flatMap((step) => step.commands)
    expect(commands.map(({ at, because }) => [at.file, at.line, because.at(-1)?.file])).toEqual([
      ['base.yml', 3, 'base.yml'],
      ['.gitlab-ci.yml', 5, '.gitlab-ci.yml'],
    ])
  })
})

describe('how scripts run', () => {
  test('the shell ends at the first failure, of pipes too, and starts at the root', () => {
    const { resolver } = readCi('a: { script: one | two }')
    expect(resolver.scripts).toMatchObject([{ shell: undefined, failFast: true, pipefail: true, directory: '' }])
  })

  test('after_script runs whatever happened and fails nothing', () => {
    const { ci } = readCi('a:\n  script: one\n  after_script:\n    - two\n')
    const [main, after] = jobIn(ci, 'a').steps
    expect(main).not.toHaveProperty('after')
    expect(after).toMatchObject({ after: 'always', allowFailure: { value: true, at: { line: 4 } } })
  })

  test.each([
    ['tags', 'a: { script: one, tags: [saas-windows-medium-amd64] }'],
    ['an image', 'a: { script: one, image: mcr.microsoft.com/windows/servercore:ltsc2022 }'],
    ['the script', 'a: { script: ["$env:PATH += \\";x\\"", one] }'],
  ])('PowerShell by %s', (_, ci) => {
    expect(readCi(ci).resolver.scripts[0]?.shell).toBe('pwsh')
  })

  test('folders are followed from one script to the next', () => {
    const { ci } = readCi(
      'a: { before_script: [cd app], script: [npm test] }\nb: { script: [npm run gone] }',
      { 'app/package.json': '{ "scripts": { "test": "vitest run" } }' },
      { real: true },
    )
    expect(jobIn(ci, 'a').steps.flatMap(({ intents }) => intents)).toMatchObject([
      { kind: 'unit-test', tool: 'vitest' },
    ])
  })

  test('variables that are known go along', () => {
    const { resolver } = readCi(`
variables: { A: one, B: { value: two, description: for people }, C: $SECRET, D: "$A-$B", E: $E, F: $CI_PROJECT_DIR/app }
a:
  script: x
  variables: { A: other, G: $CI_JOB_NAME }
  rules: [{ if: $CI_COMMIT_TAG, variables: { B: changed } }]
b: { script: x, inherit: { variables: false } }
c: { script: x, inherit: { variables: [A] } }
d: { script: x, parallel: { matrix: [{ A: [x, y], H: z }] } }
`)
    const [a, b, c, d] = resolver.scripts.map(({ env }) => Object.fromEntries(env ?? []))
    expect(a).toEqual({ CI_JOB_NAME: 'a', A: 'other', F: './app', G: 'a' })
    expect(b).toEqual({ CI_JOB_NAME: 'b' })
    expect(c).toEqual({ CI_JOB_NAME: 'c', A: 'one' })
    expect(d).toEqual({ CI_JOB_NAME: 'd', B: 'two', F: './app', H: 'z' })
  })
})
