import check from '../../../checks/history/history-build-success-rate.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { gitHistoryOf, historyOf, pastRun, scheduled, series } from '../../helpers/delivery-history.js'

const TESTS = {
  '.github/workflows/ci.yml': `on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - run: npm test
`,
  'package.json': '{ "scripts": { "test": "jest" } }',
}

const green = (count: number) => series(count, 1, (days) => pastRun(days))
const red = (count: number) => series(count, 1, (days) => pastRun(days, { conclusion: 'failure' }), 1.5)

testCheck(check, {
  unknown: [
    { name: 'a run without history', files: TESTS },
    {
      name: 'nineteen runs',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: green(19) })),
      reason: 'only 19 test runs on the default branch',
    },
    { name: 'git alone', files: TESTS, deliveryHistory: known(gitHistoryOf()), reason: 'git does not keep them' },
  ],
  notApplicable: [{ name: 'no pipeline tests', deliveryHistory: known(historyOf({ runs: red(30) })) }],
  passes: scheduled([
    {
      name: 'nine of ten',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: [...green(27), ...red(3)] })),
      reason: '90 % of 30 runs',
    },
    {
      name: 'failures under review are what review is for',
      files: TESTS,
      deliveryHistory: known(
        historyOf({
          runs: [...green(20), ...red(20).map((each) => ({ ...each, event: 'pull_request', branch: 'topic' }))],
        }),
      ),
    },
    {
      name: 'other pipelines may fail',
      files: TESTS,
      deliveryHistory: known(
        historyOf({
          runs: [...green(20), ...red(20).map((each) => ({ ...each, path: '.github/workflows/links.yml' }))],
        }),
      ),
    },
  ]),
  fails: [
    {
      name: 'two of three',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: [...green(20), ...red(10)] })),
      expect: ['.github/workflows/ci.yml:1 red'],
    },
    {
      name: 'good only at the second attempt',
      files: TESTS,
      deliveryHistory: known(
        historyOf({ runs: [...green(20), ...green(10).map((each) => ({ ...each, attempt: 2 }))] }),
      ),
      expect: ['.github/workflows/ci.yml:1 red'],
    },
  ],
})
