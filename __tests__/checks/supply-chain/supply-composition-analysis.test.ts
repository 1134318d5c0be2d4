import check from '../../../checks/supply-chain/supply-composition-analysis.js'
import { known, unknown, type Known } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { testCheck } from '../../helpers/check-tester.js'

const module = { 'go.mod': 'module example.com/shop\n\nrequire github.com/jackc/pgx/v5 v5.7.6\n', 'main.go': '' }
const ci = (step: string, on = 'pull_request') => ({
  ...module,
  '.github/workflows/ci.yml': `on: ${on}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`,
})
const host = (dependencyAlerts: Known<boolean>) => ({
  security: { ...noHosting('').security, dependencyAlerts },
  reportedChecks: known([]),
})
const off = host(known(false))
const build = ci('run: go build ./...')
const passing = (name: string, command: string) => ({ name, files: ci(`run: ${command}`) })

testCheck(check, {
  notApplicable: [
    { name: 'no manifest', files: { 'main.go': '' } },
    { name: 'a manifest without dependencies', files: { 'go.mod': 'module example.com/shop\n' } },
    { name: 'a collection of samples', files: build, settings: { kind: 'examples' } },
    {
      name: 'dependencies of examples',
      files: { 'main.go': '', 'examples/package.json': '{ "dependencies": { "pg": "8" } }' },
    },
  ],
  implied: [{ name: 'no pipeline, and no alerts', files: module, hosting: off }],
  unknown: [
    { name: 'offline', files: build, reason: 'no token was given' },
    {
      name: 'alerts that may not be read',
      files: build,
      hosting: host(unknown('the token may not read it')),
      reason: 'may not read',
    },
    {
      name: 'an opaque step',
      files: ci('run: make scan'),
      hosting: off,
      reason: 'may look for vulnerable dependencies',
    },
    {
      name: 'a service',
      files: build,
      hosting: { ...off, reportedChecks: known([{ name: 'security/snyk', app: 'commit status' }]) },
      reason: 'security/snyk',
    },
  ],
  passes: [
    { name: 'the review of dependencies', files: ci('uses: actions/dependency-review-action@v4') },
    passing('osv-scanner', 'osv-scanner scan source -r .'),
    passing('npm audit', 'npm audit --audit-level=high'),
    passing('pip-audit', 'pip-audit -r requirements.txt'),
    passing('govulncheck', 'govulncheck ./...'),
    passing('cargo audit', 'cargo audit'),
    passing('bundler-audit', 'bundle-audit check --update'),
    passing('snyk', 'snyk test'),
    passing('trivy', 'trivy fs .'),
    passing('grype', 'grype dir:.'),
    { name: 'on a schedule', files: ci('run: govulncheck ./...', "{ schedule: [{ cron: '1 2 * * 3' }] }") },
    { name: 'alerts of the host', files: build, hosting: host(known(true)) },
  ],
  fails: [
    { name: 'nothing looks', files: build, hosting: off, expect: ['none'] },
    {
      name: 'updates without a look for vulnerabilities',
      files: { ...build, '.github/dependabot.yml': 'version: 2' },
      hosting: off,
      expect: ['none'],
    },
    { name: 'only by hand', files: ci('run: govulncheck ./...', 'workflow_dispatch'), hosting: off, expect: ['none'] },
  ],
})
