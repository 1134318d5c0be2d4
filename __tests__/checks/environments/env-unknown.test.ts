import check from '../../../checks/environments/env-unknown.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { ago, change, gitHistoryOf, historyOf } from '../../helpers/delivery-history.js'
import { environments, repository } from '../../helpers/hosting.js'

const DEPLOY = '    steps: [{ run: helm upgrade --install api ./chart }]'
const job = (...lines: string[]) => ['  deploy:', '    runs-on: ubuntu-24.04', ...lines, DEPLOY].join('\n')
const workflow = (jobs: string, on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/deploy.yml': [`on: ${on}`, 'jobs:', jobs].join('\n'),
})
const PRODUCTION = environments({ production: {} })
const open = { ...PRODUCTION, ...repository() }

const CHOICE = '{ workflow_dispatch: { inputs: { to: { type: choice, options: [staging, production] } } } }'

const deployedTo = (...names: string[]) =>
  known(
    historyOf({
      changes: [change(3)],
      deployments: names.map((environment) => ({ sha: 'a', environment, production: false, createdAt: ago(2) })),
    }),
  )
const SILENT = deployedTo('production')
const with_ = (settings: Parameters<typeof environments>[0]) => ({
  ...environments({ production: {}, ...settings }),
  ...repository(),
})
const REVIEWED = { reviewers: 1 }
const unused = (name: string, settings: Parameters<typeof environments>[0], jobs = PRODUCTION_JOB) => ({
  name,
  files: workflow(jobs),
  hosting: with_(settings),
  deliveryHistory: SILENT,
})
const PRODUCTION_JOB = job('    environment: production')
const CALLS = '  call: { uses: acme/workflows/.github/workflows/deploy.yml@v1, with: { to: live-eu } }'

