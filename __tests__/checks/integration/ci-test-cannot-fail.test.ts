import check from '../../../checks/integration/ci-test-cannot-fail.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (...job: string[]) => ({
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', '  test:', ...job.map((line) => `    ${line}`)].join('\n'),
})
const steps = (...lines: string[]) => workflow('runs-on: ubuntu-24.04', 'steps:', ...lines.map((line) => `  ${line}`))
const SOURCES = {
  'package.json': '{ "name": "shop", "exports": "./src/shop.js", "scripts": { "test": "jest" } }',
  'src/shop.js': 'export const shop = 1\n',
}

testCheck(check, {
  implied: [
    { name: 'code without a pipeline', files: SOURCES },
    { name: 'a pipe into a file', files: steps('- run: go test ./... | tee test.log') },
    { name: 'the background', files: steps('- run: go test ./... & make docs') },
  ],
  notApplicable: [
    { name: 'nothing to test', files: { 'README.md': '# shop' } },
    {
      name: 'a bot that updates files on a schedule',
      files: {
        '.github/workflows/bot.yml': `on: { schedule: [{ cron: "0 3 * * *" }] }
jobs:
  update:
    runs-on: ubuntu-24.04
    steps:
      - run: pre-commit run --all-files
        continue-on-error: true`,
      },
    },
    {
      name: 'links that are checked by the clock, beside workflows that changes start',
      files: {
        '.woodpecker/links.yaml':
          'when: [{ event: cron, cron: links }]\nsteps: [{ name: links, image: x, failure: ignore, commands: [lychee docs/ > links.md] }]',
        '.woodpecker/hello.yaml': 'when: [{ event: push }]\nsteps: [{ name: hello, image: x, commands: [echo hello] }]',
      },
    },
    { name: 'coverage may be lost', files: steps('- run: codecov || true') },
    { name: 'a pipeline that tests nothing', files: steps('- uses: actions/stale@v10') },
    {
      name: 'a forgiving command that is no test',
      files: steps('- run: git config --global user.name ci || true', '- run: rm -rf tmp || true'),
    },
    {
      name: 'the build of a scan',
      files: steps('- uses: github/codeql-action/autobuild@v3', '  continue-on-error: true'),
    },
  ],
  passes: [
    { name: 'a plain test', files: steps('- run: go test ./...') },
    { name: 'a test of an action', files: steps('- uses: golangci/golangci-lint-action@v8') },
    {
      name: 'a forgiving upload beside a strict test',
      files: steps('- run: go test ./...', '- run: ./upload-coverage.sh || true'),
    },
    {
      name: 'continue-on-error that hangs on the matrix',
      files: workflow(
        'runs-on: ubuntu-24.04',
        'continue-on-error: ${{ matrix.experimental }}',
        'steps: [{ run: go test ./... }]',
      ),
    },
    {
      name: 'continue-on-error that is off',
      files: steps('- run: go test ./...', '  continue-on-error: false'),
    },
    {
      name: 'an outcome that a later step reads',
      files: steps(
        '- run: go test ./...',
        '  id: unit',
        '  continue-on-error: true',
        '- run: exit 1',
        "  if: steps.unit.outcome == 'failure'",
      ),
    },
    {
      name: 'a forgiving run beside a strict one of the same tool',
      files: steps('- run: go test ./...', '- run: go test -race ./... || true'),
    },
    { name: '; exit 0 where a failure ends the script', files: steps('- run: go test ./... ; exit 0') },
    { name: 'what runs after a failure fails itself', files: steps('- run: go test ./... || exit 1') },
    { name: 'a report on the failing side', files: steps('- run: go test ./... || { cat test.log; exit 1; }') },
    {
      name: 'set +e with the status passed on',
      files: steps('- run: |', '    set +e', '    go test ./...', '    rc=$?', '    cat test.log', '    exit $rc'),
    },
    { name: 'pipefail', files: steps('- run: go test ./... | tee test.log', '  shell: bash') },
    {
      name: 'what judges stands behind the pipe',
      files: steps('- run: go vet ./...', '- run: go test -json ./... | gotestfmt'),
    },
    {
      name: 'what judges reads the output',
      files: steps(
        '- run: go vet ./...',
        '- run: |',
        '    diff=$(gofmt -l .) || true',
        '    if [ -n "$diff" ]; then exit 1; fi',
      ),
    },
    {
      name: 'Jenkins, where a report of the results marks the build, and what Maven builds can fail',
      files: {
        Jenkinsfile: stage(
          "sh 'mvn verify -Dmaven.test.failure.ignore=true'",
          "post { always { junit 'target/*.xml' } }",
        ),
      },
    },
    {
      name: 'Jenkins, where so many findings of a linter are too much',
      files: {
        Jenkinsfile: stage(
          "sh 'typos --format sarif > typos.sarif || true'",
          "post { always { recordIssues tools: [sarif(pattern: 'typos.sarif')], qualityGates: [[threshold: 1, type: 'TOTAL']] } }",
        ),
      },
    },
    {
      name: 'Azure Pipelines, where the task that publishes results fails by them',
      files: azure('failTaskOnFailedTests: true'),
    },
    {
      name: 'GitHub, where an action fails by the results',
      files: steps(
        '- run: go vet ./...',
        '- run: npx jest --reporters=jest-junit || true',
        '- uses: dorny/test-reporter@v2',
        '  with: { path: junit.xml, reporter: jest-junit }',
      ),
    },
    {
      name: 'a last look at what was waited for',
      files: {
        ...steps('- run: go vet ./...', '- run: ./wait.sh'),
        'wait.sh': [
          '#!/bin/bash',
          'until $(curl -sf http://localhost:3000/); do',
          '  if [ $((++tries)) -gt 9 ]; then exit 1; fi',
          '  sleep 5',
          'done',
          'curl -sf --head http://localhost:3000/',
          'echo up',
        ].join('\n'),
      },
    },
    {
      name: 'a formatter whose changes are committed',
      files: steps(
        '- run: go test ./...',
        '- run: npx eslint --fix . || true',
        '- uses: stefanzweifel/git-auto-commit-action@v6',
      ),
    },
    {
      name: 'a linter whose changes become a pull request',
      files: steps(
        '- run: go test ./...',
        '- run: pre-commit run --all-files',
        '  continue-on-error: true',
        '- run: gh pr create --fill',
      ),
    },
    {
      name: 'no tests are fine while there are some',
      files: {
        ...SOURCES,
        'src/shop.test.js': 'test("x", () => {})\n',
        ...steps('- run: npx jest --passWithNoTests'),
      },
    },
    {
      name: 'behind a package script',
      files: { ...SOURCES, ...steps('- run: npm test') },
    },
  ],
  unknown: [
    {
      name: 'a tool that is built for something else in a forgiving job',
      files: {
        '.buildkite/pipeline.yml':
          'steps: [{ command: [go build -o tool ./cmd/tool, ./tool --docs], soft_fail: true, label: docs }]',
      },
    },
    { name: 'an opaque script', files: steps('- run: make ci'), reason: 'may run tests' },
    {
      name: 'a reusable workflow of another repository',
      files: workflow('uses: acme/ci/.github/workflows/test.yml@v1'),
      reason: 'acme/ci',
    },
    { name: 'a pipeline that is not read', files: { 'appveyor.yml': 'build: off' }, reason: 'appveyor.yml' },
  ],
  fails: [
    { name: '|| true', files: steps('- run: go test ./... || true # ! discarded') },
    { name: '|| :', files: steps('- run: |', '    go test ./... || : # ! discarded') },
    { name: '|| exit 0', files: steps('- run: go test ./... || exit 0 # ! discarded') },
    {
      name: '; exit 0 where a failure does not end the script',
      files: steps('- run: go test ./... ; exit 0 # ! discarded', '  shell: bash {0}'),
    },
    { name: '|| echo', files: steps('- run: go test ./... || echo failed # ! discarded') },
    {
      name: 'set +e',
      files: steps('- run: |', '    set +e', '    go test ./... # ! discarded', '    echo done'),
    },
    {
      name: 'continue-on-error of the step',
      files: steps('- run: go test ./...', '  continue-on-error: true # ! discarded'),
    },
    {
      name: 'continue-on-error of the job',
      files: workflow(
        'runs-on: ubuntu-24.04',
        'continue-on-error: true # ! discarded',
        'steps: [{ run: go test ./... }]',
      ),
    },
    {
      name: 'an outcome that nobody reads',
      files: steps('- run: go test ./...', '  id: unit', '  continue-on-error: true # ! discarded'),
    },
    {
      name: 'Maven told to go on',
      files: steps('- run: mvn -B verify -Dmaven.test.failure.ignore=true # ! discarded'),
    },
    {
      name: 'Jenkins, where the report is told to leave the build alone',
      files: {
        Jenkinsfile: stage(
          "sh 'mvn verify -Dmaven.test.failure.ignore=true' # ! discarded",
          "post { always { junit testResults: 'target/*.xml', skipMarkingBuildUnstable: true } }",
        ),
      },
    },
    {
      name: 'Jenkins, where findings are shown and nothing more',
      files: {
        Jenkinsfile: stage(
          "sh 'typos --format sarif > typos.sarif || true' # ! discarded",
          "post { always { recordIssues tools: [sarif(pattern: 'typos.sarif')] } }",
        ),
      },
    },
    {
      name: 'Azure Pipelines, where the task only publishes',
      files: azure('testRunTitle: unit', ' # ! discarded'),
    },
    {
      name: 'GitLab, which shows a report and goes on',
      files: {
        '.gitlab-ci.yml': [
          'test:',
          '  script:',
          '    - npx jest || true # ! discarded',
          '  artifacts: { reports: { junit: junit.xml } }',
        ].join('\n'),
      },
    },
    { name: 'Maven told never to fail', files: steps('- run: mvn -fn test # ! discarded') },
    { name: 'a linter told to be content', files: steps('- run: flake8 --exit-zero src # ! discarded') },
    {
      name: 'an option with its value as a word',
      files: steps('- run: golangci-lint run --issues-exit-code 0 # ! discarded'),
    },
    {
      name: 'no tests at all, and content with that',
      files: { ...SOURCES, ...steps('- run: npx jest --passWithNoTests # ! discarded') },
    },
    {
      name: 'a package script, where it is written',
      files: {
        'package.json': ['{', '  "scripts": {', '    "test": "jest || true"', '  }', '}'].join('\n'),
        ...steps('- run: npm test'),
      },
      expect: ['package.json:3 discarded'],
    },
    {
      name: 'behind make',
      files: { ...steps('- run: make test'), Makefile: 'test:\n\t-go test ./...\n' },
      expect: ['Makefile:2 discarded'],
    },
    {
      name: 'a script file without set -e',
      files: {
        ...steps('- run: ./ci.sh'),
        'ci.sh': '#!/bin/sh\ngo test ./... # ! discarded\necho done\n',
      },
    },
    {
      name: 'a local action that goes on',
      files: {
        ...steps('- uses: ./.github/actions/test'),
        '.github/actions/test/action.yml': [
          'name: test',
          'runs:',
          '  using: composite',
          '  steps:',
          '    - run: go test ./... # ! discarded',
          '      shell: bash',
          '      continue-on-error: true',
        ].join('\n'),
      },
    },
    { name: 'a build', files: steps('- run: go build ./... || true # ! discarded') },
    { name: 'a verification', files: steps('- run: kubectl rollout status deploy/shop || true # ! discarded') },
  ],
})

/** A pipeline of Jenkins with one stage: its step, and what follows. */
function stage(step: string, post: string): string {
  const lines = [
    'pipeline {',
    '  agent any',
    '  stages {',
    "    stage('Test') {",
    '      steps {',
    step,
    '      }',
    post,
  ]
  return [...lines, '    }', '  }', '}'].join('\n')
}

function azure(input: string, marker = ''): Record<string, string> {
  return {
    'azure-pipelines.yml': [
      'steps:',
      `  - script: npx jest || true${marker}`,
      '  - task: PublishTestResults@2',
      `    inputs: { testResultsFiles: junit.xml, ${input} }`,
    ].join('\n'),
  }
}
