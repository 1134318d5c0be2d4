import { expect, test } from '@jest/globals'
import check from '../../../checks/deployment/deploy-on-demand.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const deploy = (on: readonly string[], environment = 'production') => ({
  '.github/workflows/deploy.yml': [
    'on:',
    ...on.map((line) => `  ${line}`),
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    `    environment: ${environment}`,
    '    steps:',
    '      - run: helm upgrade --install api ./chart',
  ].join('\n'),
})
const push = ['push: { branches: [main] }']

testCheck(check, {
  passes: [
    {
      name: 'a version by hand',
      files: deploy([...push, 'workflow_dispatch: { inputs: { version: { required: true } } }']),
    },
    { name: 'by hand on any tag', files: deploy([...push, 'workflow_dispatch:']) },
    { name: 'a tag', files: deploy(['push: { tags: ["v*"] }']) },
    { name: 'a release', files: deploy(['release: { types: [published] }']) },
    {
      name: 'a schedule beside a way by hand',
      files: deploy(['schedule: [{ cron: "0 22 * * 4" }]', 'workflow_dispatch:']),
    },
    {
      name: 'another workflow goes back',
      files: {
        ...deploy(push),
        '.github/workflows/back.yml':
          'on: workflow_dispatch\njobs:\n  back: { runs-on: ubuntu-24.04, steps: [{ run: helm rollback api }] }',
      },
    },
    {
      name: 'another workflow deploys to any environment by hand',
      files: {
        ...deploy(push),
        '.github/workflows/again.yml':
          'on: { workflow_dispatch: { inputs: { env: {} } } }\njobs:\n  again: { runs-on: ubuntu-24.04, environment: "${{ inputs.env }}", steps: [{ run: helm upgrade --install api ./chart }] }',
      },
    },
    {
      name: 'a controller that pulls what production runs',
      files: {
        'clusters/production/shop.yaml':
          'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
      },
    },
    { name: 'a comment', files: deploy(['issue_comment: { types: [created] }']) },
    { name: 'another system', files: deploy([...push, 'repository_dispatch:']) },
    { name: 'a branch of its own', files: deploy(['push: { branches: [production] }']) },
    { name: 'a file with the version', files: deploy(['push: { branches: [main], paths: [version.txt] }']) },
    {
      name: 'a checkout of the version',
      files: {
        '.github/workflows/deploy.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          '  deploy:',
          '    runs-on: ubuntu-24.04',
          '    environment: production',
          '    steps:',
          '      - id: version',
          '        run: echo "version=$(cat VERSION)" >> "$GITHUB_OUTPUT"',
          '      - uses: actions/checkout@v5',
          '        with: { ref: "${{ steps.version.outputs.version }}" }',
          '      - run: helm upgrade --install api ./chart',
        ].join('\n'),
      },
    },
    {
      name: 'the workflow before is started by hand',
      files: {
        ...deploy(['workflow_run: { workflows: [Build], types: [completed] }']),
        '.github/workflows/build.yml':
          'name: Build\non: { push: { branches: [main] }, workflow_dispatch: }\njobs:\n  build: { runs-on: ubuntu-24.04, steps: [{ run: make }] }',
      },
    },
    {
      name: 'a tag in Jenkins',
      files: {
        Jenkinsfile:
          "pipeline { agent any\n stages { stage('Deploy to production') { when { buildingTag() }\n steps { sh 'helm upgrade --install api ./chart -n production' } } } }\n",
      },
    },
    {
      name: 'Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'trigger: [main]',
          'stages:',
          '  - stage: Production',
          '    jobs:',
          '      - deployment: api',
          '        environment: production',
          '        strategy:',
          '          runOnce:',
          '            deploy:',
          '              steps:',
          '                - script: helm upgrade --install api ./chart',
        ].join('\n'),
      },
    },
    {
      name: 'GitLab deploys earlier runs again',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  script:\n    - helm upgrade --install api ./chart\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n',
      },
    },
  ],
  unknown: [
    {
      name: 'an environment that a variable of the host names',
      files: {
        '.github/workflows/deploy.yml':
          'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: ${{ vars.TARGET }}\n    steps: [{ run: helm upgrade --install api ./chart }]\n',
      },
      reason: 'cannot be told',
    },
    {
      name: 'the settings of Jenkins decide',
      files: {
        Jenkinsfile:
          "pipeline { agent any\n stages { stage('Deploy to production') { when { branch 'main' }\n steps { sh 'helm upgrade --install api ./chart -n production' } } } }\n",
      },
      reason: 'decide which versions',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'only staging', files: deploy(push, 'staging') },
    {
      name: 'infrastructure',
      files: {
        '.github/workflows/apply.yml':
          'on: push\njobs:\n  apply: { runs-on: ubuntu-24.04, environment: production, steps: [{ run: terraform apply }] }',
      },
    },
  ],
  fails: [
    { name: 'pushes only', files: deploy(['push: # ! pushOnly', '  branches: [main]']) },
    { name: 'the calendar only', files: deploy(['schedule: # ! calendar', "  - cron: '0 22 * * 4'"]) },
    {
      name: 'paths of sources',
      files: deploy(['push: # ! pushOnly', '  branches: [main]', '  paths: [src/**, VERSION]']),
    },
    {
      name: 'the workflow before runs on pushes only',
      files: {
        ...deploy(['workflow_run: # ! pushOnly', '  workflows: [Build]', '  types: [completed]']),
        '.github/workflows/build.yml':
          'name: Build\non: { push: { branches: [main] } }\njobs:\n  build: { runs-on: ubuntu-24.04, steps: [{ run: make }] }',
      },
    },
    {
      name: 'the calendar of CircleCI only',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  production:',
          '    docker: [{ image: cimg/base:2025.01 }]',
          '    steps:',
          '      - run: helm upgrade --install api ./chart -n production',
          'workflows:',
          '  train:',
          '    triggers:',
          '      - schedule:',
          "          cron: '0 22 * * 4' # ! calendar",
          '          filters: { branches: { only: [main] } }',
          '    jobs: [production]',
        ].join('\n'),
      },
    },
    {
      name: 'by hand to staging only',
      files: {
        ...deploy(['push: # ! pushOnly', '  branches: [main]']),
        '.github/workflows/staging.yml':
          'on: workflow_dispatch\njobs:\n  staging: { runs-on: ubuntu-24.04, environment: staging, steps: [{ run: helm upgrade --install api ./chart }] }',
      },
    },
  ],
})

test('what a controller could deploy says nothing of how often it does', () => {
  const files = {
    'clusters/production/shop.yaml':
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: shop }\nspec: { path: ./apps }\n',
  }
  const { result } = run(check, { files })
  expect(result.outcomes).toMatchObject([{ kind: 'evidence', facet: 'request' }])
})
