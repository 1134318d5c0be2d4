import check from '../../../checks/integration/ci-shared-workflows.js'
import { testCheck } from '../../helpers/check-tester.js'

const deploy = (environment: string, host: string) => [
  `./scripts/render.sh --environment ${environment} --output build/manifests`,
  `kubectl apply --namespace ${environment} --filename build/manifests`,
  `kubectl rollout status deployment/shop --namespace ${environment} --timeout 120s`,
  `curl --fail --retry 5 https://${host}.example.com/health`,
  './scripts/tag.sh --commit "$COMMIT" --message "release of the shop"',
]
const TESTS = [
  'npm run lint',
  'npm run build -- --mode production',
  'npm test',
  'npm run e2e -- --project chromium',
  'npm run report',
]
const job = (id: string, mark: string, script: readonly string[]) => [
  `  ${id}:${mark}`,
  '    runs-on: ubuntu-24.04',
  '    steps:',
  '      - uses: actions/checkout@v5',
  '      - uses: actions/setup-node@v6',
  ...script.map((line) => `      - run: ${line}`),
]
const workflow = (...jobs: string[][]) => ['on: push', 'jobs:', ...jobs.flat()].join('\n')
const ci = (...jobs: string[][]) => ({ '.github/workflows/ci.yml': workflow(...jobs) })
const MARK = ' # ! repeated'

testCheck(check, {
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  notApplicable: [
    { name: 'one job', files: ci(job('staging', '', deploy('staging', 'staging'))) },
    {
      name: 'jobs that do different things',
      files: ci(job('staging', '', deploy('staging', 'staging')), job('test', '', TESTS)),
    },
    {
      name: 'jobs that only begin alike',
      files: ci(job('lint', '', ['npm ci', 'npm run lint']), job('test', '', ['npm ci', 'npm test'])),
    },
    {
      name: 'the same in two systems, while one replaces the other',
      files: {
        ...ci(job('staging', '', deploy('staging', 'staging'))),
        '.gitlab-ci.yml': [
          'staging:',
          '  script:',
          ...deploy('staging', 'staging').map((line) => `    - ${line}`),
        ].join('\n'),
      },
    },
  ],
  unknown: [{ name: 'a system that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' }],
  passes: [
    {
      name: 'a reusable workflow',
      files: {
        '.github/workflows/pr.yml': 'on: push\njobs: { a: { uses: ./.github/workflows/ci.yml } }',
        '.github/workflows/ci.yml': workflow(job('staging', '', deploy('staging', 'staging'))).replace(
          'push',
          'workflow_call',
        ),
      },
    },
    {
      name: 'a reusable workflow of another repository',
      files: { '.github/workflows/pr.yml': 'on: push\njobs: { a: { uses: acme/ci/.github/workflows/ci.yml@v1 } }' },
    },
    {
      name: 'a composite action',
      files: {
        ...ci(job('staging', '', deploy('staging', 'staging'))),
        '.github/actions/deploy/action.yml': 'runs: { using: composite, steps: [{ run: make, shell: bash }] }',
      },
    },
    {
      name: 'a file that GitLab includes',
      files: {
        '.gitlab-ci.yml': 'include: [{ project: acme/ci, file: /deploy.yml, ref: v1 }]\ntest: { script: npm test }',
      },
    },
    {
      name: 'a job of CircleCI that runs with two parameters',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  deploy:',
          '    parameters: { environment: { type: string } }',
          '    docker: [{ image: cimg/base:2025.01 }]',
          '    steps:',
          ...deploy('<< parameters.environment >>', 'www').map((line) => `      - run: ${line}`),
          'workflows:',
          '  ci:',
          '    jobs:',
          '      - deploy: { name: staging, environment: staging }',
          '      - deploy: { name: production, environment: production, requires: [staging] }',
        ].join('\n'),
      },
    },
    {
      name: 'a template of Azure Pipelines',
      files: {
        'azure-pipelines.yml': [
          'jobs:',
          '  - template: deploy.yml',
          '    parameters: { environment: staging }',
          '  - template: deploy.yml',
          '    parameters: { environment: production }',
        ].join('\n'),
        'deploy.yml': [
          'parameters: [{ name: environment, type: string }]',
          'jobs:',
          '  - job: deploy_${{ parameters.environment }}',
          '    steps:',
          ...deploy('${{ parameters.environment }}', 'www').map((line) => `      - script: ${line}`),
        ].join('\n'),
      },
    },
  ],
  fails: [
    {
      name: 'two environments',
      files: ci(job('staging', '', deploy('staging', 'staging')), job('production', MARK, deploy('production', 'www'))),
    },
    {
      name: 'in two files',
      files: {
        '.github/workflows/a.yml': workflow(job('deploy', '', deploy('staging', 'staging'))),
        '.github/workflows/b.yml': workflow(job('deploy', MARK, deploy('production', 'www'))),
      },
    },
    {
      name: 'one finding for many',
      files: ci(
        job('a', '', deploy('staging', 'staging')),
        job('b', ' # ! many', deploy('test', 'test')),
        job('c', '', deploy('production', 'www')),
      ),
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml': [
          'staging:',
          '  script:',
          ...deploy('staging', 'staging').map((line) => `    - ${line}`),
          'production: # ! repeated',
          '  script:',
          ...deploy('production', 'www').map((line) => `    - ${line}`),
        ].join('\n'),
      },
    },
    {
      name: 'Jenkins',
      files: {
        Jenkinsfile: [
          'node {',
          "  stage('staging') {",
          ...deploy('staging', 'staging').map((line) => `    sh '${line}'`),
          '  }',
          "  stage('production') { # ! repeated",
          ...deploy('production', 'www').map((line) => `    sh '${line}'`),
          '  }',
          '}',
        ].join('\n'),
      },
    },
  ],
})
