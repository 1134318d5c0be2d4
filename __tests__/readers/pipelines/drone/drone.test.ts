import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { drone } from '../../../../src/readers/pipelines/drone/index.js'
import { intentsOf, readWith } from '../adapter-support.js'

const FILE = '.drone.yml'
const PACKAGE = { 'package.json': '{"scripts": {"test": "jest", "lint": "eslint ."}}' }

function read(text: string, more: Readonly<Record<string, string>> = PACKAGE): Pipeline {
  const { pipelines, defects } = readWith(drone, { ...more, [FILE]: text })
  expect(defects).toEqual([])
  const [pipeline] = pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

/** The job of a pipeline with these steps. */
function jobOf(steps: string, more = ''): Job {
  const [job] = read(`kind: pipeline\ntype: docker\nname: default\n${more}\nsteps: ${steps}`).jobs
  if (job === undefined) throw new Error('no job')
  return job
}

/** The runs that get to each job, and those that get to a step where they are others. */
function runs({ jobs }: Pipeline): string[] {
  const names = (starts: Job['starts']): string =>
    (starts ?? [])
      .map(({ trigger: { kind, event, branches = [], tags = [] }, certain }) => {
        const what = kind === 'manual' ? event : kind
        return [what, ...[...branches, ...tags].map(({ value }) => value)].join(' ') + (certain ? '' : '?')
      })
      .join(', ')
  return jobs.flatMap(({ id, starts, steps }) => [
    `${id}: ${names(starts)}`,
    ...steps.flatMap((step) => (step.starts === undefined ? [] : [`  ${step.name?.value}: ${names(step.starts)}`])),
  ])
}

describe('jobs', () => {
  test('each document of kind pipeline is a job, in the order in which they depend on one another', () => {
    const pipeline = read(`
kind: pipeline
type: docker
name: test
platform: {os: linux, arch: arm64}
node: {queue: large}
concurrency: {limit: 1}
steps:
  - {name: test, image: 'node:22', commands: [npm ci, npm test]}
services:
  - {name: db, image: 'postgres:17'}
---
kind: pipeline
type: exec
name: ship
depends_on: [test]
concurrency: {limit: 2}
clone: {disable: true}
steps:
  - {name: ship, commands: [make ship]}
trigger: {status: [success, failure]}
---
kind: pipeline
name: tell
depends_on: [ship, gone]
steps: [{name: tell, image: plugins/slack}]
trigger: {status: [failure]}
---
{kind: secret, name: token, get: {path: x}}
---
{kind: template, load: plugin.starlark}
---
{kind: signature, hmac: abc}
`)
    expect(pipeline.jobs.map(({ id, needs, after }) => [id, needs, after])).toEqual([
      ['test', [], undefined],
      ['ship', ['test'], 'always'],
      ['tell', ['ship'], 'failure'],
    ])
    expect(pipeline.jobs[0]).toMatchObject({
      runner: ['docker', 'os=linux', 'arch=arm64', 'queue=large'],
      images: [{ value: 'node:22' }, { value: 'postgres:17', service: true }],
      concurrency: { group: { value: 'test' } },
      checkNames: [
        'continuous-integration/drone/pr',
        'continuous-integration/drone/push',
        'continuous-integration/drone/tag',
      ],
    })
    expect(pipeline.jobs[1]?.concurrency).toBeUndefined()
    expect(pipeline.unresolved.map(({ what, reason }) => [what, reason])).toEqual([
      ['template plugin.starlark', 'remote'],
      ['gone, which tell depends on', 'missing'],
    ])
  })

  test('steps run one after the other, or as they depend on one another', () => {
    const names = (job: Job): (string | undefined)[] => job.steps.map(({ name }) => name?.value)
    const step = (name: string, more = ''): string => `{name: ${name}, image: x, commands: [make]${more}}`
    expect(names(jobOf(`[${step('b')}, ${step('a')}]`))).toEqual(['b', 'a'])
  })

  test('steps that say what they wait for are jobs side by side', () => {
    const step = (name: string, more = ''): string => `{name: ${name}, image: x, commands: [make]${more}}`
    const jobs = (steps: string) =>
      read(`{kind: pipeline, name: ci, steps: [${steps}]}`).jobs.map(({ id, needs }) => [id, needs])
    expect(jobs(`${step('b', ', depends_on: [a]')}, ${step('a', ', depends_on: [clone]')}, ${step('c')}`)).toEqual([
      ['ci/a', []],
      ['ci/c', []],
      ['ci/b', ['ci/a']],
    ])
    expect(jobs(`${step('a', ', depends_on: [b]')}, ${step('b', ', depends_on: [a]')}`)).toEqual([
      ['ci/a', ['ci/b']],
      ['ci/b', ['ci/a']],
    ])
    const next = '\n---\n{kind: pipeline, name: ship, depends_on: [ci], steps: [{name: s, image: x, commands: [make]}]}'
    const both = read(`{kind: pipeline, name: ci, steps: [${step('a')}, ${step('b', ', depends_on: [a]')}]}${next}`)
    expect(both.jobs[2]?.needs).toEqual(['ci/a', 'ci/b'])
  })
})

describe('what starts a job or step', () => {
  test('without a rule every push, change and tag does', () => {
    expect(runs(read(`{kind: pipeline, name: default, steps: [{name: a, image: x, commands: [make]}]}`))).toEqual([
      'default: change-request, push, tag',
    ])
  })

  test('filters must all let a run through; the branch of a change is that it goes into', () => {
    const pipeline = read(`
kind: pipeline
name: default
trigger: {branch: [main, feature/*], event: {exclude: [custom]}}
steps:
  - {name: all, image: x, commands: [make]}
  - {name: change, image: x, commands: [make], when: {event: pull_request}}
  - {name: main, image: x, commands: [make], when: {branch: main, event: [push]}}
  - {name: feature, image: x, commands: [make], when: {branch: {exclude: [main]}}}
  - {name: ref, image: x, commands: [make], when: {ref: [refs/heads/main]}}
  - {name: fork, image: x, commands: [make], when: {repo: acme/shop}}
  - {name: late, image: x, commands: [make], when: {status: [failure]}}
---
kind: pipeline
name: release
trigger: {ref: ['refs/tags/v*']}
steps: [{name: a, image: x, commands: [make]}]
---
kind: pipeline
name: nightly
trigger: {event: [cron], cron: [nightly]}
steps: [{name: a, image: x, commands: [make]}]
`)
    expect(runs(pipeline)).toEqual([
      'default: change-request, push main, push feature/*, cron?, custom'.replace(', cron?, custom', ', schedule'),
      '  change: change-request',
      '  main: push main',
      '  feature: push feature/*',
      '  ref: push main, schedule',
      '  fork: change-request?, push main?, push feature/*?, schedule?',
      'release: tag v*',
      'nightly: schedule?',
    ])
    const late = pipeline.jobs[0]?.steps.find(({ name }) => name?.value === 'late')
    expect(late).toMatchObject({ after: 'failure' })
  })

  test('a promotion is a run of its own, with the environment that it goes to', () => {
    const pipeline = read(`
kind: pipeline
name: test
trigger: {event: [push, pull_request]}
steps: [{name: test, image: x, commands: [npm test]}]
---
kind: pipeline
name: app
depends_on: [test]
steps:
  - {name: build, image: x, commands: [make], when: {event: push}}
  - {name: dev, image: x, commands: [make dev], when: {event: push, branch: main}}
  - {name: staging, image: x, commands: [make staging], when: {event: promote, target: staging}}
  - {name: prod, image: x, commands: [make prod], when: {event: [promote, rollback], target: [production]}}
  - {name: tell, image: plugins/slack, when: {status: [success, failure]}}
`)
    expect(
      pipeline.jobs.map(({ id, needs, environment, steps }) => [
        id,
        needs,
        environment && `${environment.name}/${environment.tier}`,
        steps.map(({ name }) => name?.value),
      ]),
    ).toEqual([
      ['test', [], undefined, ['test']],
      ['app', ['test'], undefined, ['build', 'dev', 'tell']],
      ['app (staging)', [], 'staging/staging', ['staging', 'tell']],
      ['app (production)', [], 'production/production', ['prod', 'tell']],
    ])
    const production = pipeline.jobs[3]?.starts?.map(({ trigger, certain }) => [trigger.kind, trigger.event, certain])
    expect(production).toEqual([['manual', 'promote', true]])
  })

  test('a promotion to any environment', () => {
    const pipeline = read(`
kind: pipeline
name: ship
trigger: {event: promote}
steps: [{name: ship, image: x, commands: ['make ship ENV=\${DRONE_DEPLOY_TO}']}]
`)
    expect(runs(pipeline)).toEqual(['ship: promote'])
    expect(pipeline.jobs[0]?.environment).toBeUndefined()
  })
})

describe('what a step runs', () => {
  test('commands are one script that ends at the first failure, in the root of the clone', () => {
    const job = jobOf('[{name: test, image: x, commands: [npm ci, npm test, npm run lint]}]')
    expect(intentsOf(job)).toEqual(['install:npm', 'unit-test:jest', 'lint:eslint'])
    expect(job.steps[0]).toMatchObject({ shell: 'sh', name: { value: 'test' } })
    expect(job.steps[0]?.commands.map(({ directory }) => directory)).toEqual(['', '', ''])
  })

  test('variables of the pipeline and of the step hold, those of secrets are named', () => {
    const job = jobOf(
      '[{name: test, image: x, environment: {TASK: test, TOKEN: {from_secret: token}}, commands: [npm run $TASK, "npm run $${OTHER}"]}]',
      'environment: {OTHER: lint}',
    )
    expect(intentsOf(job)).toEqual(['unit-test:jest', 'lint:eslint'])
    expect(job.secrets?.map(({ value }) => value)).toEqual(['token'])
    expect(job.steps[0]?.run?.value).toBe('npm run $TASK\nnpm run ${OTHER}')
  })

  test('plugins are images with settings', () => {
    const job = jobOf(`
  - name: publish
    image: plugins/docker:20.14
    settings: {repo: acme/shop, tags: [latest, '1'], password: {from_secret: docker_password}}
  - {name: odd, image: docker.io/acme/odd}
  - {name: pinned, image: 'plugins/npm@sha256:0123', settings: {}}
  - {name: ssh, image: appleboy/drone-ssh, settings: {script: [docker compose up -d]}}
`)
    expect(job.steps.map(({ uses }) => [uses?.repository, uses?.ref])).toEqual([
      ['drone:plugins/docker', '20.14'],
      ['drone:acme/odd', undefined],
      ['drone:plugins/npm', 'sha256:0123'],
      ['drone:appleboy/drone-ssh', undefined],
    ])
    expect(intentsOf(job).slice(0, 2)).toEqual(['build:docker', 'publish:docker'])
    expect(job.steps[0]?.with.get('tags')?.value).toBe('latest\n1')
    expect(job.secrets?.map(({ value }) => value)).toEqual(['docker_password'])
    expect(job.steps[3]?.commands.map(({ argv }) => argv[0]?.text)).toEqual(['docker'])
  })

  test('failures that are ignored, and steps in the background', () => {
    const job = jobOf(
      '[{name: a, image: x, commands: [make], failure: ignore}, {name: b, image: x, commands: [make], detach: true}, {name: c, image: x, commands: [make], failure: fail}]',
    )
    expect(job.steps.map(({ allowFailure }) => allowFailure?.value)).toEqual([true, true, undefined])
  })

  test('an entry point or a command of the image', () => {
    const job = jobOf(
      `[{name: a, image: aquasec/trivy, command: [image, shop]}, {name: b, image: x, entrypoint: [sh, -ec, npm test]}]`,
    )
    expect(intentsOf(job)).toEqual(['container-scan:trivy', 'unit-test:jest'])
  })

  test('nothing of the tree is there without a clone, and Windows has its own shell', () => {
    const job = jobOf('[{name: a, image: x, commands: [npm test]}]', 'clone: {disable: true}\nplatform: {os: windows}')
    expect(job.steps[0]).toMatchObject({ shell: 'powershell' })
    expect(job.steps[0]?.commands[0]?.directory).toBeUndefined()
  })
})

describe('the form before version 1', () => {
  test('steps by their names, settings beside them, a matrix', () => {
    const pipeline = read(`
pipeline:
  test:
    image: node:\${NODE}
    commands: [npm test]
    when: {event: [push, pull_request], matrix: {NODE: '20'}}
  publish:
    image: plugins/docker
    repo: acme/shop
    secrets: [docker_password, {source: user, target: docker_username}]
    when: {event: push, branch: main}
  deploy:
    image: x
    commands: [make deploy]
    when: {event: deployment, environment: production}
services:
  database: {image: 'postgres:17'}
matrix: {NODE: [20, 22]}
branches: [main]
`)
    expect(pipeline.jobs.map(({ id, environment, images }) => [id, environment?.name, images?.[0]?.value])).toEqual([
      ['build (20)', undefined, 'node:20'],
      ['build (22)', undefined, 'node:22'],
      ['build (20) (production)', 'production', 'x'],
      ['build (22) (production)', 'production', 'x'],
    ])
    expect(pipeline.jobs[0]?.steps[1]?.with.get('repo')?.value).toBe('acme/shop')
    expect(pipeline.jobs[0]?.secrets?.map(({ value }) => value)).toEqual(['docker_password', 'user'])
    expect(pipeline.triggers.map(({ kind }) => kind)).toEqual(
      ['change-request', 'push', 'manual', 'manual'].slice(0, 3),
    )
  })
})

describe('files', () => {
  test.each([
    ['.drone.yml', true],
    ['.drone.yaml', true],
    ['.drone.star', false],
    ['ci/.drone.yml', false],
  ])('%s', (path, expected) => {
    expect(drone.isPipelineFile(path)).toBe(expected)
  })

  test.each([
    ['kind: [', 0, 1],
    ['- kind: pipeline', 0, 1],
    ['', 0, 0],
    ['kind: pipeline\nsteps: [make, {name: a}]', 1, 1],
    ['kind: pipeline', 1, 0],
  ])('%j', (text, pipelines, defects) => {
    const result = readWith(drone, { [FILE]: text })
    expect([result.pipelines.length, result.defects.length]).toEqual([pipelines, defects])
  })

  test('hostile files end', () => {
    const step = (index: number): string =>
      `  - {name: s${index}, image: x, commands: [make], depends_on: [s${index + 1}]}\n`
    const chain = `kind: pipeline\nname: a\nsteps:\n${Array.from({ length: 1_500 }, (_, index) => step(index)).join('')}`
    expect(read(chain).jobs[0]?.steps).toHaveLength(1_500)
    const targets = Array.from({ length: 300 }, (_, index) => `t${index}`).join(', ')
    const many = `kind: pipeline\nname: a\nsteps: [{name: a, image: x, commands: [make], when: {target: [${targets}]}}]`
    expect(read(many).jobs.length).toBeLessThan(30)
  })
})
