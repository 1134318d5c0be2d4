import check from '../../../checks/protection/protection-stale-approval.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const hidden = unknown('classic protection is not readable', { permission: 'administration: read' })
const approvals = (dismissed: boolean, lastPush: boolean, requiredApprovals = 1) =>
  protection({
    requiredApprovals: known(requiredApprovals),
    staleReviewsDismissed: known(dismissed),
    lastPushApproval: known(lastPush),
  })

testCheck(check, {
  passes: [
    { name: 'a push dismisses approvals', hosting: approvals(true, false) },
    { name: 'the last push needs another person', hosting: approvals(false, true) },
    { name: 'both', hosting: approvals(true, true, 2) },
    {
      name: 'one of them, where the other is hidden',
      hosting: protection({ staleReviewsDismissed: hidden, lastPushApproval: known(true) }),
    },
  ],
  notApplicable: [
    {
      name: 'one person alone commits',
      hosting: approvals(false, false),
      history: known({ authors: 1, commits: 40, shallow: false }),
    },
  ],
  implied: [
    { name: 'an unprotected branch', hosting: protection({ protected: false }) },
    { name: 'no approval is required', hosting: approvals(false, false, 0) },
  ],
  unknown: [
    { name: 'an offline run', reason: 'no token was given' },
    { name: 'a token without the permission', hosting: hiddenProtection(), reason: 'not readable' },
    {
      name: 'a count that is shown and settings that are not',
      hosting: protection({ staleReviewsDismissed: hidden, lastPushApproval: hidden }),
      reason: 'not readable',
    },
    {
      name: 'rules without it beside classic protection that is hidden',
      hosting: protection({ staleReviewsDismissed: known(false), lastPushApproval: hidden }),
    },
    { name: 'a host that was not asked', hosting: protection(), reason: 'was not read' },
  ],
  fails: [
    { name: 'neither', hosting: approvals(false, false), expect: ['survives'] },
    { name: 'neither, with two approvals', hosting: approvals(false, false, 2), expect: ['survives'] },
    {
      name: 'a shallow clone with one author',
      hosting: approvals(false, false),
      history: known({ authors: 1, commits: 1, shallow: true }),
      expect: ['survives'],
    },
  ],
})
