import { describe, expect, test } from '@jest/globals'
import { readTree, readWorkflowText } from './support.js'

describe('a workflow', () => {
  const { ci, defects } = readWorkflowText(`
name: CI
run-name: Run by \${{ github.actor }}
on: push
permissions: {contents: read, id-token: write, artifact-metadata: write, cache: none}
env: {A: 1, B: "\${{ secrets.B }}"}
cache-mode: read
concurrency: {group: ci, cancel-in-progress: true, queue: max}
jobs:
  build:
    name: Build
    runs-on: [self-hosted, linux]
    needs: lint
    if: github.ref == 'refs/heads/main'
    timeout-minutes: 10
    cancel-timeout-minutes: 5
    continue-on-error: true
    permissions: read-all
    concurrency: deploy
    env: {C: x}
    services: {db: {image: postgres}}
    snapshot: image
    outputs: {a: b}
    steps:
      - name: Check out
        id: code
        uses: Actions/Checkout@v5 # v5.0.1
        with: {fetch-depth: 0, persist-credentials: false}
        continue-on-error: \${{ github.ref != 'x' }}
        timeout-minutes: 3
        if: always()
        env: {D: e}
      - run: make
        background: true
        id: server
      - parallel:
          - run: one
          - uses: ./gone
      - wait: server
      - wait-all:
      - cancel: [server]
  lint:
    runs-on: {group: big, labels: [x64]}
    continue-on-error: \${{ true }}
    steps: [{run: lint}]
`)
  const [build, lint] = ci.jobs

  test('is read without defects', () => {
    expect(defects).toEqual([])
    expect(ci).toMatchObject({ system: 'github-actions', kind: 'workflow', name: 'CI', unresolved: [] })
    expect(ci.env.get('B')).toMatchObject({ value: '${{ secrets.B }}', at: { route: 'env.B' } })
  })

  test('permissions', () => {
    expect([...(ci.permissions?.scopes ?? [])].map(([name, { value }]) => `${name}: ${value}`)).toEqual([
      'contents: read',
      'id-token: write',
      'artifact-metadata: write',
      'cache: none',
    ])
    expect(build?.permissions).toMatchObject({ all: 'read' })
    expect(lint?.permissions).toBeUndefined()
  })

  test('concurrency', () => {
    expect(ci.concurrency).toMatchObject({ group: { value: 'ci' }, cancelInProgress: { value: true }, queue: 'max' })
    expect(build?.concurrency).toMatchObject({ group: { value: 'deploy' }, cancelInProgress: undefined })
  })

  test('a job', () => {
    expect(build).toMatchObject({
      id: 'build',
      name: 'Build',
      checkNames: ['Build'],
      needs: ['lint'],
      condition: { value: "github.ref == 'refs/heads/main'" },
      timeoutMinutes: { value: '10' },
      allowFailure: { value: true },
      runner: ['self-hosted', 'linux'],
      at: { line: 10, column: 3, route: 'jobs.build' },
    })
    expect(lint?.runner).toEqual(['group:big', 'x64'])
    expect(lint?.allowFailure).toBeUndefined()
  })

  test('its steps, those in parallel one after the other', () => {
    expect(build?.steps.map(({ uses, run }) => uses?.text ?? run?.value ?? '')).toEqual([
      'Actions/Checkout@v5',
      'make',
      'one',
      './gone',
      '',
      '',
      '',
    ])
    expect(build?.steps[0]).toMatchObject({
      id: 'code',
      name: { value: 'Check out' },
      uses: {
        kind: 'remote',
        repository: 'actions/checkout',
        ref: 'v5',
        comment: 'v5.0.1',
        at: { line: 27, route: 'jobs.build.steps[0].uses' },
      },
      condition: { value: 'always()' },
      timeoutMinutes: { value: '3' },
      opaque: [{ because: [{ file: '.github/workflows/ci.yml', line: 27, text: 'uses Actions/Checkout@v5' }] }],
    })
    expect(build?.steps[0]?.allowFailure).toBeUndefined()
    expect(build?.steps[0]?.with.get('fetch-depth')?.value).toBe('0')
    expect(build?.steps[4]).toMatchObject({ commands: [], intents: [], opaque: [], inner: [] })
  })
})

test('which files are read', () => {
  const workflow = 'on: push\njobs: {a: {runs-on: x, steps: [{uses: ./tools/build}]}}'
  const action = (name: string) => `name: ${name}\nruns: {using: composite, steps: [{run: x, shell: bash}]}`
  const { pipelines, defects } = readTree({
    '.github/workflows/a.yml': workflow,
    '.github/workflows/b.yaml': workflow,
    '.github/workflows/sub/c.yml': 'not: a workflow',
    '.github/workflows/readme.md': '#',
    'sub/.github/workflows/d.yml': 'not: a workflow',
    'action.yml': action('root'),
    '.github/actions/one/action.yaml': action('one'),
    '.github/actions/deep/er/action.yml': action('deeper'),
    '.github/actions/js/action.yml': 'name: js\nruns: {using: node24, main: x.js}',
    '.github/actions/docker/action.yml': 'name: docker\nruns: {using: docker, image: Dockerfile}',
    '.github/actions/action.yml': 'some: settings',
    'tools/build/action.yml': action('build'),
    'tools/unused/action.yml': action('unused'),
  })
  expect(defects).toEqual([])
  expect(pipelines.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
    'workflow .github/workflows/a.yml',
    'workflow .github/workflows/b.yaml',
    'action .github/actions/deep/er/action.yml',
    'action .github/actions/one/action.yaml',
    'action action.yml',
    'action tools/build/action.yml',
  ])
  expect(pipelines[2]).toMatchObject({
    name: 'deeper',
    jobs: [{ id: 'action', checkNames: [], steps: [{ shell: 'bash' }] }],
  })
})

