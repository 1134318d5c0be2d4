import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-role-separation.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const AWS = 'aws-actions/configure-aws-credentials@v5'

interface JobText {
  readonly role?: string
  readonly mark?: string
  readonly environment?: string
  readonly on?: string
  readonly run?: string
}

const job = (name: string, { role = '${{ secrets.ROLE }}', mark = '', environment, on, run = 'make' }: JobText) => [
  `  ${name}:`,
  '    runs-on: ubuntu-24.04',
  ...(environment === undefined ? [] : [`    environment: ${environment}`]),
  ...(on === undefined ? [] : [`    if: ${on}`]),
  '    steps:',
  `      - uses: ${AWS}`,
  '        with:',
  `          role-to-assume: ${role}${mark}`,
  `      - run: ${run}`,
]
const workflow = (...jobs: string[][]) => ({
  '.github/workflows/ci.yml': ['on: { push: { branches: [main] }, pull_request: {} }', 'jobs:', ...jobs.flat()].join(
    '\n',
  ),
})

const ADMIN = 'arn:aws:iam::111122223333:role/admin'
const READER = 'arn:aws:iam::111122223333:role/reader'
const APPLY = 'kubectl apply -f k8s/'
const MERGED = "github.event_name == 'push'"
const REVIEW = "github.event_name == 'pull_request'"
const production = { environment: 'production', on: MERGED, run: APPLY }
const staging = { environment: 'staging', on: MERGED, run: APPLY }

const azure = (first: string, second: string) => ({
  'azure-pipelines.yml': [
    'trigger: [main]',
    'stages:',
    ...['staging', 'production'].flatMap((name, index) => [
      `  - stage: ${name}`,
      '    jobs:',
      '      - deployment: web',
      `        environment: ${name}`,
      '        strategy:',
      '          runOnce:',
      '            deploy:',
      '              steps:',
      '                - task: AzureWebApp@1',
      '                  inputs:',
      `                    azureSubscription: ${index === 0 ? first : second}`,
      `                    appName: shop-${name}`,
    ]),
  ].join('\n'),
})

const circle = (first: string, second: string) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  deploy:',
    '    docker: [{ image: cimg/aws:2025.01 }]',
    '    parameters: { env: { type: string } }',
    '    steps:',
    '      - run: serverless deploy --stage << parameters.env >>',
    'workflows:',
    '  release:',
    '    jobs:',
    '      - deploy:',
    '          name: deploy-staging',
    '          env: staging',
    `          context: ${first}`,
    '      - deploy:',
    '          name: deploy-production',
    '          env: production',
    `          context: ${second}`,
    '          filters: { branches: { only: main } }',
  ].join('\n'),
})

const gitlab = (first: string, second: string) => ({
  '.gitlab-ci.yml': ['staging', 'production']
    .flatMap((name, index) => [
      `${name}:`,
      `  environment: ${name}`,
      '  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]',
      '  variables:',
      `    AWS_ROLE_ARN: ${index === 0 ? first : second}`,
      '  script: [aws ecs update-service --cluster shop --service api]',
    ])
    .join('\n'),
})

