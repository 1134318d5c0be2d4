import { expect, test } from '@jest/globals'
import check from '../../../checks/history/history-unreviewed-merge.js'
import { known } from '../../../src/core/known.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { change, gitHistoryOf, historyOf, series } from '../../helpers/delivery-history.js'

const merged = series(60, 1, (days) => change(days))
const pushed = series(9, 1, (days) => change(days, { way: 'direct' }), 1.5)
const unclear = merged.map(({ approved: _, failedChecks: __, ...each }) => each)

testCheck(check, {
  unknown: [
    { name: 'a run without history' },
    { name: 'few', deliveryHistory: known(historyOf({ changes: pushed })), reason: 'only 9 changes by people' },
    {
      name: 'pushed or rebased, git does not tell',
      deliveryHistory: known(
        gitHistoryOf({ changes: [...merged, ...pushed.map((each) => ({ ...each, wayUncertain: true as const }))] }),
      ),
      reason: 'whether 9 of 69 changes',
    },
    {
      name: 'git sees merges, not approvals',
      deliveryHistory: known(gitHistoryOf({ changes: [...unclear, ...pushed.slice(0, 1)] })),
      reason: 'whether 60 of 61 changes were reviewed is not known; 1 were pushed directly',
    },
  ],
  notApplicable: [
    {
      name: 'one person alone',
      deliveryHistory: known(historyOf({ changes: merged.map((each) => ({ ...each, way: 'direct', author: 'ann' })) })),
    },
  ],
  passes: [
    { name: 'all approved', deliveryHistory: known(historyOf({ changes: merged })), reason: '0 of 60 changes' },
    {
      name: 'one in sixty, programs and the merge queue',
      deliveryHistory: known(
        historyOf({
          changes: [
            ...merged,
            ...pushed.slice(0, 1),
            ...pushed.map((each) => ({ ...each, automated: true })),
            ...pushed.map((each) => ({ ...each, way: 'queue' as const, approved: false })),
          ],
        }),
      ),
    },
    {
      name: 'release commits',
      deliveryHistory: known(
        historyOf({
          changes: [...merged, ...pushed],
          releases: pushed.map(({ sha, mergedAt: at }) => ({ name: `v1.${at}`, sha, at, prerelease: false })),
        }),
      ),
    },
    {
      name: 'as many as the configuration accepts',
      deliveryHistory: known(historyOf({ changes: [...merged, ...pushed] })),
      options: { percent: 15 },
    },
  ],
  fails: [
    { name: 'pushed', deliveryHistory: known(historyOf({ changes: [...merged, ...pushed] })), expect: ['unreviewed'] },
    {
      name: 'pushed, as git sees it',
      deliveryHistory: known(gitHistoryOf({ changes: [...unclear, ...pushed] })),
      expect: ['unreviewed'],
    },
    {
      name: 'not approved, or against a failed check',
      deliveryHistory: known(
        historyOf({ changes: [...merged, change(1.2, { approved: false }), change(1.3, { failedChecks: ['test'] })] }),
      ),
      expect: ['unreviewed'],
    },
  ],
})

test.each([
  [{}, 'warning'],
  [{ gates: true }, 'error'],
])('with %j it is a %s', (options, severity) => {
  const { result } = run(check, { deliveryHistory: known(historyOf({ changes: [...merged, ...pushed] })), options })
  expect(result.outcomes).toMatchObject([{ kind: 'problem', severity }])
})

test('one change more is the same finding', () => {
  const [first, second] = [pushed, pushed.slice(1)].map((direct) => {
    const { result } = run(check, { deliveryHistory: known(historyOf({ changes: [...merged, ...direct] })) })
    return result.outcomes.map((outcome) => (outcome.kind === 'problem' ? outcome.fingerprint : undefined))
  })
  expect(second).toEqual(first)
})
