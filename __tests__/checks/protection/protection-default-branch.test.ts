import check from '../../../checks/protection/protection-default-branch.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const repository = (changes: { archived?: boolean; mirror?: boolean }) => ({
  ...protection({ protected: false }),
  repository: known({
    fullName: 'acme/shop',
    defaultBranch: 'main',
    visibility: 'public' as const,
    archived: false,
    mirror: false,
    fork: false,
    ...changes,
  }),
})

testCheck(check, {
  notApplicable: [
    { name: 'an archived repository', hosting: repository({ archived: true }) },
    { name: 'a mirror', hosting: repository({ mirror: true }) },
  ],
  unknown: [
    { name: 'an offline run', reason: 'no token was given' },
    {
      name: 'a token without the permission',
      hosting: { protection: unknown('rules are not readable', { permission: 'metadata: read' }) },
      reason: 'rules are not readable',
    },
  ],
  passes: [
    { name: 'an active ruleset', hosting: protection() },
    { name: 'classic protection whose details are hidden', hosting: hiddenProtection() },
  ],
  fails: [
    { name: 'a repository that is in use', hosting: repository({}), expect: ['none'] },
    { name: 'nothing at all', hosting: protection({ protected: false }), expect: ['none'] },
    {
      name: 'only rulesets in evaluate mode',
      hosting: protection({ protected: false, inactiveRulesets: ['main'] }),
      expect: ['inactive'],
    },
  ],
})