const jenkins = (first: string, second: string) => ({
  Jenkinsfile: [
    'pipeline {',
    '  agent any',
    '  stages {',
    "    stage('Staging') {",
    '      steps {',
    `        withAWS(credentials: '${first}') { sh 'kubectl apply -f k8s/staging' }${first === second ? ' # ! tiers' : ''}`,
    '      }',
    '    }',
    "    stage('Production') {",
    "      when { branch 'main' }",
    '      steps {',
    `        withAWS(credentials: '${second}') { sh 'kubectl --context production apply -f k8s/production' }`,
    '      }',
    '    }',
    '  }',
    '}',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'no cloud', files: { '.gitlab-ci.yml': 'test: { script: [npm test] }' } },
    { name: 'one job', files: workflow(job('prod', { ...production, role: ADMIN })) },
    {
      name: 'staging alone beside changes, and no production',
      files: workflow(job('test', { on: REVIEW, role: ADMIN }), job('staging', { ...staging, role: ADMIN })),
    },
    {
      name: 'two clouds',
      files: {
        '.github/workflows/ci.yml': [
          'on: [push, pull_request]',
          'jobs:',
          ...job('prod', { ...production, role: ADMIN }),
          '  test:',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - uses: azure/login@v2',
          '        with: { client-id: "${{ secrets.CLIENT }}" }',
        ].join('\n'),
      },
    },
    {
      name: 'keys of another service',
      files: {
        '.github/workflows/ci.yml': [
          'on: push',
          'jobs:',
          '  a: { runs-on: ubuntu-24.04, environment: staging, env: { AWS_ACCESS_KEY_ID: "${{ secrets.R2_ACCESS_KEY_ID }}" }, steps: [{ run: kubectl apply -f . }] }',
          '  b: { runs-on: ubuntu-24.04, environment: production, env: { AWS_ACCESS_KEY_ID: "${{ secrets.R2_ACCESS_KEY_ID }}" }, steps: [{ run: kubectl apply -f . }] }',
        ].join('\n'),
      },
    },
  ],
  passes: [
    {
      name: 'a role for plans, another for production',
      files: workflow(job('plan', { on: REVIEW, role: READER }), job('prod', { ...production, role: ADMIN })),
    },
    {
      name: 'a role for plans, one of the environment for production',
      files: workflow(
        job('plan', { on: REVIEW, role: READER }),
        job('prod', { ...production, role: '${{ vars.ROLE }}' }),
      ),
    },
    {
      name: 'a role each, through a called workflow',
      files: {
        '.github/workflows/release.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          `  staging: { uses: ./.github/workflows/deploy.yml, with: { role: '${READER}', environment: staging } }`,
          `  production: { needs: staging, uses: ./.github/workflows/deploy.yml, with: { role: '${ADMIN}', environment: production } }`,
        ].join('\n'),
        '.github/workflows/deploy.yml': [
          'on: { workflow_call: { inputs: { role: { type: string }, environment: { type: string } } } }',
          'jobs:',
          ...job('go', { environment: '${{ inputs.environment }}', role: '${{ inputs.role }}', run: APPLY }),
        ].join('\n'),
      },
    },
    { name: 'service connections of Azure Pipelines', files: azure('shop-staging', 'shop-production') },
    { name: 'contexts of CircleCI', files: circle('aws-staging', 'aws-production') },
    { name: 'contexts that have one in common', files: circle('[aws, aws-staging]', '[aws, aws-production]') },
    { name: 'credentials of Jenkins', files: jenkins('aws-staging', 'aws-production') },
    { name: 'roles of GitLab jobs', files: gitlab(READER, ADMIN) },
    {
      name: 'the production job signs in as its own identity after it has read as the common one',
      files: workflow(job('staging', { ...staging, role: READER }), [
        ...job('prod', { ...production, role: READER, run: 'aws s3 cp s3://builds/app.zip .' }),
        `      - uses: ${AWS}`,
        `        with: { role-to-assume: '${ADMIN}' }`,
        `      - run: ${APPLY}`,
      ]),
    },
  ],
  unknown: [
    {
      name: 'one name in two environments',
      files: workflow(job('staging', staging), job('prod', production)),
      reason: 'cannot be seen',
    },
    {
      name: 'one name with and without an environment',
      files: workflow(job('plan', { on: REVIEW }), job('prod', production)),
      reason: 'cannot be seen',
    },
    {
      name: 'a role that the run decides',
      files: workflow(
        job('staging', { ...staging, role: '${{ matrix.role }}' }),
        job('prod', { ...production, role: ADMIN }),
      ),
      reason: 'hangs on the run',
    },
    {
      name: 'a variable of GitLab, which may have a value for each environment',
      files: gitlab('$DEPLOY_ROLE', '$DEPLOY_ROLE'),
      reason: 'hangs on the run',
    },
    {
      name: 'a pipeline that is not read',
      files: { 'appveyor.yml': 'build: off' },
      reason: 'appveyor.yml',
    },
  ],
  fails: [
    {
      name: 'one role for changes and production',
      files: workflow(
        job('plan', { on: REVIEW, role: ADMIN, mark: ' # ! change' }),
        job('prod', { ...production, role: ADMIN }),
      ),
    },
    {
      name: 'one role for staging and production',
      files: workflow(
        job('staging', { ...staging, role: ADMIN, mark: ' # ! tiers' }),
        job('prod', { ...production, role: ADMIN }),
      ),
    },
    {
      name: 'one secret of the repository, by names of environments in commands only',
      files: workflow(
        job('staging', { on: MERGED, mark: ' # ! tiers', run: 'serverless deploy --stage staging' }),
        job('prod', { on: MERGED, run: 'serverless deploy --stage production' }),
      ),
    },
    {
      name: 'a secret in an environment of both jobs',
      files: workflow(
        job('plan', { on: REVIEW, environment: 'production', mark: ' # ! change' }),
        job('prod', production),
      ),
    },
    {
      name: 'a variable of the workflow',
      files: {
        '.github/workflows/ci.yml': [
          'on: { push: { branches: [main] }, pull_request: {} }',
          `env: { DEPLOY_ROLE: '${ADMIN}' }`,
          'jobs:',
          ...job('plan', { on: REVIEW, role: '${{ env.DEPLOY_ROLE }}', mark: ' # ! change' }),
          ...job('prod', { ...production, role: '${{ env.DEPLOY_ROLE }}' }),
        ].join('\n'),
      },
    },
    {
      name: 'the same job for changes and a deployment without a name: a notice',
      files: {
        'main.tf': 'terraform { backend "s3" {} }\nresource "aws_sqs_queue" "jobs" {}\n',
        '.github/workflows/infrastructure.yml': [
          'on: { push: { branches: [main] }, pull_request: {} }',
          'jobs:',
          ...job('infra', { role: ADMIN, mark: ' # ! deploys', run: 'terraform plan' }),
          '      - run: terraform apply -auto-approve',
          `        if: ${MERGED}`,
        ].join('\n'),
      },
    },
    {
      name: 'two workflows',
      files: {
        '.github/workflows/test.yml': [
          'on: pull_request',
          'jobs:',
          ...job('test', { role: ADMIN, mark: ' # ! change' }),
        ].join('\n'),
        '.github/workflows/release.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          ...job('prod', { environment: 'production', role: ADMIN, run: APPLY }),
        ].join('\n'),
      },
    },
    {
      name: 'a stored key of the repository',
      files: {
        '.github/workflows/ci.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          '  staging:',
          '    runs-on: ubuntu-24.04',
          '    env: { AWS_ACCESS_KEY_ID: "${{ secrets.AWS_ACCESS_KEY_ID }}" } # ! tiers',
          '    steps: [{ run: serverless deploy --stage staging }]',
          '  production:',
          '    runs-on: ubuntu-24.04',
          '    env: { AWS_ACCESS_KEY_ID: "${{ secrets.AWS_ACCESS_KEY_ID }}" }',
          '    steps: [{ run: serverless deploy --stage production }]',
        ].join('\n'),
      },
    },
    { name: 'a service connection of Azure Pipelines', files: azure('shop # ! tiers', 'shop') },
    { name: 'a context of CircleCI', files: circle('aws # ! tiers', 'aws') },
    { name: 'credentials of Jenkins', files: jenkins('aws', 'aws') },
    { name: 'a role of GitLab jobs', files: gitlab(`${ADMIN} # ! tiers`, ADMIN) },
  ],
})

test('what is done for changes says nothing of environments', () => {
  const files = workflow(job('test', { on: REVIEW, role: 'READ' }), job('prod', { ...production, role: ADMIN }))
  const { outcomes } = run(check, { files }).result
  expect(outcomes.map(({ facet }) => facet)).toEqual(['jobs'])
})
