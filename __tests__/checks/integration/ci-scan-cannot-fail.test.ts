import { expect, test } from '@jest/globals'
import check from '../../../checks/integration/ci-scan-cannot-fail.js'
import { run as runCheck, testCheck } from '../../helpers/check-tester.js'

const workflow = (on: string, ...lines: string[]) => ({
  '.github/workflows/ci.yml': [`on: ${on}`, 'jobs:', '  scan:', ...lines.map((line) => `    ${line}`)].join('\n'),
})
const steps = (...lines: string[]) =>
  workflow('pull_request', 'runs-on: ubuntu-24.04', 'steps:', ...lines.map((line) => `  ${line}`))
const run = (...lines: string[]) => steps('- run: |', ...lines.map((line) => `    ${line}`))
const action = (name: string, ...inputs: string[]) =>
  steps(`- uses: ${name}`, ...(inputs.length > 0 ? ['  with:', ...inputs.map((line) => `    ${line}`)] : []))
const quiet = (name: string, command: string) => ({ name, files: run(command) })

testCheck(check, {
  implied: [
    { name: 'code without a pipeline', files: { 'src/shop.go': 'package shop', 'go.mod': 'module shop' } },
    { name: 'a pipe without pipefail', files: run('trivy fs --exit-code 1 . | tee scan.txt') },
  ],
  notApplicable: [
    { name: 'nothing scans', files: steps('- run: go test ./...') },
    { name: 'an SBOM is no scan', files: run('trivy image --format cyclonedx -o bom.json shop') },
    {
      name: 'what reads the output may judge',
      files: run('dotnet list package --vulnerable | grep -q vulnerable && exit 1'),
    },
    { name: 'a report that is judged', files: run('trivy fs --format json -o scan.json .', 'jq -e .ok scan.json') },
    {
      name: 'a report that an action works on',
      files: steps(
        '- uses: aquasecurity/trivy-action@0.33.1',
        '  with: { image-ref: shop, output: trivy.txt }',
        '- uses: peter-evans/create-or-update-comment@v5',
        '  with: { body-path: trivy.txt }',
      ),
    },
    {
      name: 'a report on a schedule, which holds nobody up',
      files: workflow('{ schedule: [{ cron: "0 3 * * 1" }] }', 'runs-on: x', 'steps: [{ run: trivy fs . }]'),
    },
    { name: 'a scanner whose exit status is not known', files: run('kube-hunter --pod') },
  ],
  passes: [
    quiet('trivy told to fail', 'trivy image --exit-code 1 --severity CRITICAL shop'),
    quiet('trivy told in one word', 'trivy fs --exit-code=2 .'),
    quiet('grype with a threshold', 'grype shop:ci --fail-on high'),
    quiet('semgrep ci', 'semgrep ci'),
    quiet('semgrep with --error', 'semgrep scan --config auto --error'),
    quiet('checkov', 'checkov -d infra'),
    quiet('single rules only reported', 'checkov -d infra --soft-fail-on LOW'),
    quiet('npm audit', 'npm audit --audit-level=high'),
    quiet('gitleaks', 'gitleaks git --redact'),
    quiet('conftest', 'conftest test deployment.yaml'),
    quiet('the container of a scanner', 'docker run --rm aquasec/trivy image --exit-code 1 shop'),
    {
      name: 'the action told to fail',
      files: action('aquasecurity/trivy-action@0.33.1', 'image-ref: shop', "exit-code: '1'"),
    },
    { name: 'an action that fails by default', files: action('anchore/scan-action@v7', 'image: shop') },
    { name: 'dependency review', files: action('actions/dependency-review-action@v4') },
    {
      name: 'a report beside a run that blocks',
      files: run('trivy image --format sarif -o out.sarif shop', 'trivy image --exit-code 1 shop'),
    },
    {
      name: 'a quality gate that is waited for',
      files: action('SonarSource/sonarqube-scan-action@v6', 'args: -Dsonar.qualitygate.wait=true'),
    },
  ],
  unknown: [
    { name: 'a script that is not here', files: run('./scan.sh'), reason: 'may scan' },
    {
      name: 'CodeQL, whose threshold the host keeps',
      files: action('github/codeql-action/analyze@v4'),
      reason: 'codeql',
    },
    {
      name: 'results for code scanning',
      files: steps(
        '- uses: aquasecurity/trivy-action@0.33.1',
        '  with: { scan-type: fs, format: sarif, output: trivy.sarif }',
        '- uses: github/codeql-action/upload-sarif@v4',
        '  with: { sarif_file: trivy.sarif }',
      ),
      reason: 'decided elsewhere',
    },
    { name: 'a quality gate on a server', files: run('sonar-scanner'), reason: 'sonarqube' },
    {
      name: 'an exit code that the caller gives',
      files: action('aquasecurity/trivy-action@0.33.1', 'exit-code: ${{ inputs.code }}'),
      reason: 'trivy',
    },
    { name: 'a configuration file', files: { ...run('trivy fs .'), 'trivy.yaml': 'exit-code: 1' }, reason: 'trivy' },
    {
      name: 'a variable',
      files: workflow('push', 'runs-on: x', 'env: { TRIVY_EXIT_CODE: 1 }', 'steps: [{ run: trivy fs . }]'),
      reason: 'trivy',
    },
    {
      name: 'the security report of GitLab',
      files: run('trivy fs --format template -o gl-sast-report.json .'),
      reason: 'trivy',
    },
  ],
  fails: [
    { name: 'trivy', files: run('trivy image shop # ! byDefault') },
    { name: 'trivy told to succeed', files: run('trivy image --exit-code 0 shop # ! byDefault') },
    { name: 'the container of a scanner', files: run('docker run --rm aquasec/trivy fs . # ! byDefault') },
    { name: 'the trivy action', files: action('aquasecurity/trivy-action@0.33.1 # ! byDefault', 'image-ref: shop') },
    { name: 'semgrep without --error', files: run('semgrep scan --config auto # ! byDefault') },
    { name: 'checkov --soft-fail', files: run('checkov -d infra --soft-fail # ! told') },
    { name: 'the checkov action', files: action('bridgecrewio/checkov-action@v12', 'soft_fail: true # ! told') },
    { name: 'an option with a value', files: run('gitleaks git --exit-code=0 # ! told') },
    { name: 'bandit', files: run('bandit -r src --exit-zero # ! told') },
    { name: '|| true', files: run('npm audit || true # ! told') },
    { name: 'continue-on-error', files: steps('- run: npm audit', '  continue-on-error: true # ! told') },
    { name: 'a tool that never fails', files: run('dotnet list package --vulnerable # ! always') },
    {
      name: 'an artifact that nobody reads',
      files: steps(
        '- run: trivy fs -o scan.txt . # ! byDefault',
        '- uses: actions/upload-artifact@v5',
        '  with: { path: scan.txt }',
      ),
    },
    {
      name: 'dependency review that only warns',
      files: action('actions/dependency-review-action@v4', 'warn-only: true # ! told'),
    },
    {
      name: 'a Makefile',
      files: { ...run('make scan'), Makefile: 'scan:\n\ttrivy fs .\n' },
      expect: ['Makefile:2 byDefault'],
    },
  ],
})

test('a scanner serves the practices of its kind', () => {
  const ci = (command: string) => ({
    '.github/workflows/ci.yml': `on: push\njobs: { scan: { runs-on: ubuntu-24.04, steps: [{ run: ${command} }] } }`,
  })
  const facets = (command: string) => runCheck(check, { files: ci(command) }).result.outcomes.map(({ facet }) => facet)
  expect(facets('bandit -r src')).toEqual(['static'])
  expect(facets('checkov -d .')).toEqual(['infrastructure'])
  expect(check.facets?.['infrastructure']).not.toContain('QA.ST.4')
  expect(check.facets?.['static']).not.toContain('AG.ACG.4')
})
