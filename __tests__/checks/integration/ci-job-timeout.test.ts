import check from '../../../checks/integration/ci-job-timeout.js'
import { testCheck } from '../../helpers/check-tester.js'

const jobs = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: push', 'jobs:', ...lines.map((line) => `  ${line}`)].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    {
      name: 'a caller of a reusable workflow, where the key is not allowed',
      files: jobs('test:', '  uses: acme/ci/.github/workflows/test.yml@v1'),
    },
  ],
  implied: [
    {
      name: 'code without a pipeline',
      files: { 'package.json': '{ "name": "shop", "exports": "./a.js" }', 'a.js': 'export const a = 1\n' },
    },
  ],
  unknown: [
    {
      name: 'a job of GitLab, which the project’s settings limit',
      files: { '.gitlab-ci.yml': 'test: { script: npm test }\nlint: { script: npm run lint }' },
      reason: '1 hour',
    },
    {
      name: 'a pipeline of a system that is not read',
      files: { 'appveyor.yml': 'build: off' },
      reason: 'appveyor.yml',
    },
  ],
  passes: [
    { name: 'a limit on a job of GitLab', files: { '.gitlab-ci.yml': 'test: { script: npm test, timeout: 30m }' } },
    {
      name: 'systems whose own limit cannot be set for a job; an approval runs nothing',
      files: {
        '.travis.yml': 'language: generic\nscript: npm test\n',
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs: {test: {docker: [{image: a}], steps: [run: npm test]}}',
          'workflows: {ci: {jobs: [test, hold: {type: approval}]}}',
        ].join('\n'),
      },
    },
    {
      name: 'a limit on the job',
      files: jobs('test:', '  runs-on: ubuntu-24.04', '  timeout-minutes: 15', '  steps: [{ run: npm test }]'),
    },
    {
      name: 'a limit that is an expression',
      files: jobs(
        'test:',
        '  runs-on: ubuntu-24.04',
        '  timeout-minutes: ${{ fromJSON(inputs.limit) }}',
        '  steps: [{ run: npm test }]',
      ),
    },
    {
      name: 'a limit on every step',
      files: jobs(
        'test:',
        '  runs-on: ubuntu-24.04',
        '  steps:',
        '    - run: npm ci',
        '      timeout-minutes: 5',
        '    - run: npm test',
        '      timeout-minutes: 10',
      ),
    },
  ],
  fails: [
    { name: 'no limit', files: jobs('test: # ! missing', '  runs-on: ubuntu-24.04', '  steps: [{ run: npm test }]') },
    {
      name: 'a limit on one of two steps',
      files: jobs(
        'test: # ! missing',
        '  runs-on: ubuntu-24.04',
        '  steps:',
        '    - run: npm ci',
        '      timeout-minutes: 5',
        '    - run: npm test',
      ),
    },
    {
      name: 'each job by itself',
      files: jobs(
        'lint: # ! missing',
        '  runs-on: ubuntu-24.04',
        '  steps: [{ run: npx eslint . }]',
        'test:',
        '  runs-on: ubuntu-24.04',
        '  timeout-minutes: 15',
        '  steps: [{ run: npm test }]',
      ),
    },
  ],
})
