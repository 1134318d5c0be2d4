import check from '../../../checks/history/history-review-time.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { change, DAY, gitHistoryOf, historyOf, HOUR, scheduled, series } from '../../helpers/delivery-history.js'

/** Asked for on a Tuesday noon. */
const merged = (first: number, merge: number, count = 12) => {
  const readyAt = Date.UTC(2026, 4, 19, 12)
  return series(count, 2, (days) =>
    change(days, { readyAt, firstReviewAt: readyAt + first * HOUR, mergedAt: readyAt + merge * HOUR }),
  )
}

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    { name: 'few', deliveryHistory: known(historyOf({ changes: merged(4, 20, 9) })), reason: 'only 9' },
    {
      name: 'git alone',
      deliveryHistory: known(gitHistoryOf({ changes: merged(4, 20) })),
      reason: 'does not show reviews',
    },
  ],
  passes: scheduled([
    { name: 'the same day', deliveryHistory: known(historyOf({ changes: merged(4, 20) })), reason: 'merge after 20' },
    {
      name: 'asked on Friday, reviewed on Monday',
      deliveryHistory: known(
        historyOf({
          changes: merged(72, 76).map((each) => ({
            ...each,
            readyAt: (each.readyAt ?? 0) + 3 * DAY,
            firstReviewAt: (each.firstReviewAt ?? 0) + 3 * DAY,
            mergedAt: each.mergedAt + 3 * DAY,
          })),
        }),
      ),
    },
  ]),
  fails: [
    {
      name: 'the first review is late',
      deliveryHistory: known(historyOf({ changes: merged(48, 60) })),
      expect: ['late'],
    },
    { name: 'the merge is late', deliveryHistory: known(historyOf({ changes: merged(2, 196) })), expect: ['late'] },
  ],
})
