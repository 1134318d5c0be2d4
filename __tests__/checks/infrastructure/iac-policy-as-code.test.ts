import check from '../../../checks/infrastructure/iac-policy-as-code.js'
import { testCheck } from '../../helpers/check-tester.js'

const job = (on: string, steps: readonly string[]) =>
  `on: ${on}\njobs:\n  work:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}`).join('\n')}\n`
const deploy = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': job('{ push: { branches: [main] } }', steps),
})
const review = (...steps: string[]) => ({ '.github/workflows/review.yml': job('pull_request', steps) })
const nightly = (...steps: string[]) => ({
  '.github/workflows/nightly.yml': job("{ schedule: [{ cron: '0 5 * * *' }] }", steps),
})
const APPLY = 'run: terraform -chdir=infra apply -auto-approve'
const terraform = { 'infra/main.tf': 'resource "aws_sqs_queue" "a" {}\n', ...deploy(APPLY) }
const kubernetes = deploy('run: kubectl apply -f k8s')
const kyverno = (action: string, mark = '') =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata:\n  name: no-root${mark}\nspec:\n  validationFailureAction: ${action}\n  rules:\n    - name: a\n      match: { any: [{ resources: { kinds: [Pod] } }] }\n      validate: { message: no, pattern: { spec: { hostNetwork: false } } }\n`
const REGO = { 'policy/deny.rego': 'package main\n' }
const regoMarked = (...marks: string[]) => marks.map((mark) => `policy/deny.rego:1 ${mark}`)
const VERIFY = 'run: conftest verify --policy policy'

testCheck(check, {
  notApplicable: [
    {
      name: 'nothing is applied',
      files: { 'infra/main.tf': 'resource "aws_sqs_queue" "a" {}\n', ...review('run: npm test') },
    },
    { name: 'Ansible, which has no such tools', files: deploy('run: ansible-playbook -i prod site.yml') },
  ],
  passes: [
    { name: 'Checkov', files: { ...terraform, ...review('run: checkov -d infra') } },
    {
      name: 'before it is applied, in the same pipeline',
      files: { ...terraform, ...deploy('run: tfsec infra', APPLY) },
    },
    { name: 'Trivy that fails', files: { ...terraform, ...review('run: trivy config --exit-code 1 infra') } },
    { name: 'conftest over the plan', files: { ...terraform, ...review('run: conftest test plan.json') } },
    {
      name: 'own policies with tests',
      files: { ...terraform, ...REGO, ...review('run: conftest test plan.json', VERIFY) },
    },
    {
      name: 'cfn-guard',
      files: { ...deploy('run: sam deploy'), ...review('run: cfn-guard validate --rules r.guard --data a.yaml') },
    },
    {
      name: 'cdk-nag',
      files: {
        ...deploy('run: cdk deploy'),
        'cdk.json': '{}',
        'package.json': '{ "name": "a", "dependencies": { "cdk-nag": "2.28.0" } }',
      },
    },
    { name: 'kube-linter', files: { ...kubernetes, ...review('run: kube-linter lint k8s') } },
    { name: 'Kyverno that refuses', files: { ...kubernetes, 'policies/a.yaml': kyverno('Enforce') } },
    {
      name: 'Gatekeeper',
      files: {
        ...kubernetes,
        'policies/a.yaml':
          'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sRequiredLabels\nmetadata: { name: a }\nspec: {}\n',
      },
    },
    {
      name: 'policy sets of HCP Terraform',
      files: { ...terraform, 'tfe/main.tf': 'resource "tfe_policy_set" "a" {\n  name = "a"\n}\n' },
    },
    {
      name: 'Azure Policy',
      files: { ...terraform, 'policy/main.tf': 'resource "azurerm_subscription_policy_assignment" "a" {}\n' },
    },
    {
      name: 'a controller pulls, and a scanner looks',
      files: {
        ...review('run: kubescape scan k8s'),
        'argocd/a.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec:\n  source: { repoURL: https://github.com/acme/shop, path: k8s }\n  destination: { namespace: a }\n  syncPolicy: { automated: { selfHeal: true } }\n',
      },
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'scan:\n  script: [checkov -d .]\napply:\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [terraform apply -auto-approve]\n',
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\nsteps:\n  - script: checkov -d .\n  - script: terraform apply -auto-approve\n',
      },
    },
  ],
  implied: [
    { name: 'a scanner that never blocks', files: { ...terraform, ...review('run: checkov -d infra --soft-fail') } },
  ],
  unknown: [
    { name: 'nothing is seen', files: terraform, reason: 'the organization may' },
    { name: 'an admission controller may', files: kubernetes, reason: 'an admission controller may' },
    {
      name: 'HCP Terraform',
      files: { ...terraform, 'infra/main.tf': 'terraform {\n  cloud {}\n}\nresource "aws_sqs_queue" "a" {}\n' },
      reason: 'HCP Terraform',
    },
    { name: 'Spacelift', files: { ...terraform, '.spacelift/config.yml': 'version: 1\n' }, reason: 'Spacelift' },
    { name: 'something that nobody knows', files: { ...terraform, ...review('uses: acme/policies@v1') } },
    {
      name: 'a policy pack that the organization may enforce',
      files: { ...deploy('run: pulumi up --yes'), 'policy/PulumiPolicy.yaml': 'runtime: nodejs\n' },
    },
    {
      name: 'a scanner that does not know Pulumi',
      files: { ...deploy('run: pulumi up --yes'), ...review('run: checkov -d .') },
    },
  ],
  fails: [
    {
      name: 'policies that nothing runs or tests',
      files: { ...terraform, ...REGO },
      expect: regoMarked('unrun', 'untested'),
    },
    {
      name: 'policies without tests',
      files: { ...terraform, ...REGO, ...review('run: conftest test plan.json') },
      expect: regoMarked('untested'),
    },
    { name: 'on a schedule alone', files: { ...terraform, ...nightly('run: checkov -d infra # ! late') } },
    {
      name: 'one kind of two',
      files: {
        'infra/main.tf': 'resource "aws_sqs_queue" "a" {}\n',
        ...deploy(APPLY, 'run: kubectl apply -f k8s'),
        ...review('run: tfsec infra # ! missing'),
      },
    },
    { name: 'Kyverno that only lists', files: { ...kubernetes, 'policies/a.yaml': kyverno('Audit', ' # ! reports') } },
    {
      name: 'CircleCI',
      files: {
        ...REGO,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  apply:\n    docker: [{ image: hashicorp/terraform:1.9 }]\n    steps:\n      - run: terraform apply -auto-approve\nworkflows:\n  main:\n    jobs:\n      - apply: { filters: { branches: { only: main } } }\n',
      },
      expect: regoMarked('unrun', 'untested'),
    },
  ],
})
