import check from '../../../checks/infrastructure/cfn-change-set-review.js'
import { testCheck } from '../../helpers/check-tester.js'

const job = (on: string, steps: readonly string[], more = '') =>
  `on: ${on}\njobs:\n  work:\n    runs-on: ubuntu-24.04\n${more}    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}\n`
const deploy = (step: string, more = '') => ({
  '.github/workflows/deploy.yml': job('{ push: { branches: [main] } }', [step], more),
})
const review = (...steps: string[]) => ({ '.github/workflows/review.yml': job('pull_request', steps) })
const TEMPLATE = 'run: aws cloudformation deploy --stack-name shop-prod --template-file a.yaml'
const ENVIRONMENT = '    environment: production\n'

testCheck(check, {
  notApplicable: [
    { name: 'another tool', files: deploy('run: terraform apply -auto-approve') },
    { name: 'not production', files: deploy('run: cdk deploy --all', '    environment: staging\n') },
    {
      name: 'a new stack',
      files: deploy('run: aws cloudformation create-stack --stack-name a --template-body file://a.yaml'),
    },
    { name: 'the Serverless Framework', files: deploy('run: npx serverless deploy --stage prod') },
    { name: 'a stack for each change', files: review('run: cdk deploy --require-approval never') },
  ],
  passes: [
    {
      name: 'cdk diff under review',
      files: { ...deploy('run: cdk deploy --require-approval never'), ...review('run: npx cdk diff --all') },
    },
    {
      name: 'a change set under review',
      files: {
        ...deploy(TEMPLATE),
        ...review('run: aws cloudformation create-change-set --stack-name a --change-set-name b'),
      },
    },
    {
      name: 'a change set that is not executed',
      files: { ...deploy('run: sam deploy'), ...review('run: sam deploy --no-execute-changeset') },
    },
    {
      name: 'an action that makes a change set',
      files: {
        ...deploy(TEMPLATE),
        ...review('{ uses: aws-actions/aws-cloudformation-github-deploy@v1, with: { no-execute-changeset: "1" } }'),
      },
    },
    {
      name: 'an environment with reviewers',
      files: deploy(TEMPLATE, ENVIRONMENT),
      hosting: {
        environments: {
          known: true,
          value: [
            { name: 'production', reviewers: 1, preventsSelfReview: false, restrictsBranches: true, waitMinutes: 0 },
          ],
        } as never,
      },
    },
    { name: 'somebody starts it', files: { '.github/workflows/deploy.yml': job('workflow_dispatch', [TEMPLATE]) } },
    {
      name: 'CircleCI with an approval',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  deploy:\n    docker: [{ image: amazon/aws-cli:2.17.0 }]\n    steps:\n      - run: aws cloudformation deploy --stack-name a --template-file a.yaml\nworkflows:\n  main:\n    jobs:\n      - hold: { type: approval, filters: { branches: { only: main } } }\n      - deploy: { requires: [hold], filters: { branches: { only: main } } }\n',
      },
    },
  ],
  unknown: [
    { name: 'an environment that may ask for reviewers', files: deploy(TEMPLATE, ENVIRONMENT) },
    {
      name: 'GitLab with an environment',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [sam deploy]\n',
      },
      reason: 'may ask for an approval',
    },
    {
      name: 'a change set from elsewhere',
      files: deploy('run: aws cloudformation execute-change-set --change-set-name a --stack-name b'),
      reason: 'where the change set was made',
    },
    {
      name: 'CodeBuild',
      files: {
        'buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - sam deploy --stack-name shop\n',
      },
    },
    { name: 'something that nobody knows', files: { ...deploy(TEMPLATE), ...review('uses: acme/show-change@v1') } },
  ],
  fails: [
    { name: 'CloudFormation', files: deploy(`${TEMPLATE} # ! none`) },
    {
      name: 'CDK',
      files: { ...deploy('run: cdk deploy --all --require-approval never # ! none'), ...review('run: cdk synth') },
    },
    { name: 'CDK that asks about rights', files: deploy('run: cdk deploy --all # ! none') },
    { name: 'SAM', files: deploy('run: sam deploy --no-confirm-changeset # ! none') },
    {
      name: 'a diff and a deployment in one go',
      files: {
        '.github/workflows/deploy.yml': job('{ push: { branches: [main] } }', [
          'run: cdk diff',
          'run: cdk deploy --require-approval never # ! unseen',
        ]),
      },
    },
    {
      name: 'several stacks, one finding',
      files: {
        '.github/workflows/deploy.yml': job('{ push: { branches: [main] } }', [
          `${TEMPLATE} # ! none`,
          'run: aws cloudformation deploy --stack-name net --template-file b.yaml',
        ]),
      },
    },
    {
      name: 'an environment without reviewers',
      files: deploy(`${TEMPLATE} # ! none`, ENVIRONMENT),
      hosting: { environments: { known: true, value: [] } },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\nsteps:\n  - script: aws cloudformation update-stack --stack-name a --template-body file://a.yaml # ! none\n',
      },
    },
  ],
})
