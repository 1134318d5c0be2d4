import check from '../../../checks/deployment/deploy-environment-declared.js'
import { testCheck } from '../../helpers/check-tester.js'

const upgrade = '{ run: helm upgrade --install api ./chart }'

/** A workflow with one deploying job; `job` are lines of it, `more` steps behind the deployment. */
const deploy = ({ on = 'push', job = [] as string[], more = [] as string[], mark = '' } = {}) => ({
  '.github/workflows/deploy.yml': [
    `on: ${on}`,
    'jobs:',
    `  deploy:${mark}`,
    '    runs-on: ubuntu-24.04',
    ...job.map((line) => `    ${line}`),
    '    steps:',
    ...[upgrade, ...more].map((step) => `      - ${step}`),
  ].join('\n'),
})

testCheck(check, {
  passes: [
    { name: 'a name', files: deploy({ job: ['environment: production'] }) },
    {
      name: 'a name and the address',
      files: deploy({ job: ['environment: { name: shop, url: "https://shop.example.com" }'] }),
    },
    {
      name: 'a name that is not known',
      files: deploy({ on: 'workflow_dispatch', job: ['environment: "${{ inputs.stage }}"'] }),
    },
    {
      name: 'an action that records deployments',
      files: deploy({ more: ['{ uses: chrnorm/deployment-action@v2, with: { environment: production } }'] }),
    },
    {
      name: 'a script that records them',
      files: deploy({
        more: [
          '{ uses: actions/github-script@v7, with: { script: "await github.rest.repos.createDeployment({ ref })" } }',
        ],
      }),
    },
    {
      name: 'a call of the API',
      files: deploy({ more: ['{ run: gh api repos/$GITHUB_REPOSITORY/deployments -f ref=$GITHUB_SHA }'] }),
    },
    {
      name: 'the job of a called workflow',
      files: {
        '.github/workflows/main.yml':
          'on: push\njobs:\n  prod:\n    uses: ./.github/workflows/deploy.yml\n    with: { stage: production }\n',
        ...deploy({
          on: '{ workflow_call: { inputs: { stage: { type: string } } } }',
          job: ['environment: "${{ inputs.stage }}"'],
        }),
      },
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    {
      name: 'a CI system whose jobs cannot name one',
      files: { '.buildkite/pipeline.yml': 'steps: [{ command: helm upgrade --install api ./chart }]' },
    },
    {
      name: 'Google Cloud Build',
      files: {
        'cloudbuild.yaml':
          'steps:\n  - name: gcr.io/cloud-builders/gcloud\n    args: [run, deploy, shop, --image, "gcr.io/acme/shop:$SHORT_SHA"]\n',
      },
    },
    {
      name: 'AWS CodePipeline',
      files: {
        'pipeline.yaml': [
          'Resources:',
          '  Pipeline:',
          '    Type: AWS::CodePipeline::Pipeline',
          '    Properties:',
          '      Stages:',
          '        - Name: Deploy',
          '          Actions:',
          '            - Name: Shop',
          '              ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ECS, Version: "1" }',
          '              Configuration: { ClusterName: shop, ServiceName: shop }',
        ].join('\n'),
      },
    },
    {
      name: 'Jenkins',
      files: { Jenkinsfile: "node { stage('Deploy') { sh 'helm upgrade --install api ./chart' } }" },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  deploy: { docker: [{ image: cimg/base:2025.01 }], steps: [{ run: helm upgrade --install api ./chart }] }\nworkflows: { main: { jobs: [deploy] } }\n',
      },
    },
    {
      name: 'machines for the tests of a schedule',
      files: {
        '.gitlab-ci.yml': [
          'periodic:',
          '  rules: [{ if: \'$CI_PIPELINE_SOURCE == "schedule"\' }]',
          '  script: [ansible-playbook tests/cloud/create-machines.yml]',
        ].join('\n'),
      },
    },
    {
      name: 'another such system',
      files: {
        '.drone.yml':
          'kind: pipeline\nname: default\nsteps: [{ name: a, image: x, commands: [helm upgrade --install api ./chart] }]',
      },
    },
    {
      name: 'a job that publishes',
      files: {
        '.github/workflows/release.yml':
          'on: release\njobs:\n  npm:\n    runs-on: ubuntu-24.04\n    steps: [{ run: npm publish }]\n',
      },
    },
    { name: 'a preview of a change', files: deploy({ on: 'pull_request' }) },
    {
      name: 'documentation',
      files: {
        '.github/workflows/docs.yml':
          'on: push\njobs:\n  docs:\n    runs-on: ubuntu-24.04\n    steps: [{ run: mkdocs gh-deploy }]\n',
      },
    },
  ],
  fails: [
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'deploy: # ! missing\n  rules: [{ if: \'$CI_COMMIT_BRANCH == "main"\' }]\n  script: [helm upgrade --install api ./chart]\n',
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\npr: none\njobs:\n  - job: deploy # ! missing\n    steps: [{ script: helm upgrade --install api ./chart }]\n',
      },
    },
    {
      name: 'Bitbucket Pipelines',
      files: {
        'bitbucket-pipelines.yml':
          'pipelines:\n  branches:\n    main:\n      - step:\n          name: Deploy # ! missing\n          script: [helm upgrade --install api ./chart]\n',
      },
    },
    { name: 'no environment', files: deploy({ mark: ' # ! missing' }) },
    {
      name: 'once for a workflow that is called twice',
      files: {
        '.github/workflows/main.yml':
          'on: push\njobs:\n  a: { uses: ./.github/workflows/deploy.yml }\n  b: { uses: ./.github/workflows/deploy.yml }\n',
        ...deploy({ on: 'workflow_call', mark: ' # ! missing' }),
      },
    },
    { name: 'an empty name', files: deploy({ job: ['environment: ""'], mark: ' # ! missing' }) },
    {
      name: 'deployment: false',
      files: deploy({ job: ['environment:', '  name: production # ! unrecorded', '  deployment: false'] }),
    },
    {
      name: 'reading deployments is not recording one',
      files: deploy({
        more: ['{ run: cd deployments && gh api repos/acme/shop/deployments/7/statuses }'],
        mark: ' # ! missing',
      }),
    },
    {
      name: 'once for each job, whatever it runs',
      files: deploy({ more: ['{ run: kubectl apply -f k8s/ }'], mark: ' # ! missing' }),
    },
  ],
})
