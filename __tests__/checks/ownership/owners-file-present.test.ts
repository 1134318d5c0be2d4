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
    {
      name: 'a file at the root on Bitbucket, where apps look',
      files: { 'bitbucket-pipelines.yml': '{}', CODEOWNERS: '* @jane' },
      reason: 'an app',
    },
    { name: 'a file for Gitea', files: { '.gitea/CODEOWNERS': '.* @jane' }, reason: 'regular expressions' },
    { name: 'no history', history: unknown('git is not installed') },
  ],
  passes: [
    { name: 'a file in .github', files: { '.github/CODEOWNERS': '* @acme/shop' } },
    { name: 'a file at the root', files: { CODEOWNERS: '* @acme/shop' } },
    {
      name: 'a file in GitLab’s own folder',
      files: { '.gitlab-ci.yml': 'test: {}', '.gitlab/CODEOWNERS': '* @acme/shop' },
    },
    {
      name: 'one person commits, and says so',
      files: { CODEOWNERS: '* @jane' },
      history: known({ authors: 1, commits: 40, shallow: false }),
    },
    {
      name: 'a second file in an example',
      files: { CODEOWNERS: '* @acme/shop', 'examples/a/CODEOWNERS': '* @acme/x' },
    },
    { name: 'a file in docs', files: { 'docs/CODEOWNERS': '* @acme/shop' } },
    { name: 'an OWNERS file', files: { OWNERS: 'approvers:\n- jane\n' } },
  ],
  fails: [
    { name: 'no file', files: { 'README.md': '# shop' }, expect: ['none'] },
    {
      name: 'a file where the host does not look',
      files: { 'config/CODEOWNERS': '* @acme/shop' },
      expect: ['config/CODEOWNERS:1 misplaced'],
    },
    {
      name: 'a name in small letters',
      files: { '.github/codeowners': '* @acme/shop' },
      expect: ['.github/codeowners:1 misplaced'],
    },
    {
      name: 'a second file in a folder',
      files: { CODEOWNERS: '* @acme/shop', 'src/CODEOWNERS': '* @acme/web' },
      expect: ['src/CODEOWNERS:1 misplaced'],
    },
    {
      name: 'no file, in a shallow clone that shows two committers',
      history: known({ authors: 2, commits: 3, shallow: true }),
      expect: ['none'],
    },
    {
      name: 'a file of the other host',
      files: { '.gitlab/CODEOWNERS': '* @acme/shop', '.github/workflows/ci.yml': 'on: push' },
      expect: ['none'],
    },
    { name: 'OWNERS of another tool', files: { OWNERS: 'Jane Doe <jane@example.com>\n' }, expect: ['none'] },
    {
      name: 'a file too large for the host',
      files: { CODEOWNERS: `* @acme/shop\n${'# comment\n'.repeat(320_000)}` },
      expect: ['CODEOWNERS:1 tooLarge'],
    },
    { name: 'a file of comments', files: { CODEOWNERS: '# nobody yet' }, expect: ['CODEOWNERS:1 empty'] },
    {
      name: 'a second file, which is ignored',
      files: { '.github/CODEOWNERS': '* @acme/shop', 'docs/CODEOWNERS': '* @acme/docs' },
      expect: ['docs/CODEOWNERS:1 ignored'],
    },
  ],
})
