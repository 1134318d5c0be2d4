import check from '../../../checks/deployment/deploy-concurrency.js'
import { testCheck } from '../../helpers/check-tester.js'

const upgrade = '{ run: helm upgrade --install api ./chart }'

/** A workflow with one deploying job; `job` and `top` are lines of the job and of the workflow. */
const deploy = ({
  on = '{ push: { branches: [main] } }',
  job = [] as string[],
  top = [] as string[],
  step = upgrade,
  mark = '',
} = {}) => ({
  '.github/workflows/deploy.yml': [
    `on: ${on}`,
    ...top,
    'jobs:',
    `  deploy:${mark}`,
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    ...job.map((line) => `    ${line}`),
    `    steps: [${step}]`,
  ].join('\n'),
})
const terraform = (backend: string) => ({
  ...deploy({ step: '{ run: terraform -chdir=infra apply }' }),
  'infra/main.tf': `terraform {\n  backend ${backend}\n}\nresource "aws_sns_topic" "t" {\n  name = "t"\n}\n`,
})

testCheck(check, {
  passes: [
    {
      name: 'a resource group of GitLab',
      files: {
        '.gitlab-ci.yml': [
          'deploy:',
          '  environment: production',
          '  resource_group: production',
          '  script: kubectl apply -f k8s/',
          '  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]',
        ].join('\n'),
      },
    },
    { name: 'a group', files: deploy({ job: ['concurrency: production'] }) },
    {
      name: 'a group that waits',
      files: deploy({ job: ['concurrency: { group: production, cancel-in-progress: false, queue: max }'] }),
    },
    { name: 'a group of the workflow', files: deploy({ top: ['concurrency: "${{ github.workflow }}"'] }) },
    { name: 'a group for each branch', files: deploy({ job: ['concurrency: "deploy-${{ github.ref }}"'] }) },
    {
      name: 'a second lock beside one that differs from run to run',
      files: deploy({ top: ['concurrency: "${{ github.run_id }}"'], job: ['concurrency: production'] }),
    },
    {
      name: 'only changes under review are cancelled',
      files: deploy({
        on: '{ push: { branches: [main] }, pull_request: }',
        top: [
          'concurrency: { group: "${{ github.ref }}", cancel-in-progress: "${{ github.event_name == \'pull_request\' }}" }',
        ],
        job: ["if: github.event_name == 'push'"],
      }),
    },
    { name: 'Pulumi', files: deploy({ step: '{ run: pulumi up --yes --stack prod }' }) },
    { name: 'CloudFormation', files: deploy({ step: '{ run: sam deploy --stack-name shop }' }) },
    { name: 'a backend that locks', files: terraform('"gcs" {\n    bucket = "state"\n  }') },
    {
      name: 'a bucket with a lock file',
      files: terraform('"s3" {\n    bucket = "state"\n    use_lockfile = true\n  }'),
    },
    {
      name: 'a bucket with a table',
      files: terraform('"s3" {\n    bucket = "state"\n    dynamodb_table = "locks"\n  }'),
    },
    {
      name: 'the lock of the calling job',
      files: {
        '.github/workflows/main.yml':
          'on: push\njobs:\n  prod:\n    uses: ./.github/workflows/deploy.yml\n    concurrency: production\n',
        ...deploy({ on: 'workflow_call' }),
      },
    },
  ],
  unknown: [
    {
      name: 'a build of CodeBuild, which its pipeline or its project may hold back',
      files: {
        'buildspec.yml': 'version: 0.2\nphases: { build: { commands: [helm upgrade --install api ./chart] } }\n',
      },
      reason: 'in the pipeline that starts it',
    },
    {
      name: 'a step of a library that is named after it',
      files: {
        Jenkinsfile:
          "@Library('acme') _\nnode { abortPreviousBuilds(); stage('Deploy') { sh 'helm upgrade --install api ./chart -n production' } }\n",
      },
      reason: 'abortPreviousBuilds',
    },
    {
      name: 'a step of a library that takes a lock',
      files: {
        Jenkinsfile:
          "@Library('acme') _\nnode { takeDeployLock('shop'); stage('Deploy') { sh 'helm upgrade --install api ./chart -n production' } }\n",
      },
      reason: 'takeDeployLock',
    },
    {
      name: 'Azure Pipelines keeps exclusive locks with its environments',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\npr: none\njobs:\n  - deployment: shop\n    environment: production\n    strategy: { runOnce: { deploy: { steps: [{ script: helm upgrade --install api ./chart }] } } }\n',
      },
      reason: 'exclusive lock',
    },
    {
      name: 'a backend that is generated',
      files: {
        ...deploy({ step: '{ run: cd infra && terragrunt apply -auto-approve }' }),
        'infra/terragrunt.hcl': 'remote_state {\n  backend = "s3"\n}\n',
      },
      reason: 'is locked cannot be told',
    },
    { name: 'a backend that init completes', files: terraform('"s3" {}') },
    { name: 'a folder in a variable', files: deploy({ step: '{ run: terraform -chdir=$FOLDER apply }' }) },
    {
      name: 'an input decides whether a run is cancelled',
      files: deploy({
        on: 'workflow_dispatch',
        job: ['concurrency: { group: production, cancel-in-progress: "${{ inputs.hurry }}" }'],
      }),
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'only a schedule starts it', files: deploy({ on: '{ schedule: [{ cron: "0 3 * * *" }] }' }) },
    {
      name: 'what every change deploys for itself',
      files: {
        '.github/workflows/preview.yml': [
          'on: pull_request',
          'concurrency: { group: "${{ github.ref }}", cancel-in-progress: true }',
          'jobs:',
          `  preview: { runs-on: ubuntu-24.04, environment: preview, steps: [${upgrade}] }`,
        ].join('\n'),
      },
    },
  ],
  fails: [
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile:
          "@Library('acme') _\nnode { blockOfSteps(); stage('Deploy') { sh 'helm upgrade --install api ./chart -n production' } }\n",
      },
      expect: ['Jenkinsfile:2 noLockAnywhere'],
    },
    {
      name: 'GitLab without a resource group',
      files: {
        '.gitlab-ci.yml': [
          'deploy: # ! noLock',
          '  environment: production',
          '  script: kubectl apply -f k8s/',
          '  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]',
        ].join('\n'),
      },
    },
    {
      name: 'a deployment of GitLab that newer pipelines interrupt',
      files: {
        '.gitlab-ci.yml': [
          'deploy:',
          '  environment: production',
          '  resource_group: production',
          '  interruptible: true # ! cancels',
          '  script: kubectl apply -f k8s/',
          '  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]',
        ].join('\n'),
      },
    },
    { name: 'no lock', files: deploy({ mark: ' # ! noLock' }) },
    {
      name: 'a group for each run',
      files: deploy({ job: ['concurrency: "deploy-${{ github.run_id }}" # ! perRun'] }),
    },
    {
      name: 'a group for each commit',
      files: deploy({ job: ['concurrency: { group: "deploy-${{ github.sha }}" } # ! perRun'] }),
    },
    {
      name: 'a group for each tag',
      files: deploy({ on: '{ push: { tags: ["v*"] } }', job: ['concurrency: "deploy-${{ github.ref }}" # ! perRun'] }),
    },
    {
      name: 'a newer run cancels',
      files: deploy({ job: ['concurrency:', '  group: production', '  cancel-in-progress: true # ! cancels'] }),
    },
    {
      name: 'a newer run cancels, wherever it deploys to',
      files: {
        '.github/workflows/deploy.yml': [
          'on: push',
          'concurrency: { group: x, cancel-in-progress: true }',
          'jobs:',
          `  deploy: { runs-on: ubuntu-24.04, steps: [${upgrade}] }`,
        ].join('\n'),
      },
      expect: ['.github/workflows/deploy.yml:2 cancelsAnywhere'],
    },
    {
      name: 'a newer run of the workflow cancels',
      files: deploy({
        top: ['concurrency:', '  group: "${{ github.ref }}"', '  cancel-in-progress: true # ! cancels'],
      }),
    },
    {
      name: 'a bucket without a lock',
      files: {
        ...terraform('"s3" {\n    bucket = "state"\n    key = "shop"\n  }'),
        ...deploy({ step: '{ run: terraform -chdir=infra apply }', mark: ' # ! noLock' }),
      },
    },
    {
      name: 'a lock of another job',
      files: {
        '.github/workflows/deploy.yml': [
          'on: push',
          'jobs:',
          '  build: { runs-on: ubuntu-24.04, concurrency: build, steps: [{ run: make }] }',
          '  deploy: # ! noLockAnywhere',
          '    runs-on: ubuntu-24.04',
          `    steps: [${upgrade}]`,
        ].join('\n'),
      },
    },
  ],
})
