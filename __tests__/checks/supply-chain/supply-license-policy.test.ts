import { known } from '../../../src/core/known.js'
import check from '../../../checks/supply-chain/supply-license-policy.js'
import { testCheck } from '../../helpers/check-tester.js'

const APPLICATION = {
  'package.json':
    '{ "name": "shop", "private": true, "scripts": { "test": "node --test" }, "dependencies": { "express": "^5.0.0" } }',
  Dockerfile: 'FROM node:22\nCMD ["node", "src/server.js"]',
  'src/server.js': 'listen()',
}
const github = (...steps: string[]) => ({
  ...APPLICATION,
  '.github/workflows/ci.yml': [
    'on: [push, pull_request]',
    'jobs:',
    '  test:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    '      - run: npm test',
    ...steps.map((step) => (/^(?:with|env|continue-on-error):/.test(step) ? `        ${step}` : `      - ${step}`)),
  ].join('\n'),
})
const run = (command: string) => github(`run: ${command}`)
const REVIEW = 'uses: actions/dependency-review-action@v4'

testCheck(check, {
  notApplicable: [
    { name: 'nothing that is handed out', files: { 'README.md': '# shop' } },
    {
      name: 'dependencies of development only',
      files: {
        ...github(),
        'package.json':
          '{ "name": "shop", "private": true, "scripts": { "test": "jest" }, "devDependencies": { "jest": "^30.0.0" } }',
      },
    },
    {
      name: 'infrastructure',
      files: { ...github(), 'package.json': '{}', 'main.tf': 'terraform { backend "s3" {} }' },
    },
  ],
  passes: [
    { name: 'a review with a list', files: github(REVIEW, 'with: { allow-licenses: "MIT, Apache-2.0" }') },
    { name: 'a review with a list of what must not be', files: github(REVIEW, 'with: { deny-licenses: AGPL-3.0 }') },
    { name: 'license-checker', files: run("npx license-checker --onlyAllow 'MIT;ISC'") },
    { name: 'pip-licenses', files: run('pip-licenses --allow-only="MIT License"') },
    { name: 'cargo deny', files: run('cargo deny check licenses') },
    { name: 'go-licenses', files: run('go-licenses check ./...') },
    { name: 'a list beside a report', files: run('npx license-checker --failOn GPL && npx license-checker --json') },
    { name: 'trivy that fails', files: run('trivy fs --scanners license --exit-code 1 --severity HIGH .') },
    {
      name: 'a list beside a product',
      files: github('uses: fossas/fossa-action@v1', 'run: npx license-checker --onlyAllow MIT'),
    },
    {
      name: 'GitLab',
      files: { ...APPLICATION, '.gitlab-ci.yml': 'licences: { script: [npx license-checker --onlyAllow MIT] }' },
    },
    {
      name: 'CircleCI',
      files: {
        ...APPLICATION,
        '.circleci/config.yml':
          'version: 2.1\njobs: { l: { docker: [{ image: cimg/node:22.1 }], steps: [checkout, { run: licensed status }] } }\nworkflows: { w: { jobs: [l] } }',
      },
    },
  ],
  unknown: [
    { name: 'a product with policies of its own', files: github('uses: fossas/fossa-action@v1'), reason: 'its server' },
    { name: 'Snyk', files: run('snyk test'), reason: 'its server' },
    {
      name: 'a list that may stand in a file',
      files: github(REVIEW, 'with: { config-file: ./.github/review.yml }'),
      reason: './.github/review.yml',
    },
    { name: 'an action that nobody knows', files: github('uses: acme/licences@v1'), reason: 'acme/licences@v1' },
    {
      name: 'a service that reports',
      files: run('npm test'),
      hosting: { reportedChecks: known([{ name: 'License Compliance', app: 'fossa' }]) },
      reason: 'fossa',
    },
  ],
  implied: [{ name: 'no pipeline', files: APPLICATION }],
  fails: [
    { name: 'nothing', files: github(), expect: ['none'] },
    { name: 'a review without a list', files: github(REVIEW), expect: ['none'] },
    { name: 'headers of own files', files: run('reuse lint'), expect: ['none'] },
    { name: 'a list of what there is', files: run('npx license-checker --summary # ! listed') },
    { name: 'trivy that only reports', files: run('trivy fs --scanners license . # ! listed') },
    {
      name: 'a review that only warns',
      files: github(`${REVIEW} # ! vain`, 'with: { allow-licenses: MIT, warn-only: true }'),
    },
    { name: 'a failure that is thrown away', files: run('npx license-checker --onlyAllow MIT || true # ! vain') },
    {
      name: 'a job of GitLab that may fail',
      files: {
        ...APPLICATION,
        '.gitlab-ci.yml':
          'licences:\n  allow_failure: true\n  script:\n    - npx license-checker --onlyAllow MIT # ! vain\n',
      },
    },
    {
      name: 'Jenkins',
      files: {
        ...APPLICATION,
        Jenkinsfile: "pipeline { agent any\nstages { stage('Test') { steps { sh 'npm test' } } } }",
      },
      expect: ['none'],
    },
  ],
})
