import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-token-permissions.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (...lines: string[]) => ({ '.github/workflows/ci.yml': lines.join('\n') })
const job = (id: string, ...lines: string[]) => [
  `  ${id}:`,
  '    runs-on: ubuntu-24.04',
  ...lines.map((line) => `    ${line}`),
  '    steps: [{ run: make }]',
]
const READ = 'permissions: { contents: read }'
const reusable = (...lines: string[]) => ({
  '.github/workflows/test.yml': ['on: workflow_call', ...lines, 'jobs:', ...job('test')].join('\n'),
})
const CALL = ['jobs:', '  call:', '    uses: ./.github/workflows/test.yml']

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'a pipeline of another host', files: { '.gitlab-ci.yml': 'test: { script: make }' } },
    { name: 'a reusable workflow, which has the rights of its caller', files: reusable() },
    {
      name: 'an action',
      files: { 'action.yml': 'name: a\nruns: { using: composite, steps: [{ run: make, shell: bash }] }' },
    },
  ],
  passes: [
    { name: 'read rights for all', files: workflow('on: push', READ, 'jobs:', ...job('test'), ...job('lint')) },
    { name: 'no rights for all', files: workflow('on: push', 'permissions: {}', 'jobs:', ...job('test')) },
    { name: 'read-all', files: workflow('on: push', 'permissions: read-all', 'jobs:', ...job('test')) },
    {
      name: 'raised in the job that needs it',
      files: workflow('on: push', READ, 'jobs:', ...job('test'), ...job('release', 'permissions: { contents: write }')),
    },
    {
      name: 'each job by itself',
      files: workflow('on: push', 'jobs:', ...job('test', READ), ...job('lint', 'permissions: {}')),
    },
    {
      name: 'a right to write where there is but one job',
      files: workflow('on: push', 'permissions: { contents: write }', 'jobs:', ...job('release')),
    },
    {
      name: 'a right to write where all others name their own',
      files: workflow('on: push', 'permissions: { contents: write }', 'jobs:', ...job('release'), ...job('test', READ)),
    },
    {
      name: 'an identity that every job shows to a cloud',
      files: workflow(
        'on: push',
        'permissions: { id-token: write }',
        'jobs:',
        ...['plan', 'apply'].flatMap((id) => [
          `  ${id}:`,
          '    runs-on: ubuntu-24.04',
          '    steps: [{ uses: aws-actions/configure-aws-credentials@v5 }]',
        ]),
      ),
    },
    {
      name: 'write-all that no job inherits',
      files: workflow('on: push', 'permissions: write-all', 'jobs:', ...job('test', READ)),
    },
    {
      name: 'a called workflow that limits itself',
      files: { ...workflow('on: push', ...CALL, ...job('lint', READ)), ...reusable(READ) },
    },
  ],
  unknown: [
    {
      name: 'a called workflow that is not here',
      files: workflow('on: push', 'jobs:', '  call:', '    uses: acme/ci/.github/workflows/test.yml@v1'),
      reason: 'acme/ci',
    },
    { name: 'a workflow that does not parse', files: workflow('on: [push', 'jobs: {'), reason: 'ci.yml' },
  ],
  fails: [
    {
      name: 'no rights are named, once a workflow',
      files: workflow('on: push', 'jobs:', '  test: # ! missing', ...job('test').slice(1), ...job('lint')),
    },
    {
      name: 'one of two jobs names none',
      files: workflow('on: push', 'jobs:', ...job('test', READ), '  lint: # ! missing', ...job('lint').slice(1)),
    },
    {
      name: 'a caller of a workflow that does not limit itself',
      files: {
        ...workflow('on: push', 'jobs:', '  call: # ! missing', '    uses: ./.github/workflows/test.yml'),
        ...reusable(),
      },
    },
    {
      name: 'write-all',
      files: workflow('on: push', 'permissions: write-all # ! writeAll', 'jobs:', ...job('test')),
    },
    {
      name: 'write-all of a job',
      files: workflow('on: push', READ, 'jobs:', ...job('test', 'permissions: write-all # ! writeAll')),
    },
    {
      name: 'rights to write for several jobs',
      files: workflow(
        'on: push',
        'permissions:',
        '  contents: write # ! workflowWrite',
        '  packages: read',
        '  id-token: write # ! workflowWrite',
        'jobs:',
        ...job('test'),
        ...job('release'),
      ),
    },
  ],
})

test.each<[string, string, string]>([
  ['push', 'write-all', 'warning'],
  ['pull_request', 'write-all', 'warning'],
  ['pull_request_target', 'write-all', 'error'],
  ['issue_comment', 'write-all', 'error'],
  ['{ workflow_run: { workflows: [ci] } }', 'write-all', 'error'],
])('on %s %s is of severity %s', (on, rights, severity) => {
  const files = workflow(`on: ${on}`, `permissions: ${rights}`, 'jobs:', ...job('test'))
  expect(run(check, { files }).result.outcomes).toMatchObject([{ kind: 'problem', severity }])
})

test('a long list of jobs is cut', () => {
  const files = workflow('on: push', 'jobs:', ...['a', 'b', 'c', 'd', 'e'].flatMap((id) => job(id)))
  const [outcome] = run(check, { files }).result.outcomes
  expect(outcome).toMatchObject({ message: expect.arrayContaining([{ value: 'a, b, c and 2 more' }]) })
})
