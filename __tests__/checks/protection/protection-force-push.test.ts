import check from '../../../checks/protection/protection-force-push.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

testCheck(check, {
  unknown: [
    { name: 'an offline run' },
    { name: 'one of the two is hidden', hosting: protection({ deletionAllowed: unknown('hidden') }), reason: 'hidden' },
    { name: 'only that the branch is protected is known', hosting: hiddenProtection() },
  ],
  implied: [{ name: 'an unprotected branch', hosting: protection({ protected: false }) }],
  passes: [{ name: 'both refused', hosting: protection() }],
  fails: [
    { name: 'force pushes', hosting: protection({ forcePushAllowed: known(true) }), expect: ['forcePush'] },
    {
      name: 'force pushes, whatever is hidden',
      hosting: protection({ forcePushAllowed: known(true), deletionAllowed: unknown('hidden') }),
      expect: ['forcePush'],
    },
    { name: 'deletion', hosting: protection({ deletionAllowed: known(true) }), expect: ['deletion'] },
    {
      name: 'both',
      hosting: protection({ forcePushAllowed: known(true), deletionAllowed: known(true) }),
      expect: ['forcePush', 'deletion'],
    },
  ],
})
