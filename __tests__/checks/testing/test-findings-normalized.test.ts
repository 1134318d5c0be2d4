import check from '../../../checks/testing/test-findings-normalized.js'
import { known } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { testCheck } from '../../helpers/check-tester.js'

const ci = (...steps: string[]) => ({
  '.github/workflows/ci.yml': [
    'on: pull_request',
    'jobs:',
    '  scan:',
    '    runs-on: ubuntu-24.04',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ].join('\n'),
})
const audit = 'run: npm audit'
const semgrep = 'run: semgrep scan --error'
const sarif = 'run: semgrep scan --sarif -o semgrep.sarif'
const upload = '{ uses: github/codeql-action/upload-sarif@v4, with: { sarif_file: semgrep.sarif } }'
const marked = (step: string, message: string) => `${step} # ! ${message}`
const gitlab = (...lines: string[]) => ({ '.gitlab-ci.yml': lines.join('\n') })
const azure = (...steps: string[]) => ({
  'azure-pipelines.yml': ['trigger: [main]', 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n'),
})
const jenkins = (steps: string, post = '') => ({
  Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('scan') {
      steps { ${steps} }
      ${post}
    }
  }
}`,
})
const circle = (...steps: string[]) => ({
  '.circleci/config.yml': [
    'version: 2.1',
    'jobs:',
    '  scan:',
    '    docker: [{ image: cimg/node:24.0 }]',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    'workflows: { all: { jobs: [scan] } }',
  ].join('\n'),
})
const scanning = (tools: string[]) => ({
  security: { ...noHosting('x').security, codeScanning: known({ tools, newestDaysAgo: 1 }) },
})

testCheck(check, {
  notApplicable: [
    { name: 'no scanner', files: ci('run: npm test') },
    { name: 'one scanner, twice', files: ci(audit, audit) },
    { name: 'a licence check beside it', files: ci(audit, 'run: npx license-checker') },
    { name: 'a collection of samples', files: ci(audit, semgrep), settings: { kind: 'examples' } },
  ],
  implied: [{ name: 'no pipeline', files: { 'a.ts': '' } }],
  unknown: [
    {
      name: 'services of their own',
      files: ci('run: snyk monitor', 'uses: sonarsource/sonarqube-scan-action@v6'),
      reason: 'snyk',
    },
    {
      name: 'reports that are kept',
      files: ci(
        'run: bandit -r . -f json -o bandit.json',
        'run: npm audit --json > audit.json',
        '{ uses: actions/upload-artifact@v4, with: { path: . } }',
      ),
      reason: 'bandit',
    },
    {
      name: 'reports that a later command takes',
      files: ci(
        'run: bandit -r . -f json -o out/bandit.json',
        'run: npm audit --json | node report.js',
        'run: node merge.js out/bandit.json',
      ),
    },
    {
      name: 'an unknown action behind a file',
      files: ci('run: bandit -r . -o b.txt', 'run: gosec -out g.txt ./...', 'uses: acme/collect@v1'),
      reason: 'acme/collect@v1',
    },
    {
      name: 'scanners that are not known well enough',
      files: ci('run: dependency-check --scan .', 'run: horusec start'),
    },
    {
      name: 'the key of a service',
      files: ci('{ run: semgrep ci, env: { SEMGREP_APP_TOKEN: "${{ secrets.SEMGREP }}" } }', 'run: snyk monitor'),
    },
  ],
  passes: [
    {
      name: 'what GitHub lists by itself',
      files: ci('uses: github/codeql-action/analyze@v4', 'uses: actions/dependency-review-action@v4'),
    },
    { name: 'SARIF', files: ci(sarif, 'run: trivy fs --format sarif -o trivy.sarif .', upload) },
    {
      name: 'something makes SARIF of it',
      files: ci(
        'run: bandit -r . -f json -o b.json',
        'run: gosec -fmt json -out g.json ./...',
        'run: node convert.js',
        upload,
      ),
    },
    {
      name: 'a tool that prints too',
      files: ci('run: trivy fs .', 'run: trivy fs --format sarif -o trivy.sarif .', sarif, upload),
    },
    {
      name: 'a later job uploads',
      files: ci(
        sarif,
        'run: gosec -fmt sarif -out gosec.sarif ./...',
        '{ uses: actions/upload-artifact@v4, with: { path: . } }\n  upload:\n    needs: scan\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: github/codeql-action/upload-sarif@v4',
      ),
    },
    {
      name: 'DefectDojo',
      files: ci(
        'run: bandit -r . -f json -o b.json',
        'run: gosec -fmt json -out g.json ./...',
        'run: curl --fail -F file=@b.json https://dojo.acme.example/api/v2/import-scan/',
      ),
    },
    {
      name: 'Security Hub',
      files: ci(
        'run: trivy fs -f template -o t.asff .',
        semgrep,
        'run: aws securityhub batch-import-findings --findings file://t.asff',
      ),
    },
    { name: 'the host says so', files: ci('run: trivy fs .', semgrep), hosting: scanning(['Trivy', 'Semgrep']) },
    {
      name: 'templates of GitLab',
      files: gitlab(
        'include:',
        '  - template: Jobs/SAST.gitlab-ci.yml',
        '  - template: Jobs/Secret-Detection.gitlab-ci.yml',
      ),
    },
    {
      name: 'reports of GitLab',
      files: gitlab(
        'code:',
        '  script: semgrep scan --gitlab-sast -o gl.json',
        '  artifacts: { reports: { sast: gl.json } }',
        'container:',
        '  script: trivy image --format template -o gl2.json shop',
        '  artifacts: { reports: { container_scanning: gl2.json } }',
      ),
    },
    {
      name: 'Jenkins reads them',
      files: jenkins(
        "sh 'semgrep scan --sarif -o s.sarif'; sh 'trivy fs --format sarif -o t.sarif .'",
        "post { always { recordIssues(tool: sarif(pattern: '*.sarif')) } }",
      ),
    },
    {
      name: 'Azure takes SARIF',
      files: azure(
        'script: semgrep scan --sarif -o s.sarif',
        'script: gosec -fmt sarif -out g.sarif ./...',
        'task: AdvancedSecurity-Publish@1',
      ),
    },
  ],
  fails: [
    { name: 'two that print', files: ci(marked(audit, 'nowhere'), semgrep) },
    {
      name: 'actions that print',
      files: ci(marked('uses: aquasecurity/trivy-action@v0', 'nowhere'), 'uses: bridgecrewio/checkov-action@v12'),
    },
    {
      name: 'unknown actions behind what writes no file',
      files: ci(marked(audit, 'nowhere'), semgrep, 'uses: acme/collect@v1'),
    },
    {
      name: 'one that prints beside one that is collected',
      files: ci('uses: github/codeql-action/analyze@v4', marked(audit, 'beside')),
    },
    { name: 'SARIF of the other alone is uploaded', files: ci(marked('run: bandit -r .', 'beside'), sarif, upload) },
    {
      name: 'a file that nobody takes',
      files: ci(marked('run: bandit -r . -o b.txt', 'nowhere'), semgrep, 'run: cat b.txt'),
    },
    { name: 'one that prints beside a service', files: ci('run: snyk monitor', marked(audit, 'nowhere')) },
    {
      name: 'GitLab',
      files: gitlab('code:', '  script:', '    - semgrep scan', '    - npm audit'),
      expect: ['.gitlab-ci.yml:3 nowhere'],
    },
    {
      name: 'Azure',
      files: azure('script: npm audit', 'script: semgrep scan'),
      expect: ['azure-pipelines.yml:3 nowhere'],
    },
    { name: 'Jenkins', files: jenkins("sh 'npm audit'; sh 'semgrep scan'"), expect: ['Jenkinsfile:5 nowhere'] },
    {
      name: 'CircleCI',
      files: circle('run: npm audit', 'run: semgrep scan'),
      expect: ['.circleci/config.yml:6 nowhere'],
    },
  ],
})
