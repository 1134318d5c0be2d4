import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { bitbucket } from '../../../../src/readers/pipelines/bitbucket/index.js'
import { intentsOf, jobLines, purposesOf, readWith } from '../adapter-support.js'

const FILE = 'bitbucket-pipelines.yml'

function read(text: string, more: Readonly<Record<string, string>> = {}): Pipeline {
  const { pipelines, defects } = readWith(bitbucket, { ...more, [FILE]: text })
  expect(defects).toEqual([])
  const [pipeline] = pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

/** The only job of the `default` pipeline. */
function jobOf(step: string, more = '', files: Readonly<Record<string, string>> = {}): Job {
  const [job] = read(`${more}\npipelines: {default: [{step: ${step}}]}`, files).jobs
  if (job === undefined) throw new Error('no job')
  return job
}

describe('what starts the jobs', () => {
  test('each section has runs of its own', () => {
    const pipeline = read(`
pipelines:
  default:
    - step: {name: Test, script: [npm test]}
  branches:
    main:
      - step: {script: [npm test]}
    '{develop,release/*}':
      - step: {script: [npm test]}
  pull-requests:
    '**':
      - step: {script: [npm test]}
  tags:
    v*:
      - step: {script: [npm publish]}
  custom:
    nightly:
      - variables: [{name: REGION, default: eu}]
      - step: {script: [npm test]}
`)
    expect(jobLines(pipeline)).toEqual([
      'default/Test [] default0',
      'branches/main/1 [] branches1',
      'branches/{develop,release/*}/1 [] branches2',
      'pull-requests/**/1 [] pull-requests3',
      'tags/v*/1 [] tags4',
      'custom/nightly/1 [] custom5',
    ])
    const triggers = pipeline.triggers.map(({ kind, branches, branchesIgnored, tags, inputs }) => ({
      kind,
      names: [branches, branchesIgnored, tags].flatMap((list) => list?.map(({ value }) => value) ?? []),
      inputs: [...(inputs?.keys() ?? [])],
    }))
    expect(triggers).toEqual([
      { kind: 'push', names: ['main', 'develop', 'release/*'], inputs: [] },
      { kind: 'push', names: ['main'], inputs: [] },
      { kind: 'push', names: ['develop', 'release/*'], inputs: [] },
      { kind: 'change-request', names: [], inputs: [] },
      { kind: 'tag', names: ['v*'], inputs: [] },
      { kind: 'manual', names: [], inputs: ['region'] },
    ])
    expect(pipeline.kind).toBe('workflow')
  })

  test('events of triggers start custom pipelines, on conditions that are not known', () => {
    const pipeline = read(`
pipelines:
  custom:
    check: [{step: {script: [npm test]}}]
triggers:
  pullrequest-created: [{condition: 'BITBUCKET_BRANCH == "main"', pipelines: [check]}]
  repository-push: [{pipelines: [other]}]
`)
    expect(jobLines(pipeline)).toEqual(['custom/check/1 [] custom0 pullrequest-created1?'])
    expect(pipeline.triggers.map(({ kind }) => kind)).toEqual(['manual', 'change-request'])
  })

  test('a manual step holds up what stands behind it, conditions leave open whether a step runs', () => {
    const pipeline = read(`
pipelines:
  default:
    - step: {name: a, script: [make]}
    - parallel:
        steps:
          - step: {name: b, script: [make], condition: {changesets: {includePaths: [src/**]}}}
          - step: {name: c, script: [make]}
    - stage:
        name: go
        trigger: manual
        deployment: staging
        steps:
          - step: {name: d, script: [make]}
          - step: {name: e, script: [make], deployment: production}
    - step: {name: f, script: [make]}
`)
    expect(jobLines(pipeline)).toEqual([
      'default/a [] default0',
      'default/b [default/a] default0?',
      'default/c [default/a] default0',
      'default/d [default/b, default/c] default0!',
      'default/e [default/d] default0!',
      'default/f [default/e] default0!',
    ])
    expect(pipeline.jobs.map(({ stage, environment }) => [stage, environment?.tier])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
      ['go', 'staging'],
      ['go', 'production'],
      [undefined, undefined],
    ])
  })

  test('names that are taken get a number', () => {
    const pipeline = read(
      'pipelines: {default: [{step: &a {name: a, script: [make]}}, {step: *a}, {step: {script: [x]}}]}',
    )
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(['default/a', 'default/a 2', 'default/3'])
  })
})

