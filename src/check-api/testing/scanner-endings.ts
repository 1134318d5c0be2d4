/** An option or input, and the value that matters: any if none is given, `!0` for any but 0. */
export type Setting = readonly [name: string, value?: string]

/** How a scanner ends if it found something. */
export interface Ending {
  /** `server`: a threshold that is kept elsewhere decides. */
  readonly byDefault: 'fails' | 'succeeds' | 'server'
  /** Settings by which it fails although it would not. */
  readonly fails?: readonly Setting[]
  /** Settings by which it succeeds whatever it found. */
  readonly succeeds?: readonly Setting[]
  /** A variable of the environment that does as the first of `fails`. */
  readonly variable?: string
  /** Files by which the same can be set, and the option or input that names one. */
  readonly files?: readonly string[]
}

const TRIVY: Ending = {
  byDefault: 'succeeds',
  fails: [['--exit-code', '!0']],
  variable: 'TRIVY_EXIT_CODE',
  files: ['trivy.yaml', '--config', '-c'],
}
const SERVER: Ending = { byDefault: 'server' }
const FAILS: Ending = { byDefault: 'fails' }
const SONAR: Ending = {
  byDefault: 'server',
  fails: [
    ['-Dsonar.qualitygate.wait', 'true'],
    ['/d:sonar.qualitygate.wait', 'true'],
  ],
}
const REVIEWDOG: Ending = {
  byDefault: 'succeeds',
  fails: [
    ['fail_on_error', 'true'],
    ['fail_level', '!none'],
  ],
}

/**
 * Scanners by the lexicon's name of the tool, or by it and the sub-command. Source: the reference of each tool's command
 * line, exit status.
 */
export const COMMANDS: ReadonlyMap<string, Ending> = new Map<string, Ending>([
  ['trivy', TRIVY],
  [
    'grype',
    {
      byDefault: 'succeeds',
      fails: [['--fail-on'], ['-f']],
      variable: 'GRYPE_FAIL_ON_SEVERITY',
      files: ['.grype.yaml', '.grype/config.yaml', '--config', '-c'],
    },
  ],
  ['semgrep', { byDefault: 'succeeds', fails: [['--error']] }],
  ['semgrep ci', { byDefault: 'fails', succeeds: [['--dry-run']] }],
  ['checkov', { byDefault: 'fails', succeeds: [['--soft-fail'], ['-s']] }],
  ['tfsec', { byDefault: 'fails', succeeds: [['--soft-fail'], ['-s']] }],
  ['terrascan', FAILS],
  [
    'kics',
    {
      byDefault: 'fails',
      succeeds: [
        ['--ignore-on-exit', 'all'],
        ['--ignore-on-exit', 'results'],
      ],
    },
  ],
  ['conftest', { byDefault: 'fails', succeeds: [['--no-fail']] }],
  ['bandit', { byDefault: 'fails', succeeds: [['--exit-zero']] }],
  ['gosec', { byDefault: 'fails', succeeds: [['-no-fail'], ['--no-fail']] }],
  ['brakeman', { byDefault: 'fails', succeeds: [['--no-exit-on-warn']] }],
  ['gitleaks', { byDefault: 'fails', succeeds: [['--exit-code', '0']] }],
  ['trufflehog', { byDefault: 'succeeds', fails: [['--fail']] }],
  ['ggshield', { byDefault: 'fails', succeeds: [['--exit-zero']] }],
  [
    'dockle',
    {
      byDefault: 'succeeds',
      fails: [
        ['--exit-code', '!0'],
        ['-c', '!0'],
      ],
    },
  ],
  ['docker-scout', { byDefault: 'succeeds', fails: [['--exit-code'], ['-e']] }],
  ['polaris', { byDefault: 'succeeds', fails: [['--set-exit-code-on-danger'], ['--set-exit-code-below-score']] }],
  ['dotnet', { byDefault: 'succeeds' }],
  ['snyk', FAILS],
  ['snyk monitor', SERVER],
  ['snyk container monitor', SERVER],
  ['osv-scanner', FAILS],
  ['npm', { byDefault: 'fails', succeeds: [['--audit-level', 'none']] }],
  ['pnpm', FAILS],
  ['yarn', FAILS],
  ['bun', FAILS],
  ['audit-ci', FAILS],
  ['better-npm-audit', FAILS],
  ['retire', { byDefault: 'fails', succeeds: [['--exitwith', '0']] }],
  ['pip-audit', FAILS],
  ['safety', { byDefault: 'fails', succeeds: [['--continue-on-error']] }],
  ['pipenv', FAILS],
  ['govulncheck', FAILS],
  ['nancy', FAILS],
  ['cargo-audit', FAILS],
  ['cargo-deny', FAILS],
  ['cargo-vet', FAILS],
  ['bundler-audit', FAILS],
  ['composer', FAILS],
  ['sonarqube', SONAR],
])

