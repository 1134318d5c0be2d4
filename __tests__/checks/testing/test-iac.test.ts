import check from '../../../checks/testing/test-iac.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (...steps: string[]) => ({
  '.github/workflows/ci.yml': `on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}`,
})
const resources = (count: number) =>
  Array.from({ length: count }, (_, index) => `resource "aws_sqs_queue" "q${index}" {}`).join('\n')
const network = { 'modules/network/main.tf': resources(6) }
const chart = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0',
  'charts/shop/templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }',
}
const cdk = {
  'cdk.json': '{"app": "npx ts-node bin/shop.ts"}',
  'package.json': '{"private": true, "dependencies": {"aws-cdk-lib": "2"}}',
  'lib/shop.ts': `import * as cdk from 'aws-cdk-lib'`,
}
const template = {
  'stack.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${'abcdef'
    .split('')
    .map((name) => `  ${name}:\n    Type: AWS::SQS::Queue`)
    .join('\n')}`,
}
const role = { 'roles/web/tasks/main.yml': '- name: nginx\n  ansible.builtin.package: { name: nginx }' }
const fmt = 'run: terraform fmt -check && terraform validate'
const cluster = ['uses: helm/kind-action@v1', 'run: helm install shop ./charts/shop --wait']

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'src/shop.ts': '', ...workflow('run: npm test') } },
    { name: 'a few resources', files: { 'infra/main.tf': resources(2), ...workflow(fmt) } },
    {
      name: 'calls of modules from elsewhere',
      files: {
        'main.tf': 'abcdefg'
          .split('')
          .map((name) => `module "${name}" {\n  source = "acme/${name}/aws"\n}`)
          .join('\n'),
        ...workflow(fmt),
      },
    },
    { name: 'samples', files: { ...network, ...workflow(fmt) }, settings: { kind: 'examples' } },
    { name: 'code for trying', files: { 'docs/demo/main.tf': resources(9), ...workflow(fmt) } },
    { name: 'what CDK made', files: { 'infra/cdk.out/stack.template.json': '{}', ...workflow(fmt) } },
    {
      name: 'a chart that puts others together',
      files: { 'charts/all/Chart.yaml': 'apiVersion: v2\nname: all\nversion: 1.0.0', ...workflow('run: helm lint .') },
    },
    {
      name: 'a role that Galaxy installed',
      files: {
        ...role,
        'roles/web/meta/.galaxy_install_info': 'version: 1',
        ...workflow('run: ansible-playbook --syntax-check site.yml'),
      },
    },
  ],
  unknown: [
    {
      name: 'an unknown action',
      files: { ...network, ...workflow('uses: acme/infra-tests@v1') },
      reason: 'acme/infra-tests@v1',
    },
    {
      name: 'a remote template of GitLab',
      files: {
        ...network,
        '.gitlab-ci.yml':
          'include:\n  - project: acme/ci\n    file: /terraform.yml\nlint:\n  script: terraform fmt -check',
      },
      reason: 'acme/ci',
    },
    {
      name: 'tests in a cluster may install the chart',
      files: {
        ...chart,
        'go.mod': 'module acme/shop',
        'main.go': '',
        'main_test.go': 'func TestShop(t *testing.T) {}',
        ...workflow('uses: helm/kind-action@v1', 'run: go test ./...'),
      },
      reason: 'may install the charts',
    },
    {
      name: 'a library for tests, and none',
      files: { ...role, 'requirements.txt': 'molecule', ...workflow('run: ansible-lint') },
      reason: 'is named and not run',
    },
    { name: 'nothing is known of other pipelines', files: network },
  ],
  implied: [
    {
      name: 'no pipeline for the tests that there are',
      files: {
        ...network,
        'modules/network/tests/defaults.tftest.hcl': 'run "defaults" {}',
        'src/a.py': '',
        'src/b.py': '',
        'src/c.py': '',
      },
      hosting: { reportedChecks: { known: true, value: [] } },
    },
  ],
  passes: [
    { name: 'terraform test', files: { ...network, ...workflow('run: terraform test') } },
    { name: 'tofu test in GitLab', files: { ...network, '.gitlab-ci.yml': 'test:\n  script: tofu test' } },
    {
      name: 'terraform test in Azure Pipelines',
      files: {
        ...network,
        'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: terraform init && terraform test',
      },
    },
    {
      name: 'conftest on the plan, in CircleCI',
      files: {
        ...network,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  plan:\n    docker: [{ image: "hashicorp/terraform:1.13" }]\n    steps:\n      - run: terraform plan -out=p && terraform show -json p > p.json\n      - run: conftest test p.json\nworkflows:\n  all:\n    jobs: [plan]',
      },
    },
    {
      name: 'Terratest',
      files: {
        ...network,
        'test/go.mod': 'module acme/test\nrequire github.com/gruntwork-io/terratest v0.48.0',
        'test/network_test.go': 'import "github.com/gruntwork-io/terratest/modules/terraform"',
        ...workflow('run: go test ./...'),
      },
    },
    {
      name: 'applied and taken away',
      files: {
        ...network,
        ...workflow('run: terraform apply -auto-approve', '{ if: always(), run: terraform destroy -auto-approve }'),
      },
    },
    {
      name: 'assertions of CDK in JavaScript',
      files: {
        ...cdk,
        'test/shop.test.ts': `import { Template } from 'aws-cdk-lib/assertions'`,
        ...workflow('run: npx jest'),
      },
    },
    {
      name: 'assertions of CDK in Python, beside Molecule',
      files: {
        'cdk.json': '{"app": "python app.py"}',
        'requirements.txt': 'aws-cdk-lib\nmolecule',
        'app.py': 'import aws_cdk',
        'tests/test_app.py': 'template = Template.from_stack(stack)',
        ...workflow('run: pytest'),
      },
    },
    {
      name: 'synthesis tests of CDK for Terraform',
      files: {
        'cdktf.json': '{"language": "typescript"}',
        'package.json': '{"private": true, "dependencies": {"cdktf": "0.21"}}',
        'main.ts': '',
        '__tests__/main.test.ts': `expect(Testing.synth(stack)).toMatchSnapshot()`,
        ...workflow('run: npx jest'),
      },
    },
    {
      name: 'mocks of Pulumi',
      files: {
        'Pulumi.yaml': 'name: shop\nruntime: nodejs',
        'package.json': '{"private": true}',
        'index.ts': '',
        'index.test.ts': 'pulumi.runtime.setMocks({})',
        ...workflow('run: npx mocha'),
      },
    },
    { name: 'TaskCat', files: { ...template, ...workflow('run: taskcat test run') } },
    { name: 'helm unittest', files: { ...chart, ...workflow('run: helm unittest charts/shop') } },
    {
      name: 'ct install, after kind, in Jenkins',
      files: {
        ...chart,
        Jenkinsfile:
          "pipeline {\n  agent any\n  triggers { pollSCM('H/5 * * * *') }\n  stages {\n    stage('test') { steps { sh 'kind create cluster && ct install --all' } }\n  }\n}",
      },
    },
    { name: 'installed in a cluster of the run', files: { ...chart, ...workflow(...cluster) } },
    { name: 'Molecule', files: { ...role, ...workflow('run: molecule test') } },
    {
      name: 'two kinds, both tested',
      files: { ...network, ...chart, ...workflow('run: terraform test', 'run: helm unittest charts/shop') },
    },
  ],
  fails: [
    { name: 'syntax alone', files: { ...network, ...workflow(fmt) }, expect: ['modules/network/main.tf:1 none'] },
    {
      name: 'a scanner is no test',
      files: { ...network, ...workflow(fmt, 'run: checkov -d .') },
      expect: ['modules/network/main.tf:1 none'],
    },
    {
      name: 'tests of another kind',
      files: { ...network, ...chart, ...workflow('run: terraform test') },
      expect: ['charts/shop/Chart.yaml:1 none'],
    },
    {
      name: 'tests that nobody runs',
      files: { ...network, 'tests/all.tftest.hcl': 'run "all" {}', ...workflow(fmt) },
      expect: ['tests/all.tftest.hcl:1 unrun'],
    },
    {
      name: 'assertions that nobody runs',
      files: { ...cdk, 'test/shop.test.ts': `x\nTemplate.fromStack(stack)`, ...workflow('run: npx cdk synth') },
      expect: ['test/shop.test.ts:2 unrun'],
    },
    {
      name: 'the library of the application is no test',
      files: { ...cdk, 'test/date.test.ts': `it('adds', () => {})`, ...workflow('run: npx jest') },
      expect: ['cdk.json:1 none'],
    },
    {
      name: 'another chart in the cluster of the run',
      files: { ...chart, ...workflow('uses: helm/kind-action@v1', 'run: helm install ingress nginx/ingress') },
      expect: ['charts/shop/Chart.yaml:1 none'],
    },
    {
      name: 'applied for good, and taken away on request',
      files: {
        ...network,
        ...workflow(
          "{ if: inputs.action == 'apply', run: terraform apply -auto-approve }",
          "{ if: inputs.action == 'destroy', run: terraform destroy -auto-approve }",
        ),
      },
      expect: ['modules/network/main.tf:1 none'],
    },
    {
      name: 'one resource, if that is asked for',
      files: { 'main.tf': resources(1), ...workflow(fmt) },
      options: { minResources: 1 },
      expect: ['main.tf:1 none'],
    },
    {
      name: 'GitLab checks the template alone',
      files: { ...template, '.gitlab-ci.yml': 'lint:\n  script: cfn-lint stack.yaml' },
      expect: ['stack.yaml:1 none'],
    },
  ],
})
