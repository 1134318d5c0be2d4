import { known, unknown } from '../../../src/core/known.js'
import check from '../../../checks/supply-chain/supply-commit-signing.js'
import { testCheck } from '../../helpers/check-tester.js'
import { protection } from '../../helpers/hosting.js'

const OPTED_IN = { options: { required: true } }
const hidden = unknown('classic protection is not readable', { permission: 'administration: read' })

testCheck(check, {
  notApplicable: [
    { name: 'nobody asks for it', hosting: protection({ signaturesRequired: known(false) }) },
    { name: 'a host that has no such rule', hosting: protection() },
    { name: 'an unprotected branch', hosting: protection({ protected: false, signaturesRequired: known(false) }) },
  ],
  passes: [
    { name: 'a rule', hosting: protection({ signaturesRequired: known(true) }) },
    { name: 'a rule, and the team asks for it', hosting: protection({ signaturesRequired: known(true) }), ...OPTED_IN },
  ],
  unknown: [
    { name: 'no token', reason: 'no token was given' },
    { name: 'a rule may be hidden', hosting: protection({ signaturesRequired: hidden }), reason: 'not readable' },
    {
      name: 'a rule may be hidden, and the team asks for it',
      hosting: protection({ signaturesRequired: hidden }),
      ...OPTED_IN,
      reason: 'not readable',
    },
  ],
  fails: [
    {
      name: 'the team asks for it, and no rule does',
      hosting: protection({ signaturesRequired: known(false) }),
      ...OPTED_IN,
      expect: ['unsigned'],
    },
    {
      name: 'the same on an unprotected branch',
      hosting: protection({ protected: false, signaturesRequired: known(false) }),
      ...OPTED_IN,
      expect: ['unsigned'],
    },
  ],
})
