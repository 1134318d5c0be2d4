import check from '../../../checks/infrastructure/iac-environment-parity.js'
import { testCheck } from '../../helpers/check-tester.js'

const NAMES = ['orders', 'refunds', 'mails', 'events', 'audits', 'exports']
const queues = (names: readonly string[], mark = '') =>
  names.map((name, index) => `resource "aws_sqs_queue" "${name}" {}${index === 0 ? mark : ''}\n`).join('')
const services = (names: readonly string[], mark = '') =>
  names
    .map(
      (name, index) =>
        `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}${index === 0 ? mark : ''}\nspec: { ports: [{ port: 80 }] }\n`,
    )
    .join('---\n')
const template = (names: readonly string[], mark = '') =>
  `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${names.map((name, index) => `  ${name}:${index === 0 ? mark : ''}\n    Type: AWS::SQS::Queue\n`).join('')}`
const shop = (name: string) => `module "shop" {\n  source = "${name}"\n}\n`
const workflow = (steps: string) => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n${steps}`,
})

testCheck(check, {
  notApplicable: [
    { name: 'one environment', files: { 'infra/prod/main.tf': queues(NAMES) } },
    {
      name: 'environments of different systems',
      files: { 'shop/prod/main.tf': queues(NAMES), 'blog/staging/main.tf': queues(NAMES) },
    },
    { name: 'vendored', files: { 'vendor/a/prod/main.tf': queues(NAMES), 'vendor/a/staging/main.tf': queues(NAMES) } },
    { name: 'two regions', files: { 'infra/prod-eu/main.tf': queues(NAMES), 'infra/prod-us/main.tf': queues(NAMES) } },
  ],
  passes: [
    {
      name: 'one module of the tree',
      files: {
        'modules/shop/main.tf': queues(NAMES),
        'infra/prod/main.tf': shop('../../modules/shop'),
        'infra/staging/main.tf': shop('../../modules/shop'),
      },
    },
    {
      name: 'one module from elsewhere, in two versions',
      files: {
        'infra/prod/main.tf': shop('git::https://acme.example/shop.git?ref=v1'),
        'infra/dev/main.tf': shop('git::https://acme.example/shop.git?ref=v2'),
      },
    },
    {
      name: 'files of values',
      files: {
        'infra/main.tf': queues(NAMES),
        'infra/env/prod.tfvars': 'size = 3\n',
        'infra/env/staging.tfvars': 'size = 1\n',
      },
    },
    {
      name: 'values of a chart',
      files: {
        'chart/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n',
        'chart/values-prod.yaml': 'a: 1\n',
        'chart/values-staging.yaml': 'a: 2\n',
      },
    },
    {
      name: 'stacks of Pulumi',
      files: {
        'Pulumi.yaml': 'name: a\nruntime: go\n',
        'Pulumi.prod.yaml': 'config: {}\n',
        'Pulumi.dev.yaml': 'config: {}\n',
      },
    },
    {
      name: 'parameters of a template',
      files: { 'stack.yaml': template(NAMES), 'parameters/production.json': '[]', 'parameters/staging.json': '[]' },
    },
    {
      name: 'overlays of one base, with parts of the same objects',
      files: {
        'k8s/base/kustomization.yaml': 'resources: [all.yaml]\n',
        'k8s/base/all.yaml': services(NAMES),
        'k8s/overlays/prod/kustomization.yaml': 'resources: [../../base]\npatches: [{ path: all.yaml }]\n',
        'k8s/overlays/prod/all.yaml': services(NAMES),
        'k8s/overlays/staging/kustomization.yaml': 'resources: [../../base]\npatches: [{ path: all.yaml }]\n',
        'k8s/overlays/staging/all.yaml': services(NAMES),
      },
    },
    {
      name: 'the same job for both',
      files: workflow(
        '  deploy:\n    strategy: { matrix: { environment: [staging, production] } }\n    runs-on: ubuntu-24.04\n    environment: ${{ matrix.environment }}\n    steps:\n      - run: terraform apply -auto-approve\n',
      ),
    },
    {
      name: 'the same workflow, called for both',
      files: {
        ...workflow(
          '  staging:\n    uses: ./.github/workflows/apply.yml\n    with: { environment: staging }\n  production:\n    needs: staging\n    uses: ./.github/workflows/apply.yml\n    with: { environment: production }\n',
        ),
        '.github/workflows/apply.yml':
          'on: { workflow_call: { inputs: { environment: { type: string } } } }\njobs:\n  apply:\n    runs-on: ubuntu-24.04\n    environment: ${{ inputs.environment }}\n    steps:\n      - run: terraform apply -auto-approve\n',
      },
    },
  ],
  unknown: [
    {
      name: 'little in common',
      files: { 'infra/prod/main.tf': queues(NAMES), 'infra/staging/main.tf': queues(['other']) },
    },
    {
      name: 'GitLab with two jobs',
      files: {
        '.gitlab-ci.yml':
          'staging:\n  environment: staging\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [terraform apply -auto-approve]\nproduction:\n  environment: production\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [terraform apply -auto-approve]\n',
      },
    },
  ],
  fails: [
    {
      name: 'copies that differ',
      files: {
        'infra/prod/main.tf': queues([...NAMES, 'extra'], ' # ! differ'),
        'infra/staging/main.tf': queues(NAMES),
      },
    },
    {
      name: 'copies that are the same',
      files: { 'infra/prod/main.tf': queues(NAMES, ' # ! copied'), 'infra/dev/main.tf': queues(NAMES) },
    },
    {
      name: 'files of one folder, with the environment in names',
      files: {
        'infra/prod.tf': queues(
          NAMES.map((name) => `prod-${name}`),
          ' # ! copied',
        ),
        'infra/staging.tf': queues(NAMES.map((name) => `staging-${name}`)),
      },
    },
    {
      name: 'one module beside much that is copied',
      files: {
        'modules/shop/main.tf': 'resource "aws_s3_bucket" "a" {}\n',
        'infra/prod/main.tf': queues(NAMES, ' # ! copied') + shop('../../modules/shop'),
        'infra/staging/main.tf': queues(NAMES) + shop('../../modules/shop'),
      },
    },
    {
      name: 'templates',
      files: { 'stack-prod.yaml': template([...NAMES, 'extra'], ' # ! differ'), 'stack-staging.yaml': template(NAMES) },
    },
    {
      name: 'manifests',
      files: { 'k8s/production/all.yaml': services(NAMES, ' # ! copied'), 'k8s/staging/all.yaml': services(NAMES) },
    },
    {
      name: 'fewer resources than usual, by option',
      files: { 'infra/prod/main.tf': queues(['a', 'b'], ' # ! copied'), 'infra/staging/main.tf': queues(['a', 'b']) },
      options: { minResources: 2 },
    },
  ],
})
