import check from '../../../checks/ownership/owners-review-enforced.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const files = { CODEOWNERS: '* @acme/shop' }

testCheck(check, {
  notApplicable: [
    { name: 'no owners', hosting: protection() },
    { name: 'a file without rules', files: { CODEOWNERS: '# nobody' }, hosting: protection() },
  ],
  unknown: [
    { name: 'an offline run', files },
    { name: 'hidden protection', files, hosting: hiddenProtection() },
  ],
  implied: [{ name: 'an unprotected branch', files, hosting: protection({ protected: false }) }],
  passes: [{ name: 'required', files, hosting: protection() }],
  fails: [
    { name: 'not required', files, hosting: protection({ codeOwnerReview: known(false) }), expect: ['optional'] },
  ],
})
