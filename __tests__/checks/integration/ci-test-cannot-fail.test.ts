import { expect, test } from '@jest/globals'
import check from '../../../checks/integration/ci-test-cannot-fail.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const steps = (...lines: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: pull_request',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...lines.map((line) => `      ${line}`),
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no test, lint or build', files: steps('- run: echo hello || true') },
    {
      name: 'a bot that updates files on a schedule',
      files: {
        '.github/workflows/bot.yml':
          'on: { schedule: [{ cron: "0 3 * * *" }] }\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: pre-commit run --all-files\n        continue-on-error: true',
      },
    },
    { name: 'coverage may be lost', files: steps('- run: codecov || true') },
  ],
  passes: [
    { name: 'a step that can fail', files: steps('- run: go test ./...') },
    {
      name: 'an expression may be false',
      files: steps('- run: go test ./...', '  continue-on-error: ${{ matrix.experimental }}'),
    },
    {
      name: 'a strict run of the same tool elsewhere',
      files: steps('- run: go test ./...', '- run: go test ./... || true'),
    },
    {
      name: 'the outcome is read by a later step',
      files: steps(
        '- id: tests',
        '  run: go test ./...',
        '  continue-on-error: true',
        "- if: steps.tests.outcome == 'failure'",
        '  run: exit 1',
      ),
    },
    {
      name: 'the status is used later in the script',
      files: steps('- run: |', '    set +e', '    go test ./...', '    rc=$?', '    echo done', '    exit $rc'),
    },
    { name: 'a failure that is handled and passed on', files: steps('- run: go test ./... || { cat log; exit 1; }') },
  ],
  fails: [
    { name: '|| true', files: steps('- run: go test ./... || true # ! discarded') },
    {
      name: 'continue-on-error on the step',
      files: steps('- run: go test ./...', '  continue-on-error: true # ! discarded'),
    },
    { name: '--exit-zero', files: steps('- run: ruff check --exit-zero . # ! discarded') },
    {
      name: 'in a package script',
      files: { ...steps('- run: npm test'), 'package.json': '{\n  "scripts": {\n    "test": "jest || true"\n  }\n}' },
      expect: ['package.json:3 discarded'],
    },
    {
      name: 'behind make',
      files: { ...steps('- run: make test'), Makefile: 'test:\n\t-go test ./...\n' },
      expect: ['Makefile:2 discarded'],
    },
  ],
})

test('each side of the check speaks for its own practices', () => {
  const { result } = run(check, { files: steps('- run: golangci-lint run || true', '- run: go test ./...') })
  expect(result.outcomes.map(({ kind, facet }) => `${kind} ${facet}`).sort()).toEqual(['evidence test', 'problem lint'])
})
