import check from '../../../checks/infrastructure/iac-validated-in-ci.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, ...steps: string[]) => ({
  '.github/workflows/ci.yml': `on: ${on}\njobs:\n  check:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}\n`,
})
const onChange = (...steps: string[]) => workflow('pull_request', ...steps)
const queues = (count: number, mark = '') =>
  Array.from({ length: count }, (_, index) => `resource "aws_sqs_queue" "q${index}" {}${index === 0 ? mark : ''}`).join(
    '\n',
  )
const terraform = { 'infra/main.tf': queues(4) }
const template = {
  'stack.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${['A', 'B', 'C'].map((name) => `  ${name}:\n    Type: AWS::SQS::Queue`).join('\n')}`,
}
const chart = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0',
  'charts/shop/templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }',
}
const manifest = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [{ port: 80 }] }\n`
const manifests = { 'deploy/all.yaml': ['a', 'b', 'c'].map(manifest).join('---\n') }
const playbook = { 'site.yml': '- hosts: web\n  tasks:\n    - ansible.builtin.package: { name: nginx }\n' }
const cdk = { 'cdk.json': '{"app": "npx ts-node bin/shop.ts"}', 'bin/shop.ts': `import * as cdk from 'aws-cdk-lib'` }
const packer = { 'images/web.pkr.hcl': 'source "amazon-ebs" "web" {}\n' }
const test = 'run: pytest'
const none = (file: string) => [`${file}:1 none`]

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'src/shop.ts': '', ...onChange(test) } },
    { name: 'two resources', files: { 'infra/main.tf': queues(2), ...onChange(test) } },
    { name: 'code for trying', files: { 'docs/demo/main.tf': queues(9), ...onChange(test) } },
    { name: 'vendored code', files: { 'vendor/acme/main.tf': queues(9), ...onChange(test) } },
    { name: 'samples', files: { ...terraform, ...onChange(test) }, settings: { kind: 'examples' } },
    {
      name: 'what controller-gen writes',
      files: {
        'config/crd.yaml': ['a', 'b', 'c']
          .map(
            (name) =>
              `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: ${name} }\n`,
          )
          .join('---\n'),
        ...onChange(test),
      },
    },
  ],
  implied: [{ name: 'no pipeline', files: terraform, hosting: { reportedChecks: { known: true, value: [] } } }],
  passes: [
    {
      name: 'terraform validate',
      files: { ...terraform, ...onChange('run: terraform init -backend=false && terraform validate') },
    },
    { name: 'tflint', files: { ...terraform, ...onChange('run: tflint --recursive') } },
    { name: 'a plan', files: { ...terraform, ...onChange('run: terraform plan') } },
    { name: 'a scanner for all', files: { ...terraform, ...template, ...manifests, ...onChange('run: checkov -d .') } },
    {
      name: 'in a make target',
      files: { ...terraform, Makefile: 'lint:\n\ttflint --recursive\n', ...onChange('run: make lint') },
    },
    { name: 'on the main branch', files: { ...terraform, ...workflow('push', 'run: tflint') } },
    { name: 'Atlantis', files: { ...terraform, 'atlantis.yaml': 'version: 3\n', ...onChange(test) } },
    { name: 'Terraform tests', files: { ...terraform, ...onChange('run: terraform test') } },
    { name: 'cfn-lint', files: { ...template, ...onChange('run: cfn-lint stack.yaml') } },
    { name: 'sam validate', files: { ...template, ...onChange('run: sam validate --lint') } },
    { name: 'cdk synth', files: { ...cdk, ...onChange('run: npx cdk synth') } },
    { name: 'helm lint', files: { ...chart, ...onChange('run: helm lint charts/shop') } },
    { name: 'helm template', files: { ...chart, ...onChange('run: helm template charts/shop') } },
    { name: 'kubeconform', files: { ...manifests, ...onChange('run: kubeconform deploy') } },
    { name: 'kustomize build', files: { ...manifests, ...onChange('run: kustomize build deploy') } },
    { name: 'skaffold render', files: { ...manifests, ...onChange('run: skaffold render') } },
    { name: 'a dry run', files: { ...manifests, ...onChange('run: kubectl apply --dry-run=server -f deploy') } },
    { name: 'an environment for each change', files: { ...manifests, ...onChange('run: kubectl apply -f deploy') } },
    { name: 'ansible-lint', files: { ...playbook, ...onChange('uses: ansible/ansible-lint@v25') } },
    { name: 'a syntax check', files: { ...playbook, ...onChange('run: ansible-playbook --syntax-check site.yml') } },
    {
      name: 'a playbook that the run plays on itself',
      files: { ...playbook, ...onChange('run: ansible-playbook -i localhost, -c local site.yml') },
    },
    {
      name: 'pulumi preview',
      files: { 'Pulumi.yaml': 'name: shop\nruntime: go\n', ...onChange('run: pulumi preview') },
    },
    { name: 'cdk8s synth', files: { 'cdk8s.yaml': 'language: go\n', ...onChange('run: cdk8s synth') } },
    { name: 'packer validate', files: { ...packer, ...onChange('run: packer validate images') } },
    {
      name: 'bicep build',
      files: { 'main.bicep': 'param a string\n', ...onChange('run: az bicep build -f main.bicep') },
    },
    {
      name: 'GitLab',
      files: {
        ...terraform,
        '.gitlab-ci.yml': 'validate:\n  script: [terraform init -backend=false, terraform validate]\n',
      },
    },
    {
      name: 'CircleCI',
      files: {
        ...template,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  lint:\n    docker: [{ image: cimg/python:3.12 }]\n    steps:\n      - run: cfn-lint stack.yaml\nworkflows:\n  main:\n    jobs: [lint]\n',
      },
    },
  ],
  unknown: [
    {
      name: 'an action that nobody knows',
      files: { ...terraform, ...onChange('uses: acme/infra@v1') },
      reason: 'acme/infra',
    },
    {
      name: 'another system',
      files: { ...terraform, ...onChange(test) },
      hosting: { reportedChecks: { known: true, value: [{ name: 'e2e', app: 'buildsystem' }] } },
      reason: 'buildsystem',
    },
    { name: 'a list of linters', files: { ...terraform, ...onChange(test, 'uses: oxsecurity/megalinter@v8') } },
    {
      name: 'HCP Terraform',
      files: { 'infra/main.tf': `terraform {\n  cloud {}\n}\n${queues(4)}`, ...onChange(test) },
      reason: 'HCP',
    },
  ],
  fails: [
    { name: 'nothing looks at Terraform', files: { ...terraform, ...onChange(test) }, expect: none('infra/main.tf') },
    {
      name: 'an apply after the merge',
      files: { ...terraform, ...workflow('{ push: { branches: [main] } }', 'run: terraform apply -auto-approve') },
      expect: none('infra/main.tf'),
    },
    {
      name: 'only a schedule',
      files: {
        ...terraform,
        ...workflow('{ schedule: [{ cron: 0 5 * * * }], pull_request: {} }', test),
        '.github/workflows/s.yml':
          'on: { schedule: [{ cron: 0 5 * * * }] }\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{ run: tflint }]\n',
      },
      expect: none('infra/main.tf'),
    },
    { name: 'only the layout', files: { ...terraform, ...onChange('run: terraform fmt -check # ! layout') } },
    { name: 'a template', files: { ...template, ...onChange(test) }, expect: none('stack.yaml') },
    { name: 'CDK', files: { ...cdk, ...onChange('run: npx tsc') }, expect: none('cdk.json') },
    { name: 'a chart', files: { ...chart, ...onChange(test) }, expect: none('charts/shop/Chart.yaml') },
    {
      name: 'a chart is linted, manifests are not',
      files: { ...chart, ...manifests, ...onChange('run: helm lint charts/shop') },
      expect: none('deploy/all.yaml'),
    },
    {
      name: 'a chart that is only packed',
      files: { ...chart, ...onChange('run: helm package charts/shop') },
      expect: none('charts/shop/Chart.yaml'),
    },
    {
      name: 'images that are built',
      files: { ...manifests, ...onChange('run: skaffold build') },
      expect: none('deploy/all.yaml'),
    },
    { name: 'a playbook', files: { ...playbook, ...onChange(test) }, expect: none('site.yml') },
    {
      name: 'an image',
      files: { ...packer, ...onChange(test, 'run: checkov -d .') },
      expect: none('images/web.pkr.hcl'),
    },
    {
      name: 'GitLab',
      files: { ...terraform, '.gitlab-ci.yml': 'test:\n  script: [pytest]\n' },
      expect: none('infra/main.tf'),
    },
    {
      name: 'CircleCI',
      files: {
        ...template,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  test:\n    docker: [{ image: cimg/python:3.12 }]\n    steps:\n      - run: pytest\nworkflows:\n  main:\n    jobs: [test]\n',
      },
      expect: none('stack.yaml'),
    },
  ],
})
