import check from '../../../checks/history/history-build-duration.js'
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

const runs = (minutes: number, count = 20, event = 'pull_request') =>
  series(count, 1, (days) => pastRun(days, { event })).map((run) => ({
    ...run,
    endedAt: run.startedAt + minutes * 60_000,
  }))

testCheck(check, {
  unknown: [
    { name: 'a run without history', files: TESTS },
    { name: 'few runs', files: TESTS, deliveryHistory: known(historyOf({ runs: runs(99, 19) })), reason: 'only 19' },
    { name: 'git alone', files: TESTS, deliveryHistory: known(gitHistoryOf()) },
  ],
  notApplicable: [{ name: 'no pipeline tests', deliveryHistory: known(historyOf({ runs: runs(99) })) }],
  passes: scheduled([
    { name: 'seven minutes', files: TESTS, deliveryHistory: known(historyOf({ runs: runs(7) })), reason: '7 minutes' },
    {
      name: 'what takes long after the merge',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: [...runs(7), ...runs(99, 20, 'push')] })),
    },
    {
      name: 'as long as the configuration accepts',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: runs(41) })),
      options: { minutes: 45 },
    },
  ]),
  fails: [
    {
      name: 'forty minutes',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: runs(41) })),
      expect: ['.github/workflows/ci.yml:1 slow'],
    },
    {
      name: 'one in five takes an hour',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: [...runs(7), ...runs(60, 5)] })),
      expect: ['.github/workflows/ci.yml:1 slow'],
    },
    {
      name: 'of pushes, where nothing is reviewed',
      files: TESTS,
      deliveryHistory: known(historyOf({ runs: runs(41, 20, 'push') })),
      expect: ['.github/workflows/ci.yml:1 slow'],
    },
  ],
})
