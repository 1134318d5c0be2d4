import type { KnownTool, RuleGroup, Subject } from './other-tools-types.js'

/** Where a rule is about the security of what is defined in code, and no check of its own stands for it. */
const DEFINED_SECURITY: Subject = { practices: ['hc.define.security'] }

const IAC_SCAN: Subject = { checks: ['iac-policy-as-code'] }

/** What rules of CodeQL and Semgrep are about that find weaknesses in programs. */
const CODE: Subject = { checks: ['test-sast'] }

const ids = (text: string): string[] => text.trim().split(/\s+/)
const group = (rules: string, ...checks: string[]): RuleGroup => ({ rules: ids(rules), checks })
const labelled = (labels: readonly string[], ...checks: string[]): RuleGroup => ({ labels, checks })

/**
 * What the rules of other tools speak about, and what their having run shows. Rule ids and names are those that the tools
 * document, or write into their reports.
 */
export const TOOLS: readonly KnownTool[] = [
  {
    name: 'zizmor',
    drivers: ['zizmor'],
    url: 'https://docs.zizmor.sh/audits/',
    shows: [{ checks: ['test-static-analysis'] }],
    rules: [
      group(
        `zizmor/unpinned-uses zizmor/ref-confusion zizmor/stale-action-refs zizmor/ref-version-mismatch
         zizmor/impostor-commit zizmor/archived-uses zizmor/known-vulnerable-actions zizmor/forbidden-uses`,
        'pipeline-unpinned-action',
      ),
      group('zizmor/unpinned-images', 'pipeline-unpinned-image'),
      group(
        'zizmor/excessive-permissions zizmor/undocumented-permissions zizmor/github-app',
        'pipeline-token-permissions',
      ),
      group('zizmor/dangerous-triggers zizmor/bot-conditions zizmor/unsound-condition', 'pipeline-untrusted-checkout'),
      group(
        'zizmor/template-injection zizmor/github-env zizmor/insecure-commands zizmor/unsound-contains',
        'pipeline-script-injection',
      ),
      group('zizmor/cache-poisoning', 'pipeline-cache-poisoning'),
      group(
        `zizmor/artipacked zizmor/secrets-inherit zizmor/overprovisioned-secrets zizmor/unredacted-secrets
         zizmor/secrets-outside-env`,
        'pipeline-secret-exposure',
      ),
      group('zizmor/hardcoded-container-credentials', 'pipeline-secret-plain-text'),
      group('zizmor/use-trusted-publishing', 'supply-publish-credentials'),
      group('zizmor/self-hosted-runner', 'pipeline-self-hosted-public'),
      group('zizmor/dependabot-*', 'supply-dependency-updates'),
      group('zizmor/adhoc-packages', 'supply-locked-dependencies'),
      group('zizmor/concurrency-limits', 'deploy-concurrency'),
    ],
  },
  {
    name: 'actionlint',
    drivers: ['actionlint', 'github actions lint'],
    url: 'https://github.com/rhysd/actionlint/blob/main/docs/checks.md',
    shows: [{ checks: ['test-static-analysis'] }],
    rules: [
      group('credentials', 'pipeline-secret-plain-text'),
      group('permissions', 'pipeline-token-permissions'),
      group('deprecated-commands', 'pipeline-script-injection'),
      group('if-cond', 'ci-gate-job-skippable'),
      group('*', 'test-static-analysis'),
    ],
  },
  {
    name: 'Checkov',
    drivers: ['checkov', 'prisma cloud', 'prisma_cloud', 'bridgecrew'],
    url: 'https://www.checkov.io/5.Policy%20Index/all.html',
    shows: [IAC_SCAN],
    rules: [
      group('CKV_SECRET_* CKV_AWS_41 CKV_AWS_45 CKV_AWS_46', 'iac-secret-literal'),
      group('CKV2_GHA_1', 'pipeline-token-permissions'),
      group('CKV_GHA_1 CKV_GHA_2 CKV_GHA_7', 'pipeline-script-injection'),
      group('CKV_GHA_3 CKV_GHA_4', 'pipeline-secret-exposure'),
      group('CKV_TF_1 CKV_TF_2', 'tf-module-pinned'),
      group('CKV_DOCKER_3 CKV_DOCKER_8', 'docker-runtime-user'),
      group('CKV_DOCKER_7', 'docker-base-pinned'),
      group('CKV_K8S_8 CKV_K8S_9', 'k8s-probes'),
      group('CKV_K8S_14 CKV_K8S_43', 'deploy-mutable-image-tag'),
      group('CKV2_K8S_6', 'k8s-network-policy'),
      group('CKV_AWS_3 CKV_AWS_16 CKV_AWS_19 CKV_AWS_145', 'iac-encryption'),
      group('CKV_AWS_7', 'iac-key-rotation'),
      group(
        'CKV_AWS_17 CKV_AWS_20 CKV_AWS_24 CKV_AWS_25 CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 CKV_AWS_57 CKV_AWS_260',
        'iac-network-exposure',
      ),
      group('CKV_AWS_1 CKV_AWS_40 CKV_AWS_60 CKV_AWS_61 CKV_AWS_62 CKV_AWS_63', 'iac-least-privilege'),
      group('CKV_AWS_18 CKV_AWS_35 CKV_AWS_36 CKV_AWS_67', 'iac-audit-trail'),
      group('CKV_AWS_133', 'data-backups'),
      group('CVE-* GHSA-*', 'supply-composition-analysis'),
      {
        rules: ids(
          'CKV_AWS_* CKV2_AWS_* CKV_AZURE_* CKV2_AZURE_* CKV_GCP_* CKV2_GCP_* CKV_K8S_* CKV2_K8S_* CKV_DOCKER_*',
        ),
        ...DEFINED_SECURITY,
      },
    ],
  },
  {
    name: 'Trivy',
    drivers: ['trivy'],
    url: 'https://trivy.dev/latest/docs/',
    shows: [
      { image: true, checks: ['supply-image-scan'] },
      { labels: ['LanguageSpecificPackageVulnerability'], checks: ['supply-composition-analysis'] },
      { labels: ['Misconfiguration'], ...IAC_SCAN },
      { labels: ['Secret'], checks: ['supply-secret-scanning'] },
    ],
    rules: [
      labelled(['OsPackageVulnerability'], 'supply-image-scan'),
      labelled(['LanguageSpecificPackageVulnerability'], 'supply-composition-analysis'),
      labelled(['Secret'], 'iac-secret-literal'),
      labelled(['License'], 'supply-license-policy'),
      group('DS002 DS-0002 AVD-DS-0002', 'docker-runtime-user'),
      group('DS001 DS-0001 AVD-DS-0001', 'docker-base-pinned'),
      { labels: ['Misconfiguration'], ...DEFINED_SECURITY },
    ],
  },
  {
    name: 'KICS',
    drivers: ['kics'],
    url: 'https://docs.kics.io/latest/queries/all-queries/',
    shows: [IAC_SCAN],
    rules: [
      labelled(['Secret Management'], 'iac-secret-literal'),
      labelled(['Encryption'], 'iac-encryption'),
      labelled(['Networking and Firewall'], 'iac-network-exposure'),
      labelled(['Access Control'], 'iac-least-privilege'),
      labelled(['Observability'], 'iac-audit-trail'),
      labelled(['Backup'], 'data-backups'),
      { labels: ['Insecure Configurations', 'Insecure Defaults', 'Supply-Chain'], ...DEFINED_SECURITY },
    ],
  },
  {
    name: 'tflint',
    drivers: ['tflint'],
    url: 'https://github.com/terraform-linters/tflint/tree/master/docs',
    shows: [{ checks: ['iac-validated-in-ci'] }],
    rules: [
      group(
        'terraform_module_pinned_source terraform_module_version terraform_module_shallow_clone',
        'tf-module-pinned',
      ),
      group('terraform_required_version terraform_required_providers', 'tf-version-constraints'),
      group('aws_resource_missing_tags aws_provider_missing_default_tags azurerm_resource_missing_tags', 'iac-tags'),
      group('*', 'iac-validated-in-ci'),
    ],
  },
  {
    name: 'cfn-lint',
    drivers: ['cfn-lint'],
    url: 'https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md',
    shows: [{ checks: ['iac-validated-in-ci'] }],
    rules: [
      group('W1011', 'iac-secret-literal'),
      group('I3011', 'data-deletion-protection'),
      group('I3013', 'data-backups'),
      group('E* W* I*', 'iac-validated-in-ci'),
    ],
  },
  {
    name: 'cfn-nag',
    drivers: ['cfn_nag', 'cfn-nag'],
    url: 'https://github.com/stelligent/cfn_nag',
    shows: [IAC_SCAN],
    rules: [
      group('F3 F4 F38 F39 W11 W12 W13', 'iac-least-privilege'),
      group('F1000 W2 W5 W9 W40', 'iac-network-exposure'),
      group('W28', 'iac-in-place-change'),
      { rules: ids('F* W*'), ...DEFINED_SECURITY },
    ],
  },
  {
    name: 'Semgrep',
    drivers: ['semgrep', 'semgrep oss', 'semgrep pro', 'semgrep code', 'opengrep', 'opengrep oss'],
    url: 'https://semgrep.dev/docs/',
    shows: [CODE],
    rules: [
      group(
        'yaml.github-actions.security.run-shell-injection.* yaml.github-actions.security.github-script-injection.*',
        'pipeline-script-injection',
      ),
      group('yaml.github-actions.security.pull-request-target-*', 'pipeline-untrusted-checkout'),
      group('yaml.github-actions.security.third-party-action-not-pinned-*', 'pipeline-unpinned-action'),
      group('dockerfile.security.missing-user*', 'docker-runtime-user'),
      group('generic.secrets.*', 'iac-secret-literal'),
      { rules: ids('terraform.* yaml.kubernetes.* yaml.docker-compose.* dockerfile.*'), ...DEFINED_SECURITY },
      { rules: ['*'], ...CODE },
    ],
  },
  {
    name: 'CodeQL',
    drivers: ['codeql'],
    url: 'https://codeql.github.com/codeql-query-help/',
    shows: [CODE],
    rules: [
      group('actions/unpinned-tag actions/vulnerable-action', 'pipeline-unpinned-action'),
      group('actions/missing-workflow-permissions', 'pipeline-token-permissions'),
      group(
        'actions/code-injection/* actions/envvar-injection/* actions/envpath-injection/* actions/output-clobbering/* actions/argument-injection/* actions/command-injection/*',
        'pipeline-script-injection',
      ),
      group(
        'actions/untrusted-checkout/* actions/untrusted-checkout-toctou/* actions/artifact-poisoning/* actions/improper-access-control',
        'pipeline-untrusted-checkout',
      ),
      group('actions/cache-poisoning/*', 'pipeline-cache-poisoning'),
      group(
        'actions/excessive-secrets-exposure actions/secrets-in-artifacts actions/unmasked-secret-exposure actions/secret-exfiltration',
        'pipeline-secret-exposure',
      ),
      { rules: ['*'], ...CODE },
    ],
  },
  {
    name: 'OpenSSF Scorecard',
    drivers: ['scorecard', 'ossf scorecard', 'openssf scorecard'],
    url: 'https://github.com/ossf/scorecard/blob/main/docs/checks.md',
    // A review of the project as a whole: its having run shows no single practice.
    shows: [],
    rules: [
      group('TokenPermissionsID', 'pipeline-token-permissions'),
      group('PinnedDependenciesID', 'pipeline-unpinned-action', 'docker-base-pinned'),
      group('DangerousWorkflowID', 'pipeline-script-injection', 'pipeline-untrusted-checkout'),
      group('BranchProtectionID', 'protection-default-branch'),
      group('CodeReviewID', 'protection-reviews-required'),
      group('DependencyUpdateToolID', 'supply-dependency-updates'),
      group('VulnerabilitiesID', 'supply-composition-analysis'),
      group('SASTID', 'test-sast'),
      group('SignedReleasesID', 'supply-artifact-signing'),
      group('CITestsID', 'test-run-in-ci'),
      group('SBOMID', 'supply-sbom'),
    ],
  },
  {
    name: 'gitleaks',
    drivers: ['gitleaks'],
    url: 'https://github.com/gitleaks/gitleaks',
    shows: [{ checks: ['supply-secret-scanning'] }],
    rules: [{ rules: ['*'], checks: ['iac-secret-literal'], practices: ['DL.LD.4'] }],
  },
]
