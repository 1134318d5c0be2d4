import { expect, test } from '@jest/globals'
import check from '../../../checks/protection/protection-check-may-not-report.js'
import { known } from '../../../src/core/known.js'
import { plain } from '../../../src/core/message.js'
import type { Protection } from '../../../src/models/index.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection, repository } from '../../helpers/hosting.js'

const JOB = ['  test:', '    runs-on: ubuntu-24.04', '    steps: [{ run: go test ./... }]']
const workflow = (on: readonly string[], job: readonly string[] = JOB, path = 'ci.yml') => ({
  [`.github/workflows/${path}`]: ['on:', ...on.map((line) => `  ${line}`), 'jobs:', ...job].join('\n'),
})
const required = (contexts: readonly string[] = ['test'], changes: Partial<Protection> = {}) =>
  protection({
    requiredChecks: known(contexts.map((context) => ({ context, source: 'ruleset main' }))),
    ...changes,
  })
const queue = required(['test'], { mergeQueue: true })
const always = workflow(['pull_request:'])
const reported = (...names: string[]) => ({
  reportedChecks: known(names.map((name) => ({ name, app: 'github-actions' }))),
})
const matrix = (...condition: string[]) => [
  '  changes:',
  '    runs-on: ubuntu-24.04',
  '    outputs: { go: "${{ steps.filter.outputs.go }}" }',
  '    steps: [{ id: filter, uses: dorny/paths-filter@v3 }]',
  '  test:',
  '    needs: changes',
  ...condition.map((line) => `    ${line}`),
  '    strategy: { matrix: { go: [stable] } }',
  '    runs-on: ubuntu-24.04',
  '    steps: [{ run: go test ./... }]',
]
const called = (condition: string) => ({
  ...workflow(['workflow_call:'], JOB, 'go.yml'),
  ...workflow(
    ['pull_request:'],
    [
      '  changes:',
      '    runs-on: ubuntu-24.04',
      '    steps: [{ run: ./changes.sh }]',
      '  ci:',
      '    needs: changes',
      ...(condition === '' ? [] : [condition]),
      '    uses: ./.github/workflows/go.yml',
    ],
  ),
})

