import { describe, expect, test } from '@jest/globals'
import { evaluate, NO_CONTEXTS } from '../../../../src/models/evaluate.js'
import { UNKNOWN } from '../../../../src/models/expression-data.js'
import { readTree, readWorkflowText } from './support.js'

const called = (keys: string, job = '') =>
  ['on: workflow_call', keys, 'jobs:', `  run: { runs-on: x, ${job} steps: [{ run: go }] }`].join('\n')

describe('case()', () => {
  test.each([
    ["case(true, 'a', 'b')", 'a'],
    ["case(false, 'a', 'b')", 'b'],
    ["case(false, 'a', 1 == 1, 'b', 'c')", 'b'],
    ["Case(1 == 2, 'a', '', 'b', 'c')", 'c'],
    // The first condition decides, whatever the others are.
    ["case(true, 'a', github.x, 'b', 'c')", 'a'],
    ["case(github.x, 'a', true, 'b', 'c')", UNKNOWN],
    ["case(true, github.x, 'b')", UNKNOWN],
    ["case(true, 'a')", UNKNOWN],
    ["case(true, 'a', true, 'b')", UNKNOWN],
    ['case()', UNKNOWN],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression, NO_CONTEXTS)).toBe(expected)
  })
})

describe('cache-mode', () => {
  const modes = (workflow: string, more: Readonly<Record<string, string>> = {}) => {
    const { ci, defects } = readWorkflowText(workflow, more)
    expect(defects).toEqual([])
    return ci.jobs.map(({ id, cacheMode }) => `${id} ${cacheMode?.value ?? '-'}`)
  }
  const jobs = (keys: string) => `on: push\n${keys}\njobs:\n  a: { runs-on: x, steps: [] }\n`

  test.each([
    ['', ['a -', 'b none']],
    ['cache-mode: read', ['a read', 'b none']],
    ['cache-mode: write-only', ['a write-only', 'b none']],
    ['cache-mode: sometimes', ['a -', 'b none']],
    ['cache-mode: ${{ vars.MODE }}', ['a -', 'b none']],
  ])('%s', (keys, expected) => {
    expect(modes(`${jobs(keys)}  b: { runs-on: x, cache-mode: none, steps: [] }\n`)).toEqual(expected)
  })

  test.each([
    ['', '', 'c/run read'],
    ['cache-mode: none', '', 'c/run none'],
    ['cache-mode: none', 'cache-mode: write,', 'c/run write'],
  ])('a called workflow with %s %s', (keys, job, expected) => {
    const tree = { '.github/workflows/called.yml': called(keys, job) }
    const caller =
      'on: push\ncache-mode: read\njobs:\n  c: { cache-mode: read, uses: ./.github/workflows/called.yml }\n'
    expect(modes(caller, tree)).toEqual(['c read', expected])
  })
})

