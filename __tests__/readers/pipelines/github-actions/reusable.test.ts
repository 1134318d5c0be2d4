import { describe, expect, test } from '@jest/globals'
import { readTree, readWorkflowText } from './support.js'

const DEPLOY = `
name: Deploy
on:
  workflow_call:
    inputs:
      environment: {type: string, required: true}
      dry-run: {type: boolean, default: false}
      region: {type: string, default: eu}
concurrency: {group: "deploy-\${{ inputs.environment }}"}
permissions: {contents: read}
env: {SHARED: 1, OWN: 1}
defaults: {run: {shell: bash}}
jobs:
  plan:
    name: Plan \${{ inputs.environment }} \${{ inputs.region }}
    runs-on: x
    env: {OWN: 2}
    steps: [{run: "plan \${{ inputs.environment }} \${{ inputs.dry-run }}"}]
  apply:
    needs: plan
    if: \${{ !inputs.dry-run }}
    runs-on: x
    environment: \${{ inputs.environment }}
    permissions: {id-token: write}
    concurrency: own
    steps: [{run: apply}]
`

const CALLER = `
on: push
jobs:
  test: {runs-on: x, steps: [{run: test}]}
  production:
    needs: test
    if: github.ref == 'refs/heads/main'
    uses: ./.github/workflows/deploy.yml
    with: {environment: production}
    secrets: inherit
  report: {needs: [production], runs-on: x, steps: [{run: report}]}
`

describe('a reusable workflow of the tree', () => {
  const { ci, pipelines, defects, resolver } = readWorkflowText(CALLER, { '.github/workflows/deploy.yml': DEPLOY })
  const job = (id: string) => ci.jobs.find((each) => each.id === id)

  test('stands behind its caller', () => {
    expect(defects).toEqual([])
    expect(ci.unresolved).toEqual([])
    expect(ci.jobs.map(({ id, calledBy }) => [id, calledBy])).toEqual([
      ['test', undefined],
      ['production', undefined],
      ['production/plan', 'production'],
      ['production/apply', 'production'],
      ['report', undefined],
    ])
    expect(job('production')).toMatchObject({
      steps: [],
      checkNames: [],
      checkNamesComplete: true,
      calls: { resolved: true, secrets: 'inherit', target: { kind: 'local', path: '.github/workflows/deploy.yml' } },
    })
    expect(job('production')?.calls?.with.get('environment')?.value).toBe('production')
  })

  test('reports as caller / called', () => {
    expect(job('production/plan')).toMatchObject({
      name: 'Plan production eu',
      checkNames: ['production / Plan production eu'],
      checkNamesComplete: true,
    })
    expect(job('production/apply')?.checkNames).toEqual(['production / apply'])
  })

  test('needs are those of the pipeline', () => {
    expect(job('production/plan')?.needs).toEqual(['test'])
    expect(job('production/apply')?.needs).toEqual(['production/plan'])
    expect(job('report')?.needs).toEqual(['production', 'production/plan', 'production/apply'])
  })

  test('inputs that are given literally take their place', () => {
    expect(job('production/apply')?.environment).toMatchObject({
      name: 'production',
      resolved: true,
      tier: 'production',
    })
    expect(resolver.scripts.map(({ text }) => text)).toContain('plan production false')
  })

  test('what holds for the whole holds for the jobs', () => {
    expect(job('production/plan')).toMatchObject({
      condition: { value: "github.ref == 'refs/heads/main'" },
      concurrency: { group: { value: 'deploy-${{ inputs.environment }}' } },
    })
    expect(job('production/plan')?.permissions?.scopes.has('contents')).toBe(true)
    expect([...(job('production/plan')?.env ?? [])].map(([name, { value }]) => `${name}=${value}`)).toEqual([
      'SHARED=1',
      'OWN=2',
    ])
    expect(job('production/apply')).toMatchObject({
      condition: { value: "(github.ref == 'refs/heads/main') && (!inputs.dry-run)" },
      concurrency: { group: { value: 'own' } },
    })
    expect([...(job('production/apply')?.permissions?.scopes.keys() ?? [])]).toEqual(['id-token'])
  })

  test('the chain starts with the call', () => {
    const [command] = job('production/apply')?.steps[0]?.commands ?? []
    expect(command?.because).toEqual([
      { file: '.github/workflows/ci.yml', line: 8, text: 'uses ./.github/workflows/deploy.yml' },
      { file: '.github/workflows/deploy.yml', line: 26, text: 'apply' },
    ])
  })

  test('is a pipeline of its own that reports nothing by itself', () => {
    const own = pipelines.find(({ kind }) => kind === 'reusable')
    expect(own).toMatchObject({ name: 'Deploy', file: '.github/workflows/deploy.yml' })
    expect(own?.jobs.map(({ checkNames, checkNamesComplete }) => [checkNames, checkNamesComplete])).toEqual([
      [[], true],
      [[], true],
    ])
    expect(own?.jobs[1]?.environment).toMatchObject({ resolved: false, tier: 'unknown' })
  })
})

