import { describe, expect, test } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { buildkite } from '../../../../src/readers/pipelines/buildkite/index.js'
import { intentsOf, readWith } from '../adapter-support.js'

const FILE = '.buildkite/pipeline.yml'

function readAll(files: Readonly<Record<string, string>>): readonly Pipeline[] {
  const { pipelines, defects } = readWith(buildkite, files)
  expect(defects).toEqual([])
  return pipelines
}

function read(text: string, more: Readonly<Record<string, string>> = {}): Pipeline {
  const [pipeline] = readAll({ ...more, [FILE]: text })
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

function jobOf(step: string, more: Readonly<Record<string, string>> = {}): Job {
  const [job] = read(`steps: [${step}]`, more).jobs
  if (job === undefined) throw new Error('no job')
  return job
}

/** Each job: its id, what it needs, whether a person starts it and whether it runs after failures. */
function order({ jobs }: Pipeline): string[] {
  return jobs.map(({ id, needs, starts = [], after }) => {
    const manual = starts.some((start) => start.manual) ? '!' : ''
    return `${id}${manual} [${needs.join(', ')}]${after === undefined ? '' : ` after ${after}`}`
  })
}

/** The runs that get to each job, by kind and the names in them. */
function runs({ jobs }: Pipeline): string[] {
  return jobs.map(({ id, starts = [] }) => {
    const names = starts.map(({ trigger: { kind, branches = [], tags = [] } }) =>
      [kind, ...[...branches, ...tags].map(({ value }) => value)].join(' '),
    )
    return `${id}: ${names.join(', ')}`
  })
}

describe('the order of steps', () => {
  test('steps start together, a wait holds back what follows until all before has ended', () => {
    const pipeline = read(`
steps:
  - {key: a, command: make a}
  - {key: b, command: make b}
  - wait
  - {key: c, command: make c}
  - wait: ~
    continue_on_failure: true
  - {key: d, command: make d}
  - wait: {continue_on_failure: false}
  - {key: e, command: make e}
`)
    expect(order(pipeline)).toEqual(['a []', 'b []', 'c [a, b]', 'd [c] after always', 'e [d]'])
  })

  test('a block waits for a person, and so does what follows; input only holds up what depends on it', () => {
    const pipeline = read(`
steps:
  - {key: test, command: make test}
  - {input: Version?, key: version, fields: [{text: Version, key: version}]}
  - {block: Release?, key: ok, allowed_teams: [ops]}
  - {key: ship, command: make ship}
  - {key: notes, command: make notes, depends_on: [version]}
  - block
  - {key: end, command: make end}
`)
    expect(order(pipeline)).toEqual([
      'test []',
      'version []',
      'ok [test]',
      'ship! [ok]',
      'notes! [version]',
      'step 6! [ok, ship, notes]',
      'end! [step 6]',
    ])
    expect(pipeline.jobs[2]?.approval).toMatchObject({ kind: 'gate', approvers: ['ops'] })
    expect(pipeline.jobs[2]).toMatchObject({ steps: [], name: 'Release?' })
  })

  test('depends_on takes the place of waits; an empty one waits for nothing', () => {
    const pipeline = read(`
steps:
  - {key: a, command: make a}
  - wait
  - {key: b, command: make b, depends_on: ~}
  - {key: c, command: make c, depends_on: [{step: a, allow_failure: true}, b]}
  - {key: d, command: make d, depends_on: later, allow_dependency_failure: true}
  - {key: later, command: make later}
  - wait
  - {key: e, command: make e}
  - {key: f, command: make f, depends_on: gone}
`)
    expect(order(pipeline)).toEqual([
      'a []',
      'b []',
      'c [a, b] after always',
      'd [later] after always',
      'later [a]',
      'e [a, b, c, d, later]',
      'f []',
    ])
    expect(pipeline.unresolved.map(({ what, reason }) => [what, reason])).toEqual([
      ['step gone, which f depends on', 'missing'],
    ])
  })

  test('a group has a key for all of its steps, and hands its rules and dependencies on', () => {
    const pipeline = read(`
steps:
  - {key: build, command: make}
  - group: Tests
    key: tests
    depends_on: build
    if: build.branch == "main"
    steps:
      - {label: ':jest: Unit', command: make unit}
      - {label: Unit, command: make more}
  - {key: ship, command: make ship, depends_on: tests}
`)
    expect(order(pipeline)).toEqual(['build []', 'Unit [build]', 'Unit 2 [build]', 'ship [Unit, Unit 2]'])
    expect(pipeline.jobs[1]).toMatchObject({ name: ':jest: Unit', stage: 'Tests' })
    expect(runs(pipeline)[1]).toBe('Unit: push main, schedule, manual')
  })

  test('a matrix makes a step for each combination', () => {
    const pipeline = read(`
steps:
  - key: go
    label: 'Go {{matrix.os}}'
    command: 'GOOS={{ matrix.os }} go test ./...'
    matrix:
      setup: {os: [linux, windows, none], arch: [amd64]}
      adjustments:
        - {with: {os: windows, arch: amd64}, skip: true}
        - {with: {os: plan9, arch: arm}}
        - {with: {os: none}, skip: true}
  - {command: 'npm run {{matrix}}', matrix: [lint, test]}
  - {key: many, command: 'npm run {{matrix}}', matrix: $NAMES}
  - {key: end, command: make, depends_on: go}
`)
    expect(order(pipeline)).toEqual([
      'go (linux, amd64) []',
      'go (plan9, arm) []',
      'npm run lint []',
      'npm run test []',
      'many []',
      'end [go (linux, amd64), go (plan9, arm)]',
    ])
    expect(pipeline.jobs.map(({ steps }) => steps[0]?.run?.value)).toEqual([
      'GOOS=linux go test ./...',
      'GOOS=plan9 go test ./...',
      'npm run lint',
      'npm run test',
      'npm run ${{ matrix }}',
      'make',
    ])
  })
})

describe('what starts a step', () => {
  const ALL = 'change-request, push, tag, schedule, manual'

  test('no build is certain, rules leave runs out', () => {
    const pipeline = read(`
steps:
  - {key: test, command: make test}
  - {key: pr, command: make pr, if: build.pull_request.id != null}
  - {key: main, command: make main, branches: main}
  - {key: release, command: make release, branches: 'release/* !release/old'}
  - {key: tagged, command: make tagged, if: 'build.tag =~ /^v[0-9]+$$/'}
  - {key: nightly, command: make nightly, if: build.source == 'schedule'}
  - {key: default, command: make default, if: build.branch == pipeline.default_branch && build.source != "ui"}
  - {key: odd, command: make odd, if: build.message =~ /now/}
  - {key: env, command: make env, if: build.env("BUILDKITE_BRANCH") == "main" || build.env("FORCE") != null}
  - {key: never, command: make never, skip: flaky}
  - {key: again, command: make again, skip: false}
  - {key: broken, command: make broken, if: 'build.branch ='}
`)
    expect(runs(pipeline)).toEqual([
      'test: change-request, push main, push release/*, tag /^v[0-9]+$/, schedule, manual',
      'pr: change-request',
      'main: push main, schedule, manual',
      'release: push release/*',
      'tagged: tag /^v[0-9]+$/',
      'nightly: schedule',
      'default: push main, schedule',
      'odd: change-request, push main, push release/*, tag /^v[0-9]+$/, schedule, manual',
      'env: change-request, push main, push release/*, tag /^v[0-9]+$/, schedule, manual',
      'never: ',
      'again: change-request, push main, push release/*, tag /^v[0-9]+$/, schedule, manual',
      'broken: change-request, push main, push release/*, tag /^v[0-9]+$/, schedule, manual',
    ])
    expect(pipeline.jobs.flatMap(({ starts = [] }) => starts.filter(({ certain }) => certain))).toEqual([])
  })

  test('branches that only tell changes apart leave changes open', () => {
    expect(runs(read(`steps: [{key: a, command: make, branches: '!main'}, {key: b, command: make}]`))).toEqual([
      'a: change-request, tag',
      `b: ${ALL}`,
    ])
  })

  test('the default branch by its variable has a name', () => {
    expect(runs(read('steps: [{key: a, command: make, if: build.branch == pipeline.default_branch}]'))).toEqual([
      'a: push main, schedule, manual',
    ])
  })

  test('a block that is left out of a run holds nothing up in it', () => {
    const pipeline = read(`
steps:
  - {block: Deploy?, key: ok, branches: main}
  - {key: ship, command: make ship}
`)
    const manual = pipeline.jobs[1]?.starts?.filter((start) => start.manual).map(({ trigger }) => trigger.kind)
    expect(manual).toEqual(['push', 'schedule', 'manual'])
  })
})

describe('what a step runs', () => {
  const PACKAGE = { 'package.json': '{"scripts": {"test": "jest", "lint": "eslint ."}}' }

  test('commands are one script that ends at the first failure', () => {
    const job = jobOf('{commands: [npm ci, npm test | tee log, npm run lint || true]}', PACKAGE)
    expect(intentsOf(job)).toEqual(['install:npm', 'unit-test:jest', 'lint:eslint'])
    const lost = job.steps[0]?.commands.map(({ ignoredFailure }) => ignoredFailure !== undefined)
    expect(lost?.slice(1)).toContain(true)
  })

  test('variables of the pipeline are put in, $$ is left for the shell, others stay', () => {
    const [job] = read(`
env: {TASK: test, HOST: $HOST}
steps:
  - {command: 'npm run $TASK -- $$SHARD \${TASK} $HOST $BUILDKITE_COMMIT', env: {SHARD: '1'}}
`).jobs
    expect(job?.steps[0]?.run?.value).toBe('npm run test -- $SHARD test $HOST $BUILDKITE_COMMIT')
  })

  test('fields of the job', () => {
    const [job] = read(`
image: node:22
secrets: [NPM_TOKEN]
steps:
  - label: Deploy
    command: make deploy
    agents: {queue: deploy, os: linux}
    timeout_in_minutes: 30
    retry: {automatic: [{exit_status: -1, limit: 5}, {exit_status: '*', limit: 3}]}
    soft_fail: true
    concurrency: 1
    concurrency_group: deploy/production
    artifact_paths: 'logs/**/*; junit.xml'
    secrets: {AWS_KEY: aws-key}
    parallelism: 4
`).jobs
    expect(job).toMatchObject({
      runner: ['queue=deploy', 'os=linux'],
      timeoutMinutes: { value: '30' },
      retries: { value: 3 },
      allowFailure: { value: true },
      concurrency: { group: { value: 'deploy/production' } },
      keeps: [{ paths: ['logs/**/*', 'junit.xml'], when: 'always' }],
      secrets: [{ value: 'NPM_TOKEN' }, { value: 'aws-key' }],
      images: [{ value: 'node:22' }],
      matrix: { expressions: false },
    })
  })

  test.each([
    ['soft_fail: [{exit_status: "*"}]', true],
    ['soft_fail: [{exit_status: 4}]', false],
    ['soft_fail: false', false],
  ])('%s', (field, ignored) => {
    expect(jobOf(`{command: make, ${field}}`).allowFailure !== undefined).toBe(ignored)
  })

  test.each([
    ['{automatic: true}', 2],
    ['{automatic: false}', undefined],
    ['{automatic: {exit_status: 1}}', 2],
    ['{automatic: [{exit_status: -1, limit: 2}, {exit_status: 255, limit: 2}]}', undefined],
    ['{automatic: [{signal_reason: agent_stop, limit: 2}]}', undefined],
    ['{manual: false}', undefined],
  ])('retry: %s', (retry, expected) => {
    expect(jobOf(`{command: make, retry: ${retry}}`).retries?.value).toBe(expected)
  })

  test('a lock that newer jobs take over', () => {
    const { concurrency } = jobOf('{command: make, concurrency: {limit: 1, group: deploy, cancel_in_progress: true}}')
    expect(concurrency).toMatchObject({ group: { value: 'deploy' }, cancelInProgress: { value: true } })
    expect(jobOf('{command: make, concurrency: {limit: 2, group: deploy}}').concurrency).toBeUndefined()
  })

  test('several jobs at once are no lock', () => {
    expect(jobOf('{command: make, concurrency: 3, concurrency_group: tests}').concurrency).toBeUndefined()
  })

  test('the identity token that a command asks for', () => {
    const job = jobOf('{command: buildkite-agent oidc request-token --audience sts.amazonaws.com}')
    expect(job.identityToken?.line).toBe(1)
  })

  test('a build of another pipeline is not known', () => {
    const job = jobOf('{trigger: shop-deploy, label: Deploy, build: {branch: main}}')
    expect(intentsOf(job)).toEqual(['? the build of pipeline shop-deploy'])
  })
})

describe('plugins', () => {
  test('run before or behind the command, with what they are given', () => {
    const pipeline = read(`
steps:
  - command: npm test
    plugins:
      - docker#v5.13.0: {image: 'node:22', environment: [CI]}
      - junit-annotate#v2.6.0: {artifacts: 'junit-*.xml'}
      - seek-oss/aws-sm#v2.3.2: ~
      - https://github.com/acme/own-buildkite-plugin.git#0123456789012345678901234567890123456789
      - ssh://git@github.com/buildkite-plugins/ecr-buildkite-plugin.git
`)
    const [job] = pipeline.jobs
    expect(job?.steps.map(({ uses, run, after }) => [uses?.repository ?? run?.value, uses?.ref, after])).toEqual([
      ['buildkite:docker', 'v5.13.0', undefined],
      ['buildkite:seek-oss/aws-sm', 'v2.3.2', undefined],
      ['buildkite:acme/own', '0123456789012345678901234567890123456789', undefined],
      ['buildkite:ecr', undefined, undefined],
      ['npm test', undefined, undefined],
      ['buildkite:junit-annotate', 'v2.6.0', 'always'],
    ])
    expect(job?.images?.map(({ value }) => value)).toEqual(['node:22'])
    expect(job?.steps[0]?.with.get('environment')?.value).toBe('CI')
    expect(pipeline.includes?.map(({ ref, pinned }) => [ref, pinned])).toEqual([
      ['v5.13.0', false],
      ['v2.6.0', false],
      ['v2.3.2', false],
      ['0123456789012345678901234567890123456789', true],
      [undefined, false],
    ])
  })

  test('a plugin whose name the run decides, or that stands in the tree, is not known', () => {
    const job = jobOf('{command: make, plugins: [$TOOLKIT, .buildkite/plugins/own]}')
    expect(job.steps.flatMap(({ opaque }) => opaque.map(({ what, reason }) => [what, reason])).slice(0, 2)).toEqual([
      ['plugin $TOOLKIT', 'dynamic'],
      ['plugin .buildkite/plugins/own', 'unsupported'],
    ])
  })

  test('run of docker-compose without a command is what the Compose file says', () => {
    const compose = 'services: {app: {build: ., command: go test ./...}}'
    const job = jobOf('{plugins: [{docker-compose#v5.0.0: {run: app, config: ci/compose.yml}}]}', {
      'ci/compose.yml': compose,
    })
    expect(intentsOf(job)).toEqual(['unit-test:go'])
    const own = jobOf('{command: make, plugins: [{docker-compose#v5.0.0: {run: app}}]}', {
      'docker-compose.yml': compose,
      Makefile: 'all:\n\teslint .\n',
    })
    expect(intentsOf(own)).toEqual(['lint:eslint'])
  })
})

describe('uploads', () => {
  const DEPLOY = 'steps: [{key: ship, command: make ship}]'

  test.each([
    ['buildkite-agent pipeline upload .buildkite/deploy.yml'],
    ['cat .buildkite/deploy.yml | buildkite-agent pipeline upload'],
    ['buildkite-agent pipeline upload --replace ./.buildkite/deploy.yml'],
    ['.buildkite/upload.sh'],
  ])('%s adds the steps of the file behind the step', (command) => {
    const pipelines = readAll({
      [FILE]: `steps: [{key: test, command: make test}, wait, {key: add, command: '${command}', branches: main}, wait, {key: end, command: make end}]`,
      '.buildkite/deploy.yml': DEPLOY,
      '.buildkite/upload.sh': 'set -e\nbuildkite-agent pipeline upload .buildkite/deploy.yml\n',
    })
    expect(pipelines.map(({ file }) => file)).toEqual([FILE])
    const [pipeline] = pipelines
    expect(pipeline && order(pipeline)).toEqual(['test []', 'add [test]', 'ship [test, add]', 'end [add, ship]'])
    expect(pipeline?.unresolved).toEqual([])
    expect(pipeline?.jobs[2]?.at.file).toBe('.buildkite/deploy.yml')
    expect(pipeline?.jobs[2]?.starts?.map(({ trigger }) => trigger.kind)).toEqual(['push', 'schedule', 'manual'])
    expect(pipeline?.jobs[1]?.steps.flatMap(({ opaque }) => opaque)).toEqual([])
  })

  test('what depends on a step that uploads waits for its steps too', () => {
    const pipeline = read(
      'steps: [{key: add, command: buildkite-agent pipeline upload .buildkite/deploy.yml}, {key: end, command: make, depends_on: add}]',
      { '.buildkite/deploy.yml': DEPLOY },
    )
    expect(order(pipeline)).toEqual(['add []', 'ship [add]', 'end [add, ship]'])
  })

  test.each([
    ['./generate.sh | buildkite-agent pipeline upload', 'the steps that a program makes'],
    ['buildkite-agent pipeline upload .buildkite/$$NAME.yml', 'the steps of .buildkite/$NAME.yml'],
    ['buildkite-agent pipeline upload .buildkite/gone.yml', 'the steps of .buildkite/gone.yml'],
    ['buildkite-agent pipeline upload < made.yml', 'the steps that the script makes'],
  ])('%s is not known', (command, what) => {
    const { unresolved, jobs } = read(`steps: [{command: '${command}'}]`)
    expect(unresolved.map((each) => [each.what, each.reason])).toEqual([[what, 'dynamic']])
    expect(jobs).toHaveLength(1)
  })

  test('a file that uploads itself ends there', () => {
    expect(order(read('steps: [{key: add, command: buildkite-agent pipeline upload}]'))).toEqual(['add []'])
  })

  test('files that upload one another both count', () => {
    const upload = (file: string): string =>
      `steps: [{command: buildkite-agent pipeline upload .buildkite/${file}.yml}]`
    const pipelines = readAll({ '.buildkite/a.yml': upload('b'), '.buildkite/b.yml': upload('a') })
    expect(pipelines.map(({ file, jobs }) => [file, jobs.length])).toEqual([
      ['.buildkite/a.yml', 2],
      ['.buildkite/b.yml', 2],
    ])
  })
})

describe('files', () => {
  test('those that hold steps are pipelines, wherever below .buildkite', () => {
    const pipelines = readAll({
      [FILE]: '- command: make\n- wait\n',
      '.buildkite/nightly/pipeline.nightly.yaml': 'steps: [{command: make}]',
      '.buildkite/docker-compose.yml': 'services: {app: {image: x}}',
      '.buildkite/empty.yml': '',
      'other/pipeline.yml': 'steps: [{command: make}]',
    })
    expect(pipelines.map(({ file, jobs }) => [file, jobs.length])).toEqual([
      [FILE, 1],
      ['.buildkite/nightly/pipeline.nightly.yaml', 1],
    ])
  })

  test.each([
    ['.buildkite/pipeline.yml', true],
    ['.buildkite/pipeline.deploy.yml', true],
    ['.buildkite/release-pipeline.yaml', true],
    ['buildkite.yml', true],
    ['.buildkite/pipeline.sh', false],
    ['.buildkite/docker-compose.yml', false],
    ['ci/pipeline.yml', false],
  ])('%s', (path, expected) => {
    expect(buildkite.isPipelineFile(path)).toBe(expected)
  })

  test('a file that is no YAML is a defect, odd steps are as well', () => {
    const { pipelines, defects } = readWith(buildkite, { [FILE]: 'steps: [' })
    expect([pipelines.length, defects.length]).toEqual([0, 1])
    const odd = readWith(buildkite, { [FILE]: 'steps: [[wait], pause, {command: make, env: [x]}]' })
    expect(odd.defects).toHaveLength(3)
  })

  test('hostile files end', () => {
    const many = `steps:\n${'  - {command: make, depends_on: [a, b]}\n  - wait\n'.repeat(3_000)}`
    expect(read(many).jobs.length).toBeLessThanOrEqual(5_000)
    const aliases = `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\nsteps: [{command: *d}, {matrix: {setup: {x: *d, y: *d}}, command: make}]`
    expect(readWith(buildkite, { [FILE]: aliases }).pipelines).toHaveLength(1)
  })
})
