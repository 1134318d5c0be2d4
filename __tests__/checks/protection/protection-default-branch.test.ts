import check from '../../../checks/protection/protection-default-branch.js'
import { unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

testCheck(check, {
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
    { name: 'nothing at all', hosting: protection({ protected: false }), expect: ['none'] },
    {
      name: 'only rulesets in evaluate mode',
      hosting: protection({ protected: false, inactiveRulesets: ['main'] }),
      expect: ['inactive'],
    },
  ],
})
