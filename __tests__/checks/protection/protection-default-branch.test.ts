import check from '../../../checks/protection/protection-default-branch.js'
import { known, unknown } from '../../../src/core/known.js'
import type { MergeSettings, Protection } from '../../../src/models/index.js'
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

const merging = (allowed: Partial<MergeSettings>) => ({
  merging: known({
    mergeCommits: false,
    squash: false,
    rebase: false,
    autoMerge: false,
    deletesMerged: true,
    ...allowed,
  }),
})
const LINEAR = { linearHistory: known(true) }
const methods = (...allowed: string[]) => ({
  rules: known([{ type: 'pull_request', parameters: { allowed_merge_methods: allowed }, source: 'ruleset main' }]),
})

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
  notApplicable: [
    { name: 'an archived repository', hosting: repository({ archived: true }) },
    { name: 'a mirror', hosting: repository({ mirror: true }) },
  ],
  unknown: [
    {
      name: 'release branches that cannot be read',
      files: OF_RELEASES,
      hosting: protection({ releases: unknown('branches are not readable') }),
      reason: 'branches are not readable',
    },
    { name: 'an offline run', reason: 'no token was given' },
    {
      name: 'a token without the permission',
      hosting: { protection: unknown('rules are not readable', { permission: 'metadata: read' }) },
      reason: 'rules are not readable',
    },
  ],
  passes: [
    { name: 'a release branch that is protected too', files: OF_RELEASES, hosting: released({}) },
    {
      name: 'a release branch that nothing is released from',
      files: publishing('[main]'),
      hosting: released({ protected: false }),
    },
    {
      name: 'pushes to every branch name none',
      files: publishing("['**']"),
      hosting: released({ protected: false }),
    },
    {
      name: 'a condition that may leave the branch out',
      files: publishing("[main, 'release/**']", "    if: github.ref_name == 'main'"),
      hosting: released({ protected: false }),
    },
    {
      name: 'a linear history and squash merging',
      hosting: { ...protection(LINEAR), ...merging({ mergeCommits: true, squash: true }) },
    },
    {
      name: 'a linear history that is not known',
      hosting: { ...protection({ linearHistory: unknown('hidden') }), ...merging({ mergeCommits: true }) },
    },
    { name: 'a linear history, and settings that are not known', hosting: protection(LINEAR) },
    {
      name: 'merge commits, where rules name no way',
      hosting: { ...protection(), ...merging({ mergeCommits: true }) },
    },
    {
      name: 'a merge queue merges in its own way',
      hosting: { ...protection({ ...LINEAR, mergeQueue: true }), ...merging({ mergeCommits: true }) },
    },
    {
      name: 'rules that name one of the ways',
      hosting: { ...protection(methods('rebase')), ...merging({ mergeCommits: true, rebase: true }) },
    },
    { name: 'an active ruleset', hosting: protection() },
    { name: 'classic protection whose details are hidden', hosting: hiddenProtection() },
  ],
  fails: [
    { name: 'a release branch', files: OF_RELEASES, hosting: released({ protected: false }), expect: ['release'] },
    {
      name: 'a linear history where merge commits are the only way',
      hosting: { ...protection(LINEAR), ...merging({ mergeCommits: true }) },
      expect: ['unmergeable'],
    },
    {
      name: 'rules that name a way which the repository does not allow',
      hosting: { ...protection(methods('squash')), ...merging({ mergeCommits: true, rebase: true }) },
      expect: ['unmergeable'],
    },
    {
      name: 'rules that contradict each other',
      hosting: { ...protection({ ...LINEAR, ...methods('merge') }), ...merging({ mergeCommits: true, squash: true }) },
      expect: ['unmergeable'],
    },
    { name: 'a repository that is in use', hosting: repository({}), expect: ['none'] },
    { name: 'nothing at all', hosting: protection({ protected: false }), expect: ['none'] },
    {
      name: 'only rulesets in evaluate mode',
      hosting: protection({ protected: false, inactiveRulesets: ['main'] }),
      expect: ['inactive'],
    },
  ],
})
