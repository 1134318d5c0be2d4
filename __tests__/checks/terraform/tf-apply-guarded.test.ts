import check from '../../../checks/terraform/tf-apply-guarded.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, steps: string[], job = '') => ({
  '.github/workflows/infra.yml': `on: ${on}\njobs:\n  apply:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps.map((each) => `      - run: ${each}\n`).join('')}`,
})
const MAIN = '{ push: { branches: [main] } }'
const APPLY = 'terraform apply -auto-approve'

testCheck(check, {
  notApplicable: [
    { name: 'nothing is applied', files: workflow(MAIN, ['terraform plan']) },
    {
      name: 'a preview',
      files: workflow('{ pull_request: {} }', [APPLY], '    environment: pr-${{ github.event.number }}\n'),
    },
    {
      name: 'values alone',
      files: {
        ...workflow(MAIN, ['terraform -chdir=config apply -auto-approve']),
        'config/main.tf': 'output "a" {\n  value = 1\n}',
      },
    },
    {
      name: 'values alone, in a folder that is named by an expression',
      files: {
        ...workflow(MAIN, ['terraform -chdir="infra/${{ inputs.app }}/config" apply -auto-approve']),
        'infra/shop/config/main.tf': 'module "all" {\n  source = "../../config"\n}',
        'infra/config/main.tf': 'data "external" "a" {\n  program = ["accounts"]\n}\noutput "a" {\n  value = 1\n}',
      },
    },
  ],
  passes: [
    { name: 'an environment', files: workflow(MAIN, [APPLY], '    environment: production\n') },
    {
      name: 'a saved plan',
      files: workflow(MAIN, ['terraform plan -out=tfplan', 'terraform apply -input=false tfplan']),
    },
    { name: 'somebody starts it', files: workflow('{ workflow_dispatch: {} }', [APPLY]) },
    {
      name: 'a manual job of GitLab',
      files: {
        '.gitlab-ci.yml':
          'apply:\n  rules: [{ if: $CI_COMMIT_BRANCH == "main", when: manual }]\n  script: [terraform apply -auto-approve]\n',
      },
    },
    {
      name: 'a question in Jenkins',
      files: {
        Jenkinsfile:
          "pipeline {\n  agent any\n  stages {\n    stage('ask') {\n      steps { input 'Apply?' }\n    }\n    stage('apply') {\n      when { branch 'main' }\n      steps { sh 'terraform apply -auto-approve' }\n    }\n  }\n}\n",
      },
    },
  ],
  unknown: [
    { name: 'a condition of the script', files: workflow(MAIN, [`"if [ $MODE = apply ]; then ${APPLY}; fi"`]) },
    { name: 'options that are not known', files: workflow(MAIN, ['terraform apply -auto-approve $OPTIONS']) },
  ],
  fails: [
    { name: 'plan and apply in one go', files: workflow(MAIN, [`${APPLY} # ! unplanned`]) },
    { name: 'a plan beside it', files: workflow(MAIN, ['terraform plan', `${APPLY} # ! unplanned`]) },
    {
      name: 'options with values are no plan',
      files: workflow(MAIN, [`${APPLY} -var-file prod.tfvars # ! unplanned`]),
    },
    {
      name: 'of a pull request',
      files: workflow('{ pull_request: {} }', [`terraform -chdir=infra/prod apply -auto-approve # ! unmerged`]),
    },
    { name: 'of any branch', files: workflow('[push]', [`${APPLY} # ! unmerged`]) },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  apply:\n    docker: [{ image: hashicorp/terraform:1.9 }]\n    steps:\n      - run: terraform apply -auto-approve # ! unplanned\nworkflows:\n  main:\n    jobs:\n      - apply: { filters: { branches: { only: main } } }\n',
      },
    },
  ],
})
