import check from '../../../checks/deployment/deploy-build-once.js'
import { testCheck } from '../../helpers/check-tester.js'

const ECS = 'aws ecs update-service --cluster shop --service api'

const workflow = (...jobs: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    ...jobs.map((job) => `  ${job}`),
  ].join('\n'),
})
const job = (id: string, environment: string, needs: string, ...commands: string[]) =>
  [
    `${id}:`,
    '  runs-on: ubuntu-24.04',
    ...(environment === '' ? [] : [`  environment: ${environment}`]),
    ...(needs === '' ? [] : [`  needs: [${needs}]`]),
    '  steps:',
    ...commands.map((command) => `    - ${command.startsWith('uses') ? command : `run: ${command}`}`),
  ].join('\n  ')
const image = 'docker build -t acme/api:$GITHUB_SHA .'
const action = (tag: string, context = '.') =>
  `uses: docker/build-push-action@v6\n        with: { push: true, context: ${context}, tags: "acme/api:${tag}" }`

testCheck(check, {
  passes: [
    {
      name: 'one build for two environments',
      files: workflow(
        job('build', '', '', image, 'docker push acme/api:$GITHUB_SHA'),
        job('staging', 'staging', 'build', ECS),
        job('production', 'production', 'staging', ECS),
      ),
    },
    {
      name: 'built on the way to the first environment',
      files: workflow(job('staging', 'staging', '', image, ECS), job('production', 'production', 'staging', ECS)),
    },
    {
      name: 'two images',
      files: workflow(
        job('staging', 'staging', '', action('1', './api'), ECS),
        job('production', 'production', 'staging', action('1', './web'), ECS),
      ),
    },
    {
      name: 'two builds that both feed both environments',
      files: workflow(
        job('amd64', '', '', image),
        job('arm64', '', '', image),
        job('staging', 'staging', 'amd64, arm64', ECS),
        job('production', 'production', 'staging', ECS),
      ),
    },
    {
      name: 'the front end, which holds values of its environment',
      files: {
        'package.json': '{"scripts": {"build": "vite build"}}',
        ...workflow(
          job('staging', 'staging', '', 'npm run build', 'aws s3 sync dist s3://shop-staging'),
          job('production', 'production', 'staging', 'npm run build', 'aws s3 sync dist s3://shop-prod'),
        ),
      },
    },
    {
      name: 'a matrix that only deploys',
      files: workflow(
        job('build', '', '', image),
        job(
          'deploy',
          '"${{ matrix.env }}"\n    strategy: { max-parallel: 1, matrix: { env: [staging, production] } }',
          'build',
          ECS,
        ),
      ),
    },
  ],
  unknown: [
    {
      name: 'a script that may build',
      files: workflow(
        job('staging', 'staging', '', './bin/ship.sh staging', ECS),
        job('production', 'production', 'staging', ECS),
      ),
      reason: 'may build what job',
    },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    {
      name: 'an environment for each run, by choice',
      files: {
        '.github/workflows/deploy.yml': workflow(job('deploy', '${{ inputs.to }}', '', image, ECS))[
          '.github/workflows/deploy.yml'
        ].replace(
          '{ push: { branches: [main] } }',
          '{ workflow_dispatch: { inputs: { to: { type: choice, options: [staging, production] } } } }',
        ),
      },
    },
    {
      name: 'an environment for each branch',
      files: {
        '.gitlab-ci.yml': [
          'deploy:',
          '  environment: $TARGET',
          `  script: ['${image}', '${ECS}']`,
          '  rules:',
          '    - { if: $CI_COMMIT_BRANCH == "main", variables: { TARGET: production } }',
          '    - { if: $CI_COMMIT_BRANCH == "develop", variables: { TARGET: staging } }',
        ].join('\n'),
      },
    },
    { name: 'one environment', files: workflow(job('production', 'production', '', image, ECS)) },
    {
      name: 'infrastructure',
      files: workflow(
        job('staging', 'staging', '', 'terraform apply'),
        job('production', 'production', 'staging', 'terraform apply'),
      ),
    },
    {
      name: 'one environment a run, by the branch',
      files: workflow(
        job('staging', "staging\n    if: github.ref_name == 'develop'", '', image, ECS),
        job('production', "production\n    if: github.ref_name == 'main'", '', image, ECS),
      ),
    },
  ],
  fails: [
    {
      name: 'built in each deploying job',
      files: workflow(
        job('staging', 'staging', '', 'docker build -t acme/api:stg .', ECS),
        job('production', 'production', 'staging', 'docker build -t acme/api:prod . # ! again', ECS),
      ),
    },
    {
      name: 'side by side',
      files: workflow(
        job('staging', 'staging', '', image, ECS),
        job('production', 'production', '', `${image} # ! again`, ECS),
      ),
    },
    {
      name: 'a build job for each environment',
      files: workflow(
        job('build-staging', '', '', action('stg')),
        job('staging', 'staging', 'build-staging', ECS),
        job('build-production', '', 'staging', action('prod').replace('@v6', '@v6 # ! again')),
        job('production', 'production', 'build-production', ECS),
      ),
    },
    {
      name: 'a workflow that builds, called for each environment',
      files: {
        '.github/workflows/main.yml': [
          'on: { push: { branches: [main] } }',
          'jobs:',
          '  staging: { uses: ./.github/workflows/one.yml, with: { env: staging } }',
          '  production: { needs: staging, uses: ./.github/workflows/one.yml, with: { env: production } }',
        ].join('\n'),
        '.github/workflows/one.yml': [
          'on: { workflow_call: { inputs: { env: { type: string } } } }',
          'jobs:',
          '  build:',
          '    runs-on: ubuntu-24.04',
          '    steps:',
          '      - run: mvn package # ! again',
          '  deploy:',
          '    needs: build',
          '    runs-on: ubuntu-24.04',
          '    environment: ${{ inputs.env }}',
          '    steps:',
          `      - run: ${ECS}`,
        ].join('\n'),
      },
    },
    {
      name: 'a matrix that builds',
      files: workflow(
        job(
          'deploy',
          '"${{ matrix.env }}"\n    strategy: { matrix: { env: [staging, production] } }',
          '',
          `${image} # ! matrix`,
          ECS,
        ),
      ),
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml': [
          'stages: [one, two]',
          'staging:',
          '  stage: one',
          '  environment: staging',
          '  script:',
          '    - docker build -t acme/api:stg .',
          `    - ${ECS}`,
          'production:',
          '  stage: two',
          '  environment: production',
          '  script:',
          '    - docker build -t acme/api:prod . # ! again',
          `    - ${ECS}`,
        ].join('\n'),
      },
    },
  ],
})
