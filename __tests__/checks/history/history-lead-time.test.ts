import check from '../../../checks/history/history-lead-time.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import {
  ago,
  change,
  DAY,
  deployment,
  gitHistoryOf,
  historyOf,
  scheduled,
  series,
} from '../../helpers/delivery-history.js'

const changes = series(30, 1, (days) => change(days))
/** Every so many days, a quarter of a day after the merge. */
const deployed = (step: number, count: number) =>
  series(count, step, (days) => deployment(days, { result: { state: 'success', at: ago(days - 0.25) } }))
const squashed = changes.map(({ firstCommitAt: _, ...each }) => each)

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    {
      name: 'two deployments',
      deliveryHistory: known(historyOf({ changes, deployments: deployed(5, 2) })),
      reason: 'fewer than 3',
    },
    {
      name: 'squashed, and quick after the merge',
      deliveryHistory: known(historyOf({ changes: squashed, deployments: deployed(2, 10) })),
      reason: 'no delivered changes whose first commit is known',
    },
    {
      name: 'what is deployed is not on the default branch',
      deliveryHistory: known(
        historyOf({ changes, deployments: deployed(2, 10).map((each) => ({ ...each, sha: 'elsewhere' })) }),
      ),
      reason: 'are of commits of the default branch',
    },
    {
      name: 'packages that are released one by one',
      deliveryHistory: known(
        gitHistoryOf({
          changes,
          releases: series(14, 2, (days, index) => ({
            name: `${index % 2 === 0 ? 'ui' : 'api'}@1.${days}`,
            sha: `c${days}`,
            at: ago(days),
            prerelease: false,
          })),
        }),
      ),
      reason: 'packages are released one by one',
    },
  ],
  notApplicable: [{ name: 'nothing is deployed', deliveryHistory: known(historyOf({ changes })) }],
  passes: scheduled([
    {
      name: 'deployed every second day',
      deliveryHistory: known(historyOf({ changes, deployments: deployed(2, 14) })),
      reason: 'a median of 2.8 days from commit to production (26 changes)',
    },
    {
      name: 'releases may wait for a month',
      deliveryHistory: known(
        gitHistoryOf({
          changes: changes.map((each) => ({ ...each, firstCommitAt: each.mergedAt - 15 * DAY })),
          releases: series(14, 2, (days) => ({
            name: `v1.${days}`,
            sha: `c${days}`,
            at: ago(days),
            prerelease: false,
          })),
        }),
      ),
    },
    {
      name: 'releases that git knows',
      deliveryHistory: known(
        gitHistoryOf({
          changes,
          releases: series(14, 2, (days) => ({ name: `v${days}`, sha: `c${days}`, at: ago(days), prerelease: false })),
        }),
      ),
    },
  ]),
  fails: [
    {
      name: 'branches that live for weeks',
      deliveryHistory: known(
        historyOf({
          changes: changes.map((each) => ({ ...each, firstCommitAt: each.mergedAt - 15 * DAY })),
          deployments: deployed(2, 14),
        }),
      ),
      expect: ['slow'],
    },
    {
      name: 'squashed, but the wait after the merge alone is too long',
      deliveryHistory: known(
        historyOf({
          changes: squashed,
          deployments: deployed(9, 4).map((each) => ({
            ...each,
            result: { state: 'success', at: each.createdAt + 9 * DAY },
          })),
        }),
      ),
      expect: ['waits'],
    },
  ],
})
