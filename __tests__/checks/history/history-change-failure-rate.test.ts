import check from '../../../checks/history/history-change-failure-rate.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import {
  change,
  deployment,
  failed,
  gitHistoryOf,
  historyOf,
  scheduled,
  series,
} from '../../helpers/delivery-history.js'

const good = series(18, 4, (days) => deployment(days))

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    {
      name: 'nine deployments',
      deliveryHistory: known(historyOf({ deployments: good.slice(0, 9) })),
      reason: 'only 9 finished deployments to production in 90 days, fewer than 10',
    },
    {
      name: 'releases, of which nobody says whether they worked',
      deliveryHistory: known(
        gitHistoryOf({ releases: [{ name: 'v1', at: good[0]?.createdAt ?? 0, prerelease: false }] }),
      ),
      reason: 'releases do not say',
    },
  ],
  notApplicable: [{ name: 'nothing is deployed', deliveryHistory: known(historyOf()) }],
  passes: scheduled([
    { name: 'no failure', deliveryHistory: known(historyOf({ deployments: good })), reason: '0 % of 18' },
    {
      name: 'two of twenty',
      deliveryHistory: known(historyOf({ deployments: [...good, failed(2), failed(6)] })),
      reason: '10 % of 20',
    },
    {
      name: 'a repair that came late, where the configuration says what is late',
      deliveryHistory: known(
        historyOf({ deployments: good, changes: [4.5, 8.5, 12.5].map((days) => change(days, { repairs: 'revert' })) }),
      ),
      options: { hours: 6 },
    },
  ]),
  fails: [
    {
      name: 'four of twenty-two',
      deliveryHistory: known(historyOf({ deployments: [...good, failed(2), failed(6), failed(7), failed(10)] })),
      expect: ['many'],
    },
    {
      name: 'three of eighteen were repaired',
      deliveryHistory: known(
        historyOf({ deployments: good, changes: [4.5, 8.5, 12.5].map((days) => change(days, { repairs: 'revert' })) }),
      ),
      expect: ['many'],
    },
  ],
})
