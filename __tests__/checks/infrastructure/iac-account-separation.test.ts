import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-account-separation.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const job = (name: string, steps: string) => `  ${name}:
    environment: ${name}
    runs-on: ubuntu-latest
    steps:
${steps}
`
const aws = (role: string, marker = '') => `      - uses: aws-actions/configure-aws-credentials@v5
        with:
          role-to-assume: ${role}${marker}
      - run: aws ecs update-service --service shop`
const workflow = (...jobs: string[]) => ({ '.github/workflows/deploy.yml': `on: push\njobs:\n${jobs.join('')}` })
const role = (account: string, name = 'deploy') => `arn:aws:iam::${account}:role/${name}`
const provider = (name: string, body: string) =>
  `terraform {\n  backend "s3" {\n  }\n}\nprovider "${name}" {\n  ${body}\n}\n`
const application = (name: string, server: string, namespace: string, marker = '') => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  source: { repoURL: https://git.acme.test/shop, path: ${name}, targetRevision: main }
  destination:
    server: ${server}${marker}
    namespace: ${namespace}
`

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    {
      name: 'values that are no environment',
      files: {
        '.github/workflows/deploy.yml':
          'on: push\njobs: { deploy: { runs-on: ubuntu-24.04, steps: [{ run: "terraform -chdir=infra apply -auto-approve -var-file=$ENV_FILE -var=image=$TAG" }] } }',
        'infra/main.tf': 'resource "aws_ecs_service" "shop" {\n  name = "shop"\n}\n',
      },
    },
    { name: 'production alone', files: workflow(job('production', aws(role('111111111111')))) },
    {
      name: 'folders of samples',
      files: {
        'samples/dev/main.tf': provider('google', 'project = "shop-one"'),
        'samples/prod/main.tf': provider('google', 'project = "shop-one"'),
      },
    },
  ],
  passes: [
    {
      name: 'an account each',
      files: workflow(job('staging', aws(role('111111111111'))), job('production', aws(role('222222222222')))),
    },
    {
      name: 'a project each',
      files: {
        'live/dev/main.tf': provider('google', 'project = "shop-dev"'),
        'live/prod/main.tf': provider('google', 'project = "shop-prod"'),
      },
    },
    {
      name: 'an entry of a table each',
      files: {
        'dev/main.tf': provider(
          'aws',
          'assume_role {\n    role_arn = "arn:aws:iam::${var.account_ids["shop-dev"]}:role/a"\n  }',
        ),
        'prod/main.tf': provider(
          'aws',
          'assume_role {\n    role_arn = "arn:aws:iam::${var.account_ids["shop-prod"]}:role/a"\n  }',
        ),
      },
    },
    {
      name: 'a subscription each',
      files: workflow(
        job('staging', '      - run: az webapp deploy --name shop --subscription 11111111-1111-1111-1111-111111111111'),
        job(
          'production',
          '      - run: az webapp deploy --name shop --subscription 22222222-2222-2222-2222-222222222222',
        ),
      ),
    },
    {
      name: 'a cluster each',
      files: {
        'apps/a.yaml': application('shop-staging', 'https://10.0.0.1', 'shop'),
        'apps/b.yaml': application('shop-prod', 'https://10.0.0.2', 'shop'),
      },
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'staging:\n  environment: staging\n  script:\n    - gcloud run deploy shop --image shop --project shop-staging\nproduction:\n  environment: production\n  script:\n    - gcloud run deploy shop --image shop --project shop-production\n',
      },
    },
  ],
  unknown: [
    {
      name: 'an environment that is chosen when it starts',
      files: {
        '.github/workflows/deploy.yml':
          'on: { workflow_dispatch: { inputs: { target: { type: string } } } }\njobs: { deploy: { runs-on: ubuntu-24.04, environment: "${{ inputs.target_env }}", steps: [{ run: "aws ecs update-service --service shop" }] } }',
      },
      reason: 'when it starts',
    },
    {
      name: 'an environment that is handed to Terraform, by way of make',
      files: {
        '.github/workflows/deploy.yml':
          'on: { workflow_dispatch: { inputs: { where: { type: string } } } }\njobs: { deploy: { runs-on: ubuntu-24.04, steps: [{ run: "make deploy ENVIRONMENT=${{ inputs.where }}" }] } }',
        Makefile: 'deploy:\n\tterraform -chdir=infra apply -auto-approve -var="environment_name=$(ENVIRONMENT)"\n',
        'infra/main.tf':
          'variable "environment_name" {\n}\nresource "aws_ecs_service" "shop" {\n  name = var.environment_name\n}\n',
      },
      reason: 'when it starts',
    },
    {
      name: 'a secret of the environment',
      files: workflow(job('staging', aws('${{ secrets.ROLE }}')), job('production', aws('${{ secrets.ROLE }}'))),
    },
    {
      name: 'nobody signs in',
      files: workflow(
        job('staging', '      - run: kubectl apply -f k8s'),
        job('production', '      - run: kubectl apply -f k8s'),
      ),
    },
    {
      name: 'the cluster of each controller',
      files: {
        'apps/a.yaml': application('shop-staging', 'https://kubernetes.default.svc', 'a'),
        'apps/b.yaml': application('shop-prod', 'https://kubernetes.default.svc', 'b'),
      },
    },
    {
      name: 'a variable',
      files: {
        'dev/main.tf': provider('google', 'project = var.project'),
        'prod/main.tf': provider('google', 'project = "shop"'),
      },
    },
    {
      name: 'different things in one cluster',
      files: {
        'apps/a.yaml': application('shop-staging', 'https://10.0.0.1', 'a'),
        'apps/b.yaml': application('mail-prod', 'https://10.0.0.1', 'b'),
      },
    },
  ],
  implied: [
    {
      name: 'one identity',
      files: workflow(job('staging', aws(role('111111111111'))), job('production', aws(role('111111111111')))),
    },
  ],
  fails: [
    {
      name: 'roles of one account',
      files: workflow(
        job('staging', aws(role('111111111111', 'test'), ' # ! shared')),
        job('production', aws(role('111111111111', 'prod'))),
      ),
    },
    {
      name: 'one project for two environments of GitLab',
      files: {
        '.gitlab-ci.yml':
          'staging:\n  environment: staging\n  script:\n    - gcloud run deploy a --project shop-one # ! shared\nproduction:\n  environment: production\n  script:\n    - gcloud run deploy b --project shop-one\n',
      },
    },
    {
      name: 'one project in CircleCI',
      files: {
        '.circleci/config.yml': `version: 2.1
jobs:
  deploy-staging:
    docker: [{ image: "cimg/base:2026.01" }]
    steps:
      - run: gcloud run deploy shop-staging --project shop-one # ! shared
  deploy-production:
    docker: [{ image: "cimg/base:2026.01" }]
    steps:
      - run: gcloud run deploy shop --project shop-one
workflows:
  all:
    jobs: [deploy-staging, deploy-production]
`,
      },
    },
    {
      name: 'one account of Terraform',
      files: {
        'envs/dev/main.tf': provider('aws', 'allowed_account_ids = ["111111111111"] # ! shared'),
        'envs/prod/main.tf': provider('aws', 'allowed_account_ids = ["111111111111"]'),
      },
    },
    {
      name: 'one cluster',
      files: {
        'apps/a.yaml': application('shop-staging', 'https://10.0.0.1', 'shop', ' # ! shared'),
        'apps/b.yaml': application('shop-prod', 'https://10.0.0.1', 'shop'),
      },
    },
    {
      name: 'namespaces of one cluster',
      files: {
        'apps/a.yaml': application('shop-staging', 'https://10.0.0.1', 'shop-staging', ' # ! namespaces'),
        'apps/b.yaml': application('shop-prod', 'https://10.0.0.1', 'shop'),
      },
    },
  ],
})

test('namespaces are a notice, and the place of production is named', () => {
  const files = {
    'apps/a.yaml': application('shop-staging', 'https://10.0.0.1', 'a'),
    'apps/b.yaml': application('shop-prod', 'https://10.0.0.1', 'b'),
  }
  const { result } = run(check, { files })
  expect(result.outcomes).toMatchObject([{ severity: 'notice', because: [{ file: 'apps/b.yaml' }] }])
})
