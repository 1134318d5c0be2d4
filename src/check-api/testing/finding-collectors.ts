/**
 * Ready-made code that takes the findings of any scanner, by the lexicon's name with the path behind it, and what it
 * brings them to. Source: the reference of each.
 */
export const COLLECTORS: ReadonlyMap<string, string> = new Map([
  ['github/codeql-action/upload-sarif', 'code scanning'],
  ['advanced-security/filter-sarif', 'code scanning'],
  ['azure-pipelines:advancedsecurity-publish', 'Advanced Security'],
  ['azure-pipelines:publishsecurityanalysislogs', 'the security logs of the run'],
  ['azure-pipelines:tsaupload', 'TSA'],
  ['jenkins:recordissues', 'the warnings of the build'],
  ['jenkins:publishissues', 'the warnings of the build'],
  ['jenkins:dependencytrackpublisher', 'Dependency-Track'],
  ['jenkins:defectdojopublisher', 'DefectDojo'],
  ['jenkins:violationstogithub', 'reviews'],
  ['jenkins:violationstogitlab', 'reviews'],
  ['dependencytrack/gh-upload-sbom', 'Dependency-Track'],
])

/** Words of commands and inputs by which findings of others are handed over: addresses, options, sub-commands. */
export const HANDING_OVER: readonly (readonly [words: RegExp, what: string])[] = [
  [/defect-?dojo|\/api\/v2\/(?:re)?import-scan/i, 'DefectDojo'],
  [/batch-import-findings/, 'Security Hub'],
  [/code-scanning\/sarifs|^upload-results$/, 'code scanning'],
  [/dependency-?track|\/api\/v1\/bom\b/i, 'Dependency-Track'],
  [/sonar\.(?:sarifReportPaths|externalIssuesReportPaths|dependencyCheck\.)/, 'SonarQube'],
  [/^report-?converter$|^codechecker$/i, 'CodeChecker'],
  [/^reviewdog$/, 'reviews'],
]

/** Reports of GitLab that hold findings, and feed one list of them (GitLab docs: CI/CD artifacts reports types). */
export const FINDING_REPORTS: ReadonlySet<string> = new Set([
  'sast',
  'dast',
  'dependency_scanning',
  'container_scanning',
  'cluster_image_scanning',
  'secret_detection',
  'api_fuzzing',
  'coverage_fuzzing',
  'cyclonedx',
  'codequality',
])

/** Scanners, by the lexicon's name of the tool, whose findings the host itself lists, and where. */
export const NATIVE: ReadonlyMap<string, string> = new Map([
  ['codeql', 'code scanning'],
  ['dependency-review', 'the pull request'],
  ['advanced-security', 'Advanced Security'],
  ['dependency-track', 'Dependency-Track'],
  ['gitlab-report', 'the security reports of GitLab'],
  ['gitlab-sast', 'the security reports of GitLab'],
  ['gitlab-iac-scanning', 'the security reports of GitLab'],
  ['gitlab-secret-detection', 'the security reports of GitLab'],
  ['gitlab-dependency-scanning', 'the security reports of GitLab'],
  ['gitlab-container-scanning', 'the security reports of GitLab'],
  ['gitlab-dast', 'the security reports of GitLab'],
  ['gitlab-api-fuzzing', 'the security reports of GitLab'],
  ['gitlab-coverage-fuzzing', 'the security reports of GitLab'],
])

/** Actions that bring the findings of their own tool to code scanning. */
export const UPLOADING = /^(?:google\/osv-scanner-action\/\.github\/workflows\/|facebook\/pysa-action)/

/** Commands, by the lexicon's name of the tool, that write what they find to the log unless they are told otherwise. */
export const PRINTING_COMMANDS: ReadonlySet<string> = new Set(
  (
    'trivy grype semgrep checkov tfsec terrascan conftest bandit gosec brakeman gitleaks trufflehog detect-secrets ' +
    'npm pnpm yarn bun audit-ci better-npm-audit retire auditjs pip-audit pipenv uv govulncheck nancy cargo-audit ' +
    'cargo-deny cargo bundler-audit bundler composer osv-scanner njsscan mobsfscan kubesec polaris cfn-nag dockle ' +
    'snyk security-checker local-php-security-checker symfony dotnet mix'
  ).split(' '),
)

/** Actions that do the same. Others may comment, upload or keep a report. */
export const PRINTING_ACTIONS: ReadonlySet<string> = new Set([
  'aquasecurity/trivy-action',
  'aquasecurity/tfsec-action',
  'bridgecrewio/checkov-action',
  'anchore/scan-action',
  'golang/govulncheck-action',
  'embarkstudios/cargo-deny-action',
  'pypa/gh-action-pip-audit',
  'trufflesecurity/trufflehog',
  'snyk/actions',
  'buildkite:equinixmetal-buildkite/trivy',
  'circleci:bridgecrew/checkov/scan',
  'bitbucket:aquasecurity/trivy-pipe',
  'bitbucket:atlassian/git-secrets-scan',
])

/** Words by which a scanner of {@link PRINTING_COMMANDS} or {@link PRINTING_ACTIONS} hands its findings to its own service. */
export const TO_OWN_SERVICE = /^(?:monitor|ci|--report|--report-to|--bc-api-key|--remote|publish)$/

/** Variables that hold the key to such a service. */
export const SERVICE_KEYS: ReadonlySet<string> = new Set([
  'SEMGREP_APP_TOKEN',
  'BC_API_KEY',
  'PRISMA_API_URL',
  'AQUA_KEY',
  'TRIVY_SERVER',
])
