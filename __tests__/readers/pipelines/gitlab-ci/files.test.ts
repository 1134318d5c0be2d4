import { describe, expect, test } from '@jest/globals'
import { jobIn, readCi, readTree, scriptsOf, startsOf } from './support.js'

describe('which file is a pipeline', () => {
  test('the one at the root alone', () => {
    const { pipelines } = readTree({
      '.gitlab-ci.yml': 'a: { script: x }',
      'templates/python/.gitlab-ci.yml': 'b: { script: y }',
      '.gitlab/ci/build.gitlab-ci.yml': 'c: { script: z }',
    })
    expect(pipelines.map(({ file, jobs }) => [file, jobs.map(({ id }) => id)])).toEqual([['.gitlab-ci.yml', ['a']]])
  })

  test('none at all', () => {
    expect(readTree({ 'templates/.gitlab-ci.yml': 'a: { script: x }' })).toMatchObject({ pipelines: [], defects: [] })
  })

  test.each([
    ['a: [', 'never closed'],
    ['- a', 'must be a mapping'],
    ['', 'is empty'],
  ])('%j is a defect', (text, message) => {
    const { pipelines, defects } = readTree({ '.gitlab-ci.yml': text })
    expect(pipelines).toEqual([])
    expect(defects).toHaveLength(1)
    expect(defects[0]?.message).toContain(message)
  })

  test('the last of two equal keys counts', () => {
    const { ci, defects } = readCi('a:\n  script: one\n  script: two\n')
    expect(defects).toEqual([])
    expect(scriptsOf(jobIn(ci, 'a'))).toEqual(['two'])
  })
})

describe('includes', () => {
  test.each<[name: string, include: string, jobs: string[]]>([
    ['a text', 'include: ci/build.yml', ['build']],
    ['a list', 'include: [ci/build.yml, /ci/test.yml]', ['build', 'test']],
    ['local', 'include: [{ local: /ci/build.yml }]', ['build']],
    ['a pattern', 'include: [{ local: "ci/*.yml" }]', ['build', 'test']],
    ['a pattern over folders', 'include: "{ci,deep}/**.yml"', ['build', 'test', 'deep']],
    ['a pattern that fits nothing', 'include: gone/*.yml', []],
    ['the same project', 'include: [{ project: $CI_PROJECT_PATH, file: [/ci/build.yml] }]', ['build']],
    [
      'a component of the same project',
      'include: [{ component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/kit@$CI_COMMIT_SHA }]',
      ['kit'],
    ],
    ['files that include others', 'include: more/all.yml', ['build', 'test']],
    ['a file that includes itself', 'include: more/self.yml', ['self']],
  ])('%s', (_, include, jobs) => {
    const { ci } = readCi(include, {
      'ci/build.yml': 'build: { script: make }',
      'ci/test.yml': 'test: { script: make test }',
      'templates/kit.yml': 'kit: { script: x }',
      'more/all.yml': 'include: [ci/build.yml, ci/test.yml]',
      'deep/a/b.yml': 'deep: { script: x }',
      'more/self.yml': 'include: more/self.yml\nself: { script: x }',
    })
    expect(ci.jobs.map(({ id }) => id)).toEqual(jobs)
    expect(ci.unresolved).toEqual([])
  })

  test.each<[include: string, what: string, reason: string]>([
    ['include: gone.yml', 'include gone.yml, which is not in the tree', 'missing'],
    ['include: $CI_FILE', 'include $CI_FILE', 'dynamic'],
    ['include: broken.yml', 'include broken.yml, which cannot be read', 'unsupported'],
    ['include: list.yml', 'include list.yml, which must be a mapping', 'unsupported'],
    ['include: https://ci.example/a.yml', 'include https://ci.example/a.yml', 'remote'],
    ['include: [{ project: acme/ci, file: a.yml }]', 'include a.yml of project acme/ci', 'remote'],
    ['include: [{ template: Gone.gitlab-ci.yml }]', 'template Gone.gitlab-ci.yml', 'remote'],
    ['include: [{ component: gitlab.com/acme/kit/build@1 }]', 'component gitlab.com/acme/kit/build@1', 'remote'],
    ['include: [{ what: ever }]', 'an include', 'unsupported'],
    ['include: [[a.yml]]', 'an include', 'unsupported'],
  ])('%s is left open', (include, what, reason) => {
    const { ci } = readCi(`${include}\na: { script: x }`, { 'broken.yml': 'a: [', 'list.yml': '- a' })
    expect(ci.unresolved).toMatchObject([{ what, reason, at: { file: '.gitlab-ci.yml', line: 1 } }])
    expect(ci.jobs.map(({ id }) => id)).toEqual(['a'])
  })

  test('what comes from elsewhere is listed', () => {
    const commit = '0123456789abcdef0123456789abcdef01234567'
    const { ci } = readCi(`
include:
  - https://ci.example/a.yml
  - remote: https://ci.example/raw/${commit}/a.yml
  - remote: https://ci.example/b.yml
    integrity: sha256-abc
  - project: acme/ci
    file: [a.yml, b.yml]
  - { project: acme/ci, ref: ${commit}, file: c.yml }
  - template: Jobs/SAST.gitlab-ci.yml
  - component: gitlab.com/acme/kit/build@1.2.3
  - component: $CI_SERVER_FQDN/components/sast/sast@~latest
`)
    expect(ci.includes?.map(({ kind, ref, pinned, official, at }) => [kind, ref, pinned, official, at.line])).toEqual([
      ['remote', undefined, false, false, 3],
      ['remote', commit, true, false, 4],
      ['remote', undefined, true, false, 5],
      ['project', undefined, false, false, 8],
      ['project', undefined, false, false, 8],
      ['project', commit, true, false, 9],
      ['template', undefined, false, true, 10],
      ['component', '1.2.3', true, false, 11],
      ['component', '~latest', false, true, 12],
    ])
  })

  test('the file is on top of what it includes, later includes on top of earlier ones', () => {
    const { ci } = readCi(
      `
include: [one.yml, two.yml]
a: { stage: deploy, variables: { OWN: c } }
`,
      {
        'one.yml': 'a: { script: one, tags: [x, y], variables: { A: a, B: a } }\nb: { script: one }',
        'two.yml': 'a: { tags: [z], variables: { B: b } }\nb: { script: two }',
      },
    )
    const a = jobIn(ci, 'a')
    expect(a).toMatchObject({ stage: 'deploy', runner: ['z'], at: { file: '.gitlab-ci.yml', line: 3 } })
    expect([...a.env].map(([name, { value }]) => `${name}=${value}`)).toEqual(['A=a', 'B=b', 'OWN=c'])
    expect(scriptsOf(a)).toEqual(['one'])
    expect(scriptsOf(jobIn(ci, 'b'))).toEqual(['two'])
  })

  test('rules say when a file is brought in', () => {
    const { ci } = readCi(
      `
include:
  - { local: tag.yml, rules: [{ if: $CI_COMMIT_TAG }] }
  - { local: never.yml, rules: [{ exists: [gone] }] }
  - { local: maybe.yml, rules: [{ if: $NIGHTLY }] }
c: { script: x, rules: [{ if: $CI_COMMIT_TAG }, { if: $CI_COMMIT_BRANCH }] }
`,
      {
        'tag.yml': 'a: { script: x, rules: [{ if: $CI_COMMIT_TAG }, { if: $CI_COMMIT_BRANCH }] }',
        'never.yml': 'b: { script: x }',
        'maybe.yml': 'd: { script: x, rules: [{ if: $CI_COMMIT_TAG }] }',
      },
    )
    const starts = Object.fromEntries(ci.jobs.map((job) => [job.id, startsOf(job)]))
    expect(starts).toEqual({ a: ['tag'], c: ['push', 'tag'], d: ['tag?'] })
  })

  test('commands of an included file are reached through the include', () => {
    const { resolver } = readCi('include:\n  - ci.yml\n', { 'ci.yml': 'a:\n  script:\n    - make all\n' })
    expect(resolver.scripts[0]).toMatchObject({
      file: 'ci.yml',
      because: [
        { file: '.gitlab-ci.yml', line: 2, text: 'include ci.yml' },
        { file: 'ci.yml', line: 3, text: 'make all' },
      ],
    })
  })

  test('more files than GitLab takes', () => {
    const more = Object.fromEntries(
      Array.from({ length: 210 }, (_, index) => [`ci/${index}.yml`, `j${index}: { script: x }`]),
    )
    const { ci } = readCi('include: "ci/*.yml"', more)
    expect(ci.jobs.length).toBeGreaterThan(150)
    expect(ci.unresolved[0]).toMatchObject({ reason: 'too-deep' })
  })
})

