import check from '../../../checks/history/history-manual-fallback.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { gitHistoryOf, historyOf, pastRun, scheduled, series } from '../../helpers/delivery-history.js'

const CD = '.github/workflows/cd.yml'
const DEPLOYS = {
  [CD]: `on: { push: { branches: [main] }, workflow_dispatch: {} }
jobs:
  live:
    runs-on: ubuntu-latest
    environment: production
    steps:
      - uses: actions/checkout@v5
      - run: kubectl apply -f k8s
`,
}

const runs = (count: number, part = {}) => series(count, 2, (days) => pastRun(days, { path: CD, ...part }))
const byHand = { event: 'workflow_dispatch' }

testCheck(check, {
  unknown: [
    { name: 'a run without history', files: DEPLOYS },
    { name: 'few', files: DEPLOYS, deliveryHistory: known(historyOf({ runs: runs(9, byHand) })), reason: 'only 9' },
    { name: 'git alone', files: DEPLOYS, deliveryHistory: known(gitHistoryOf()), reason: 'git does not keep them' },
  ],
  notApplicable: [{ name: 'nothing deploys', deliveryHistory: known(historyOf({ runs: runs(20, byHand) })) }],
  passes: scheduled([
    {
      name: 'one in ten',
      files: DEPLOYS,
      deliveryHistory: known(historyOf({ runs: [...runs(18), ...runs(2, byHand)] })),
      reason: '10 % of 20',
    },
    {
      name: 'a person is meant to start them',
      files: DEPLOYS,
      deliveryHistory: known(historyOf({ runs: runs(20, byHand) })),
      options: { byButton: true },
    },
    {
      name: 'other pipelines may be started by hand',
      files: DEPLOYS,
      deliveryHistory: known(historyOf({ runs: [...runs(20), ...runs(20, { ...byHand, path: 'tools.yml' })] })),
    },
  ]),
  fails: [
    {
      name: 'every second',
      files: DEPLOYS,
      deliveryHistory: known(historyOf({ runs: [...runs(10), ...runs(10, byHand)] })),
      expect: ['often'],
    },
    {
      name: 'run again',
      files: DEPLOYS,
      deliveryHistory: known(historyOf({ runs: [...runs(10), ...runs(10, { attempt: 2 })] })),
      options: { byButton: true },
      expect: ['often'],
    },
  ],
})