/** Actions whose inputs decide. Others end as the tool that they run. Source: the metadata of each action. */
export const ACTIONS: ReadonlyMap<string, Ending> = new Map<string, Ending>([
  ['aquasecurity/trivy-action', { ...TRIVY, fails: [['exit-code', '!0']], files: ['trivy.yaml', 'trivy-config'] }],
  ['buildkite:equinixmetal-buildkite/trivy', { ...TRIVY, fails: [['exit-code', '!0']] }],
  ['woodpecker:trivy', SERVER],
  ['anchore/scan-action', { byDefault: 'fails', succeeds: [['fail-build', 'false']] }],
  ['bridgecrewio/checkov-action', { byDefault: 'fails', succeeds: [['soft_fail', 'true']] }],
  ['aquasecurity/tfsec-action', { byDefault: 'fails', succeeds: [['soft_fail', 'true']] }],
  ['aquasecurity/tfsec-pr-commenter-action', { byDefault: 'fails', succeeds: [['soft_fail_commenter', 'true']] }],
  [
    'checkmarx/kics-github-action',
    {
      byDefault: 'fails',
      succeeds: [
        ['ignore_on_exit', 'all'],
        ['ignore_on_exit', 'results'],
      ],
    },
  ],
  ['actions/dependency-review-action', { byDefault: 'fails', succeeds: [['warn-only', 'true']] }],
  ['dependency-check/dependency-check_action', { byDefault: 'succeeds', fails: [['--failOnCVSS']] }],
  [
    'golang/govulncheck-action',
    {
      byDefault: 'fails',
      succeeds: [
        ['output-format', 'sarif'],
        ['output-format', 'json'],
      ],
    },
  ],
  ['crazy-max/ghaction-container-scan', { byDefault: 'succeeds', fails: [['severity_threshold']] }],
  ['docker/scout-action', { byDefault: 'succeeds', fails: [['exit-code', 'true']] }],
  ['zaproxy/action-baseline', { byDefault: 'succeeds', fails: [['fail_action', 'true']] }],
  ['zaproxy/action-full-scan', { byDefault: 'succeeds', fails: [['fail_action', 'true']] }],
  ['zaproxy/action-api-scan', { byDefault: 'succeeds', fails: [['fail_action', 'true']] }],
  ['trufflesecurity/trufflehog', { byDefault: 'fails', succeeds: [['--no-fail']] }],
  ['gitleaks/gitleaks-action', FAILS],
  ['returntocorp/semgrep-action', FAILS],
  ['azure/container-scan', FAILS],
  ['reviewdog/action-tfsec', REVIEWDOG],
  ['reviewdog/action-brakeman', REVIEWDOG],
  ['github/codeql-action', SERVER],
  ['aquasecurity/tfsec-sarif-action', SERVER],
  ['microsoft/security-devops-action', SERVER],
  ['google/osv-scanner-action', { byDefault: 'fails', succeeds: [['fail-on-vuln', 'false']] }],
])