test('images that a job and its services run in', () => {
  const images = (...lines: string[]) =>
    readWorkflowText(
      ['on: push', 'jobs:', '  a:', '    runs-on: x', ...lines, '    steps: [{run: a}]'].join('\n'),
    ).ci.jobs[0]?.images?.map(({ value, at }) => `${value} :${at.line}`)
  expect(images()).toBeUndefined()
  expect(images('    container: node:24', '    services: {db: {image: postgres:17}, none: {}}')).toEqual([
    'node:24 :5',
    'postgres:17 :6',
  ])
  expect(images('    container: {image: node:24, env: {A: b}}', `    services: {a: {image: ''}}`)).toEqual([
    'node:24 :5',
  ])
  expect(images('    services: {db: null, cache: {image: [x]}}')).toBeUndefined()
})

test('a workflow without a name has that of its file', () => {
  expect(readWorkflowText('on: push\njobs: {}').ci.name).toBe('.github/workflows/ci.yml')
})

test('names of prototypes are names like others', () => {
  const { ci, defects } = readWorkflowText(
    'on: [push, constructor]\njobs:\n  __proto__: {steps: [{run: x}]}\n  toString: {needs: [__proto__, hasOwnProperty], steps: [{run: x}]}',
  )
  expect(defects).toEqual([])
  expect(ci.triggers.map(({ kind }) => kind)).toEqual(['push', 'other'])
  expect(ci.jobs.map(({ id }) => id)).toEqual(['__proto__', 'toString'])
  expect(ci.jobs[1]?.needs).toEqual(['__proto__', 'hasOwnProperty'])
})

test('anchors stand for what they name', () => {
  const { ci, defects } = readWorkflowText(
    'on: push\njobs:\n  a: &job\n    runs-on: x\n    steps: [&step {run: one}, *step]\n  b: *job\n',
  )
  expect(defects).toEqual([])
  expect(ci.jobs.map(({ id, steps }) => [id, steps.length])).toEqual([
    ['a', 2],
    ['b', 2],
  ])
})

describe('what GitHub would reject is a defect with its place', () => {
  const ok = 'on: push\n'
  test.each<[string, string, number]>([
    [`${ok}jobs:\n  a: {steps: text}`, 'steps must be a list', 3],
    [`${ok}jobs:\n  a: [x]`, 'the job a must be a mapping', 3],
    [`${ok}jobs: [a]`, 'jobs must be a mapping', 2],
    [`${ok}jobs:\n  a: {runs-on: x}`, 'needs steps or uses', 3],
    [`${ok}jobs:\n  a:\n    steps:\n      - text`, 'a step must be a mapping', 5],
    [`${ok}jobs:\n  a:\n    steps:\n      - name: x`, 'needs run or uses', 5],
    [`${ok}jobs:\n  a:\n    steps:\n      - {run: x, uses: y/z@v1}`, 'both run and uses', 5],
    [`${ok}jobs:\n  a:\n    steps:\n      - {uses: y/z@v1, with: [x]}`, 'with must be a mapping', 5],
    [`${ok}jobs:\n  a:\n    steps:\n      - {uses: y/z@v1, with: {x: [y]}}`, 'x in with must be a text', 5],
    [`${ok}jobs:\n  a:\n    steps:\n      - {run: [x]}`, 'run must be a text', 5],
    [`${ok}permissions: write\njobs: {}`, 'permissions must be read-all', 2],
    [`${ok}permissions: {contents: admin}\njobs: {}`, 'contents must be read, write or none', 2],
    [`${ok}concurrency: {cancel-in-progress: true}\njobs: {}`, 'must name a group', 2],
    [`${ok}jobs:\n  a: {environment: {url: x}, steps: []}`, 'needs a name', 3],
    [`${ok}jobs:\n  a: {strategy: {matrix: [x]}, steps: []}`, 'a matrix must be a mapping', 3],
    [ok, 'needs jobs', 1],
  ])('%j', (text, message, line) => {
    const { defects } = readWorkflowText(text)
    expect(defects.map((defect) => defect.message)).toEqual([expect.stringContaining(message)])
    expect(defects[0]?.at).toMatchObject({ file: '.github/workflows/ci.yml', line })
  })

  test.each([
    ['', 'is empty', 1],
    ['# only a comment', 'is empty', 1],
    ['- a', 'must be a mapping', 1],
    ['on: push\njobs:\n\ta: 1', 'indent with spaces', 3],
    ['on: push\non: push\njobs: {}', 'given twice', 2],
  ])('%j gives no pipeline', (text, message, line) => {
    const { pipelines, defects } = readTree({ '.github/workflows/ci.yml': text })
    expect(pipelines).toEqual([])
    expect(defects).toEqual([{ at: expect.objectContaining({ line }), message: expect.stringContaining(message) }])
  })
})

describe('images', () => {
  const images = (job: string) =>
    readWorkflowText(
      `on: push\njobs:\n  a:\n    runs-on: x\n    ${job}\n    steps: [{run: a}]`,
    ).ci.jobs[0]?.images?.map(({ value, service }) => (service === true ? `${value} beside it` : value))

  test.each([
    ['container: node:22', ['node:22']],
    ['container: {image: node:22, env: {A: 1}}', ['node:22']],
    ['container: "${{ inputs.image }}"', ['${{ inputs.image }}']],
    ['container: ""', undefined],
    ['container: null', undefined],
    [
      'container: {image: a, options: b}\n    services: {db: {image: postgres}, none: {image: ""}}',
      ['a', 'postgres beside it'],
    ],
    ['name: a', undefined],
  ])('%s', (job, expected) => {
    expect(images(job)).toEqual(expected)
  })
})
