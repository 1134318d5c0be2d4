import { describe, expect, test as it } from '@jest/globals'
import check from '../../../checks/protection/protection-required-checks.js'
import { known } from '../../../src/core/known.js'
import { plain } from '../../../src/core/message.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection, repository } from '../../helpers/hosting.js'

const workflow = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n'),
})
const required = (...contexts: string[]) =>
  protection({ requiredChecks: known(contexts.map((context) => ({ context, source: 'ruleset main' }))) })

const test = workflow('test:', '  runs-on: ubuntu-24.04', '  steps: [{ run: go test ./... }]')
const FAILS = `  steps: [{ if: "contains(needs.*.result, 'failure')", run: exit 1 }]`
const aggregate = (needs: string, { condition = '  if: always()', steps = FAILS } = {}) =>
  workflow(
    'lint:',
    '  runs-on: ubuntu-24.04',
    '  steps: [{ run: golangci-lint run }]',
    'test:',
    '  runs-on: ubuntu-24.04',
    '  steps: [{ run: go test ./... }]',
    'ci-ok:',
    `  needs: ${needs}`,
    '  runs-on: ubuntu-24.04',
    ...(condition === '' ? [] : [condition]),
    steps,
  )
const called = (...lines: string[]) => ({
  '.github/workflows/test.yml':
    'on: workflow_call\njobs:\n  unit:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
  ...workflow('test:', '  uses: ./.github/workflows/test.yml', ...lines),
})

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', hosting: protection() },
    {
      name: 'a test job that pull requests do not start',
      hosting: required(),
      files: {
        '.github/workflows/ci.yml': [
          'on: [push, pull_request]',
          'jobs:',
          '  test:',
          "    if: github.event_name == 'push'",
          '    runs-on: ubuntu-24.04',
          '    steps: [{ run: go test ./... }]',
        ].join('\n'),
      },
    },
    {
      name: 'tests of pull requests to other branches',
      hosting: required(),
      files: {
        '.github/workflows/ci.yml':
          'on: { pull_request: { branches: [legacy] } }\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
    },
    {
      name: 'a measurement',
      hosting: required(),
      files: workflow('bench:', '  runs-on: ubuntu-24.04', '  steps: [{ run: k6 run load.js }]'),
    },
    {
      name: 'a test job that may fail',
      hosting: required(),
      files: workflow(
        'test:',
        '  runs-on: ubuntu-24.04',
        '  continue-on-error: true',
        '  steps: [{ run: go test ./... }]',
      ),
    },
    {
      name: 'an unprotected branch without tests',
      hosting: protection({ protected: false }),
      files: workflow('lint:', '  runs-on: ubuntu-24.04', '  steps: [{ run: golangci-lint run }]'),
    },
    {
      name: 'tests run on a schedule only',
      hosting: protection(),
      files: {
        '.github/workflows/ci.yml':
          'on:\n  schedule: [{ cron: "0 3 * * *" }]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
    },
  ],
  unknown: [
    { name: 'an offline run', files: test },
    {
      name: 'Mergify may hold it back',
      files: { ...test, '.mergify.yml': '' },
      hosting: required(),
      reason: '.mergify.yml',
    },
    { name: 'Prow may hold it back', files: { ...test, OWNERS: 'approvers: [jane]\n' }, hosting: required('lint') },
    {
      name: 'a required workflow of the organisation may test',
      files: test,
      hosting: protection({ requiredWorkflows: ['.github/workflows/organisation.yml'] }),
      reason: 'organisation.yml',
    },
    { name: 'hidden contexts', files: test, hosting: hiddenProtection() },
    {
      name: 'a required check that another system may report',
      files: { Jenkinsfile: "pipeline { agent any; stages { stage('Test') { steps { sh 'mvn verify' } } } }" },
      hosting: required('continuous-integration/jenkins/pr-merge'),
      reason: 'continuous-integration/jenkins/pr-merge',
    },
    {
      name: 'a check name that holds an expression',
      files: workflow(
        'test:',
        '  name: Test ${{ vars.SUITE }}',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('Test all'),
    },
  ],
  implied: [
    {
      name: 'a required job that is skipped when the tests fail',
      files: aggregate('[lint, test]', { condition: '' }),
      hosting: required('ci-ok'),
    },
    {
      name: 'a required job that is skipped on another condition',
      files: aggregate('[lint, test]', { condition: "  if: github.event_name == 'pull_request'" }),
      hosting: required('ci-ok'),
    },
    {
      name: 'a required job that always runs and looks at nothing',
      files: aggregate('[lint, test]', { steps: '  steps: [{ run: echo done }]' }),
      hosting: required('ci-ok'),
    },
    { name: 'an unprotected branch', files: test, hosting: protection({ protected: false }) },
  ],
  passes: [
    { name: 'the test job is required', files: test, hosting: required('test') },
    {
      name: 'an aggregate job that waits for it is required',
      files: aggregate('[lint, test]'),
      hosting: required('ci-ok'),
    },
    ...[
      { name: 'runs unless cancelled', condition: '  if: ${{ !cancelled() }}', steps: FAILS },
      { name: 'runs on failure', condition: '  if: failure()', steps: '  steps: [{ run: exit 1 }]' },
      {
        name: 'uses an action that looks at what it needs',
        condition: '  if: always()',
        steps: '  steps: [{ uses: re-actors/alls-green@v1, with: { jobs: "${{ toJSON(needs) }}" } }]',
      },
      {
        name: 'hands what it needs to a script',
        condition: '  if: always()',
        steps: '  steps: [{ run: ./check.sh, env: { RESULTS: "${{ join(needs.*.result) }}" } }]',
      },
    ].map(({ name, ...parts }) => ({
      name: `an aggregate job that ${name}`,
      files: aggregate('[lint, test]', parts),
      hosting: required('ci-ok'),
    })),
    { name: 'a job of a called workflow', files: called(), hosting: required('test / unit') },
    {
      name: 'an aggregate job that waits for a called workflow',
      files: called('ok:', '  if: always()', '  needs: test', '  runs-on: ubuntu-24.04', FAILS),
      hosting: required('ok'),
    },
    {
      name: 'a merge queue that starts the tests',
      files: {
        '.github/workflows/ci.yml':
          'on: merge_group\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: go test ./... }]',
      },
      hosting: required('test'),
    },
    {
      name: 'a workflow that a ruleset requires',
      files: test,
      hosting: protection({ requiredWorkflows: ['.github/workflows/ci.yml'] }),
    },
    {
      name: 'a cell of a matrix',
      files: workflow(
        'test:',
        '  strategy:',
        '    matrix: { go: [stable, oldstable] }',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('test (stable)', 'test (oldstable)'),
    },
  ],
  fails: [
    {
      name: 'a called workflow',
      files: called(),
      hosting: required('lint'),
      expect: ['.github/workflows/test.yml:3 notRequired'],
    },
    {
      name: 'a check name that no required one can be',
      files: workflow(
        'test: # ! notRequired',
        '  name: Test ${{ vars.SUITE }}',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('lint'),
    },
    { name: 'nothing is required', files: test, hosting: required(), expect: ['none'] },
    {
      name: 'only the linter is required',
      files: workflow(
        'lint:',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: golangci-lint run }]',
        'test: # ! notRequired',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
      ),
      hosting: required('lint'),
    },
    {
      name: 'the aggregate job does not wait for the tests',
      files: workflow(
        'lint:',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: golangci-lint run }]',
        'test: # ! notRequired',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: go test ./... }]',
        'ci-ok:',
        '  needs: [lint]',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: exit 0 }]',
      ),
      hosting: required('ci-ok'),
    },
  ],
})

