import { describe, expect, test } from '@jest/globals'
import { readTree, readWorkflowText } from './support.js'

const ACTION = `
name: Build
inputs:
  target: {default: all}
  flags: {required: true}
  token: {default: "\${{ github.token }}"}
runs:
  using: composite
  steps:
    - run: make \${{ inputs.target }} \${{ inputs.flags }} \${{ inputs.token }}
      shell: bash
    - run: |
        cd x
        \${{ github.action_path }}/go.sh && $GITHUB_ACTION_PATH/go.sh
      shell: sh
      continue-on-error: true
    - uses: actions/cache@v4
`

const CALL = `
on: push
jobs:
  a:
    defaults: {run: {working-directory: ignored}}
    steps:
      - uses: ./.github/actions/build
        with: {Flags: -j2}
`

describe('a composite action', () => {
  const { ci, defects, resolver } = readWorkflowText(CALL, { '.github/actions/build/action.yml': ACTION })
  const step = ci.jobs[0]?.steps[0]

  test('does what its steps do', () => {
    expect(defects).toEqual([])
    expect(step?.inner).toHaveLength(3)
    expect(step?.commands.map(({ argv }) => argv[0]?.text)).toEqual(['make', 'cd', '.github/actions/build/go.sh'])
    expect(step?.intents.map(({ kind }) => kind)).toEqual(['build', 'build'])
    expect(step?.opaque.map(({ what }) => what)).toEqual(['actions/cache@v4'])
  })

  test('gets the inputs that are given, and its defaults; defaults of the job do not reach it', () => {
    const [first, second] = resolver.scripts
    expect(first?.text).toBe('make all -j2 ${{ inputs.token }}')
    expect(first).toMatchObject({ shell: 'bash', directory: '.' })
    expect(second?.text).toBe('cd x\n.github/actions/build/go.sh && .github/actions/build/go.sh\n')
    expect(first?.place(first.text.indexOf('${{'))).toEqual({ line: 10, column: 58 })
  })

  test('the chain leads from the call to the line', () => {
    expect(step?.commands[0]?.because).toEqual([
      { file: '.github/workflows/ci.yml', line: 7, text: 'uses ./.github/actions/build' },
      {
        file: '.github/actions/build/action.yml',
        line: 10,
        text: 'make ${{ inputs.target }} ${{ inputs.flags }} ${{ inputs.token }}',
      },
    ])
    expect(step?.opaque[0]?.because.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '7 uses ./.github/actions/build',
      '17 uses actions/cache@v4',
    ])
  })

  test('what an inner step tolerates does not fail the caller', () => {
    expect(step?.commands.map(({ ignoredFailure }) => ignoredFailure)).toEqual([
      undefined,
      'continue-on-error: true',
      'continue-on-error: true',
    ])
    expect(step?.intents[1]?.command).toBe(step?.commands[1])
  })

  test('is a pipeline of its own, too', () => {
    const { pipelines } = readTree({ '.github/actions/build/action.yml': ACTION })
    expect(pipelines[0]?.jobs[0]?.steps[0]?.commands[0]?.because).toHaveLength(1)
  })
})

const step = (uses: string, tree: Readonly<Record<string, string>>, before = '') => {
  const { ci, defects } = readWorkflowText(`on: push\njobs: {a: {steps: [${before}{uses: "${uses}"}]}}`, tree)
  return { step: ci.jobs[0]?.steps.at(-1), defects }
}
const composite = (run: string) => `runs: {using: composite, steps: [{${run}}]}`

test.each<[string, string, Readonly<Record<string, string>>, string[]]>([
  ['at the root', './', { 'action.yml': composite('run: x, shell: sh') }, []],
  ['in the repository that runs', '$/a', { 'a/action.yaml': composite('run: x, shell: sh') }, []],
  ['missing', './a', {}, ['missing: local action ./a, which is not in the tree']],
  ['outside of the workspace', '../a', {}, ['remote: action ../a, which lies outside this repository']],
  [
    'JavaScript',
    './a',
    { 'a/action.yml': 'runs: {using: node20, main: x}' },
    ['unknown-action: local JavaScript action ./a'],
  ],
  ['Docker', './a', { 'a/action.yml': 'runs: {using: docker, image: x}' }, ['unknown-action: local Docker action ./a']],
  ['a Dockerfile alone', './a', { 'a/Dockerfile': 'FROM x' }, ['unknown-action: local Docker action ./a']],
  ['not readable', './a', { 'a/action.yml': 'runs: "' }, ['unsupported: local action ./a, which cannot be read']],
  ['calling itself', './a', { 'a/action.yml': composite('uses: ./a') }, ['too-deep: action ./a, which calls itself']],
  [
    'calling one another',
    './a',
    { 'a/action.yml': composite('uses: ./b'), 'b/action.yml': composite('uses: ./a') },
    ['too-deep: action ./a, which calls itself'],
  ],
])('a local action %s', (_, uses, tree, expected) => {
  expect(step(uses, tree).step?.opaque.map(({ reason, what }) => `${reason}: ${what}`)).toEqual(expected)
})

test('a local action is looked for where this repository was checked out', () => {
  const tree = { 'a/action.yml': composite('run: x, shell: sh') }
  const checkout = '{uses: actions/checkout@v5, with: {path: self}}, '
  expect(step('./self/a', tree, checkout).step?.opaque).toEqual([])
  expect(step('./a', tree, checkout).step?.opaque).toMatchObject([{ reason: 'remote' }])
  expect(step('$/a', tree, checkout).step?.opaque).toEqual([])
})

test('an action that an expression names is not known', () => {
  expect(step('${{ vars.ACTION }}', {}).step?.opaque).toMatchObject([{ reason: 'dynamic' }])
})

test.each([
  ['runs: {using: deno, main: x}', 'no known runtime'],
  ['runs: {main: x}', 'needs runs.using'],
  ['name: x', 'needs runs.using'],
  ['runs: {using: composite}', 'needs steps'],
  ['runs: {using: composite, steps: x}', 'steps must be a list'],
])('%s is a defect', (action, message) => {
  const { defects } = step('./a', { 'a/action.yml': action })
  expect(new Set(defects.map((defect) => defect.message))).toEqual(new Set([expect.stringContaining(message)]))
  expect(defects[0]?.at).toMatchObject({ file: 'a/action.yml', line: 1 })
})

test('calls are bounded in depth and number', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 15 }, (_, n) => [`a${n}/action.yml`, composite(`uses: ./a${n + 1}`)]),
  )
  expect(step('./a0', chain).step?.opaque).toMatchObject([
    { reason: 'too-deep', what: expect.stringContaining('./a10') },
  ])
  const fans = Object.fromEntries(
    Array.from({ length: 9 }, (_, n) => [
      `a${n}/action.yml`,
      `runs: {using: composite, steps: [${Array(20)
        .fill(`{uses: ./a${n + 1}}`)
        .join()}]}`,
    ]),
  )
  const { step: wide } = step('./a0', fans)
  expect(wide?.opaque.some(({ reason }) => reason === 'too-deep')).toBe(true)
  expect(wide?.opaque.length).toBeLessThan(10_000)
})
