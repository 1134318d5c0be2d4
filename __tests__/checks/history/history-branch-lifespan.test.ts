import check from '../../../checks/history/history-branch-lifespan.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { ago, change, gitHistoryOf, historyOf, scheduled, series } from '../../helpers/delivery-history.js'

const merged = (days: number) => series(12, 2, (at) => change(at, { firstCommitAt: ago(at + days) }))
const open = (days: number, count: number, automated = false) =>
  Array.from({ length: count }, (_, index) => ({ name: `b${days}-${index}`, startedAt: ago(days), automated }))

const settings = (deletesMerged: boolean) => ({
  merging: known({ mergeCommits: true, squash: true, rebase: true, autoMerge: false, deletesMerged }),
})
const left = (count: number) => known({ ...historyOf({ changes: merged(1) }), mergedBranches: known(count) })

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    { name: 'few merges', deliveryHistory: known(historyOf({ changes: merged(9).slice(3) })), reason: 'only 9' },
    {
      name: 'squashed, as far as git tells',
      deliveryHistory: known(gitHistoryOf({ changes: merged(9).map(({ firstCommitAt: _, ...each }) => each) })),
      reason: 'the others were squashed',
    },
  ],
  passes: scheduled([
    { name: 'merged branches, since deleted by the host', deliveryHistory: left(40), hosting: settings(true) },
    { name: 'few merged branches', deliveryHistory: left(9), hosting: settings(false) },
    { name: 'merged branches, and settings that are not known', deliveryHistory: left(40) },
    {
      name: 'a day',
      deliveryHistory: known(historyOf({ changes: merged(1) })),
      reason: 'a median of 1 days (12 branches)',
    },
    {
      name: 'branches of programs may wait',
      deliveryHistory: known(
        historyOf({
          changes: [...merged(1), ...merged(60).map((each) => ({ ...each, automated: true }))],
          openBranches: open(90, 20, true),
        }),
      ),
    },
    {
      name: 'two old branches are no habit',
      deliveryHistory: known(historyOf({ changes: merged(1), openBranches: [...open(90, 2), ...open(2, 3)] })),
    },
    {
      name: 'one in ten is old',
      deliveryHistory: known(historyOf({ changes: merged(1), openBranches: [...open(90, 3), ...open(2, 27)] })),
    },
    {
      name: 'everybody pushes to the default branch',
      deliveryHistory: known(gitHistoryOf({ changes: series(12, 2, (days) => change(days, { way: 'direct' })) })),
      reason: '12 of 12 changes go to the default branch at once',
    },
  ]),
  fails: [
    { name: 'merged branches stay', deliveryHistory: left(10), hosting: settings(false), expect: ['kept'] },
    { name: 'twelve days', deliveryHistory: known(historyOf({ changes: merged(12) })), expect: ['long'] },
    {
      name: 'branches that nobody merges',
      deliveryHistory: known(historyOf({ changes: merged(1), openBranches: [...open(90, 4), ...open(2, 6)] })),
      expect: ['stale'],
    },
  ],
})
