import check from '../../../checks/environments/env-unknown.js'
import { known, unknown } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'
import { environments, repository } from '../../helpers/hosting.js'

const DEPLOY = '    steps: [{ run: helm upgrade --install api ./chart }]'
const job = (...lines: string[]) => ['  deploy:', '    runs-on: ubuntu-24.04', ...lines, DEPLOY].join('\n')
const workflow = (jobs: string, on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/deploy.yml': [`on: ${on}`, 'jobs:', jobs].join('\n'),
})
const PRODUCTION = environments({ production: {} })
const open = { ...PRODUCTION, ...repository() }

const CHOICE = '{ workflow_dispatch: { inputs: { to: { type: choice, options: [staging, production] } } } }'

testCheck(check, {
  passes: [
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
