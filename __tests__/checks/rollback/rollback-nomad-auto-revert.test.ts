import check from '../../../checks/rollback/rollback-nomad-auto-revert.js'
import { testCheck } from '../../helpers/check-tester.js'

const job = (lines: readonly string[] = [], group: readonly string[] = [], header = 'job "shop" {') => ({
  'jobs/shop.nomad': [
    header,
    ...lines.map((line) => `  ${line}`),
    '  group "api" {',
    ...group.map((line) => `    ${line}`),
    '  }',
    '}',
  ].join('\n'),
})

const deploys = (command: string) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  deploy:',
    '    runs-on: ubuntu-latest',
    '    environment: production',
    '    steps:',
    '      - uses: actions/checkout@v4',
    `      - run: ${command}`,
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    {
      name: 'a pipeline that runs a batch job of the tree',
      files: {
        ...deploys('nomad job run jobs/shop.nomad'),
        'jobs/shop.nomad': 'job "shop" {\n  type = "batch"\n  group "api" {\n  }\n}',
      },
    },
    { name: 'a pipeline that only looks at jobs', files: deploys('nomad job status shop') },
    { name: 'no job', files: { 'README.md': '# shop' } },
    { name: 'a batch job', files: job(['type = "batch"']) },
    { name: 'a system job', files: job(['type = "system"', 'update {', '  max_parallel = 1', '}']) },
    { name: 'a group without allocations', files: job([], ['count = 0']) },
    { name: 'a job that is stopped', files: job(['stop = true']) },
    { name: 'an example', files: { 'demo/shop.nomad': job()['jobs/shop.nomad'] } },
  ],
  unknown: [
    {
      name: 'a pipeline runs a job whose file comes from elsewhere',
      files: deploys('nomad job run jobs/shop.nomad'),
      reason: 'jobs/shop.nomad',
    },
    {
      name: 'a pipeline of GitLab names the file by a variable',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  rules:\n    - if: $CI_COMMIT_BRANCH == "main"\n  script:\n    - nomad job run "$NOMAD_FILE"',
      },
    },
    {
      name: 'a pipeline of CircleCI runs a job that it gets from elsewhere',
      files: {
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  deploy:\n    docker:\n      - image: cimg/base:2024.01\n    steps:\n      - run: nomad job run api.nomad.hcl\nworkflows:\n  main:\n    jobs:\n      - deploy',
      },
      reason: 'api.nomad.hcl',
    },
    {
      name: 'the type is a variable',
      files: job(['type = var.type']),
      reason: 'type of job "shop"',
    },
    { name: 'auto_revert is a variable', files: job(['update {', '  auto_revert = var.revert', '}']) },
    {
      name: 'its default decides only as long as nobody sets it',
      files: {
        'jobs/shop.nomad': `variable "revert" {\n  default = false\n}\n${job(['update {', '  auto_revert = var.revert', '}'])['jobs/shop.nomad']}`,
      },
    },
    {
      name: 'a file that is broken',
      files: { 'jobs/shop.nomad': 'job "shop" {\n  group "api" {\n    count = \n  }\n}' },
    },
  ],
  passes: [
    {
      name: 'a pipeline runs the job, which reverts',
      files: {
        ...deploys('nomad job run jobs/shop.nomad'),
        ...job(['update {', '  auto_revert = true', '}']),
      },
    },
    { name: 'the job reverts', files: job(['update {', '  auto_revert = true', '}']) },
    { name: 'the group reverts', files: job([], ['update {', '  auto_revert = true', '}']) },
    {
      name: 'the group adds to what the job says',
      files: job(['update {', '  auto_revert = true', '}'], ['update {', '  canary = 1', '}']),
    },
    {
      name: 'in a file of another name',
      files: { 'deploy/shop.hcl': job(['update {', '  auto_revert = true', '}'])['jobs/shop.nomad'] },
    },
  ],
  fails: [
    { name: 'no update at all', files: job([], ['count = 2'], 'job "shop" { # ! none') },
    { name: 'an update without it', files: job(['update { # ! none', '  max_parallel = 2', '}']) },
    { name: 'switched off', files: job(['update {', '  auto_revert = false # ! off', '}']) },
    {
      name: 'switched off for the group',
      files: job(['update {', '  auto_revert = true', '}'], ['update {', '  auto_revert = false # ! off', '}']),
    },
    {
      name: 'health by hand',
      files: job(['update {', '  auto_revert = true', '  health_check = "manual" # ! manual', '}']),
    },
    {
      name: 'forced updates',
      files: job(['update {', '  auto_revert = true', '  max_parallel = 0 # ! forced', '}']),
    },
    {
      name: 'two groups in one file are one finding',
      files: job([], ['count = 1', '}', 'group "web" {', '  count = 1'], 'job "shop" { # ! none'),
    },
  ],
})
