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
    { name: 'GitLab', files: { ...files, '.gitlab-ci.yml': 'test: {}' }, reason: 'only GitHub is asked' },
    { name: 'Bitbucket', files: { '.bitbucket/CODEOWNERS': '* @jane' }, reason: 'only GitHub is asked' },
    {
      name: 'one of two sections is required on GitLab',
      files: { '.gitlab/CODEOWNERS': '^[Docs]\n/docs/ @docs\n[Code]\n/src/ @code' },
      reason: 'only GitHub is asked',
    },
  ],
  implied: [{ name: 'an unprotected branch', files, hosting: protection({ protected: false }) }],
  passes: [{ name: 'required', files, hosting: protection() }],
  fails: [
    {
      name: 'optional sections only, on GitLab',
      files: { '.gitlab/CODEOWNERS': '^[Docs]\n/docs/ @docs # ! optionalSections\n^[Code]\n/src/ @code' },
    },
    { name: 'not required', files, hosting: protection({ codeOwnerReview: known(false) }), expect: ['optional'] },
  ],
})
