import check from '../../../checks/environments/env-branch-policy.js'
import { known, unknown } from '../../../src/core/known.js'
import type { EnvironmentSettings } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'
import { environments, protection, repository } from '../../helpers/hosting.js'

const workflow = (environment: string, on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/deploy.yml': [
    `on: ${on}`,
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment}`,
    '    steps: [{ run: helm upgrade --install api ./chart }]',
  ].join('\n'),
})
const files = workflow('production')
const production = (settings: Partial<EnvironmentSettings>) => ({
  ...environments({ production: settings }),
  ...repository(),
})
const custom = (...names: string[]) =>
  production({ branchPolicy: 'custom', patterns: names.map((name) => ({ name, type: 'branch' })) })
const BY_BRANCH = "${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}"

testCheck(check, {
  passes: [
    {
      name: 'protected branches only',
      files,
      hosting: { ...production({ branchPolicy: 'protected' }), ...protection() },
    },
    { name: 'protected branches, rules not known', files, hosting: production({ branchPolicy: 'protected' }) },
    { name: 'the default branch', files, hosting: custom('main') },
    { name: 'branches of releases', files, hosting: custom('main', 'release/*', 'releases/**/*', 'v[0-9]*') },
    {
      name: 'any tag',
      files,
      hosting: production({ branchPolicy: 'custom', patterns: [{ name: '*', type: 'tag' }] }),
    },
    { name: 'no branch at all', files, hosting: custom() },
  ],
  notApplicable: [
    { name: 'another environment', files: workflow('staging'), hosting: environments({ staging: {} }) },
    { name: 'production that no workflow names', files: workflow('dev'), hosting: production({}) },
    {
      name: 'a workflow that other repositories call',
      files: workflow('production', '{ workflow_call: {} }'),
      hosting: production({}),
    },
    {
      name: 'another system',
      files: { '.gitlab-ci.yml': 'deploy: { script: [helm upgrade api ./chart], environment: production }' },
    },
  ],
  unknown: [
    { name: 'an offline run', files, reason: 'no token was given' },
    {
      name: 'a token without the permission',
      files,
      hosting: { environments: unknown('the token lacks `actions: read`', { permission: 'actions: read' }) },
      reason: 'the token lacks',
    },
    {
      name: 'patterns that were not read',
      files,
      hosting: production({ branchPolicy: 'custom' }),
      reason: 'was not read',
    },
    {
      name: 'a private repository whose plan may not have it',
      files,
      hosting: { ...production({}), ...repository('private') },
      reason: 'the plan of a private repository',
    },
    {
      name: 'a repository that cannot be told to be public',
      files,
      hosting: environments({ production: {} }),
      reason: 'the plan of a private repository',
    },
  ],
  implied: [
    {
      name: 'the environment does not exist',
      files,
      hosting: { environments: known([]), ...repository() },
    },
    {
      name: 'protected branches only, of which there are none',
      files,
      hosting: { ...production({ branchPolicy: 'protected' }), ...protection({ protected: false }) },
    },
  ],
  fails: [
    { name: 'any branch', files, hosting: production({}), expect: ['any'] },
    { name: 'any branch, with reviewers', files, hosting: production({ reviewers: 1 }), expect: ['any'] },
    {
      name: 'an internal repository',
      files,
      hosting: { ...production({}), ...repository('internal') },
      expect: ['any'],
    },
    {
      name: 'a private repository whose plan has it',
      files,
      hosting: {
        ...environments({ production: {}, staging: { branchPolicy: 'protected' } }),
        ...repository('private'),
      },
      expect: ['any'],
    },
    {
      name: 'a name that the branch decides',
      files: workflow(BY_BRANCH),
      hosting: production({}),
      expect: ['any'],
    },
    ...['*', '**', '*/*', 'feature/*', '**/*', 'refs/pull/*/merge'].map((pattern) => ({
      name: `the pattern ${pattern}`,
      files,
      hosting: custom('main', pattern),
      expect: ['wide'],
    })),
  ],
})
