import check from '../../../checks/history/history-deployment-frequency.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { ago, deployment, gitHistoryOf, historyOf, pastRun, scheduled, series } from '../../helpers/delivery-history.js'

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

const release = (days: number) => ({ name: `v1.${days}`, sha: `c${days}`, at: ago(days), prerelease: false })

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    {
      name: 'two deployments say nothing about how often',
      deliveryHistory: known(historyOf({ deployments: series(2, 20, (days) => deployment(days)) })),
      reason: 'only 2 deployments to production in 90 days, fewer than 3',
    },
    {
      name: 'git does not know what is deployed, whatever was released',
      files: DEPLOYS,
      deliveryHistory: known(gitHistoryOf({ releases: series(9, 10, release) })),
      reason: 'git does not keep them',
    },
    {
      name: 'which deployment is to production is not said',
      files: { [CD]: DEPLOYS[CD]?.replace('production', 'main-room') ?? '' },
      deliveryHistory: known(historyOf({ runs: series(9, 10, (days) => pastRun(days, { path: CD })) })),
      reason: 'do not say which deployment is one',
    },
  ],
  notApplicable: [
    {
      name: 'nothing is deployed or released',
      deliveryHistory: known(historyOf()),
      reason: 'nothing here is deployed',
    },
  ],
  passes: scheduled([
    {
      name: 'every third day',
      deliveryHistory: known(historyOf({ deployments: series(26, 3, (days) => deployment(days)) })),
      reason: '2 deployments to production a week (26 in all, 3 days apart)',
    },
    {
      name: 'runs, where nothing is recorded',
      files: DEPLOYS,
      deliveryHistory: known(historyOf({ runs: series(26, 3, (days) => pastRun(days, { path: CD })) })),
    },
    {
      name: 'releases of what nobody deploys, from git alone',
      deliveryHistory: known(gitHistoryOf({ releases: series(26, 3, release) })),
      reason: '2 releases a week',
    },
    {
      name: 'what is released, not deployed, may come once a month',
      deliveryHistory: known(gitHistoryOf({ releases: series(3, 29, release) })),
    },
    {
      name: 'as rare as the configuration accepts',
      deliveryHistory: known(historyOf({ deployments: series(4, 24, (days) => deployment(days)) })),
      options: { perWeek: 0.25 },
    },
  ]),
  fails: [
    {
      name: 'every third week',
      deliveryHistory: known(historyOf({ deployments: series(4, 24, (days) => deployment(days)) })),
      expect: ['deployments'],
    },
    {
      name: 'releases every fifth week',
      deliveryHistory: known(
        historyOf({ releases: series(3, 35, release) }, { window: { days: 120, from: ago(120) } }),
      ),
      expect: ['releases'],
    },
  ],
})
