import check from '../../../checks/testing/test-sast.js'
import { known, unknown } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import type { SecurityFacts } from '../../../src/models/index.js'
import { testCheck } from '../../helpers/check-tester.js'

const ci = (step: string, on = 'pull_request') => ({
  'main.go': 'package main',
  '.github/workflows/ci.yml': `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`,
})
const scanning = (codeScanning: SecurityFacts['codeScanning']) => ({
  security: { ...noHosting('').security, codeScanning },
  reportedChecks: known([]),
})
const analysed = (days: number | undefined, tools = ['CodeQL']) => scanning(known({ tools, newestDaysAgo: days }))
const none = analysed(undefined, [])
const passing = (name: string, command: string) => ({ name, files: ci(`run: ${command}`) })

testCheck(check, {
  notApplicable: [
    { name: 'infrastructure only', files: { 'main.tf': '' } },
    { name: 'documents', files: { 'README.md': '# shop' } },
    { name: 'a collection of samples', files: ci('run: go build ./...'), settings: { kind: 'examples' } },
    { name: 'tests only', files: { 'tests/test_roles.py': '', 'main.tf': '' } },
  ],
  implied: [
    { name: 'no pipeline, while code scanning is readable and empty', files: { 'main.go': '' }, hosting: none },
  ],
  unknown: [
    {
      name: 'code scanning that may not be read',
      files: ci('run: go build ./...'),
      hosting: scanning(unknown('the token may not read it', { permission: 'security-events: read' })),
      reason: 'the token may not read it',
    },
    { name: 'offline', files: ci('run: go build ./...'), reason: 'no token was given' },
    { name: 'no pipeline and nothing to read', files: { 'main.go': '' }, reason: 'no token was given' },
    { name: 'an opaque step', files: ci('run: make scan'), hosting: none, reason: 'may run such a test' },
    {
      name: 'a service that reports',
      files: ci('run: go build ./...'),
      hosting: { ...none, reportedChecks: known([{ name: 'code/snyk (acme)', app: 'commit status' }]) },
      reason: 'code/snyk (acme)',
    },
  ],
  passes: [
    { name: 'CodeQL', files: ci('uses: github/codeql-action/analyze@v4') },
    {
      name: 'CodeQL on a schedule',
      files: ci('uses: github/codeql-action/analyze@v4', "{ schedule: [{ cron: '1 2 * * 3' }] }"),
    },
    passing('semgrep', 'semgrep ci'),
    passing('sonar', 'sonar-scanner'),
    passing('snyk', 'snyk code test'),
    passing('gosec', 'gosec ./...'),
    passing('bandit', 'bandit -r src'),
    passing('brakeman', 'bundle exec brakeman'),
    { name: 'the default setup', files: ci('run: go build ./...'), hosting: analysed(3) },
    { name: 'an analysis at the limit of age', files: ci('run: go build ./...'), hosting: analysed(30) },
  ],
  fails: [
    { name: 'readable and empty', files: ci('run: go build ./...'), hosting: none, expect: ['none'] },
    { name: 'an analysis of last year', files: ci('run: go build ./...'), hosting: analysed(200), expect: ['none'] },
    { name: 'a linter', files: ci('run: golangci-lint run'), hosting: none, expect: ['none'] },
    { name: 'a scan of infrastructure', files: ci('run: tfsec .'), hosting: none, expect: ['none'] },
    { name: 'only by hand', files: ci('run: gosec ./...', 'workflow_dispatch'), hosting: none, expect: ['none'] },
  ],
})