describe('lesser cases', () => {
  const severities = (files: Record<string, string>, ...contexts: string[]) =>
    run(check, { files, hosting: required(...contexts) }).result.outcomes.flatMap((outcome) =>
      outcome.kind === 'problem' ? [`${outcome.messageId} ${outcome.severity}`] : [],
    )
  const job = (name: string, command = 'go test ./...') => [
    `${name}:`,
    '  runs-on: ubuntu-24.04',
    `  steps: [{ run: ${command} }]`,
  ]

  it('a test job beside one that is required', () => {
    expect(severities(workflow(...job('unit'), ...job('e2e', 'playwright test')), 'unit')).toEqual([
      'notRequired warning',
    ])
  })

  it('a workflow that only runs for some paths', () => {
    const files = {
      '.github/workflows/ci.yml': (test['.github/workflows/ci.yml'] ?? '').replace(
        'on: pull_request',
        'on: { pull_request: { paths: ["**.go"] } }',
      ),
    }
    expect(severities(files, 'lint')).toEqual(['notRequired warning'])
    expect(severities(test, 'lint')).toEqual(['notRequired error'])
  })

  it('one finding for the test jobs of a workflow, which names them all', () => {
    const files = workflow(...job('unit'), ...job('e2e', 'playwright test'))
    const { result } = run(check, { files, hosting: required('lint') })
    expect(result.outcomes).toMatchObject([
      { messageId: 'notRequired', because: [{ line: 6, text: 'test job e2e is not required either' }] },
    ])
  })

  it('one outcome for a required job that waits for several in vain', () => {
    const files = workflow(
      ...job('unit'),
      ...job('e2e', 'playwright test'),
      'ok:',
      '  needs: [unit, e2e]',
      '  runs-on: ubuntu-24.04',
      '  steps: [{ run: exit 0 }]',
    )
    const { result } = run(check, { files, hosting: required('ok') })
    expect(result.outcomes).toMatchObject([{ kind: 'implied', by: 'ci-gate-job-skippable', severity: 'error' }])
  })
})

