import check from '../../../checks/infrastructure/iac-drift-detection.js'
import { testCheck } from '../../helpers/check-tester.js'

const job = (on: string, steps: readonly string[]) =>
  `on: ${on}\njobs:\n  work:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}\n`
const deploy = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': job('{ push: { branches: [main] } }', steps),
})
const nightly = (...steps: string[]) => ({
  '.github/workflows/drift.yml': job("{ schedule: [{ cron: '0 5 * * *' }] }", steps),
})
const QUEUE = { 'infra/main.tf': 'resource "aws_sqs_queue" "a" {}\n' }
const APPLY = 'run: terraform -chdir=infra apply -auto-approve'
const terraform = { ...QUEUE, ...deploy(APPLY) }
const found = { ...QUEUE, ...deploy(`${APPLY} # ! none`) }
const CHART = { 'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n' }

testCheck(check, {
  notApplicable: [
    { name: 'nothing is applied', files: { ...QUEUE, ...deploy('run: terraform -chdir=infra validate') } },
    {
      name: 'what is applied holds values alone',
      files: { ...deploy(APPLY), 'infra/main.tf': 'output "a" {\n  value = 1\n}\n' },
    },
    { name: 'a cluster that the run makes', files: deploy('run: kind create cluster', 'run: kubectl apply -f k8s') },
    { name: 'a change of one thing in a cluster', files: deploy('run: kubectl set image deployment/a a=b') },
    {
      name: 'a controller pulls what is deployed',
      files: {
        ...CHART,
        ...deploy('run: helm upgrade --install a ./chart'),
        'argocd/a.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec:\n  source: { repoURL: https://github.com/acme/shop, path: chart }\n  destination: { namespace: a }\n',
      },
    },
  ],
  passes: [
    {
      name: 'a plan that fails',
      files: { ...terraform, ...nightly('run: terraform -chdir=infra plan -detailed-exitcode') },
    },
    {
      name: 'a plan whose status is read',
      files: {
        ...terraform,
        ...nightly('run: terraform -chdir=infra plan -detailed-exitcode || code=$?; test "$code" != 2'),
      },
    },
    {
      name: 'a plan that is shown to somebody',
      files: {
        ...terraform,
        ...nightly('run: terraform -chdir=infra plan -no-color > plan.txt', 'uses: slackapi/slack-github-action@v2'),
      },
    },
    { name: 'an action', files: { ...terraform, ...nightly('uses: dflook/terraform-check@v2') } },
    {
      name: 'a plan in a folder that is not known',
      files: { ...terraform, ...nightly('run: terraform -chdir=${{ matrix.folder }} plan -detailed-exitcode') },
    },
    { name: 'driftctl', files: { ...terraform, ...nightly('run: driftctl scan') } },
    { name: 'applied again each night', files: { ...terraform, ...nightly(APPLY) } },
    {
      name: 'HCP Terraform that is told so',
      files: { ...terraform, 'tfe/main.tf': 'resource "tfe_workspace" "a" {\n  assessments_enabled = true\n}\n' },
    },
    {
      name: 'Spacelift',
      files: {
        ...terraform,
        'spacelift/main.tf': 'resource "spacelift_drift_detection" "a" {\n  schedule = ["0 4 * * *"]\n}\n',
      },
    },
    {
      name: 'AWS Config',
      files: {
        ...deploy('run: aws cloudformation deploy --stack-name a --template-file a.yaml'),
        'config.yaml':
          'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Drift:\n    Type: AWS::Config::ConfigRule\n    Properties:\n      Source: { Owner: AWS, SourceIdentifier: CLOUDFORMATION_STACK_DRIFT_DETECTION_CHECK }\n',
      },
    },
    {
      name: 'stack drift',
      files: { ...deploy('run: sam deploy'), ...nightly('run: aws cloudformation detect-stack-drift --stack-name a') },
    },
    { name: 'cdk drift', files: { ...deploy('run: cdk deploy'), ...nightly('run: cdk drift --fail') } },
    {
      name: 'Pulumi',
      files: { ...deploy('run: pulumi up --yes'), ...nightly('run: pulumi preview --refresh --expect-no-changes') },
    },
    { name: 'kubectl diff', files: { ...deploy('run: kubectl apply -f k8s'), ...nightly('run: kubectl diff -f k8s') } },
    {
      name: 'Ansible that converges',
      files: {
        ...deploy('run: ansible-playbook -i prod site.yml'),
        ...nightly('run: ansible-playbook -i prod site.yml'),
      },
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'drift:\n  rules: [{ if: $CI_PIPELINE_SOURCE == "schedule" }]\n  script: [terraform plan -detailed-exitcode]\napply:\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE == "push" }]\n  script: [terraform apply -auto-approve]\n',
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'apply.azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: terraform apply -auto-approve\n',
        'drift.azure-pipelines.yml':
          "trigger: none\nschedules:\n  - cron: '0 5 * * *'\n    branches: { include: [main] }\nsteps:\n  - script: terraform plan -detailed-exitcode\n",
      },
    },
  ],
  unknown: [
    {
      name: 'HCP Terraform',
      files: { ...terraform, 'infra/main.tf': 'terraform {\n  cloud {}\n}\nresource "aws_sqs_queue" "a" {}\n' },
      reason: 'HCP Terraform',
    },
    { name: 'a service', files: { ...terraform, '.spacelift/config.yml': 'version: 1\n' }, reason: 'Spacelift' },
    { name: 'something that nobody knows', files: { ...terraform, ...nightly('uses: acme/drift@v1') } },
    {
      name: 'a plan in a part of something that is started elsewhere',
      files: {
        ...terraform,
        'buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - terraform plan\n',
      },
    },
    {
      name: 'CodeBuild, which something starts',
      files: {
        ...terraform,
        'buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands:\n      - terraform plan -detailed-exitcode\n',
      },
    },
    {
      name: 'a schedule may stand in the settings of the CI system',
      files: {
        'bitbucket-pipelines.yml':
          'pipelines:\n  branches:\n    main:\n      - step:\n          script: [terraform apply -auto-approve]\n  custom:\n    drift:\n      - step:\n          script: [terraform plan -detailed-exitcode]\n',
      },
    },
  ],
  fails: [
    { name: 'applied and never compared', files: found },
    {
      name: 'compared under review alone',
      files: {
        ...found,
        '.github/workflows/plan.yml': job('pull_request', ['run: terraform -chdir=infra plan -detailed-exitcode']),
      },
    },
    { name: 'a schedule for something else', files: { ...found, ...nightly('run: npm audit') } },
    { name: 'a schedule for another kind of code', files: { ...found, ...nightly('run: kubectl diff -f k8s') } },
    {
      name: 'one root of two',
      files: {
        ...QUEUE,
        'dns/main.tf': 'resource "aws_route53_zone" "a" {}\n',
        ...deploy(APPLY, 'run: terraform -chdir=dns apply -auto-approve # ! none'),
        ...nightly('run: terraform -chdir=infra plan -detailed-exitcode'),
      },
    },
    {
      name: 'a plan that nobody sees',
      files: { ...terraform, ...nightly('run: terraform -chdir=infra plan # ! unseen') },
    },
    {
      name: 'a plan whose status is thrown away',
      files: { ...terraform, ...nightly('run: terraform -chdir=infra plan -detailed-exitcode || true # ! unseen') },
    },
    {
      name: 'a plan without a look at what is there',
      files: {
        ...terraform,
        ...nightly('run: terraform -chdir=infra plan -refresh=false -detailed-exitcode # ! record'),
      },
    },
    { name: 'cdk diff', files: { ...deploy('run: cdk deploy'), ...nightly('run: cdk diff --fail # ! record') } },
    {
      name: 'a preview from the state',
      files: { ...deploy('run: pulumi up --yes'), ...nightly('run: pulumi preview --expect-no-changes # ! record') },
    },
    {
      name: 'a stack that is deployed again',
      files: { ...deploy('run: cdk deploy # ! none'), ...nightly('run: cdk deploy') },
    },
    {
      name: 'a comparison by hand',
      files: {
        ...terraform,
        '.github/workflows/drift.yml': job('workflow_dispatch', [
          'run: terraform -chdir=infra plan -detailed-exitcode # ! byHand',
        ]),
      },
    },
    { name: 'a chart', files: { ...CHART, ...deploy('run: helm upgrade --install a ./chart # ! none') } },
    {
      name: 'assessments that are off',
      files: {
        ...found,
        'k8s/a.yaml':
          'apiVersion: infra.contrib.fluxcd.io/v1alpha2\nkind: Terraform\nmetadata: { name: a }\nspec: { disableDriftDetection: true }\n',
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  apply:\n    docker: [{ image: hashicorp/terraform:1.9 }]\n    steps:\n      - run: terraform apply -auto-approve # ! none\nworkflows:\n  main:\n    jobs:\n      - apply: { filters: { branches: { only: main } } }\n',
      },
    },
  ],
})
