import check from '../../../checks/terraform/tf-plan-on-change.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, ...commands: string[]) =>
  `on: ${on}\njobs:\n  infra:\n    runs-on: ubuntu-latest\n    steps:\n${commands.map((each) => `      - run: ${each}\n`).join('')}`
const MAIN = '{ push: { branches: [main] } }'
const APPLY = { '.github/workflows/apply.yml': workflow(MAIN, 'terraform -chdir=infra apply -auto-approve') }
const FOUND = { '.github/workflows/apply.yml': workflow(MAIN, 'terraform -chdir=infra apply -auto-approve # ! none') }
const plan = (command: string, on = '{ pull_request: {} }') => ({ '.github/workflows/plan.yml': workflow(on, command) })

testCheck(check, {
  notApplicable: [
    { name: 'nothing is applied', files: plan('terraform validate') },
    {
      name: 'what is applied holds values alone',
      files: { ...APPLY, 'infra/main.tf': 'output "a" {\n  value = 1\n}' },
    },
  ],
  passes: [
    { name: 'a plan of pull requests', files: { ...APPLY, ...plan('terraform -chdir=infra plan') } },
    {
      name: 'a plan in a folder that is not known',
      files: { ...APPLY, ...plan('terraform -chdir=${{ matrix.folder }} plan') },
    },
    {
      name: 'the plan of an action',
      files: {
        ...APPLY,
        '.github/workflows/plan.yml': workflow('{ pull_request: {} }', 'ls').replace(
          'run: ls',
          'uses: dflook/terraform-plan@v2',
        ),
      },
    },
    { name: 'Atlantis', files: { ...APPLY, 'atlantis.yaml': 'version: 3\n' } },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'plan:\n  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]\n  script: [terraform plan]\napply:\n  rules: [{ if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }]\n  script: [terraform apply -auto-approve]\n',
      },
    },
  ],
  unknown: [
    {
      name: 'HCP Terraform',
      files: { ...APPLY, 'infra/main.tf': 'terraform {\n  cloud {}\n}\nresource "aws_sqs_queue" "a" {}' },
    },
    {
      name: 'an action that nobody knows',
      files: {
        ...APPLY,
        '.github/workflows/plan.yml': workflow('{ pull_request: {} }', 'ls').replace('run: ls', 'uses: acme/infra@v1'),
      },
    },
  ],
  fails: [
    { name: 'no plan', files: FOUND },
    { name: 'a plan of main', files: { ...FOUND, ...plan('terraform -chdir=infra plan', MAIN) } },
    { name: 'a plan of something else', files: { ...FOUND, ...plan('terraform -chdir=other plan') } },
    { name: 'only a check of the syntax', files: { ...FOUND, ...plan('terraform -chdir=infra validate') } },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  apply:\n    docker: [{ image: hashicorp/terraform:1.9 }]\n    steps:\n      - run: terraform apply -auto-approve # ! none\nworkflows:\n  main:\n    jobs:\n      - apply: { filters: { branches: { only: main } } }\n',
      },
    },
  ],
})
