import check from '../../../checks/protection/protection-force-push.js'
import { known, unknown } from '../../../src/core/known.js'
import type { Protection } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'
import { hiddenProtection, protection } from '../../helpers/hosting.js'

const released = (changes: Partial<Protection>) => {
  const { protection: branch } = protection({ branch: 'release/1.2', ...changes })
  return protection({ releases: known(branch.known ? [branch.value] : []) })
}
const publishing = (branches: string, condition = '') => ({
  '.github/workflows/release.yml': [
    `on: { push: { branches: ${branches} } }`,
    'jobs:',
    '  publish:',
    '    runs-on: ubuntu-24.04',
    condition,
    '    steps: [{ run: npm publish }]',
  ].join('\n'),
})
const OF_RELEASES = publishing("[main, 'release/**']")

testCheck(check, {
  unknown: [
    {
      name: 'a release branch whose rules are hidden',
      files: OF_RELEASES,
      hosting: released({ forcePushAllowed: unknown('hidden') }),
      reason: 'hidden',
    },
    { name: 'an offline run' },
    { name: 'one of the two is hidden', hosting: protection({ deletionAllowed: unknown('hidden') }), reason: 'hidden' },
    { name: 'only that the branch is protected is known', hosting: hiddenProtection() },
  ],
  implied: [{ name: 'an unprotected branch', hosting: protection({ protected: false }) }],
  passes: [
    { name: 'a release branch that is protected too', files: OF_RELEASES, hosting: released({}) },
    {
      name: 'a release branch that nothing is released from',
      files: publishing('[main]'),
      hosting: released({ deletionAllowed: known(true) }),
    },
    {
      name: 'pushes to every branch name none',
      files: publishing("['**']"),
      hosting: released({ deletionAllowed: known(true) }),
    },
    {
      name: 'a condition that may leave the branch out',
      files: publishing("[main, 'release/**']", "    if: github.ref_name == 'main'"),
      hosting: released({ deletionAllowed: known(true) }),
    },
    { name: 'both refused', hosting: protection() },
  ],
  fails: [
    {
      name: 'a release branch',
      files: OF_RELEASES,
      hosting: released({ deletionAllowed: known(true) }),
      expect: ['release'],
    },
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
