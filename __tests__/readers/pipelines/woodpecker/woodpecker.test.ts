import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { woodpecker } from '../../../../src/readers/pipelines/woodpecker/index.js'
import { intentsOf, readWith } from '../adapter-support.js'

function readAll(files: Readonly<Record<string, string>>): readonly Pipeline[] {
  const { pipelines, defects } = readWith(woodpecker, {
    'package.json': '{"scripts": {"test": "jest", "lint": "eslint ."}}',
    'web/package.json': '{"scripts": {"test": "vitest"}}',
    ...files,
  })
  expect(defects).toEqual([])
  return pipelines
}

function read(text: string): Pipeline {
  const [pipeline] = readAll({ '.woodpecker.yaml': text })
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

/** The runs that get to a job or step. */
function runsOf({ starts = [] }: Pick<Job, 'starts'>): string {
  return starts
    .map(({ trigger: { kind, event, branches = [], tags = [] }, certain }) => {
      const what = kind === 'manual' || kind === 'other' ? event : kind
      return [what, ...[...branches, ...tags].map(({ value }) => value)].join(' ') + (certain ? '' : '?')
    })
    .join(', ')
}

/** The runs that get to each step; those of the job where the step has no rule of its own. */
function stepRuns(when: readonly string[]): string[] {
  const steps = when.map((each, index) => `  - {name: s${index}, image: x, commands: [make], when: ${each}}`)
  const [job] = read(`steps:\n${steps.join('\n')}`).jobs
  return (job?.steps ?? []).map((step) => runsOf({ starts: step.starts ?? job?.starts ?? [] }))
}

describe('workflows', () => {
  test('the files of the folder are one pipeline, whose jobs depend on one another by the names of their files', () => {
    const pipelines = readAll({
      '.woodpecker/test.yaml': 'steps: [{name: test, image: x, commands: [npm test]}]',
      '.woodpecker/.lint.yml': 'steps: {lint: {image: x, commands: [npm run lint]}}',
      '.woodpecker/deploy.yml': `
steps: [{name: deploy, image: x, commands: [make deploy]}]
depends_on: [test, {name: lint, optional: true}, gone]
when: [{event: push, branch: main}]
concurrency: {limit: 1, group: production}
labels: {platform: linux/arm64, gpu: ''}
`,
      '.woodpecker/notify.yaml': `
steps: [{name: tell, image: plugins/slack}]
depends_on: [deploy]
skip_clone: true
concurrency: 1
when: [{status: [success, failure]}]
`,
      '.woodpecker.yml': 'steps: [{name: old, image: x, commands: [make]}]',
    })
    expect(pipelines).toHaveLength(1)
    const [pipeline] = pipelines
    expect(pipeline?.name).toBe('.woodpecker')
    expect(pipeline?.jobs.map(({ id, needs, after, at }) => [id, needs, after, at.file])).toEqual([
      ['lint', [], undefined, '.woodpecker/.lint.yml'],
      ['deploy', ['test', 'lint'], undefined, '.woodpecker/deploy.yml'],
      ['notify', ['deploy'], 'always', '.woodpecker/notify.yaml'],
      ['test', [], undefined, '.woodpecker/test.yaml'],
    ])
    expect(pipeline?.jobs[1]).toMatchObject({
      runner: ['platform=linux/arm64'],
      concurrency: { group: { value: 'production' } },
      checkNames: ['ci/woodpecker/pr/deploy', 'ci/woodpecker/push/deploy', 'ci/woodpecker/tag/deploy'],
    })
    expect(pipeline?.jobs[2]?.concurrency?.group.value).toBe('notify')
    expect(pipeline?.unresolved.map(({ what }) => what)).toEqual(['gone, which deploy depends on'])
  })

  test('a matrix makes a workflow of each combination', () => {
    const text = (matrix: string): string =>
      `matrix: ${matrix}\nsteps: [{name: test, image: 'golang:\${GO}', commands: ['go test ./...', 'echo $\${GO} \${CI_COMMIT_SHA}']}]`
    const jobs = read(text('{GO: [1.24, 1.25], DB: [a]}')).jobs
    expect(jobs.map(({ id, images }) => [id, images?.[0]?.value])).toEqual([
      ['woodpecker (1.24, a)', 'golang:1.24'],
      ['woodpecker (1.25, a)', 'golang:1.25'],
    ])
    expect(jobs[0]?.steps[0]?.run?.value).toBe('go test ./...\necho ${GO} ${CI_COMMIT_SHA}')
    expect(read(text('{include: [{GO: 1.25, DB: b}]}')).jobs.map(({ id }) => id)).toEqual(['woodpecker (1.25, b)'])
  })
})

describe('what starts a step', () => {
  test('one of its conditions must hold', () => {
    expect(
      stepRuns([
        '[{event: push, branch: main}, {event: tag}]',
        '{event: pull_request}',
        '{branch: main}',
        '{event: [push, manual]}',
        '{event: cron, cron: nightly}',
        '{path: {include: [src/**]}}',
        '{event: {exclude: [pull_request]}}',
        '{ref: "refs/tags/v*"}',
        '{event: release}',
      ]),
    ).toEqual([
      'push main, tag v*',
      'change-request',
      // Filters on branches leave tags alone; changes go into the branch.
      'change-request, push main, tag v*, schedule, manual, release',
      'push main, manual',
      'schedule?',
      'change-request?, push main?, tag v*?, schedule?, manual?, release?',
      'push main, tag v*, schedule, manual, release',
      'tag v*',
      'release',
    ])
  })

  test('a variable stands for the default branch, or for what only the server knows', () => {
    expect(
      stepRuns([
        '{branch: "${CI_REPO_DEFAULT_BRANCH}"}',
        '{branch: {exclude: ["${CI_REPO_DEFAULT_BRANCH}"]}, event: push}',
        '{branch: "${CI_REPO_DEFAULT_BRANCH}", event: pull_request}',
        '{branch: "${MINE}", event: [push, pull_request]}',
        '{branch: ["${MINE}", main], event: push}',
      ]),
    ).toEqual([
      'change-request, push main, tag',
      'push **',
      'change-request',
      'change-request?, push main?, push **?',
      'push main, push **?',
    ])
    expect(stepRuns(['{branch: {exclude: [main]}, event: push}'])).toEqual(['push **'])
  })

  test('expressions are evaluated as far as a run is known', () => {
    expect(
      stepRuns([
        `{evaluate: 'CI_PIPELINE_EVENT == "push" && CI_COMMIT_BRANCH == CI_REPO_DEFAULT_BRANCH'}`,
        `{evaluate: 'CI_COMMIT_TAG != ""'}`,
        `{evaluate: 'not (CI_COMMIT_MESSAGE contains "skip")', event: push}`,
        `{evaluate: 'CI_COMMIT_BRANCH startsWith "release/"', event: push}`,
        `{evaluate: 'CI_COMMIT_BRANCH == ', event: push}`,
      ]),
    ).toEqual([
      'push main',
      'tag',
      String.raw`push main?, push /^release\/x/?`,
      String.raw`push /^release\/x/`,
      String.raw`push main?, push /^release\/x/?`,
    ])
  })

  test('a deployment to an environment is a run of its own', () => {
    const { jobs } = read(`
steps:
  - {name: test, image: x, commands: [npm test], when: {event: [push, pull_request]}}
  - {name: ship, image: x, commands: [make ship], when: {evaluate: 'CI_PIPELINE_EVENT == "deployment" && CI_PIPELINE_DEPLOY_TARGET == "production"'}}
`)
    expect(jobs.map(({ id, environment, steps }) => [id, environment?.tier, steps.length])).toEqual([
      ['woodpecker', undefined, 1],
      ['woodpecker (production)', 'production', 1],
    ])
    expect(jobs.map((job) => runsOf(job))).toEqual(['change-request, push, tag', 'deployment'])
  })
})

describe('what a step runs', () => {
  test('commands in their folder, plugins by their short names', () => {
    const [job] = read(`
steps:
  - {name: web, image: x, directory: ./web/, commands: [npm test]}
  - {name: out, image: x, directory: /tmp, commands: [npm test]}
  - {name: bash, image: x, entrypoint: [bash, -c, 'echo $CI_SCRIPT | base64 -d | /bin/bash -e'], commands: [npm run lint]}
  - {name: publish, image: 'woodpeckerci/plugin-docker-buildx:6', settings: {repo: acme/shop}}
  - {name: new, image: codeberg.org/woodpecker-plugins/trivy}
  - {name: other, image: docker.io/plugins/s3}
  - {name: soft, image: x, commands: [npm run lint], failure: ignore}
`).jobs
    expect(job?.steps.map(({ uses }) => uses?.repository).slice(3, 6)).toEqual([
      'woodpecker:docker-buildx',
      'woodpecker:trivy',
      'drone:plugins/s3',
    ])
    expect(job && intentsOf(job)).toEqual([
      'unit-test:vitest',
      'unit-test:npm',
      '? package script test in a folder that cannot be told',
      'lint:eslint',
      'build:docker',
      'publish:docker',
      'sca:trivy',
      'deploy:aws-s3',
      'lint:eslint',
    ])
    expect(job?.steps[6]?.allowFailure?.value).toBe(true)
  })

  test('lists are merged into lists', () => {
    const [job] = read(`
variables:
  before: &before [npm ci]
  after: &after [npm run lint]
  base: &base {image: x}
steps:
  - name: test
    <<: *base
    commands:
      - <<: *before
      - npm test
      - <<: [*after, *after]
`).jobs
    expect(job?.steps[0]?.run?.value).toBe('npm ci\nnpm test\nnpm run lint\nnpm run lint')
  })
})

describe('files', () => {
  test.each([
    ['.woodpecker.yml', true],
    ['.woodpecker/build.yaml', true],
    ['.woodpecker/more/build.yaml', false],
    ['.woodpecker/README.md', false],
  ])('%s', (path, expected) => {
    expect(woodpecker.isPipelineFile(path)).toBe(expected)
  })

  test.each([
    ['steps: [', 0, 1],
    ['[steps]', 0, 1],
    ['labels: {a: b}', 0, 1],
    ['', 0, 0],
    ['steps: []', 1, 0],
  ])('%j', (text, pipelines, defects) => {
    const result = readWith(woodpecker, { '.woodpecker.yml': text })
    expect([result.pipelines.length, result.defects.length]).toEqual([pipelines, defects])
  })

  test('hostile files end', () => {
    const axes = 'abcdefghijklmnop'.split('').map((name) => `${name}: [1, 2, 3, 4]`)
    expect(read(`matrix: {${axes.join(', ')}}\nsteps: [{name: a, image: x, commands: [make]}]`).jobs).toHaveLength(27)
    const bomb = `variables:\n  - &a [x, x]\n  - &b [*a, *a]\n  - &c [*b, *b]\nsteps: [{name: a, image: x, commands: [{<<: *c}]}]`
    expect(read(bomb).jobs).toHaveLength(1)
  })
})