describe('inputs', () => {
  const environment = (caller: string) => {
    const { ci } = readWorkflowText(`on: push\njobs:\n  a:\n    uses: ./.github/workflows/deploy.yml\n${caller}`, {
      '.github/workflows/deploy.yml': DEPLOY,
    })
    return ci.jobs.find(({ id }) => id === 'a/apply')?.environment
  }

  test.each<[string, string, object | undefined]>([
    ['not given', '', undefined],
    ['an expression', '    with: {environment: "${{ github.ref_name }}"}', { resolved: false, tier: 'unknown' }],
    ['in another case', '    with: {Environment: staging}', { resolved: true, tier: 'staging' }],
    [
      'of a matrix',
      '    strategy: {matrix: {e: [staging, production]}}\n    with: {environment: "${{ matrix.e }}"}',
      { resolved: false, tier: 'unknown' },
    ],
  ])('%s', (_, caller, expected) => {
    if (expected === undefined) expect(environment(caller)).toBeUndefined()
    else expect(environment(caller)).toMatchObject(expected)
  })
})

test('a matrix of callers multiplies the names', () => {
  const { ci } = readWorkflowText(
    'on: push\njobs:\n  a:\n    strategy: {matrix: {v: [1, 2]}}\n    uses: ./.github/workflows/b.yml\n',
    {
      '.github/workflows/b.yml': 'on: workflow_call\njobs:\n  x: {strategy: {matrix: {os: [l, w]}}, steps: [{run: x}]}',
    },
  )
  expect(ci.jobs[1]?.checkNames).toEqual(['a (1) / x (l)', 'a (1) / x (w)', 'a (2) / x (l)', 'a (2) / x (w)'])
})

test('calls of calls', () => {
  const { ci } = readWorkflowText(
    'on: push\njobs:\n  s: {steps: [{run: s}]}\n  a: {needs: s, uses: ./.github/workflows/b.yml, with: {e: prod}}\n  z: {needs: a, steps: [{run: z}]}',
    {
      '.github/workflows/b.yml':
        'on: {workflow_call: {inputs: {e: {type: string}}}}\njobs:\n  b: {uses: ./.github/workflows/c.yml, with: {env: "${{ inputs.e }}-eu"}}\n  d: {needs: b, steps: [{run: d}]}',
      '.github/workflows/c.yml':
        'on: {workflow_call: {inputs: {env: {type: string}}}}\njobs:\n  c: {name: "to ${{ inputs.env }}", environment: "${{ inputs.env }}", steps: [{run: c}]}',
    },
  )
  expect(ci.jobs.map(({ id, needs, checkNames }) => `${id} [${needs}] ${checkNames}`)).toEqual([
    's [] s',
    'a [s] ',
    'a/b [s] ',
    'a/b/c [s] a / b / to prod-eu',
    'a/d [a/b,a/b/c] a / d',
    'z [a,a/b,a/b/c,a/d] z',
  ])
  expect(ci.jobs[3]?.environment).toMatchObject({ name: 'prod-eu', tier: 'production' })
  expect(ci.jobs[3]?.steps[0]?.commands[0]?.because.map(({ text }) => text)).toEqual([
    'uses ./.github/workflows/b.yml',
    'uses ./.github/workflows/c.yml',
    'c',
  ])
})

describe('calls that are not resolved', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      'remote',
      'acme/ci/.github/workflows/t.yml@v1',
      {},
      'remote: remote reusable workflow acme/ci/.github/workflows/t.yml@v1',
    ],
    [
      'missing',
      './.github/workflows/t.yml',
      {},
      'missing: reusable workflow ./.github/workflows/t.yml, which is not in the tree',
    ],
    [
      'recursive',
      './.github/workflows/ci.yml',
      {},
      'too-deep: reusable workflow ./.github/workflows/ci.yml, which calls itself',
    ],
    [
      'not readable',
      './.github/workflows/t.yml',
      { '.github/workflows/t.yml': 'a: "' },
      'unsupported: reusable workflow ./.github/workflows/t.yml, which cannot be read',
    ],
  ])('%s', (_, uses, tree, expected) => {
    const { ci } = readWorkflowText(`on: push\njobs:\n  a: {uses: "${uses}", secrets: {x: y}}\n`, tree)
    expect(ci.unresolved.map(({ reason, what }) => `${reason}: ${what}`)).toEqual([expected])
    expect(ci.unresolved[0]).toMatchObject({ at: { line: 3 }, because: [{ line: 3, text: `uses ${uses}` }] })
    expect(ci.jobs).toMatchObject([
      { id: 'a', steps: [], checkNames: [], checkNamesComplete: false, calls: { resolved: false, secrets: 'named' } },
    ])
  })

  test('too deep, and too many', () => {
    const tree = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [
        `.github/workflows/w${n}.yml`,
        `on: workflow_call\njobs:\n${['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `  ${id}: {uses: ./.github/workflows/w${n + 1}.yml}`).join('\n')}`,
      ]),
    )
    const { pipelines } = readTree({
      ...tree,
      '.github/workflows/ci.yml': 'on: push\njobs:\n  a: {uses: ./.github/workflows/w0.yml}',
    })
    const ci = pipelines.find(({ file }) => file.endsWith('ci.yml'))
    expect(ci?.unresolved.every(({ reason }) => reason === 'too-deep')).toBe(true)
    expect(ci?.jobs.length).toBeLessThan(10_000)
  })
})