describe('inputs', () => {
  const component = `
spec:
  inputs:
    stage: { default: test }
    commands: { type: array, default: [make] }
    name: {}
    retries: { type: number, default: 2 }
---
"$[[ inputs.name ]]-job":
  stage: $[[ inputs.stage ]]
  script: $[[ inputs.commands ]]
  retry: $[[ inputs.retries ]]
  image: "registry.example/$[[ inputs.name ]]:$[[ inputs.stage | truncate(0,2) ]]"
`

  test('take the values of the include, then their defaults', () => {
    const { ci } = readCi('include: { local: kit.yml, inputs: { name: shop, commands: [a, b] } }', {
      'kit.yml': component,
    })
    const job = jobIn(ci, 'shop-job')
    expect(job).toMatchObject({ stage: 'test', retries: { value: 2 } })
    expect(scriptsOf(job)).toEqual(['a\nb'])
    expect(job.images?.[0]?.value).toBe('registry.example/shop:${{ inputs.stage | truncate(0,2) }}')
  })

  test('are expressions without a value', () => {
    const { ci } = readCi('include: kit.yml', { 'kit.yml': component })
    expect(ci.jobs.map(({ id }) => id)).toEqual(['${{ inputs.name }}-job'])
  })

  test('of the pipeline itself', () => {
    const { ci } = readCi(
      'spec: { inputs: { env: { default: staging } } }\n---\na: { script: "deploy $[[ inputs.env ]] now" }',
    )
    expect(scriptsOf(jobIn(ci, 'a'))).toEqual(['deploy staging now'])
  })

  test('what stands behind a value keeps its place', () => {
    const { resolver } = readCi(
      'spec: { inputs: { a: { default: longer-than-before } } }\n---\nj:\n  script: x $[[ inputs.a ]] y\n',
    )
    const [script] = resolver.scripts
    expect(script?.text).toBe('x longer-than-before y')
    expect(script?.place(script.text.indexOf('y'))).toEqual({ line: 4, column: 29 })
  })
})
