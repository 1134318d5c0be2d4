import check from '../../../checks/integration/ci-quality-job-disabled.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, ...lines: string[]) => ({
  '.github/workflows/ci.yml': [`on: ${on}`, 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n'),
})
const job = (...lines: string[]) =>
  workflow('pull_request', 'test:', '  runs-on: ubuntu-24.04', ...lines.map((line) => `  ${line}`))
const TEST = 'steps: [{ run: go test ./... }]'

testCheck(check, {
  implied: [{ name: 'code without a pipeline', files: { 'src/shop.go': 'package shop', 'go.mod': 'module shop' } }],
  notApplicable: [
    { name: 'what is switched off is no test', files: job('if: false', 'steps: [{ run: npm publish }]') },
    { name: 'no pipeline tests', files: job('steps: [{ run: git fetch }]') },
  ],
  passes: [
    { name: 'a plain job', files: job(TEST) },
    { name: 'a condition that hangs on the event', files: job("if: github.event_name == 'pull_request'", TEST) },
    {
      name: 'a condition for one of several events',
      files: workflow(
        '[push, pull_request]',
        'test:',
        "  if: github.event_name == 'push'",
        '  runs-on: x',
        `  ${TEST}`,
      ),
    },
    { name: 'a variable that somebody sets outside', files: job("if: vars.TESTS == 'true'", TEST) },
    { name: 'an input', files: workflow('workflow_call', 'test:', '  if: inputs.tests', '  runs-on: x', `  ${TEST}`) },
    {
      name: 'a called workflow sees the event of its caller',
      files: workflow(
        '[workflow_call, push]',
        'test:',
        "  if: github.event_name == 'pull_request'",
        '  runs-on: x',
        `  ${TEST}`,
      ),
    },
    { name: 'a condition on the repository', files: job("if: github.repository == 'acme/shop'", TEST) },
    { name: 'always', files: job('if: always()', TEST) },
    {
      name: 'the need of a called workflow',
      files: {
        ...workflow(
          'push',
          'a: { uses: ./.github/workflows/b.yml }',
          'test:',
          '  needs: a',
          '  runs-on: x',
          `  ${TEST}`,
        ),
        '.github/workflows/b.yml': 'on: workflow_call\njobs: { b: { runs-on: x, steps: [{ run: ls }] } }',
      },
    },
  ],
  unknown: [{ name: 'a script that is not here', files: job('steps: [{ run: ./ci.sh }]'), reason: 'may test' }],
  fails: [
    { name: 'false', files: job('if: false # ! job', TEST) },
    { name: 'false in an expression', files: job('if: ${{ false }} # ! job', TEST) },
    { name: 'false and something', files: job("if: false && github.ref == 'refs/heads/main' # ! job", TEST) },
    { name: 'a scan', files: job('if: ${{ false }} # ! job', 'steps: [{ run: semgrep ci }]') },
    { name: 'an event that does not start it', files: job("if: github.event_name == 'push' # ! job", TEST) },
    { name: 'a missing need', files: workflow('push', 'test: # ! job', '  needs: bulid', '  runs-on: x', `  ${TEST}`) },
    {
      name: 'a step',
      files: job('steps:', '  - run: go vet ./...', '  - run: go test ./...', '    if: false # ! step'),
    },
  ],
})
