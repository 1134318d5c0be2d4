import check from '../../../checks/environments/env-production-reviewers.js'
import { known, unknown } from '../../../src/core/known.js'
import type { EnvironmentSettings } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'
import { environments, repository } from '../../helpers/hosting.js'

const RUN = '    steps: [{ run: helm upgrade --install api ./chart }]'
const github = (jobs: string[], on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/deploy.yml': [`on: ${on}`, 'jobs:', ...jobs].join('\n'),
})
const deploy = (environment: string, ...more: string[]) => [
  '  deploy:',
  '    runs-on: ubuntu-24.04',
  `    environment: ${environment}`,
  ...more,
  RUN,
]
const files = github(deploy('production'))
const production = (settings: Partial<EnvironmentSettings> = {}) => ({
  ...environments({ production: settings }),
  ...repository(),
})
const RULED = { reviewers: 2, selfReviewPrevented: true }
const outside = (to = 'production', on?: string) =>
  github(
    [`  deploy:`, '    runs-on: ubuntu-24.04', `    steps: [{ run: kubectl apply -f k8s/ --namespace ${to} }]`],
    on,
  )
const TEST = '  test: { runs-on: ubuntu-24.04, steps: [{ run: npm test }] }'
const alone = known({ authors: 1, commits: 50, shallow: false })
const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': ['deploy:', '  script: [helm upgrade --install api ./chart]', ...lines].join('\n'),
})
const BARE_RULES = { environments: known([{ name: 'production', reviewers: 0, waitMinutes: 0 }]), ...repository() }

testCheck(check, {
  passes: [
    { name: 'reviewers', files, hosting: production({ reviewers: 2, selfReviewPrevented: true }) },
    { name: 'reviewers of a host that does not tell of self-review', files, hosting: production({ reviewers: 1 }) },
    { name: 'the rule of an app', files, hosting: production({ customRules: 1 }) },
    { name: 'a timer', files, hosting: production({ waitMinutes: 30 }) },
    {
      name: 'one person alone approves for themselves',
      files,
      hosting: production({ reviewers: 1, selfReviewPrevented: false }),
      history: alone,
    },
    {
      name: 'an environment before it asks a person',
      files: github([
        '  approve: { runs-on: ubuntu-24.04, environment: approval, steps: [{ run: echo ok }] }',
        ...deploy('production', '    needs: [approve]'),
      ]),
      hosting: { ...environments({ production: {}, approval: { reviewers: 1 } }), ...repository() },
    },
    {
      name: 'Azure Pipelines: a job that waits for a person',
      files: {
        'azure-pipelines.yml': [
          'trigger: [main]',
          'jobs:',
          '  - job: wait',
          '    pool: server',
          '    steps: [{ task: ManualValidation@1, inputs: { instructions: look } }]',
          '  - deployment: release',
          '    dependsOn: wait',
          '    environment: production',
          '    strategy: { runOnce: { deploy: { steps: [{ script: helm upgrade --install api ./chart }] } } }',
        ].join('\n'),
      },
    },
  ],
  notApplicable: [
    { name: 'another environment', files: github(deploy('staging')), hosting: environments({ staging: {} }) },
    { name: 'no environment', files: github(['  deploy:', '    runs-on: ubuntu-24.04', RUN]) },
    { name: 'no environment, and none that has rules', files: outside(), hosting: production() },
    { name: 'no environment, and rules of another one', files: outside(), hosting: environments({ staging: RULED }) },
    { name: 'no environment, and no production', files: outside('staging'), hosting: production(RULED) },
    {
      name: 'no environment, for continuous deployment',
      files: outside(),
      hosting: production(RULED),
      options: { continuous: true },
    },
    { name: 'no environment, and one person alone', files: outside(), hosting: production(RULED), history: alone },
    {
      name: 'no environment, in a workflow that others call',
      files: outside('production', '{ workflow_call: {} }'),
      hosting: production(RULED),
    },
    { name: 'a workflow that others call', files: github(deploy('production'), '{ workflow_call: {} }') },
    { name: 'nothing deploys', files: github([TEST]) },
    { name: 'one person alone', files, hosting: production(), history: alone },
    {
      name: 'continuous deployment after tests',
      files: github([TEST, ...deploy('production', '    needs: [test]')]),
      hosting: production(),
      options: { continuous: true },
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
      name: 'a private repository without Enterprise',
      files,
      hosting: { ...production(), ...repository('private') },
      reason: 'need GitHub Enterprise',
    },
    { name: 'rules of apps that were not read', files, hosting: BARE_RULES, reason: 'was not read' },
    {
      name: 'a name that is known in part',
      files: github(deploy('prod-${{ vars.REGION }}')),
      hosting: production(),
      reason: 'is not known',
    },
    { name: 'GitLab', files: gitlab('  environment: production'), reason: 'outside of the files' },
    {
      name: 'GitLab: whoever may, starts it',
      files: gitlab('  environment: production', '  when: manual'),
      reason: 'outside of the files',
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'trigger: [main]',
          'jobs:',
          '  - deployment: release',
          '    environment: production',
          '    strategy: { runOnce: { deploy: { steps: [{ script: helm upgrade --install api ./chart }] } } }',
        ].join('\n'),
      },
      reason: 'outside of the files',
    },
    {
      name: 'Bitbucket Pipelines',
      files: {
        'bitbucket-pipelines.yml': [
          'pipelines:',
          '  branches:',
          '    main:',
          '      - step: { deployment: production, script: [helm upgrade --install api ./chart] }',
        ].join('\n'),
      },
      reason: 'outside of the files',
    },
  ],
  implied: [{ name: 'the environment does not exist', files, hosting: { environments: known([]), ...repository() } }],
  fails: [
    {
      name: 'an environment that is one of the choices',
      files: github(
        deploy('${{ inputs.to }}'),
        '{ workflow_dispatch: { inputs: { to: { type: choice, options: [staging, production] } } } }',
      ),
      hosting: {
        ...BARE_RULES,
        environments: known([{ name: 'production', reviewers: 0, waitMinutes: 0, customRules: 0 }]),
      },
      expect: ['none'],
    },
    { name: 'no rule', files, hosting: production(), expect: ['none'] },
    {
      name: 'rules of an environment that the job does not name',
      files: outside(),
      hosting: production(RULED),
      expect: ['.github/workflows/deploy.yml:3 passedBy'],
    },
    {
      name: 'the same, where the rule of an app would hold it and a person starts the job',
      files: outside('production', '{ workflow_dispatch: {} }'),
      hosting: production({ customRules: 1 }),
      expect: ['.github/workflows/deploy.yml:3 passedBy'],
    },
    { name: 'branches alone', files, hosting: production({ branchPolicy: 'protected' }), expect: ['none'] },
    {
      name: 'an internal repository',
      files,
      hosting: { ...production(), ...repository('internal') },
      expect: ['none'],
    },
    {
      name: 'a private repository whose plan has rules',
      files,
      hosting: { ...environments({ production: {}, staging: { reviewers: 1 } }), ...repository('private') },
      expect: ['none'],
    },
    {
      name: 'by hand',
      files: github(deploy('production'), 'workflow_dispatch'),
      hosting: production(),
      expect: ['none'],
    },
    {
      name: 'continuous deployment without any check',
      files,
      hosting: production(),
      options: { continuous: true },
      expect: ['none'],
    },
    {
      name: 'who starts it approves it',
      files,
      hosting: production({ reviewers: 1, selfReviewPrevented: false }),
      expect: ['selfApproval'],
    },
  ],
})
