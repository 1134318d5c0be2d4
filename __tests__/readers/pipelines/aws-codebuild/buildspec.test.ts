import { describe, expect, test } from '@jest/globals'
import { outlineOf, readSystem } from '../outline.js'

const UNKNOWN_START = 'on change-request, push, tag, schedule, manual within'
const STARTS = 'starts 0? 1? 2? 3? 4?'

const PACKAGE = JSON.stringify({ scripts: { test: 'jest', lint: 'eslint .', build: 'tsc' } })

function outline(buildspec: string, more: Readonly<Record<string, string>> = {}): string[] {
  return outlineOf(readSystem('aws-codebuild', { 'package.json': PACKAGE, ...more, 'buildspec.yml': buildspec }))
}

describe('a buildspec of which nobody says who runs it', () => {
  test('has the phases as steps, in the order in which they run', () => {
    const lines = outline(`version: 0.2
phases:
  post_build:
    commands:
      - docker push acme/shop
  install:
    runtime-versions:
      nodejs: 20
    commands:
      - npm ci
  pre_build:
    commands:
      - npm run lint
    finally:
      - echo done
  build:
    commands:
      - npm test
      - docker build -t acme/shop .
artifacts:
  files: ['**/*']
`)
    expect(lines).toEqual([
      `workflow buildspec.yml ${UNKNOWN_START}`,
      `  build:2 ${STARTS}`,
      '    install:10 ends install=npm:10',
      '    pre_build:13 ends lint=eslint:13',
      '    pre_build:15 after always',
      '    build:18 unit-test=jest:18 build=docker:19',
      '    post_build:5 after always ends publish=docker:5',
    ])
  })

  test('folder, variables and options of the shell stay from phase to phase', () => {
    const { pipelines } = readSystem('aws-codebuild', {
      'app/package.json': PACKAGE,
      'buildspec.yml': `version: 0.2
phases:
  install:
    commands:
      - cd app && npm ci
      - STAGE=prod
  build:
    commands:
      - npm test
      - ./deploy.sh $STAGE
`,
    })
    const commands = pipelines[0]?.jobs[0]?.steps[1]?.commands ?? []
    expect(commands.map(({ argv, directory }) => [argv.map(({ text }) => text).join(' '), directory])).toEqual([
      ['jest', 'app'],
      ['./deploy.sh prod', 'app'],
    ])
  })

  test('version 0.1 runs each command in a shell of its own', () => {
    const lines = outline(
      `version: 0.1
phases:
  build:
    commands:
      - cd app
      - npm test
`,
      { 'app/package.json': JSON.stringify({ scripts: { test: 'mocha' } }) },
    )
    expect(lines.slice(2)).toEqual(['    build:5', '    build:6 unit-test=jest:6'])
  })

  test.each([
    ['a block goes on after a failing line', 'npm test\n        npm run build', 'lost(jest)'],
    ['unless the block says otherwise', 'set -e\n        npm test\n        npm run build', undefined],
    ['the last line decides', 'npm run build\n        npm test', 'lost(tsc)'],
  ])('%s', (_, block, lost) => {
    const [, , line = ''] = outline(`version: 0.2
phases:
  build:
    commands:
      - |
        ${block}
      - echo done
`)
    expect(line.match(/lost\(\w+\)/)?.[0]).toBe(lost)
  })

  test('a lost failure is explained in words of CodeBuild, where the block stands', () => {
    const { pipelines } = readSystem('aws-codebuild', {
      'package.json': PACKAGE,
      'buildspec.yml':
        'version: 0.2\nphases:\n  build:\n    commands:\n      - |\n        npm test\n        npm run build\n',
    })
    const step = pipelines[0]?.jobs[0]?.steps[0]
    expect(step?.commands[0]).toMatchObject({
      ignoredFailure: 'a block of several lines goes on after a failure',
      because: [{ file: 'buildspec.yml', line: 6 }, { file: 'package.json' }],
    })
    expect(step?.intents[0]?.command).toBe(step?.commands[0])
    expect(step?.run?.value).toBe('npm test\nnpm run build\n')
  })

  test.each([
    ['ABORT on build keeps post_build from running', 'build', 'ABORT', 'build:6 ends', 'post_build:9 ends'],
    ['CONTINUE goes on', 'build', 'CONTINUE', 'build:6 allowed to fail', 'post_build:9 after always ends'],
    ['RETRY runs the phase again', 'build', 'RETRY-2', 'build:6 2 retries', 'post_build:9 after always ends'],
  ])('on-failure: %s', (_, phase, value, first, last) => {
    const lines = outline(`version: 0.2
phases:
  ${phase}:
    on-failure: ${value}
    commands:
      - echo build
  post_build:
    commands:
      - echo push
`)
    expect(lines.slice(2)).toEqual([`    ${first}`, `    ${last}`])
  })

  test.each([
    ['asks whether the build went well', '- if [ "$CODEBUILD_BUILD_SUCCEEDING" = 0 ]; then exit 1; fi'],
    ['follows no build phase', ''],
  ])('post_build that %s does not run whatever happened', (_, first) => {
    const build = first === '' ? '' : '  build: {commands: [make]}\n'
    const lines = outline(`version: 0.2
phases:
${build}  post_build:
    commands:
      ${first || '- echo first'}
      - aws s3 sync dist s3://shop-www
`)
    expect(lines.at(-1)).not.toContain('after always')
  })

  test('variables and the names of stored secrets', () => {
    const { pipelines } = readSystem('aws-codebuild', {
      'buildspec.yml': `version: 0.2
env:
  shell: bash
  variables: {STAGE: prod}
  parameter-store: {TOKEN: /shop/token}
  secrets-manager: {KEY: 'shop:key'}
phases:
  build: {commands: ['make']}
`,
    })
    const job = pipelines[0]?.jobs[0]
    expect(job?.env.get('STAGE')).toMatchObject({ value: 'prod', at: { line: 4, route: 'env.variables.STAGE' } })
    expect(job?.secrets?.map(({ value }) => value)).toEqual(['/shop/token', 'shop:key'])
    expect(job?.steps[0]?.shell).toBe('bash')
  })

  test.each([
    ['a file of another kind', 'name: buildspec\n'],
    ['a template', 'version: 0.2\nphases:\n  {% if x %}\n  build: {commands: [a]}\n  {% endif %}\n'],
    ['an example', 'examples/buildspec.yml'],
  ])('%s is no pipeline', (_, text) => {
    const file = text.startsWith('examples/') ? text : 'buildspec.yml'
    const content = text.startsWith('examples/') ? 'version: 0.2\nphases: {build: {commands: [make]}}\n' : text
    expect(readSystem('aws-codebuild', { [file]: content })).toEqual({ pipelines: [], defects: [] })
  })

  test('what CodeBuild would not take is a defect', () => {
    const { defects } = readSystem('aws-codebuild', {
      'buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - echo Done: now\n',
    })
    expect(defects).toEqual([expect.objectContaining({ at: expect.objectContaining({ line: 5 }) })])
    const broken = readSystem('aws-codebuild', { 'buildspec.yml': 'phases: [a\n' })
    expect(broken.defects).toHaveLength(1)
  })
})