describe('steps', () => {
  test('what a step says', () => {
    const job = jobOf(
      '{name: Go, image: {name: node:20}, services: [db, docker], max-time: 5, oidc: true, trigger: manual, runs-on: [self.hosted, linux], deployment: Production, script: [make]}',
      'image: node:18\ndefinitions: {services: {db: {image: postgres:16}}}',
    )
    expect(job).toMatchObject({
      name: 'Go',
      timeoutMinutes: { value: '5' },
      images: [{ value: 'node:20' }, { value: 'postgres:16' }],
      runner: ['self.hosted', 'linux'],
      approval: { kind: 'job' },
      environment: { name: 'Production', tier: 'production', records: true },
      concurrency: { group: { value: 'Production' } },
    })
    expect(job.identityToken).toBeDefined()
  })

  test('what the file says for all', () => {
    const job = jobOf('{script: [npm test]}', 'image: node:18\noptions: {max-time: 9}\nclone: {enabled: false}')
    expect(job).toMatchObject({ timeoutMinutes: { value: '9' }, images: [{ value: 'node:18' }] })
    expect(job.steps[0]?.commands[0]?.directory).toBeUndefined()
  })

  test('a failure that is ignored, and a group of its own', () => {
    const job = jobOf('{script: [make], on-fail: {strategy: ignore}, concurrency-group: deploys}')
    expect(job).toMatchObject({ allowFailure: { value: true }, concurrency: { group: { value: 'deploys' } } })
  })

  test('scripts are followed, and pipes are looked up', () => {
    const job = jobOf(
      `{script: [npm test, {pipe: atlassian/aws-s3-deploy:1.6.1, variables: {S3_BUCKET: b, LIST: [a, b]}}, {pipe: acme/own:1}], after-script: [./report.sh]}`,
      '',
      { 'package.json': '{"scripts": {"test": "jest"}}', 'report.sh': 'codecov' },
    )
    expect(job.steps.map(purposesOf)).toEqual([
      ['unit-test:jest'],
      ['deploy:aws-s3'],
      ['? pipe acme/own:1'],
      ['coverage:codecov'],
    ])
    expect(job.steps.map(({ after, allowFailure }) => [after, allowFailure?.value])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
      ['always', true],
    ])
    expect(job.steps[1]).toMatchObject({
      uses: { kind: 'pipe', repository: 'bitbucket:atlassian/aws-s3-deploy', ref: '1.6.1' },
    })
    expect([...(job.steps[1]?.with ?? [])].map(([name, { value }]) => [name, value])).toEqual([
      ['S3_BUCKET', 'b'],
      ['LIST', 'a\nb'],
    ])
  })

  test('anchored parts of scripts may be lists', () => {
    const job = jobOf('{script: [*setup, npx jest]}', 'definitions: {scripts: [&setup [npm ci, npm run build]]}', {
      'package.json': '{"scripts": {"build": "tsc"}}',
    })
    expect(intentsOf(job)).toEqual(['install:npm', 'build:tsc', 'type-check:tsc', 'unit-test:jest'])
  })

  test('behind a pipe the shell is still where it was', () => {
    const { steps } = jobOf('{script: [cd app,\n{pipe: atlassian/slack-notify:2.0.0},\nnpx jest]}')
    expect(steps.map(({ commands }) => commands.map(({ argv, directory }) => [argv[0]?.text, directory]))).toEqual([
      [['cd', '']],
      [],
      [['jest', 'app']],
    ])
  })

  test.each([
    ['[npx eslint ., npx jest]', [undefined, undefined]],
    ['[npx eslint . && npx jest]', ['&& before the last command', undefined]],
    ['[npx jest | tee log]', ['| tee without pipefail', undefined]],
    ['[set -o pipefail, npx jest | tee log]', [undefined, undefined, undefined]],
  ])('%s runs with set -e and without pipefail', (script, expected) => {
    const [step] = jobOf(`{script: ${script}}`).steps
    expect(step?.commands.map(({ ignoredFailure }) => ignoredFailure?.replace(/ log .*| log$/, ''))).toMatchObject(
      expected.map((each) => (each === '| tee without pipefail' ? expect.stringContaining('tee') : each)),
    )
  })

  test('commands know their place', () => {
    const { jobs } = read(
      'pipelines:\n  default:\n    - step:\n        script:\n          - npm ci\n          - npx jest\n',
    )
    expect(jobs[0]?.steps[0]?.intents.map(({ at }) => [at.line, at.column])).toEqual([
      [5, 13],
      [6, 13],
    ])
  })
})

describe('shared pipelines', () => {
  test('an import is recorded with its version', () => {
    const pipeline = read('pipelines: {default: {import: "shared:v1:build"}, custom: {x: [{step: {script: [make]}}]}}')
    expect(pipeline.includes).toMatchObject([{ text: 'shared:v1:build', kind: 'repository', ref: 'v1', pinned: false }])
    expect(pipeline.unresolved).toMatchObject([{ what: 'shared pipeline shared:v1:build', reason: 'remote' }])
    expect(jobLines(pipeline)).toEqual(['custom/x/1 [] custom1'])
  })

  test('a file that only shares is started by calls', () => {
    const pipeline = read('export: true\ndefinitions: {pipelines: {build: [{step: {script: [npx jest]}}]}}')
    expect(pipeline).toMatchObject({ kind: 'reusable', triggers: [{ kind: 'call' }] })
    expect(jobLines(pipeline)).toEqual(['definitions/build/1 [] import0'])
  })
})

describe('files that Bitbucket could not read', () => {
  test.each([
    ['', 'this file is empty'],
    ['- a', 'this file must be a mapping'],
    ['image: node', 'this file needs pipelines'],
    ['pipelines: {default: {a: b}}', 'a pipeline must be a list of steps'],
    ['pipelines: {default: [{stop: {}}]}', 'each item must be a step, a parallel group or a stage'],
    ['pipelines: {default: [{step: [a]}]}', 'a step must be a mapping'],
    ['pipelines: {default: [{step: {name: a}}]}', 'a step needs a script'],
    ['pipelines: {default: [{step: {script: make}}]}', 'a script must be a list of commands'],
    ['pipelines: {default: [{step: {script: [{echo: 1}]}}]}', 'quote a command with a colon'],
    ['pipelines: {branches: [a]}', 'branches must be a mapping'],
    ['a: "', ''],
  ])('%s', (text, message) => {
    const { defects } = readWith(bitbucket, { [FILE]: text })
    expect(defects.map((each) => each.message).join()).toContain(message)
    expect(defects).not.toEqual([])
  })
})
