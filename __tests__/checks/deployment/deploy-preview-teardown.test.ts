import check from '../../../checks/deployment/deploy-preview-teardown.js'
import { testCheck } from '../../helpers/check-tester.js'

const NUMBER = '${{ github.event.number }}'
const preview = (...steps: string[]) => ({
  '.github/workflows/preview.yml': [
    'on: { pull_request: { types: [opened, synchronize] } }',
    'jobs:',
    '  preview:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${/^(?:uses|name|run):/.test(step) ? step : `run: ${step}`}`),
  ].join('\n'),
})
const HELM = `helm upgrade --install pr-${NUMBER} ./chart`
const closed = (...steps: string[]) => ({
  '.github/workflows/closed.yml': [
    'on: { pull_request: { types: [closed] } }',
    'jobs:',
    '  teardown:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${step.startsWith('uses:') ? step : `run: ${step}`}`),
  ].join('\n'),
})
const gitlab = (...lines: string[]) => ({
  '.gitlab-ci.yml': [
    'review:',
    '  rules: [{ if: \'$CI_PIPELINE_SOURCE == "merge_request_event"\' }]',
    '  script:',
    '    - helm upgrade --install review-$CI_COMMIT_REF_SLUG ./chart',
    ...lines,
  ].join('\n'),
})
const jenkins = (...steps: string[]) => ({
  Jenkinsfile: [
    'pipeline {',
    '  agent any',
    '  stages {',
    "    stage('Preview') {",
    '      when { changeRequest() }',
    '      steps {',
    ...steps.map((step) => `        ${step}`),
    '      }',
    '    }',
    '  }',
    '}',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is deployed', files: preview('npm test') },
    { name: 'an environment that all changes share', files: preview('helm upgrade --install preview ./chart') },
    {
      name: 'the number is in the tag of the image alone',
      files: preview(`helm upgrade --install preview ./chart --set image.tag=pr-${NUMBER}`),
    },
    { name: 'a platform that removes previews itself', files: preview('vercel deploy --token x') },
    {
      name: 'a cluster that lives as long as the job',
      files: preview('kind create cluster', HELM),
    },
    {
      name: 'it is removed in the same run',
      files: preview(HELM, `helm uninstall pr-${NUMBER}`),
    },
    {
      name: 'production',
      files: {
        '.github/workflows/deploy.yml':
          'on: { push: { branches: [main] } }\njobs:\n  deploy: { runs-on: ubuntu-24.04, environment: production, steps: [{ run: helm upgrade --install api ./chart }] }\n',
      },
    },
  ],
  unknown: [
    { name: 'a script of its own when the change is closed', files: { ...preview(HELM), ...closed('./away') } },
    {
      name: 'a workflow from elsewhere when the change is closed',
      files: {
        ...preview(HELM),
        '.github/workflows/closed.yml':
          'on: { pull_request: { types: [closed] } }\njobs:\n  away: { uses: acme/ci/.github/workflows/teardown.yml@v1 }\n',
      },
    },
    {
      name: 'somebody must start it',
      files: {
        ...preview(HELM),
        '.github/workflows/away.yml':
          'on: { workflow_dispatch: { inputs: { number: { required: true } } } }\njobs:\n  away: { runs-on: ubuntu-24.04, steps: [{ run: "helm uninstall pr-${{ inputs.number }}" }] }\n',
      },
      reason: 'only if a person starts it',
    },
    { name: 'Jenkins is not told', files: jenkins("sh 'helm upgrade --install pr-$CHANGE_ID ./chart'") },
    {
      name: 'a script creates it',
      files: {
        '.gitlab-ci.yml':
          'review:\n  rules: [{ if: \'$CI_PIPELINE_SOURCE == "merge_request_event"\' }]\n  environment: review/$CI_COMMIT_REF_SLUG\n  script: [./deploy-review]\n',
      },
    },
  ],
  passes: [
    { name: 'the closed change removes it', files: { ...preview(HELM), ...closed(`helm uninstall pr-${NUMBER}`) } },
    {
      name: 'an action removes it',
      files: { ...preview(HELM), ...closed('uses: acme/delete-release@v1\n        with: { release: x }') },
    },
    {
      name: 'the deleted branch removes it',
      files: {
        ...preview(`pulumi stack init pr-${NUMBER}`, 'pulumi up --yes'),
        '.github/workflows/gone.yml':
          'on: delete\njobs:\n  gone: { runs-on: ubuntu-24.04, steps: [{ run: "pulumi destroy --yes --stack x" }] }\n',
      },
    },
    {
      name: 'the same workflow does it when the change is closed',
      files: {
        '.github/workflows/preview.yml': [
          'on: { pull_request: { types: [opened, synchronize, closed] } }',
          'jobs:',
          '  preview:',
          "    if: github.event.action != 'closed'",
          '    runs-on: ubuntu-24.04',
          `    steps: [{ run: "${HELM}" }]`,
          '  teardown:',
          "    if: github.event.action == 'closed'",
          '    runs-on: ubuntu-24.04',
          `    steps: [{ run: "helm uninstall pr-${NUMBER}" }]`,
        ].join('\n'),
      },
    },
    {
      name: 'a job of the same run removes it once it was looked at',
      files: {
        '.github/workflows/preview.yml': [
          'on: pull_request',
          `env: { NAMESPACE: "pr-${NUMBER}" }`,
          'jobs:',
          '  up: { runs-on: ubuntu-24.04, steps: [{ run: kubectl apply -f k8s --namespace $NAMESPACE }] }',
          '  down: { needs: up, if: always(), runs-on: ubuntu-24.04, steps: [{ run: kubectl delete namespace $NAMESPACE }] }',
        ].join('\n'),
      },
    },
    {
      name: 'a schedule sweeps',
      files: {
        ...preview(HELM),
        '.github/workflows/sweep.yml':
          'on: { schedule: [{ cron: "0 3 * * *" }] }\njobs:\n  sweep: { runs-on: ubuntu-24.04, steps: [{ run: "kubectl delete namespace -l preview=true" }] }\n',
      },
    },
    {
      name: 'it goes away after a time',
      files: preview(HELM, `kubectl annotate namespace pr-${NUMBER} janitor/ttl=48h`),
    },
    {
      name: 'GitLab stops it with a job',
      files: gitlab('  environment: { name: review/$CI_COMMIT_REF_SLUG, on_stop: stop-review }'),
    },
    {
      name: 'GitLab stops it after a time',
      files: gitlab('  environment: { name: review/$CI_COMMIT_REF_SLUG, auto_stop_in: 2 days }'),
    },
  ],
  fails: [
    { name: 'a release of Helm', files: preview(`${HELM} # ! left`) },
    { name: 'a namespace', files: preview(`kubectl apply -f k8s --namespace pr-${NUMBER} # ! left`) },
    {
      name: 'a stack whose name a variable holds',
      files: {
        '.github/workflows/preview.yml': [
          'on: pull_request',
          'env:',
          `  STACK: shop-${NUMBER}`,
          'jobs:',
          '  preview:',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - run: aws cloudformation deploy --stack-name $STACK --template-file stack.yaml # ! left',
        ].join('\n'),
      },
    },
    {
      name: 'an environment of GitHub for each change',
      files: {
        '.github/workflows/preview.yml': [
          'on: pull_request',
          'jobs:',
          '  preview:',
          '    runs-on: ubuntu-24.04',
          `    environment: { name: "pr-${NUMBER}" }`,
          '    steps:',
          '      - run: kubectl create namespace preview --dry-run=client -o yaml | kubectl apply -f -',
          '      - run: kubectl apply -f k8s # ! left',
        ].join('\n'),
      },
    },
    {
      name: 'a workspace of Terraform',
      files: preview(`terraform workspace new pr-${NUMBER}`, 'terraform apply -auto-approve # ! left'),
    },
    {
      name: 'the one before is removed first',
      files: preview(`helm uninstall pr-${NUMBER} --ignore-not-found`, `${HELM} # ! left`),
    },
    {
      name: 'images alone are tidied up',
      files: { ...preview(`${HELM} # ! left`), ...closed('docker image prune -f') },
    },
    {
      name: 'GitLab, without a word on stopping',
      files: gitlab('  environment: review/$CI_COMMIT_REF_SLUG'),
      expect: ['.gitlab-ci.yml:4 left'],
    },
  ],
})
