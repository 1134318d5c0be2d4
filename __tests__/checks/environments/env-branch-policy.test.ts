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

const SECRET = 'env: { KUBE: "${{ secrets.KUBE_CONFIG }}" }'
const outside = (env: string | undefined, to = 'production', on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/deploy.yml': [
    `on: ${on}`,
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    ...(env === undefined ? [] : [`    ${env}`]),
    '    steps:',
    `      - run: kubectl apply -f k8s/ --namespace ${to}`,
  ].join('\n'),
})

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
    { name: 'no environment, and no secret', files: outside(undefined) },
    {
      name: 'no environment, and what only says where',
      files: outside('env: { ROLE: "${{ secrets.AWS_ROLE_TO_ASSUME }}" }'),
    },
    { name: 'no environment, and the token of the job', files: outside('env: { T: "${{ secrets.GITHUB_TOKEN }}" }') },
    { name: 'no environment, for staging', files: outside(SECRET, 'staging') },
    {
      name: 'no environment, in a workflow that others call',
      files: outside(SECRET, 'production', '{ workflow_call: {} }'),
    },
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
    {
      name: 'secrets of the repository that reach production, offline too',
      files: outside(SECRET),
      expect: ['.github/workflows/deploy.yml:3 outside'],
    },
    {
      name: 'secrets in a step, beside an environment that another job names',
      files: {
        '.github/workflows/deploy.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          '  api:',
          '    runs-on: ubuntu-24.04',
          '    environment: production',
          '    steps: [{ run: helm upgrade --install api ./chart }]',
          '  jobs: # ! outside',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - run: kubectl apply -f jobs/ --namespace production --token ${{ secrets.KUBE_TOKEN }}',
        ].join('\n'),
      },
      hosting: { ...production({ branchPolicy: 'protected' }), ...protection() },
    },
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
