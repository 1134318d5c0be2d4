import { describe, expect, test } from '@jest/globals'
import { shellOf } from '../../../../src/readers/pipelines/github-actions/shell.js'
import type { Script } from '../../../../src/readers/resolve/types.js'
import { readWorkflowText } from './support.js'

function scripts(job: string, top = ''): readonly Script[] {
  const { resolver, defects } = readWorkflowText(`on: push\n${top}jobs:\n  a:\n${job.replace(/^/gm, '    ')}\n`)
  expect(defects).toEqual([])
  return resolver.scripts
}

const script = (job: string, top = '') => scripts(job, top)[0]

describe('shells', () => {
  test.each<[string | undefined, boolean, object]>([
    [undefined, false, { shell: undefined, failFast: true }],
    [undefined, true, { shell: 'pwsh', failFast: true }],
    ['bash', false, { shell: 'bash', failFast: true }],
    ['bash', true, { shell: 'bash', failFast: true }],
    ['sh', false, { shell: 'sh', failFast: true }],
    ['pwsh', false, { shell: 'pwsh', failFast: true }],
    ['cmd', true, { shell: 'cmd', failFast: false }],
    ['python', false, { shell: 'python', failFast: true }],
    ['bash {0}', false, { shell: undefined, failFast: false }],
    ['bash -l {0}', false, { shell: undefined, failFast: false }],
    ['bash -el {0}', false, { shell: undefined, failFast: true }],
    ['/usr/bin/bash --noprofile -eo pipefail {0}', false, { shell: 'bash', failFast: true }],
    ['bash -o errexit {0}', false, { shell: undefined, failFast: true }],
    ['sh {0}', false, { shell: 'sh', failFast: false }],
    ['nix develop -c bash -e {0}', false, { shell: undefined, failFast: true }],
    ['msys2 {0}', true, { shell: undefined, failFast: true }],
    ['perl {0}', false, { shell: 'perl', failFast: false }],
    ['python3 -u {0}', false, { shell: 'python3', failFast: false }],
    ['', false, { shell: '', failFast: false }],
  ])('%s', (written, windows, expected) => {
    expect(shellOf(written, windows)).toEqual(expected)
  })

  test('the step decides, then the job, then the workflow', () => {
    const top = 'defaults: {run: {shell: bash, working-directory: w}}\n'
    expect(script('steps: [{run: x}]', top)).toMatchObject({ shell: 'bash', directory: 'w' })
    expect(script('defaults: {run: {shell: sh}}\nsteps: [{run: x}]', top)).toMatchObject({
      shell: 'sh',
      directory: 'w',
    })
    expect(script('steps: [{run: x, shell: pwsh, working-directory: s}]', top)).toMatchObject({
      shell: 'pwsh',
      directory: 's',
    })
  })

  test.each([
    ['runs-on: windows-2025', 'pwsh'],
    ['runs-on: [self-hosted, Windows]', 'pwsh'],
    ['runs-on: ubuntu-latest', undefined],
    ["runs-on: ${{ vars.BIG && 'big-windows' || 'windows-latest' }}", 'pwsh'],
    ['runs-on: ${{ matrix.os }}\nstrategy: {matrix: {os: [windows-2022, windows-2025]}}', 'pwsh'],
    ['runs-on: ${{ matrix.os }}\nstrategy: {matrix: {os: [windows-2022, ubuntu-latest]}}', undefined],
  ])('%s', (job, shell) => {
    expect(script(`${job}\nsteps: [{run: x}]`)?.shell).toBe(shell)
  })
})

describe('folders', () => {
  const directory = (steps: string) => scripts(`steps:\n${steps}`).at(-1)?.directory

  test.each<[string, string, string | undefined]>([
    ['the root', '  - run: x', '.'],
    ['a folder', '  - {run: x, working-directory: ./a//b/../c/}', 'a/c'],
    ['below the workspace', '  - {run: x, working-directory: "${{ github.workspace }}/a"}', 'a'],
    ['outside', '  - {run: x, working-directory: ../a}', undefined],
    ['absolute', '  - {run: x, working-directory: /tmp}', undefined],
    ['an expression', '  - {run: x, working-directory: "${{ matrix.dir }}"}', undefined],
    ['a variable', '  - {run: x, working-directory: $HOME}', undefined],
    [
      'checked out into a folder',
      '  - {uses: actions/checkout@v5, with: {path: src}}\n  - {run: x, working-directory: src/a}',
      'a',
    ],
    ['beside it', '  - {uses: actions/checkout@v5, with: {path: src}}\n  - {run: x}', undefined],
    [
      'checked out twice',
      '  - {uses: actions/checkout@v5}\n  - {uses: actions/checkout@v5, with: {path: base, ref: main}}\n  - {run: x, working-directory: base/a}',
      'a',
    ],
    [
      'another repository in a folder',
      '  - {uses: actions/checkout@v5}\n  - {uses: actions/checkout@v5, with: {repository: a/b, path: b}}\n  - {run: x}',
      '.',
    ],
    [
      'inside of it',
      '  - {uses: actions/checkout@v5}\n  - {uses: actions/checkout@v5, with: {repository: a/b, path: b}}\n  - {run: x, working-directory: b/c}',
      undefined,
    ],
    [
      'another repository in place of this one',
      '  - {uses: actions/checkout@v5, with: {repository: a/b}}\n  - {run: x}',
      undefined,
    ],
    [
      'a fork of this one',
      '  - {uses: actions/checkout@v5, with: {repository: "${{ github.event.pull_request.head.repo.full_name }}"}}\n  - {run: x}',
      '.',
    ],
    [
      'a folder that an expression names',
      '  - {uses: actions/checkout@v5, with: {path: "${{ vars.P }}"}}\n  - {run: x}',
      undefined,
    ],
  ])('%s', (_, steps, expected) => {
    expect(directory(steps)).toBe(expected)
  })
})

test('the chain starts with the first line of the script, and offsets lead to the source', () => {
  const { resolver } = readWorkflowText(
    'on: push\njobs:\n  a:\n    steps:\n      - run: |\n\n          make  all \n          make test\n',
  )
  const [run] = resolver.scripts
  expect(run).toMatchObject({
    file: '.github/workflows/ci.yml',
    route: 'jobs.a.steps[0].run',
    because: [{ file: '.github/workflows/ci.yml', line: 7, text: 'make  all' }],
  })
  expect(run?.place(run.text.indexOf('test'))).toEqual({ line: 8, column: 16 })
})

test('the workspace is substituted, other expressions stay', () => {
  const job =
    'steps: [{run: "a ${{ github.workspace }}/x $GITHUB_WORKSPACE/y ${GITHUB_WORKSPACE} ${{ github.sha }} $GITHUB_WORKSPACES", working-directory: d}]'
  expect(script(job)?.text).toBe('a ../x ../y .. ${{ github.sha }} $GITHUB_WORKSPACES')
})
