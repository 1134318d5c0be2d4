import check from '../../../checks/supply-chain/supply-secret-scanning.js'
import { known, unknown, type Known } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { testCheck } from '../../helpers/check-tester.js'

const ci = (step: string) => ({
  'main.go': 'package main',
  '.github/workflows/ci.yml': `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`,
})
const host = (secretScanning: Known<boolean>) => ({
  security: { ...noHosting('').security, secretScanning },
  reportedChecks: known([]),
})
const off = host(known(false))
const build = ci('run: go build ./...')

testCheck(check, {
  notApplicable: [{ name: 'documents', files: { 'README.md': '# shop', 'guide.md': '# guide' } }],
  implied: [{ name: 'no pipeline, and the host does not scan', files: { 'main.go': '' }, hosting: off }],
  unknown: [
    { name: 'offline', files: build, reason: 'no token was given' },
    {
      name: 'a setting for administrators',
      files: build,
      hosting: host(unknown('only administrators see it')),
      reason: 'administrators',
    },
    { name: 'an opaque step', files: ci('run: make scan'), hosting: off, reason: 'may scan for secrets' },
    { name: 'hooks', files: ci('run: pre-commit run --all-files'), hosting: off, reason: 'pre-commit' },
    {
      name: 'GitGuardian',
      files: build,
      hosting: { ...off, reportedChecks: known([{ name: 'GitGuardian Security Checks', app: 'gitguardian' }]) },
      reason: 'gitguardian',
    },
  ],
  passes: [
    { name: 'gitleaks', files: ci('run: gitleaks git --redact') },
    { name: 'the action of gitleaks', files: ci('uses: gitleaks/gitleaks-action@v2') },
    { name: 'trufflehog', files: ci('run: trufflehog git file://.') },
    { name: 'ggshield', files: ci('run: ggshield secret scan ci') },
    { name: 'detect-secrets', files: ci('run: detect-secrets-hook --baseline .secrets.baseline') },
    { name: 'the host', files: build, hosting: host(known(true)) },
    { name: 'the host, without a pipeline', files: { 'main.go': '' }, hosting: host(known(true)) },
    { name: 'a collection of samples', files: ci('run: gitleaks git'), settings: { kind: 'examples' } },
  ],
  fails: [
    { name: 'no scanner', files: build, hosting: off, expect: ['none'] },
    { name: 'a scanner of dependencies', files: ci('run: govulncheck ./...'), hosting: off, expect: ['none'] },
  ],
})