describe('a batch', () => {
  const batch = (text: string, more: Readonly<Record<string, string>> = {}): string[] =>
    outline(`version: 0.2\nbatch:\n${text}phases:\n  build: {commands: ['npm test']}\n`, more).slice(1)

  test('of a graph has its order', () => {
    const lines = batch(
      `  build-graph:
    - identifier: unit
      env: {image: 'aws/codebuild/standard:7.0', variables: {A: b}}
    - identifier: e2e
      depend-on: [unit]
      ignore-failure: true
      buildspec: e2e.yml
`,
      { 'e2e.yml': 'version: 0.2\nphases:\n  build:\n    commands: [npx cypress run]\n' },
    )
    expect(lines).toEqual([
      `  unit:4 ${STARTS} images aws/codebuild/standard:7.0`,
      '    build:11 unit-test=jest:11',
      `  e2e:6 ${STARTS} needs unit allowed to fail`,
      '    build:4 acceptance-test=cypress:9',
    ])
  })

  test('of a list, a matrix and a fan-out', () => {
    expect(batch('  build-list:\n    - identifier: one\n    - {}\n')).toEqual([
      `  one:4 ${STARTS}`,
      '    build:7 unit-test=jest:7',
      `  build2:5 ${STARTS}`,
      '    build:7 unit-test=jest:7',
    ])
    const matrix = '  build-matrix:\n    static: {ignore-failure: true}\n    dynamic: {env: {variables: {V: [1, 2]}}}\n'
    expect(batch(matrix)[0]).toBe(`  build-matrix:4 ${STARTS} allowed to fail`)
    expect(batch('  build-fanout: {parallelism: 5, ignore-failure: false}\n')[0]).toBe(`  build-fanout:3 ${STARTS}`)
  })

  test('with a buildspec that is not there', () => {
    expect(batch('  build-list: [{identifier: one, buildspec: gone.yml}]\n')[1]).toBe('    -:3 ?buildspec gone.yml')
  })
})
