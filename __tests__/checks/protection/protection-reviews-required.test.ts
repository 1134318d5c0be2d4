import check from '../../../checks/protection/protection-reviews-required.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

testCheck(check, {
  unknown: [
    { name: 'an offline run' },
    {
      name: 'Mergify may ask for approvals',
      files: { '.mergify.yml': 'pull_request_rules: []\n' },
      hosting: protection({ requiredApprovals: known(0) }),
      reason: '.mergify.yml',
    },
    {
      name: 'Prow may ask for approvals',
      files: { OWNERS: 'approvers: [jane]\n' },
      hosting: protection({ pullRequestRequired: known(false) }),
      reason: 'OWNERS',
    },
    { name: 'classic protection whose review count is hidden', hosting: hiddenProtection(), reason: 'not readable' },
  ],
  notApplicable: [
    {
      name: 'one person alone commits',
      hosting: protection({ requiredApprovals: known(0) }),
      history: known({ authors: 1, commits: 40, shallow: false }),
    },
  ],
  implied: [{ name: 'an unprotected branch has its own finding', hosting: protection({ protected: false }) }],
  passes: [
    { name: 'one approval', hosting: protection() },
    { name: 'one approval beside a bot', files: { '.mergify.yml': '' }, hosting: protection() },
    {
      name: 'more than the configuration asks for',
      hosting: protection({ requiredApprovals: known(3) }),
      options: { minimum: 2 },
    },
    {
      name: 'approvals, whether or not it can be seen that a pull request is required',
      hosting: protection({ pullRequestRequired: unknown('hidden') }),
    },
    {
      name: 'as many as the configuration asks for',
      hosting: protection({ requiredApprovals: known(2) }),
      options: { minimum: 2 },
    },
  ],
  fails: [
    { name: 'no approval', hosting: protection({ requiredApprovals: known(0) }), expect: ['none'] },
    {
      name: 'no pull request required, whatever else is hidden',
      hosting: protection({ pullRequestRequired: known(false), requiredApprovals: unknown('hidden') }),
      expect: ['none'],
    },
    { name: 'fewer than the configuration asks for', hosting: protection(), options: { minimum: 2 }, expect: ['few'] },
    {
      name: 'a shallow clone that shows one committer proves nothing',
      hosting: protection({ requiredApprovals: known(0) }),
      history: known({ authors: 1, commits: 1, shallow: true }),
      expect: ['none'],
    },
  ],
})
