import check from '../../../checks/terraform/tf-partial-apply.js'
import { testCheck } from '../../helpers/check-tester.js'

const job = (command: string, on = '{ push: { branches: [main] } }') => ({
  '.github/workflows/infra.yml': `on: ${on}\njobs:\n  apply:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`,
})

testCheck(check, {
  implied: [{ name: 'no pipeline', files: { 'infra/main.tf': 'provider "aws" {}' } }],
  notApplicable: [
    { name: 'nothing is applied', files: job('npm test') },
    { name: 'a plan of one resource', files: job('terraform plan -target=module.api') },
    {
      name: 'a repair that somebody starts',
      files: job('terraform apply -target=module.api', '{ workflow_dispatch: {} }'),
    },
    {
      name: 'a manual job of GitLab',
      files: { '.gitlab-ci.yml': 'repair:\n  when: manual\n  script:\n    - terraform state rm aws_instance.a\n' },
    },
    { name: 'a state that could not be written before', files: job('terraform state push errored.tfstate') },
    { name: 'under a condition of the script', files: job('"if [ -f x ]; then terraform import a.b c; fi"') },
  ],
  passes: [
    { name: 'a whole module', files: job('terraform apply -input=false tfplan') },
    { name: 'a variable that is called target', files: job('terraform apply -auto-approve -var target=x') },
  ],
  fails: [
    { name: 'one resource', files: job('terraform apply -target=module.api -auto-approve # ! partial') },
    {
      name: 'one resource, with two dashes',
      files: job('terraform apply --target module.api -auto-approve # ! partial'),
    },
    {
      name: 'a replacement each time',
      files: job('tofu -chdir=infra apply -replace=aws_instance.a -auto-approve # ! partial'),
    },
    { name: 'taint', files: job('terraform taint aws_instance.a # ! byHand') },
    { name: 'state rm', files: job('terraform state rm aws_instance.a # ! byHand') },
    { name: 'import', files: job('terraform import aws_s3_bucket.a a # ! byHand') },
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile:
          "pipeline {\n  agent any\n  stages {\n    stage('a') {\n      steps {\n        sh 'terraform apply -target=a.b -auto-approve'\n      }\n    }\n  }\n}\n",
      },
      expect: ['Jenkinsfile:6 partial'],
    },
  ],
})