testCheck(check, {
  passes: [
    unused('previews, pages and the agent are of the host', {
      'pr-12': REVIEWED,
      'github-pages': { branchPolicy: 'custom' },
      copilot: REVIEWED,
    }),
    unused('without rules, and by a name that says nothing', { 'shop / web': {} }),
    {
      ...unused('another tool or branch deploys to it', { staging: REVIEWED }),
      deliveryHistory: deployedTo('Staging', 'production'),
    },
    unused(
      'an expression may come to it',
      { 'eu-staging': REVIEWED },
      [PRODUCTION_JOB, job('    environment: eu-${{ vars.TO }}').replace('deploy:', 'other:')].join('\n'),
    ),
    unused(
      'it is handed to a step',
      { staging: REVIEWED },
      [
        PRODUCTION_JOB,
        '  other: { runs-on: ubuntu-24.04, steps: [{ uses: acme/deployments@v1, with: { env: staging } }] }',
      ].join('\n'),
    ),
    {
      ...unused('an archived repository', { staging: REVIEWED }),
      hosting: {
        ...with_({ staging: REVIEWED }),
        repository: known({
          fullName: 'acme/shop',
          defaultBranch: 'main',
          visibility: 'public' as const,
          archived: true,
          mirror: false,
          fork: false,
        }),
      },
    },
    { name: 'the environment exists', files: workflow(job('    environment: production')), hosting: open },
    { name: 'in other letters', files: workflow(job('    environment: { name: PRODUCTION }')), hosting: open },
    {
      name: 'all combinations of a matrix',
      files: workflow(
        job('    strategy: { matrix: { to: [production, staging] } }', '    environment: ${{ matrix.to }}'),
      ),
      hosting: { ...environments({ production: {}, staging: {} }), ...repository() },
    },
    {
      name: 'all options of a choice',
      files: workflow(job('    environment: ${{ inputs.to }}'), CHOICE),
      hosting: { ...environments({ production: {}, staging: {} }), ...repository() },
    },
  ],
  notApplicable: [
    { name: 'no environment', files: workflow(job()), hosting: open },
    { name: 'no environment and no token', files: workflow(job()) },
    { name: 'a name that an input decides', files: workflow(job('    environment: ${{ inputs.to }}')), hosting: open },
    {
      name: 'a preview of a pull request',
      files: workflow(job('    environment: pr-${{ github.event.number }}'), 'pull_request'),
      hosting: open,
    },
    {
      name: 'the environment that GitHub makes for its pages',
      files: workflow(job('    environment: github-pages')),
      hosting: open,
    },
    {
      name: 'a workflow that other repositories call: theirs is meant',
      files: workflow(job('    environment: live'), '{ workflow_call: {} }'),
      hosting: open,
    },
    {
      name: 'a job that runs in another repository only',
      files: workflow(job("    if: github.repository == 'acme/original'", '    environment: release')),
      hosting: open,
    },
    {
      name: 'another system',
      files: { '.gitlab-ci.yml': 'deploy: { script: [helm upgrade api ./chart], environment: live }' },
      hosting: open,
    },
  ],
  unknown: [
    {
      ...unused('deployments that may not be read', { staging: REVIEWED }),
      deliveryHistory: known(gitHistoryOf({ changes: [change(3)] })),
      reason: 'git does not keep them',
    },
    {
      ...unused('nothing happened that could be deployed', { staging: REVIEWED }),
      deliveryHistory: known(historyOf()),
      reason: 'no change is known that could have been deployed',
    },
    {
      ...unused('a called workflow elsewhere', { staging: REVIEWED }, [PRODUCTION_JOB, CALLS].join('\n')),
      reason: 'may name an environment',
    },
    {
      ...unused('a workflow that does not parse', { staging: REVIEWED }),
      files: { ...workflow(PRODUCTION_JOB), '.github/workflows/other.yml': 'on: push\njobs: [' },
      reason: '.github/workflows/other.yml',
    },
    { name: 'an offline run', files: workflow(job('    environment: production')), reason: 'no token was given' },
    {
      name: 'a token without the permission',
      files: workflow(job('    environment: production')),
      hosting: { environments: unknown('the token lacks `actions: read`', { permission: 'actions: read' }) },
      reason: 'the token lacks',
    },
    {
      name: 'a private repository whose plan may have no environments',
      files: workflow(job('    environment: production')),
      hosting: { environments: known([]), ...repository('private') },
      reason: 'the plan of a private repository may have none',
    },
  ],
  fails: [
    { ...unused('rules that hold nothing back', { staging: REVIEWED }), expect: ['unused'] },
    {
      ...unused('an environment of its own kind, with rules', { pypi: { branchPolicy: 'custom' } }),
      expect: ['unused'],
    },
    { ...unused('nothing deploys there any more', { uat: {} }), expect: ['forgotten'] },
    {
      ...unused(
        'an expression that cannot come to it',
        { 'eu-staging': REVIEWED },
        [PRODUCTION_JOB, job('    environment: us-${{ vars.TO }}').replace('deploy:', 'other:')].join('\n'),
      ),
      expect: ['unused'],
    },
    { ...unused('no job names any', { staging: REVIEWED }, job()), expect: ['unused'] },
    {
      name: 'an option of a choice',
      files: workflow(job('    environment: ${{ inputs.to }} # ! missing'), CHOICE),
      hosting: open,
    },
    { name: 'a slip', files: workflow(job('    environment: prodution # ! misspelt')), hosting: open },
    { name: 'nothing like it', files: workflow(job('    environment: release # ! missing')), hosting: open },
    {
      name: 'no environment at all in a public repository',
      files: workflow(job('    environment: production # ! missing')),
      hosting: { environments: known([]), ...repository() },
    },
    {
      name: 'a private repository with others',
      files: workflow(job('    environment: release # ! missing')),
      hosting: { ...PRODUCTION, ...repository('private') },
    },
    {
      name: 'one of a matrix',
      files: workflow(
        job('    strategy: { matrix: { to: [production, demo] } }', '    environment: ${{ matrix.to }} # ! missing'),
      ),
      hosting: open,
    },
    {
      name: 'once for two jobs',
      files: workflow(
        [
          job('    environment: release # ! missing'),
          job('    environment: release').replace('deploy:', 'again:'),
        ].join('\n'),
      ),
      hosting: open,
    },
    {
      name: 'in a workflow that one of this repository calls',
      files: {
        ...workflow('  call: { uses: ./.github/workflows/called.yml }'),
        '.github/workflows/called.yml': [
          'on: { workflow_call: {} }',
          'jobs:',
          job('    environment: release # ! missing'),
        ].join('\n'),
      },
      hosting: open,
    },
  ],
})
