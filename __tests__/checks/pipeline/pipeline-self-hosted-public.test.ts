import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-self-hosted-public.js'
import { known } from '../../../src/core/known.js'
import { run, testCheck, type Repository } from '../../helpers/check-tester.js'

const repository = (visibility: 'public' | 'private'): NonNullable<Repository['hosting']> => ({
  repository: known({
    fullName: 'acme/shop',
    defaultBranch: 'main',
    visibility,
    archived: false,
    mirror: false,
    fork: false,
  }),
})
const hosting = repository('public')

const workflow = (on: string, ...job: string[]) => ({
  '.github/workflows/ci.yml': [
    `on: ${on}`,
    'jobs:',
    ...job.map((line) => `  ${line}`),
    '    steps: [{ run: make test }]',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' }, hosting },
    {
      name: 'a private repository',
      files: workflow('pull_request', 'build:', '  runs-on: self-hosted'),
      hosting: repository('private'),
    },
    { name: 'pushes alone', files: workflow('push', 'build:', '  runs-on: self-hosted'), hosting },
    {
      name: 'only for branches of this repository',
      files: workflow(
        'pull_request',
        'build:',
        '  runs-on: self-hosted',
        '  if: github.event.pull_request.head.repo.full_name == github.repository',
      ),
      hosting,
    },
    {
      name: 'only for pushes',
      files: workflow('[push, pull_request]', 'build:', '  runs-on: self-hosted', "  if: github.event_name == 'push'"),
      hosting,
    },
    { name: 'another CI system', files: { '.gitlab-ci.yml': 'build: { tags: [self-hosted], script: make }' }, hosting },
  ],
  passes: [
    { name: 'hosted runners', files: workflow('pull_request', 'build:', '  runs-on: ubuntu-24.04'), hosting },
    {
      name: 'hosted runners of a repository that is not known',
      files: workflow('pull_request', 'a:', '  runs-on: macos-15'),
    },
    { name: 'larger ones', files: workflow('pull_request', 'build:', '  runs-on: ubuntu-24.04-16-cores'), hosting },
    {
      name: 'those of a provider',
      files: workflow('pull_request', 'build:', '  runs-on: depot-ubuntu-24.04-4'),
      hosting,
    },
    {
      name: 'those of a provider that also say self-hosted',
      files: workflow('pull_request', 'build:', '  runs-on: [self-hosted, "runs-on=${{ github.run_id }}/cpu=4"]'),
      hosting,
    },
    {
      name: 'a matrix of hosted ones',
      files: workflow(
        'pull_request',
        'build:',
        '  strategy: { matrix: { os: [ubuntu-24.04, windows-2025] } }',
        '  runs-on: ${{ matrix.os }}',
      ),
      hosting,
    },
    {
      name: 'a matrix of hosted ones beside something that is not known',
      files: workflow(
        'pull_request',
        'build:',
        '  strategy: { matrix: { os: [ubuntu-24.04], quick: ["${{ github.event.pull_request.draft }}"] } }',
        '  runs-on: ${{ matrix.os }}',
      ),
      hosting,
    },
    {
      name: 'one of two, both hosted',
      files: workflow(
        'pull_request',
        'build:',
        "  runs-on: ${{ github.repository == 'acme/shop' && 'depot-ubuntu-24.04' || 'ubuntu-latest' }}",
      ),
      hosting,
    },
  ],
  unknown: [
    {
      name: 'a name of one’s own',
      files: workflow('pull_request', 'build:', '  runs-on: big-linux'),
      hosting,
      reason: 'big-linux',
    },
    { name: 'a group', files: workflow('pull_request', 'build:', '  runs-on: { group: big }'), hosting },
    { name: 'a variable', files: workflow('pull_request', 'build:', '  runs-on: ${{ vars.RUNNER }}'), hosting },
    { name: 'visibility that is not known', files: workflow('pull_request', 'build:', '  runs-on: self-hosted') },
  ],
  fails: [
    {
      name: 'a runner of one’s own',
      files: workflow('pull_request', 'build: # ! reachable', '  runs-on: self-hosted'),
      hosting,
    },
    {
      name: 'one of several labels',
      files: workflow('[push, pull_request]', 'build: # ! reachable', '  runs-on: [self-hosted, linux, ubuntu-24.04]'),
      hosting,
    },
    {
      name: 'one of a matrix',
      files: workflow(
        'pull_request',
        'build: # ! reachable',
        '  strategy: { matrix: { runner: [ubuntu-24.04, [self-hosted, gpu]] } }',
        '  runs-on: ${{ matrix.runner }}',
      ),
      hosting,
    },
    {
      name: 'a called workflow',
      files: {
        '.github/workflows/ci.yml': 'on: pull_request\njobs:\n  call:\n    uses: ./.github/workflows/build.yml\n',
        '.github/workflows/build.yml': [
          'on: workflow_call',
          'jobs:',
          '  build: # ! reachable',
          '    runs-on: self-hosted',
          '    steps: [{ run: make }]',
        ].join('\n'),
      },
      hosting,
    },
  ],
})

test('a label that somebody must set makes it a warning', () => {
  const files = workflow('{ pull_request: { types: [labeled] } }', 'build:', '  runs-on: self-hosted')
  const [outcome] = run(check, { files, hosting }).result.outcomes
  expect(outcome).toMatchObject({ kind: 'problem', severity: 'warning' })
})