describe('required checks that are skipped', () => {
  const skipped = (condition: string, on = 'pull_request') => {
    const files = {
      '.github/workflows/ci.yml': [
        `on: ${on}`,
        'jobs:',
        '  test:',
        `    if: ${condition}`,
        '    runs-on: ubuntu-24.04',
        '    steps: [{ run: go test ./... }]',
      ].join('\n'),
    }
    const { result } = run(check, { files, hosting: { ...required('test'), ...repository() } })
    return result.outcomes.flatMap((outcome) =>
      outcome.kind === 'problem' ? [`${outcome.severity} ${plain(outcome.message).split(' scan for ')[1] ?? ''}`] : [],
    )
  }
  const READY = '{ pull_request: { types: [opened, synchronize, ready_for_review] } }'

  it.each([
    ['always()'],
    ["github.event_name == 'pull_request'"],
    ["github.repository == 'acme/shop'"],
    ["needs.changes.outputs.go == 'true'"],
    ["!contains(github.event.head_commit.message, 'wip')"],
    ["github.actor != 'jane'"],
    ["github.event.pull_request.base.ref == 'main'"],
  ])('quiet: %s', (condition) => {
    expect(skipped(condition)).toEqual([])
  })

  it('quiet: a draft that starts a run when it is ready', () => {
    expect(skipped('github.event.pull_request.draft == false', READY)).toEqual([])
    expect(skipped('"!github.event.pull_request.draft"', READY)).toEqual([])
  })

  it.each([
    ["github.event_name == 'push'", 'error every pull request: the condition of job "test" skips it there.'],
    ["github.repository == 'other/shop'", 'error every pull request: the condition of job "test" skips it there.'],
    [
      'github.event.pull_request.head.repo.full_name == github.repository',
      'notice pull requests from forks: the condition of job "test" skips it there.',
    ],
    [
      'github.event.pull_request.head.repo.fork == false',
      'notice pull requests from forks: the condition of job "test" skips it there.',
    ],
    [
      "github.actor != 'dependabot[bot]'",
      'warning pull requests of Dependabot: the condition of job "test" skips it there.',
    ],
    [
      "github.event.pull_request.user.login != 'renovate[bot]'",
      'warning pull requests of Renovate: the condition of job "test" skips it there.',
    ],
    [
      'github.event.pull_request.draft == false',
      'warning drafts, and not again when they are ready: the condition of job "test" skips it there.',
    ],
  ])('%s', (condition, message) => {
    expect(skipped(condition)).toEqual([message].map((each) => each.replace(' ', ' "').replace(':', '":')))
  })
})

describe('scans', () => {
  const scans = (contexts: readonly string[], ...lines: string[]) => {
    const files = workflow(
      'test:',
      '  runs-on: ubuntu-24.04',
      '  steps: [{ run: go test ./... }]',
      'scan:',
      '  runs-on: ubuntu-24.04',
      ...lines,
    )
    return run(check, { files, hosting: required('test', ...contexts) }).problems
  }
  const TRIVY = '  steps: [{ run: trivy fs --exit-code 1 . }]'

  it('one that no merge waits for', () => {
    expect(scans([], TRIVY)).toEqual(['.github/workflows/ci.yml:6 scan'])
  })

  it.each([
    ['a required one', ['scan'], [TRIVY]],
    ['a check of the tool is required', ['Trivy'], [TRIVY]],
    ['one that may fail', [], ['  continue-on-error: true', TRIVY]],
    [
      'one whose results the host judges',
      [],
      ['  steps: [{ run: trivy fs --exit-code 1 . }, { uses: github/codeql-action/upload-sarif@v3 }]'],
    ],
  ])('quiet: %s', (_name, contexts, lines) => {
    expect(scans(contexts, ...lines)).toEqual([])
  })
})
