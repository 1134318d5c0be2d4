import { describe, expect, test } from '@jest/globals'
import { minutesOf } from '../../../../src/readers/pipelines/gitlab-ci/duration.js'
import { jobIn, readCi, scriptsOf } from './support.js'

describe('a job', () => {
  const { ci, defects } = readCi(`
variables: { REGISTRY: registry.example, NODE: '22' }
image: $REGISTRY/node:$NODE
workflow: { name: Shop }
build app:
  stage: build
  script: make
  image: { name: "golang:1.23", entrypoint: [""] }
  services: [postgres:16, { name: redis:$REDIS_VERSION, alias: cache }]
  tags: [docker, $SIZE]
  timeout: 1h 30m
  retry: { max: 2, when: script_failure }
  resource_group: $REGISTRY/$CI_COMMIT_REF_SLUG
  interruptible: true
  id_tokens:
    TOKEN: { aud: https://cloud.example }
  secrets:
    DATABASE: { vault: a/b/c@d }
  parallel:
    matrix:
      - OS: [linux, mac]
        ARCH: x64
      - OS: windows
  variables: { A: one, B: "$REGISTRY/x" }
  allow_failure: true
plain:
  script: x
  parallel: 5
  retry: 1
`)

  test('is read without defects', () => {
    expect(defects).toEqual([])
    expect(ci).toMatchObject({
      system: 'gitlab-ci',
      file: '.gitlab-ci.yml',
      kind: 'workflow',
      name: 'Shop',
      unresolved: [],
    })
    expect([...ci.env].map(([name, { value }]) => `${name}=${value}`)).toEqual(['REGISTRY=registry.example', 'NODE=22'])
  })

  test('with everything', () => {
    expect(jobIn(ci, 'build app')).toMatchObject({
      name: 'build app',
      checkNames: [],
      checkNamesComplete: true,
      stage: 'build',
      runner: ['docker', '${{ SIZE }}'],
      images: [{ value: 'golang:1.23' }, { value: 'postgres:16' }, { value: 'redis:${{ REDIS_VERSION }}' }],
      timeoutMinutes: { value: '90' },
      retries: { value: 2 },
      concurrency: {
        group: { value: 'registry.example/${{ CI_COMMIT_REF_SLUG }}' },
        cancelInProgress: { value: true },
      },
      identityToken: { line: 16 },
      secrets: [{ value: 'DATABASE' }],
      matrix: { expressions: false },
      allowFailure: { value: true },
      at: { line: 5, route: '["build app"]' },
    })
    expect([...jobIn(ci, 'build app').env].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      'A=one',
      'B=registry.example/x',
    ])
  })

  test('with little', () => {
    const job = jobIn(ci, 'plain')
    expect(job).toMatchObject({ images: [{ value: 'registry.example/node:22' }], retries: { value: 1 } })
    for (const key of [
      'stage',
      'matrix',
      'environment',
      'concurrency',
      'after',
      'approval',
      'allowFailure',
      'secrets',
    ]) {
      expect(job).not.toHaveProperty(key)
    }
  })

  test.each([
    ['90', 1.5],
    ['1h', 60],
    ['1h 30m', 90],
    ['3 hours 30 minutes', 210],
    ['10 min', 10],
    ['2d', 2880],
    ['1 week', 10080],
    ['1h30m15s', 90.25],
    ['soon', undefined],
    ['3 moons', undefined],
    ['', undefined],
  ])('%s lasts %p minutes', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes)
  })

  test('what is no job', () => {
    const { ci: read } = readCi('a: { script: x }\nb: [x]\nc: text\n.d: { script: x }\npages: { script: x }')
    expect(read.jobs.map(({ id }) => id)).toEqual(['a', 'pages'])
    expect(read.unresolved.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'b, which is no job: unsupported',
      'c, which is no job: unsupported',
    ])
  })
})

