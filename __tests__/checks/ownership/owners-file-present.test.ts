import check from '../../../checks/ownership/owners-file-present.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

testCheck(check, {
  notApplicable: [{ name: 'one person alone commits', history: known({ authors: 1, commits: 40, shallow: false }) }],
  unknown: [
    {
      name: 'a shallow clone that shows one committer',
      history: known({ authors: 1, commits: 1, shallow: true }),
      reason: 'shallow clone',
    },
    { name: 'no history', history: unknown('git is not installed') },
  ],
  passes: [
    { name: 'a file in .github', files: { '.github/CODEOWNERS': '* @acme/shop' } },
    { name: 'a file in docs', files: { 'docs/CODEOWNERS': '* @acme/shop' } },
    { name: 'an OWNERS file', files: { OWNERS: 'approvers:\n- jane\n' } },
  ],
  fails: [
    { name: 'no file', files: { 'README.md': '# shop' }, expect: ['none'] },
    { name: 'a file where the host does not look', files: { 'config/CODEOWNERS': '* @acme/shop' }, expect: ['none'] },
    { name: 'a file of comments', files: { CODEOWNERS: '# nobody yet' }, expect: ['CODEOWNERS:1 empty'] },
    {
      name: 'a second file, which is ignored',
      files: { '.github/CODEOWNERS': '* @acme/shop', 'docs/CODEOWNERS': '* @acme/docs' },
      expect: ['docs/CODEOWNERS:1 ignored'],
    },
  ],
})
