import check from '../../../checks/deployment/deploy-prod-ref-guard.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

interface Parts {
  readonly on: string | readonly string[]
  /** Lines of the deploying job; by default its environment. */
  readonly job?: readonly string[]
  readonly checkout?: string
  readonly mark?: string
  readonly jobs?: readonly string[]
}

const CHECKOUT = '{ uses: actions/checkout@v5 }'

/** A workflow whose job deploys to production. */
const deploy = ({ on, job = ['environment: production'], checkout = CHECKOUT, mark = '', jobs = [] }: Parts) => ({
  '.github/workflows/deploy.yml': [
    ...(typeof on === 'string' ? [`on: ${on}`] : on),
    'jobs:',
    ...jobs,
    `  deploy:${mark}`,
    '    runs-on: ubuntu-24.04',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    `      - ${checkout}`,
    '      - run: helm upgrade --install api ./chart --namespace production',
  ].join('\n'),
})
/** Without an environment the host has nothing by which it could hold a run back. */
const bare = { job: [] as string[] }
const environments = (branchPolicy?: 'protected' | 'custom') => ({
  environments: known([
    { name: 'production', reviewers: 0, waitMinutes: 0, ...(branchPolicy !== undefined && { branchPolicy }) },
  ]),
})
const main = '{ push: { branches: [main] } }'
const dispatch = (input: string) => ['on:', '  workflow_dispatch:', `    inputs: { ${input} }`]
const ref = (text: string) => `{ uses: actions/checkout@v5, with: { ref: "${text}" } }`

