import { describe, expect, test } from '@jest/globals'
import type { Pipeline } from '../../../../src/models/index.js'
import { outlineOf, readSystem } from '../outline.js'
import { processorTime } from '../../../helpers/processor-time.js'

function read(text: string, more: Readonly<Record<string, string>> = {}) {
  return readSystem('travis-ci', { ...more, '.travis.yml': text })
}

const lines = (text: string, more: Readonly<Record<string, string>> = {}): string[] =>
  outlineOf(read(text, more)).map((line) => line.replace('workflow .travis.yml ', ''))

/** The jobs without their steps. */
const jobLines = (text: string): string[] => lines(text).filter((line) => !line.startsWith('    '))

function pipeline(text: string): Pipeline {
  const [found] = read(text).pipelines
  if (found === undefined) throw new Error('no pipeline')
  return found
}

describe('phases', () => {
  test('each command is a step, in the order in which they run', () => {
    const text = `language: node_js
after_success: npx codecov
script:
  - npx eslint .
  - npx jest
before_install: [nvm install 22]
install: npm ci
after_failure: ./report.sh
after_script: ./always.sh
before_script: skip
`
    expect(lines(text)).toEqual([
      'on change-request, push, tag',
      '  build:1 starts 0 1 2',
      '    -:6 setup=nvm:6',
      '    -:7 install=npm:7',
      '    -:4 lint=eslint:4',
      '    -:5 unit-test=jest:5',
      '    -:2 allowed to fail coverage=codecov:2',
      '    -:8 after failure allowed to fail ?script ./report.sh',
      '    -:9 after always allowed to fail ?script ./always.sh',
    ])
  })

  test.each([
    ['node_js', { 'package.json': '{"scripts": {"test": "jest"}}' }, ['install=npm', 'unit-test=jest']],
    [
      'node_js',
      { 'package.json': '{"scripts": {"test": "jest"}}', 'yarn.lock': '' },
      ['install=yarn', 'unit-test=jest'],
    ],
    ['java', { 'pom.xml': '' }, ['build=maven', 'unit-test=maven']],
    ['java', { gradlew: '' }, ['build=gradle', 'unit-test=gradle']],
    ['go', { 'go.mod': '' }, ['install=go', 'unit-test=go']],
    ['python', { 'requirements.txt': '' }, ['install=pip']],
    ['rust', {}, ['build=cargo', 'unit-test=cargo']],
    ['generic', {}, []],
  ])('what %s runs where nothing is written', (language, tree, expected) => {
    const { jobs } = readSystem('travis-ci', { ...tree, '.travis.yml': `language: ${language}\n` }).pipelines[0] ?? {}
    const seen = jobs?.[0]?.steps.flatMap(({ intents }) => intents.map(({ kind, tool }) => `${kind}=${tool}`)) ?? []
    for (const each of expected) expect(seen).toContain(each)
    if (expected.length === 0) expect(seen).toEqual([])
  })

  test('one command after the other counts by itself, but of one with several lines the last alone', () => {
    const [job] = pipeline('language: generic\nscript:\n  - npx eslint .\n  - |\n    npx jest\n    echo done\n').jobs
    expect(
      job?.steps.map(({ commands }) => commands.map(({ ignoredFailure }) => ignoredFailure !== undefined)),
    ).toEqual([[false], [true, false]])
  })

  test('all commands share one shell', () => {
    const tree = { 'app/package.json': '{"scripts": {"check": "jest"}}' }
    expect(lines('language: generic\ninstall: cd app\nscript: npm run check\n', tree).slice(2)).toEqual([
      '    -:2',
      '    -:3 unit-test=jest:3',
    ])
  })

  test('variables', () => {
    const tree = { 'app/package.json': '{"scripts": {"check": "jest"}}' }
    const text = `language: generic
env:
  global: [DIR=app, secure: "abc"]
script: cd $DIR && npm run check
`
    expect(lines(text, tree).slice(2)).toEqual(['    -:4 unit-test=jest:4'])
    expect([...(pipeline(text).jobs[0]?.env ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual(['DIR=app'])
  })
})

describe('jobs', () => {
  test('lists make a matrix', () => {
    const [job] = pipeline('language: python\npython: ["3.12", "3.13"]\nscript: pytest\n').jobs
    expect(job).toMatchObject({ id: 'build', matrix: { at: { line: 2 } } })
    expect(pipeline('language: python\npython: "3.12"\nscript: pytest\n').jobs[0]?.matrix).toBeUndefined()
  })

  test('stages run one after the other; names are taken over from the job before', () => {
    const text = `language: generic
stages: [lint, test, deploy]
script: npx jest
jobs:
  include:
    - {stage: deploy, script: ./deploy.sh}
    - {name: second, script: ./more.sh}
    - {stage: lint, script: npx eslint .}
    - {stage: test}
    - {stage: test, name: slow, script: npx jest --slow}
  allow_failures:
    - name: slow
`
    expect(jobLines(text)).toEqual([
      'on change-request, push, tag',
      '  deploy:6 starts 0 1 2 needs test slow',
      '  second:7 starts 0 1 2 needs test slow',
      '  lint:8 starts 0 1 2',
      '  test:9 starts 0 1 2 needs lint',
      '  slow:10 starts 0 1 2 needs lint allowed to fail',
    ])
    expect(pipeline(text).jobs[3]?.checkNames).toContain('Travis CI - Pull Request')
    expect(pipeline(text).jobs[4]?.checkNames).toEqual([])
  })

  test('the jobs of a matrix stand beside those of the list unless there is but one', () => {
    const include = 'jobs: {include: [{stage: deploy, script: ./deploy.sh}]}\n'
    expect(jobLines(`language: ruby\nrvm: [3.3, 3.4]\n${include}`)).toEqual([
      'on change-request, push, tag',
      '  build:1 starts 0 1 2',
      '  deploy:3 starts 0 1 2 needs build',
    ])
    expect(jobLines(`language: ruby\nrvm: 3.4\n${include}`)).toEqual([
      'on change-request, push, tag',
      '  deploy:3 starts 0 1 2',
    ])
  })

  test('what a job says itself counts before what the file says', () => {
    const text = `language: generic
script: npx jest
os: linux
jobs:
  include:
    - {os: osx, env: MODE=fast, script: npx eslint .}
`
    expect(pipeline(text).jobs[0]).toMatchObject({ runner: ['osx'], at: { line: 6 } })
    expect(pipeline(text).jobs[0]?.env.get('MODE')?.value).toBe('fast')
  })
})

describe('which runs get to which jobs', () => {
  test('lists of branches keep tags out too', () => {
    expect(jobLines('language: generic\nscript: npx jest\nbranches: {only: [master, /^stable-.*$/]}\n')).toEqual([
      'on change-request, push(master), push(/^stable-.*$/)',
      '  build:1 starts 0 1 2',
    ])
    expect(jobLines('language: generic\nscript: npx jest\nbranches: {only: [master, /^v\\d+/]}\n')[0]).toBe(
      'on change-request, push(master), push(/^v\\d+/), tag',
    )
    expect(jobLines('language: generic\nscript: npx jest\nbranches: {except: [legacy]}\n')[1]).toBe(
      '  build:1 starts 0 1 2',
    )
  })

  test('conditions of the build, of stages and of jobs', () => {
    const text = `language: generic
if: NOT type = cron
stages:
  - test
  - {name: deploy, if: branch = master AND type = push}
jobs:
  include:
    - {stage: test, script: npx jest}
    - {stage: deploy, script: ./deploy.sh}
    - {stage: release, script: ./release.sh, if: tag =~ ^v}
    - {stage: nightly, if: 'type IN (cron, api)', script: ./slow.sh}
`
    expect(jobLines(text)).toEqual([
      'on change-request, push(master), tag(/^v/), manual',
      '  test:8 starts 0 1 2 3',
      '  deploy:9 starts 1 needs test',
      '  release:10 starts 2 needs deploy',
      '  nightly:11 starts 3 needs release',
    ])
  })
})

describe('deployments', () => {
  test('take place on the default branch alone, and never for a change', () => {
    const text = `language: generic
script: npx jest
before_deploy: ./pack.sh
deploy:
  - {provider: heroku, app: shop}
  - {provider: npm, on: {tags: true}}
  - {provider: s3, bucket: shop-www, on: {branch: [main, staging]}}
  - {provider: script, script: kubectl apply -f k8s, on: {all_branches: true, condition: $CC = gcc}}
`
    expect(lines(text)).toEqual([
      'on change-request, push(main), push(staging), tag',
      '  build:1 starts 0 1 2 3',
      '    -:2 unit-test=jest:2',
      '  deploy heroku:5 starts 1 needs build',
      '    -:3 ?script ./pack.sh',
      '    -:5 uses travis-ci:heroku deploy=heroku:5',
      '  deploy npm:6 starts 3 needs build',
      '    -:3 ?script ./pack.sh',
      '    -:6 uses travis-ci:npm publish=npm:6',
      '  deploy s3:7 starts 1 2 needs build',
      '    -:3 ?script ./pack.sh',
      '    -:7 uses travis-ci:s3 deploy=aws-s3:7',
      '  deploy script:8 starts 1? 2? 3? needs build',
      '    -:3 ?script ./pack.sh',
      '    -:8 deploy=kubectl:8',
    ])
  })

  test('of one stage come before the jobs of the next', () => {
    const text = `language: generic
jobs:
  include:
    - {stage: test, script: npx jest}
    - {stage: staging, script: skip, deploy: {provider: heroku, app: shop-staging}}
    - {stage: verify, script: curl --fail https://staging.example.com/health}
`
    expect(jobLines(text).slice(1)).toEqual([
      '  test:4 starts 0 1 2',
      '  staging:5 starts 0 1 2 needs test',
      '  verify:6 starts 0 1 2 needs staging deploy heroku',
      '  deploy heroku:5 starts 1 needs staging',
    ])
  })

  test('without a provider that is known', () => {
    expect(lines('language: generic\ndeploy: {provider: own, on: {tags: true}}\n').slice(2)).toEqual([
      '  deploy own:2 starts 2 needs build',
      '    -:2 uses travis-ci:own ?action provider own',
    ])
    expect(lines('language: generic\ndeploy: [{}, {provider: }, x]\n')).toEqual([
      'on change-request, push, tag',
      '  build:1 starts 0 1 2',
    ])
  })
})

test('imported configs are not known', () => {
  const { includes, unresolved } = pipeline(
    'import:\n  - acme/configs:base.yml@v1\n  - {source: "acme/x:y.yml@0123456789012345678901234567890123456789"}\n',
  )
  expect(includes).toMatchObject([
    { text: 'acme/configs:base.yml@v1', kind: 'project', ref: 'v1', pinned: false, at: { line: 2 } },
    { pinned: true },
  ])
  expect(unresolved.map(({ what }) => what)).toEqual([
    'imported config acme/configs:base.yml@v1',
    'imported config acme/x:y.yml@0123456789012345678901234567890123456789',
  ])
})

describe('hostile files', () => {
  test.each(['- a', 'a: [', 'text'])('%j is no build', (text) => {
    const { pipelines, defects } = read(text)
    expect(pipelines).toEqual([])
    expect(defects).toHaveLength(1)
  })

  test.each([
    'script: {}\njobs: [1, [], {script: [[a, [b]], {}]}]',
    'jobs: {include: {script: a}, allow_failures: 1}\nstages: {a: b}\nbranches: [[], {}]\ndeploy: [[]]\nenv: [{}, [[]]]',
    'deploy: {provider: script, script: [], on: []}\nif: "((((((("\nimport: [[], {}, 1]',
    '__proto__: {a: 1}\nlanguage: constructor\nenv: {__proto__: x}',
  ])('odd shapes are read as far as they go: %s', (text) => {
    expect(() => read(text)).not.toThrow()
  })

  test('many jobs and commands are bounded', () => {
    const jobs = Array.from({ length: 2_000 }, (_, index) => `    - {stage: s${index % 7}, script: [cd a, make]}`)
    const script = Array.from({ length: 20 }, () => '  - cd a && make')
    const start = processorTime()
    const found = pipeline(
      `language: generic\njobs:\n  include:\n${jobs.join('\n')}\nbefore_script:\n${script.join('\n')}\n`,
    )
    expect(found.jobs.length).toBeLessThanOrEqual(400)
    expect(processorTime() - start).toBeLessThan(60_000)
  })
})