testCheck(check, {
  passes: [
    { name: 'every pull request', files: always, hosting: required() },
    {
      name: 'pull requests to the branch',
      files: workflow(['pull_request: { branches: [main] }']),
      hosting: required(),
    },
    {
      name: 'patterns that take it',
      files: workflow(["pull_request: { branches: ['ma*', '!other'] }"]),
      hosting: required(),
    },
    {
      name: 'other branches ignored',
      files: workflow(['pull_request: { branches-ignore: [legacy] }']),
      hosting: required(),
    },
    { name: 'all paths', files: workflow(["pull_request: { paths: ['**'] }"]), hosting: required() },
    {
      name: 'all states',
      files: workflow(['pull_request: { types: [opened, synchronize, reopened, labeled] }']),
      hosting: required(),
    },
    { name: 'every push', files: workflow(['push:']), hosting: required() },
    {
      name: 'a filter of pushes beside pull requests',
      files: workflow(["push: { paths: ['src/**'] }", 'pull_request:']),
      hosting: required(),
    },
    {
      name: 'a stand-in with the inverse filter',
      files: {
        ...workflow(["pull_request: { paths: ['src/**', 'go.mod'] }"]),
        ...workflow(
          ["pull_request: { paths-ignore: ['go.mod', 'src/**'] }"],
          ['  test:', '    runs-on: ubuntu-24.04', '    steps: [{ run: exit 0 }]'],
          'skip.yml',
        ),
      },
      hosting: required(),
    },
    { name: 'a merge queue with merge_group', files: workflow(['pull_request:', 'merge_group:']), hosting: queue },
    {
      name: 'a merge queue whose branches are pushed',
      files: workflow(['pull_request:', "push: { branches: ['gh-readonly-queue/main/**'] }"]),
      hosting: queue,
    },
    {
      name: 'a workflow of its own for the queue',
      files: { ...always, ...workflow(['merge_group:'], JOB, 'queue.yml') },
      hosting: queue,
    },
    {
      name: 'a job that is skipped: it counts as passed',
      files: workflow(
        ['pull_request:'],
        [
          '  test:',
          "    if: needs.changes.outputs.go == 'true'",
          '    needs: changes',
          '    runs-on: ubuntu-24.04',
          '    steps: [{ run: go test }]',
          '  changes:',
          '    runs-on: ubuntu-24.04',
          '    steps: [{ run: ./changes.sh }]',
        ],
      ),
      hosting: required(),
    },
    {
      name: 'a matrix without a condition',
      files: workflow(['pull_request:'], matrix()),
      hosting: required(['test (stable)']),
    },
    {
      name: 'a matrix whose condition always holds there',
      files: workflow(
        ['pull_request:'],
        matrix("if: github.event_name == 'pull_request' || needs.changes.outputs.go == 'true'"),
      ),
      hosting: required(['test (stable)']),
    },
    {
      name: 'a matrix whose condition holds in this repository',
      files: workflow(
        ['pull_request:'],
        matrix("if: github.repository == 'acme/shop' || needs.changes.outputs.go == 'true'"),
      ),
      hosting: { ...required(['test (stable)']), ...repository() },
    },
    { name: 'a call without a condition', files: called(''), hosting: required(['ci / test']) },
    {
      name: 'pull requests had it, from something that is not in the tree',
      files: workflow(['push: { branches: [main] }']),
      hosting: { ...required(), ...reported('test') },
    },
  ],
  notApplicable: [
    { name: 'nothing is required', files: always, hosting: protection() },
    { name: 'an unprotected branch', files: always, hosting: protection({ protected: false }) },
    {
      name: 'a check of another app',
      files: always,
      hosting: protection({ requiredChecks: known([{ context: 'test', integrationId: 42, source: 'ruleset main' }]) }),
    },
    { name: 'a check that no workflow reports', files: always, hosting: required(['ci/circleci: test']) },
    {
      name: 'another system',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  test:\n    docker: [{ image: cimg/go:1.23 }]\n    steps: [{ run: go test }]\nworkflows:\n  ci: { jobs: [{ test: { filters: { branches: { only: main } } } }] }',
      },
      hosting: required(['ci/circleci: test']),
    },
  ],
  unknown: [
    { name: 'an offline run', files: always },
    { name: 'a token without the permission', files: always, hosting: hiddenProtection(), reason: 'not readable' },
    {
      name: 'several workflows with filters of their own',
      files: {
        ...workflow(["pull_request: { paths: ['src/**'] }"]),
        ...workflow(["pull_request: { paths: ['docs/**'] }"], JOB, 'docs.yml'),
      },
      hosting: required(),
      reason: 'together',
    },
    {
      name: 'a pattern that is no glob',
      files: workflow(["pull_request: { branches: ['[mn]ai?n'] }"]),
      hosting: required(),
    },
    {
      name: 'pushes to patterns of branches',
      files: workflow(["push: { branches: ['feature/**'] }"]),
      hosting: required(),
    },
  ],
  fails: [
    {
      name: 'a filter of paths',
      files: workflow(["pull_request: { paths: ['src/**'] } # ! paths"]),
      hosting: required(),
    },
    {
      name: 'paths taken back',
      files: workflow(["pull_request: { paths: ['**', '!docs/**'] } # ! paths"]),
      hosting: required(),
    },
    {
      name: 'ignored paths',
      files: workflow(["pull_request: { paths-ignore: ['**.md'] } # ! paths"]),
      hosting: required(),
    },
    {
      name: 'every push to some paths',
      files: workflow(["push: { paths: ['src/**'] } # ! paths"]),
      hosting: required(),
    },
    {
      name: 'other branches',
      files: workflow(['pull_request: { branches: [develop] } # ! branches']),
      hosting: required(),
    },
    {
      name: 'the branch ignored',
      files: workflow(['pull_request: { branches-ignore: [main] } # ! branches']),
      hosting: required(),
    },
    {
      name: 'the branch taken back',
      files: workflow(["pull_request: { branches: ['**', '!main'] } # ! branches"]),
      hosting: required(),
    },
    {
      name: 'no new commits',
      files: workflow(['pull_request: { types: [opened, reopened] } # ! types']),
      hosting: required(),
    },
    { name: 'after the merge', files: workflow(['push: { branches: [main] } # ! pushes']), hosting: required() },
    {
      name: 'after the merge, and nobody reported it',
      files: workflow(['push: { branches: [main] } # ! pushes']),
      hosting: { ...required(), ...reported('lint') },
    },
    { name: 'a merge queue', files: workflow(['pull_request: # ! queue']), hosting: queue },
    {
      name: 'a merge queue of another branch',
      files: workflow(['pull_request: # ! queue', 'merge_group: { branches: [develop] }']),
      hosting: queue,
    },
    {
      name: 'a merge queue and a filter',
      files: workflow(["pull_request: { paths: ['src/**'] } # ! paths"]),
      hosting: queue,
      expect: ['.github/workflows/ci.yml:2 queue'],
    },
    {
      name: 'a matrix that a result skips',
      files: workflow(['pull_request:'], matrix("if: needs.changes.outputs.go == 'true' # ! skipped")),
      hosting: required(['test (stable)']),
    },
    {
      name: 'a matrix that is skipped for a program',
      files: workflow(['pull_request:'], matrix("if: github.actor != 'dependabot[bot]' # ! skipped")),
      hosting: { ...required(['test (stable)']), ...repository() },
    },
    {
      name: 'a call that a result skips',
      files: called("    if: needs.changes.outputs.go == 'true' # ! skipped"),
      hosting: required(['ci / test']),
    },
  ],
})

test('the checks of one workflow are one finding', () => {
  const jobs = ['a', 'b', 'c', 'd'].flatMap((id) => [
    `  ${id}:`,
    '    runs-on: ubuntu-24.04',
    '    steps: [{ run: go test }]',
  ])
  const files = workflow(["pull_request: { paths: ['src/**'] }"], jobs)
  const { outcomes } = run(check, { files, hosting: required(['a', 'b', 'c', 'd']) }).result
  expect(outcomes.map((each) => ('message' in each ? plain(each.message) : ''))).toEqual([
    'Required check "a, b, c and 1 more" is not reported for changes that "paths" of ".github/workflows/ci.yml" leaves out: they wait for ever, or are merged past the rules.',
  ])
})