describe('environments', () => {
  const on = (rules: string, environment: string, more = '') =>
    jobIn(readCi(`${more}\na:\n  script: x\n  rules: ${rules}\n  environment: ${environment}`).ci, 'a').environment
  const MAIN = '[{ if: $CI_COMMIT_BRANCH == "main" }]'
  const REQUESTS = '[{ if: $CI_MERGE_REQUEST_IID }]'

  test.each<[name: string, environment: ReturnType<typeof on>, expected: object]>([
    [
      'a name',
      on(MAIN, 'production'),
      { name: 'production', resolved: true, tier: 'production', ephemeral: false, records: true },
    ],
    [
      'a mapping',
      on(MAIN, '{ name: staging, url: https://staging.example }'),
      { name: 'staging', tier: 'staging', url: 'https://staging.example' },
    ],
    ['a tier', on(MAIN, '{ name: shop, deployment_tier: production }'), { name: 'shop', tier: 'production' }],
    ['a tier for tests', on(MAIN, '{ name: production-like, deployment_tier: testing }'), { tier: 'test' }],
    [
      'a variable',
      on(MAIN, '{ name: $TARGET }', 'variables: { TARGET: staging }'),
      { name: 'staging', resolved: true, tier: 'staging' },
    ],
    ['an unknown variable', on(MAIN, '$TARGET/shop'), { name: '${{ TARGET }}/shop', resolved: false, tier: 'unknown' }],
    [
      'one for each merge request',
      on(REQUESTS, '{ name: review/$CI_MERGE_REQUEST_IID }'),
      { name: 'review/${{ CI_MERGE_REQUEST_IID }}', tier: 'preview', ephemeral: true },
    ],
    ['one for each branch', on(REQUESTS, '$CI_COMMIT_REF_SLUG'), { tier: 'preview', ephemeral: true }],
    ['a branch by name', on(MAIN, '$CI_COMMIT_BRANCH'), { name: 'main', resolved: true }],
    [
      'branches by name',
      on('[{ if: $CI_COMMIT_BRANCH == "staging" }, { if: $CI_COMMIT_BRANCH == "production" }]', '$CI_COMMIT_REF_NAME'),
      { resolved: false, values: ['staging', 'production'], tier: 'unknown', ephemeral: false },
    ],
    [
      'the default branch',
      on('[{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]', '$CI_COMMIT_BRANCH'),
      { name: '${{ CI_DEFAULT_BRANCH }}', ephemeral: false },
    ],
    [
      'one that stops by itself',
      on(MAIN, '{ name: demo/shop, auto_stop_in: 2 days }'),
      { tier: 'unknown', ephemeral: true },
    ],
    ['production stays', on(MAIN, '{ name: production, auto_stop_in: 2 days }'), { ephemeral: false }],
    ['one that is looked at', on(MAIN, '{ name: production, action: access }'), { name: 'production', records: false }],
    ['one that is prepared', on(MAIN, '{ name: production, action: prepare }'), { records: false }],
  ])('%s', (_, environment, expected) => {
    expect(environment).toMatchObject(expected)
  })

  test('one that is stopped is no place to deploy to', () => {
    expect(on(MAIN, '{ name: production, action: stop }')).toBeUndefined()
  })

  test('those of a matrix', () => {
    const { ci } = readCi(`
a:
  script: x
  environment: $REGION/production
  parallel: { matrix: [{ REGION: [eu, us] }] }
`)
    expect(jobIn(ci, 'a').environment).toMatchObject({
      name: '${{ REGION }}/production',
      resolved: false,
      values: ['eu/production', 'us/production'],
      tier: 'production',
    })
  })

  test('what the configuration calls them', () => {
    const settings = {
      environments: new Map([['shop', 'staging' as const]]),
      exclude: [],
      lexicon: { commands: [], actions: [] },
    }
    const { ci } = readCi('a: { script: x, environment: shop }', {}, { settings: settings as never })
    expect(jobIn(ci, 'a').environment).toMatchObject({ tier: 'staging' })
  })
})

describe('what GitLab does for a job', () => {
  test.each<[name: string, job: string, steps: string[]]>([
    ['a release', 'a: { script: x, release: { tag_name: $CI_COMMIT_TAG, description: y } }', ['x', 'gitlab:release']],
    ['a site', 'pages: { script: x, artifacts: { paths: [public] } }', ['x', 'gitlab:pages']],
    ['a site by another name', 'a: { script: x, pages: { publish: dist } }', ['x', 'gitlab:pages']],
    ['no site', 'pages: { script: x, pages: false }', ['x']],
    ['coverage', "a: { script: x, coverage: '/\\d+%/' }", ['x', 'gitlab:coverage']],
  ])('%s', (_, text, steps) => {
    const { ci } = readCi(text)
    expect(ci.jobs.map(scriptsOf)).toEqual([steps])
  })

  test.each<[name: string, script: string, report: string, intents: string[]]>([
    ['a report of commands that are not known', './run-it', 'sast: sast.json', ['sast']],
    ['a report of commands that are', 'semgrep scan --error', 'sast: sast.json', ['sast']],
    ['tests that are not known', './run-it', 'junit: out.xml', ['unit-test']],
    ['a linter that writes the format of tests', '["eslint -f junit .", ./run-it]', 'junit: out.xml', ['lint']],
    ['a report that says nothing', './run-it', 'dotenv: build.env', []],
  ])('%s', (_, script, report, intents) => {
    const { ci } = readCi(`a: { script: ${script}, artifacts: { reports: { ${report} } } }`, {}, { real: true })
    expect(jobIn(ci, 'a').steps.flatMap((step) => step.intents.map(({ kind }) => kind))).toEqual(intents)
  })
})
