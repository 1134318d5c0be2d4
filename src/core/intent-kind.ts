/** Everything a pipeline step can be for. Closed list: checks and lexicon agree on these words. */
export const INTENT_KINDS = [
  'checkout',
  'setup',
  'restore-cache',
  'install',
  'build',
  'lint',
  'format-check',
  'type-check',
  'unit-test',
  'integration-test',
  'acceptance-test',
  'performance-test',
  'contract-test',
  'accessibility-test',
  'resilience-test',
  'data-test',
  'coverage',
  'test-report',
  'sast',
  'dast',
  'iast',
  'sca',
  'secret-scan',
  'iac-scan',
  'licence-scan',
  'container-scan',
  'sbom',
  'sign',
  'attest',
  'verify-signature',
  'package',
  'publish',
  'migrate-database',
  'iac-validate',
  'iac-plan',
  'iac-apply',
  'iac-test',
  'drift-check',
  'deploy',
  'promote',
  'verify-deployment',
  'rollback',
  'approve',
  'notify',
  'release',
  'docs',
  'cleanup',
] as const

export type IntentKind = (typeof INTENT_KINDS)[number]

/** Kinds that run the repository's tests. `unit-test` stands for a test command whose level is not told. */
export const TEST_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'unit-test',
  'integration-test',
  'acceptance-test',
  'performance-test',
  'contract-test',
  'accessibility-test',
  'resilience-test',
  'data-test',
  'iac-test',
])

/** Kinds that judge the source without running it. */
export const LINT_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'lint',
  'format-check',
  'type-check',
  'iac-validate',
])

/** Kinds that look for weaknesses: in the source, its dependencies, images, or what runs. */
export const SCAN_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>([
  'sast',
  'dast',
  'iast',
  'sca',
  'secret-scan',
  'iac-scan',
  'licence-scan',
  'container-scan',
])

/** Kinds that change a running environment. `iac-apply` changes infrastructure, `deploy` and `promote` an application. */
export const DEPLOY_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>(['deploy', 'promote', 'iac-apply'])

/** Kinds that hand an artifact to a registry; publishing is not deploying. */
export const PUBLISH_KINDS: ReadonlySet<IntentKind> = new Set<IntentKind>(['publish', 'release'])