describe('calls', () => {
  test.each([
    ['', 'none'],
    ['secrets: inherit', 'inherit'],
    ['secrets: { TOKEN: "${{ secrets.TOKEN }}" }', 'named'],
    ['secrets:', 'none'],
  ])('%s hands on %s', (keys, secrets) => {
    const { ci } = readWorkflowText(`on: push\njobs:\n  c:\n    uses: ./.github/workflows/called.yml\n    ${keys}\n`, {
      '.github/workflows/called.yml': called(''),
    })
    expect(ci.jobs[0]?.calls).toMatchObject({ resolved: true, secrets })
  })

  test('`$/` leads to the tree, for workflows and actions', () => {
    const { ci } = readWorkflowText(
      'on: push\njobs:\n  c: { uses: $/.github/workflows/called.yml }\n  d: { runs-on: x, steps: [{ uses: $/act }] }\n',
      {
        '.github/workflows/called.yml': called(''),
        'act/action.yml': 'runs: { using: composite, steps: [{ run: inner, shell: bash }] }',
      },
    )
    expect(ci.unresolved).toEqual([])
    expect(ci.jobs.map(({ id }) => id)).toEqual(['c', 'c/run', 'd'])
    expect(ci.jobs[2]?.steps[0]?.commands.map(({ argv }) => argv[0]?.text)).toEqual(['inner'])
  })

  test('ten levels, and no more', () => {
    const level = (n: number) => `on: workflow_call\njobs: { x: { uses: ./.github/workflows/w${n + 1}.yml } }`
    const tree = (last: number) =>
      Object.fromEntries([
        ...Array.from({ length: last }, (_, n) => [`.github/workflows/w${n}.yml`, level(n)]),
        [`.github/workflows/w${last}.yml`, called('')],
      ]) as Readonly<Record<string, string>>
    const ci = 'on: push\njobs: { x: { uses: ./.github/workflows/w0.yml } }'
    expect(readWorkflowText(ci, tree(8)).ci.unresolved).toEqual([])
    expect(readWorkflowText(ci, tree(9)).ci.unresolved.map(({ reason }) => reason)).toEqual(['too-deep'])
  })

  test('the lockfile fixes workflows of elsewhere', () => {
    const commit = 'd'.repeat(40)
    const { ci } = readWorkflowText('on: push\njobs: { c: { uses: acme/ci/.github/workflows/t.yml@v1 } }', {
      '.github/workflows/actions.lock': [
        'version: v0.0.1',
        'workflows:',
        '  .github/workflows/ci.yml: [acme/ci/.github/workflows/t.yml@v1]',
        'dependencies:',
        `  acme/ci/.github/workflows/t.yml@v1: { ref: v1, commit: sha1-${commit} }`,
      ].join('\n'),
    })
    expect(ci.jobs[0]?.calls?.target).toMatchObject({ ref: 'v1', lockedCommit: commit })
  })

  test('inputs and what they are for are kept; outputs and declared secrets are no defect', () => {
    const { pipelines, defects } = readTree({
      '.github/workflows/called.yml': [
        'on:',
        '  workflow_call:',
        '    inputs: { Stage: { type: string, required: true }, dry: { type: boolean } }',
        '    outputs: { url: { value: "${{ jobs.run.outputs.url }}" } }',
        '    secrets: { TOKEN: { required: true } }',
        'jobs: { run: { runs-on: x, outputs: { url: "${{ steps.a.outputs.url }}" }, steps: [{ id: a, run: go }] } }',
      ].join('\n'),
    })
    expect(defects).toEqual([])
    expect([...(pipelines[0]?.triggers[0]?.inputs ?? [])]).toEqual([
      ['stage', 'string'],
      ['dry', 'boolean'],
    ])
  })
})

describe('keys of jobs and workflows', () => {
  test.each([
    ['concurrency: { group: a, queue: max }', { queue: 'max', cancelInProgress: undefined }],
    ['concurrency: { group: a, queue: single, cancel-in-progress: true }', { queue: 'single' }],
    ['concurrency: a', { group: { value: 'a' } }],
  ])('%s', (keys, expected) => {
    const { ci } = readWorkflowText(`on: push\n${keys}\njobs: { a: { runs-on: x, steps: [] } }`)
    expect(ci.concurrency).toMatchObject(expected)
  })

  test.each([
    ['environment: { name: production, deployment: false }', false],
    ['environment: { name: production, deployment: true }', true],
    ['environment: { name: production, deployment: "${{ inputs.x }}" }', true],
    ['environment: production', true],
  ])('%s records deployments: %s', (keys, records) => {
    const { ci } = readWorkflowText(`on: push\njobs: { a: { runs-on: x, ${keys}, steps: [] } }`)
    expect(ci.jobs[0]?.environment).toMatchObject({ tier: 'production', records })
  })

  test('times with a time zone, permissions that are new, and keys that are not known, are no defect', () => {
    const { ci, defects } = readWorkflowText(
      [
        'on: { schedule: [{ cron: "0 3 * * *", timezone: Europe/Berlin }] }',
        'permissions: { vulnerability-alerts: read, code-quality: write, copilot-requests: write, drives: read }',
        'jobs: { a: { runs-on: x, snapshot: { image-name: base }, cancel-timeout-minutes: 5, tomorrow: 1, steps: [] } }',
      ].join('\n'),
    )
    expect(defects).toEqual([])
    expect(ci.triggers.map(({ kind }) => kind)).toEqual(['schedule'])
    expect([...(ci.permissions?.scopes.keys() ?? [])]).toHaveLength(4)
  })

  test('steps in the background, waits and cancellations', () => {
    const { ci, defects } = readWorkflowText(
      'on: push\njobs: { a: { runs-on: x, steps: [{ id: s, run: serve, background: true }, { run: ask }, { wait: [s] }, { wait-all: }, { cancel: s }] } }',
    )
    expect(defects).toEqual([])
    expect(ci.jobs[0]?.steps.map(({ run }) => run?.value)).toEqual(['serve', 'ask', undefined, undefined, undefined])
  })
})
