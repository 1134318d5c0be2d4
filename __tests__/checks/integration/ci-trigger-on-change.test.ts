import { expect, test } from '@jest/globals'
import check from '../../../checks/integration/ci-trigger-on-change.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, step = '{ run: go test ./... }', ...job: string[]) =>
  [
    ...(on.includes('\n') ? [`on:\n${on}`] : [`on: ${on}`]),
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    ...job.map((line) => `    ${line}`),
    `    steps: [${step}]`,
  ].join('\n')
const ci = (...parts: Parameters<typeof workflow>) => ({ '.github/workflows/ci.yml': workflow(...parts) })
const nightly = (step?: string) => ({
  '.github/workflows/nightly.yml': workflow("{ schedule: [{ cron: '0 3 * * *' }] }", step),
})

const circle = [
  'version: 2.1',
  'jobs: { test: { docker: [{ image: cimg/go:1.25 }], steps: [checkout, run: go test ./...] } }',
  'workflows: { ci: { jobs: [test] } }',
].join('\n')

testCheck(check, {
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  notApplicable: [
    { name: 'nothing to test', files: { 'README.md': '# shop' } },
    { name: 'no pipeline that tests', files: ci('issues', '{ uses: actions/stale@v10 }') },
    {
      name: 'a release that is built from a tag',
      files: ci('{ push: { tags: [v1] } }', '{ run: goreleaser release }'),
    },
    { name: 'a scan that builds by itself', files: ci('push', '{ uses: github/codeql-action/autobuild@v3 }') },
  ],
  passes: [
    {
      name: 'pushes to branches that people work on',
      files: ci('  push:\n    branches: [main, feature/*, hotfix/*]'),
    },
    {
      name: 'the same of Bitbucket, in one pattern',
      files: {
        'bitbucket-pipelines.yml':
          'pipelines: { branches: { "{feature/*,main}": [{ step: { script: [go test ./...] } }] } }',
      },
    },
    {
      name: 'Woodpecker, changes that go into the default branch',
      files: {
        '.woodpecker.yaml':
          'when: [{ event: pull_request, branch: "${CI_REPO_DEFAULT_BRANCH}" }]\nsteps: [{ name: t, image: golang, commands: [go test ./...] }]',
      },
    },
    {
      name: 'one certain start beside uncertain ones',
      files: { Jenkinsfile: "node { sh 'go test ./...' }", ...ci('pull_request') },
    },
    {
      name: 'Jenkins, polling',
      files: {
        Jenkinsfile: [
          'pipeline {',
          '  agent any',
          "  triggers { pollSCM('H/5 * * * *') }",
          "  stages { stage('Test') { steps { sh 'go test ./...' } } }",
          '}',
        ].join('\n'),
      },
    },
    {
      name: 'CircleCI, every branch',
      files: { '.circleci/config.yml': circle },
    },
    {
      name: 'Bitbucket, pull requests',
      files: {
        'bitbucket-pipelines.yml': "pipelines: { pull-requests: { '**': [{ step: { script: [go test ./...] } }] } }",
      },
    },
    {
      name: 'GitLab, without rules: every branch',
      files: { '.gitlab-ci.yml': 'test: { script: npx jest }' },
    },
    {
      name: 'GitLab, merge requests',
      files: {
        '.gitlab-ci.yml': 'test: { script: npx jest, rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }',
      },
    },
    { name: 'pull requests and pushes', files: ci('[pull_request, push]') },
    { name: 'pull requests alone', files: ci('pull_request') },
    { name: 'the merge queue', files: ci('merge_group') },
    { name: 'pushes of every branch', files: ci('push') },
    { name: 'pushes of branches by pattern', files: ci("{ push: { branches: ['**'] } }") },
    { name: 'pushes of all but some branches', files: ci('{ push: { branches-ignore: [docs] } }') },
    { name: 'a nightly run beside', files: { ...ci('pull_request'), ...nightly() } },
    {
      name: 'through a reusable workflow',
      files: {
        '.github/workflows/pr.yml': 'on: pull_request\njobs: { call: { uses: ./.github/workflows/ci.yml } }',
        ...ci('workflow_call'),
      },
    },
    {
      name: 'through a workflow that a change starts',
      files: {
        '.github/workflows/pr.yml': workflow('pull_request', '{ run: echo started }').replace('on:', 'name: pr\non:'),
        ...ci('{ workflow_run: { workflows: [pr] } }'),
      },
    },
    { name: 'a linter', files: ci('pull_request', '{ run: npx eslint . }') },
  ],
  unknown: [
    {
      name: 'Jenkins, whose server decides what starts the job',
      files: { Jenkinsfile: "node { sh 'go test ./...' }" },
      reason: 'whether a change starts "go"',
    },
    {
      name: 'a buildspec, whose project is elsewhere',
      files: { 'buildspec.yml': 'version: 0.2\nphases: { build: { commands: [go test ./...] } }' },
      reason: 'whether a change starts "go" in job "build"',
    },
    {
      name: 'GitLab, a rule that hangs on a variable of the project',
      files: {
        '.gitlab-ci.yml': 'test: { script: npx jest, rules: [{ if: $RUN_TESTS == "yes" }] }',
      },
      reason: 'whether a change starts "jest" in job "test"',
    },
    {
      name: 'a step of pull requests that may test',
      files: { ...ci('pull_request', '{ run: make ci }'), ...nightly() },
      reason: 'may test each change',
    },
    {
      name: 'a workflow of another repository',
      files: {
        '.github/workflows/pr.yml': 'on: pull_request\njobs: { a: { uses: acme/ci/.github/workflows/a.yml@v1 } }',
        ...nightly(),
      },
      reason: 'acme/ci',
    },
    {
      name: 'a pipeline that is not read',
      files: { 'appveyor.yml': 'test_script: [npm test]', ...nightly() },
      reason: 'appveyor.yml',
    },
    { name: 'tests in a workflow that nothing here calls', files: ci('workflow_call') },
  ],
  fails: [
    {
      name: 'GitLab, tests after the merge beside a job for merge requests',
      files: {
        '.gitlab-ci.yml': [
          'danger: { script: echo hello, rules: [{ if: $CI_MERGE_REQUEST_IID }] }',
          'test:',
          '  script: npx jest',
          '  rules:',
          '    - if: $CI_COMMIT_BRANCH == "main" # ! merged',
        ].join('\n'),
      },
    },
    {
      name: 'only at night',
      files: ci("  schedule: # ! otherwise\n    - cron: '0 3 * * *'\n  workflow_dispatch:"),
    },
    { name: 'only by hand', files: ci('  workflow_dispatch: # ! otherwise\n') },
    { name: 'only for releases', files: ci('  release: # ! otherwise\n    types: [published]') },
    { name: 'only for tags', files: ci('  push: # ! otherwise\n    tags: [v*]') },
    {
      name: 'a condition keeps the tests out of pull requests',
      files: ci(
        "  pull_request:\n  schedule:\n    - cron: '0 3 * * *'",
        '{ run: go test ./... }',
        "if: github.event_name == 'schedule' # ! skipped",
      ),
    },
    {
      name: 'only after the merge, and on branches of releases',
      files: ci("  push: # ! merged\n    branches: [main, release/*, v1.*, '2.*']"),
    },
    { name: 'only after the merge', files: ci('  push: # ! merged\n    branches: [main]') },
  ],
})

test('after the merge is a warning', () => {
  const { result } = run(check, { files: ci('{ push: { branches: [main, release-1] } }') })
  expect(result.outcomes).toMatchObject([{ kind: 'problem', severity: 'warning', messageId: 'merged' }])
})
