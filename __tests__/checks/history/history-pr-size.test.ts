import check from '../../../checks/history/history-pr-size.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { change, historyOf, scheduled, series } from '../../helpers/delivery-history.js'

const merged = (lines: number, count = 12) => series(count, 2, (days) => change(days, { lines }))

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    {
      name: 'few',
      deliveryHistory: known(historyOf({ changes: merged(900, 9) })),
      reason: 'only 9 merged pull requests',
    },
    {
      name: 'a size of nothing is not known',
      deliveryHistory: known(historyOf({ changes: merged(0) })),
      reason: 'no merged',
    },
  ],
  passes: scheduled([
    { name: 'small', deliveryHistory: known(historyOf({ changes: merged(84) })), reason: '84 lines (12 merged ones)' },
    {
      name: 'what programs and direct pushes bring may be large',
      deliveryHistory: known(
        historyOf({
          changes: [
            ...merged(84),
            ...merged(9000).map((each) => ({ ...each, automated: true })),
            ...merged(9000).map((each) => ({ ...each, way: 'direct' as const })),
          ],
        }),
      ),
    },
  ]),
  fails: [{ name: 'large', deliveryHistory: known(historyOf({ changes: merged(640) })), expect: ['large'] }],
})