testCheck(check, {
  passes: [
    { name: 'a push to the default branch', files: deploy({ on: main, ...bare }) },
    {
      name: 'a push to branches that are named',
      files: deploy({ on: '{ push: { branches: [main, "release/**"] } }', ...bare }),
    },
    { name: 'tags', files: deploy({ on: '{ push: { tags: ["v*"] } }', ...bare }) },
    { name: 'releases', files: deploy({ on: '{ release: { types: [published] } }', ...bare }) },
    { name: 'a schedule', files: deploy({ on: '{ schedule: [{ cron: "0 3 * * *" }] }', ...bare }) },
    {
      name: 'a choice that is guarded for production alone',
      files: deploy({
        on: dispatch('to: { type: choice, options: [staging, production] }'),
        job: ['environment: ${{ inputs.to }}', "if: inputs.to == 'staging' || github.ref == 'refs/heads/main'"],
      }),
      hosting: environments(),
    },
    { name: 'any push, on condition', files: deploy({ on: 'push', job: ["if: github.ref == 'refs/heads/main'"] }) },
    {
      name: 'any push, on condition of the default branch',
      files: deploy({ on: 'push', job: ['if: github.ref_name == github.event.repository.default_branch'] }),
    },
    { name: 'only protected branches', files: deploy({ on: 'push', job: ['if: github.ref_protected'] }) },
    {
      name: 'changes are tested, pushes deployed',
      files: deploy({ on: '{ pull_request: , push: { branches: [main] } }', job: ["if: github.event_name == 'push'"] }),
    },
    {
      name: 'a condition of the job before',
      files: deploy({
        on: 'push',
        job: ['needs: build'],
        jobs: ["  build: { runs-on: ubuntu-24.04, if: github.ref == 'refs/heads/main', steps: [{ run: make }] }"],
      }),
    },
    {
      name: 'a pull request that was merged',
      files: deploy({
        on: '{ pull_request: { types: [closed] } }',
        job: ['if: github.event.pull_request.merged == true'],
      }),
    },
    {
      name: 'the branches of the environment are limited',
      files: deploy({ on: 'push' }),
      hosting: environments('protected'),
    },
    {
      name: 'by hand, on the default branch',
      files: deploy({ on: 'workflow_dispatch', job: ["if: github.ref == 'refs/heads/main'"] }),
    },
    {
      name: 'by hand, a version that was built before',
      files: deploy({ on: dispatch('version: { required: true }'), checkout: '{ run: echo }', ...bare }),
    },
    {
      name: 'by hand, a tag',
      files: deploy({
        on: dispatch('ref: { required: true }'),
        checkout: ref('refs/tags/${{ inputs.ref }}'),
        job: ["if: github.ref == 'refs/heads/main'"],
      }),
    },
    {
      name: 'by hand, a commit that a script looks for on the default branch',
      files: deploy({
        on: dispatch('sha: { required: true }'),
        checkout: `${ref('${{ inputs.sha }}')}\n      - run: git merge-base --is-ancestor "$SHA" origin/main`,
        job: ["if: github.ref == 'refs/heads/main'"],
      }),
    },
    {
      name: 'by hand, one of the branches that are listed',
      files: deploy({
        on: dispatch('ref: { type: choice, options: [main, release] }'),
        checkout: ref('${{ inputs.ref }}'),
        job: ["if: github.ref == 'refs/heads/main'"],
      }),
    },
    {
      name: 'the condition in one expression',
      files: deploy({ on: 'push', job: ["if: ${{ github.ref == 'refs/heads/main' && true }}"] }),
    },
  ],
  unknown: [
    { name: 'the environment cannot be read', files: deploy({ on: 'push' }), reason: 'cannot be read' },
    {
      name: 'an output decides',
      files: deploy({
        on: 'push',
        job: ['needs: plan', "if: needs.plan.outputs.deploy == 'true'"],
        jobs: ['  plan: { runs-on: ubuntu-24.04, steps: [{ run: make }] }'],
      }),
      reason: 'hangs on something unknown',
    },
    {
      name: 'GitLab protects the environment',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  script:\n    - helm upgrade --install api ./chart\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n',
      },
      reason: 'is set in "gitlab-ci"',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    {
      name: 'only staging',
      files: {
        '.github/workflows/deploy.yml':
          'on: push\njobs:\n  deploy: { runs-on: ubuntu-24.04, environment: staging, steps: [{ run: helm upgrade api ./chart }] }',
      },
    },
  ],
  fails: [
    { name: 'any push', files: deploy({ on: ['on:', '  push: # ! branch', '    paths: [src/**]'], ...bare }) },
    {
      name: 'any push to an environment without limits',
      files: deploy({ on: ['on:', '  push: # ! branch', '    paths: [src/**]'] }),
      hosting: environments(),
    },
    {
      name: 'a filter that every branch fits',
      files: deploy({ on: ['on:', '  push: # ! branch', "    branches: ['**']"], ...bare }),
    },
    { name: 'changes under review', files: deploy({ on: ['on:', '  pull_request: # ! change'], ...bare }) },
    {
      name: 'a pull request that was closed',
      files: deploy({ on: ['on:', '  pull_request: # ! closed', '    types: [closed]'], ...bare }),
    },
    {
      name: 'by hand, on any branch, where production is one of the choices',
      files: deploy({
        on: dispatch('to: { type: choice, options: [staging, production] }'),
        mark: ' # ! started',
        job: ['environment: ${{ inputs.to }}'],
      }),
      hosting: environments(),
    },
    {
      name: 'by hand, on any branch',
      files: deploy({ on: 'workflow_dispatch', mark: ' # ! started', ...bare }),
    },
    {
      name: 'by hand, any code',
      files: deploy({
        on: dispatch('ref: { required: true }'),
        checkout: ['uses: actions/checkout@v5', '        with:', '          ref: ${{ inputs.ref }} # ! chosenRef'].join(
          '\n',
        ),
      }),
    },
    {
      name: 'by hand, any code in the job before',
      files: deploy({
        on: dispatch('branch: { default: main }'),
        job: ['needs: build', "if: github.ref == 'refs/heads/main'"],
        jobs: [
          '  build:',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - uses: actions/checkout@v5',
          '        with:',
          '          ref: ${{ github.event.inputs.branch }} # ! chosenRef',
        ],
      }),
    },
    {
      name: 'two expressions in one condition',
      files: deploy({
        on: 'push',
        job: ["if: ${{ github.ref == 'refs/heads/main' }} && ${{ github.actor == 'me' }} # ! alwaysTrue"],
      }),
    },
    {
      name: 'a line end behind the expression',
      files: deploy({
        on: main,
        job: ['if: |', "  ${{ github.ref == 'refs/heads/main' }} # ! alwaysTrue"],
      }),
    },
  ],
})
