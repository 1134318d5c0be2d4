import check from '../../../checks/history/history-recovery-time.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { ago, deployment, failed, gitHistoryOf, historyOf, scheduled, series } from '../../helpers/delivery-history.js'

const good = series(10, 8, (days) => deployment(days))

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    {
      name: 'one failure',
      deliveryHistory: known(historyOf({ deployments: [...good, failed(2)] })),
      reason: 'only 1 failed deployment or incident in 90 days, fewer than 2',
    },
    {
      name: 'releases only',
      deliveryHistory: known(gitHistoryOf({ releases: [{ name: 'v1', at: ago(3), prerelease: false }] })),
      reason: 'releases do not say whether they worked',
    },
  ],
  notApplicable: [
    { name: 'nothing failed', deliveryHistory: known(historyOf({ deployments: good })), reason: 'failed' },
    { name: 'nothing is deployed', deliveryHistory: known(historyOf()) },
  ],
  passes: scheduled([
    {
      name: 'within the hour',
      deliveryHistory: known(
        historyOf({ deployments: [...good, failed(3), deployment(2.99), failed(20), deployment(19.98)] }),
      ),
    },
    {
      name: 'incidents alone',
      deliveryHistory: known(
        historyOf({
          incidents: [
            { openedAt: ago(9), closedAt: ago(8.9) },
            { openedAt: ago(5), closedAt: ago(4.9) },
          ],
        }),
      ),
      reason: '2.4 hours (2 failures)',
    },
  ]),
  fails: [
    {
      name: 'days go by',
      deliveryHistory: known(historyOf({ deployments: [...good, failed(4), failed(22)] })),
      expect: ['slow'],
    },
  ],
})
