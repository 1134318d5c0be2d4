import { describe, expect, test } from '@jest/globals'
import { classifyAction, type ActionMeaning } from '../../src/lexicon/index.js'
import { said } from './helpers.js'

type Inputs = Readonly<Record<string, string>>

function classify(reference: string, inputs: Inputs = {}): ActionMeaning | undefined {
  const given = new Map(Object.entries(inputs))
  if (reference.startsWith('docker://')) return classifyAction(reference, undefined, given)
  const [owner = '', repository = '', ...path] = reference.split('/')
  return classifyAction(`${owner}/${repository}`, path.length === 0 ? undefined : path.join('/'), given)
}

describe('actions that mean nothing', () => {
  test.each([
    'actions/upload-artifact',
    'actions/download-artifact',
    'actions/labeler',
    'actions/stale',
    'actions/first-interaction',
    'actions/configure-pages',
    'actions/create-github-app-token',
    'github/codeql-action/upload-sarif',
    'dorny/paths-filter',
    'peter-evans/create-pull-request',
    'peter-evans/create-or-update-comment',
    'marocchino/sticky-pull-request-comment',
    'tj-actions/changed-files',
    'stefanzweifel/git-auto-commit-action',
    'styfle/cancel-workflow-action',
    'ossf/scorecard-action',
    'dependabot/fetch-metadata',
    'gradle/actions/dependency-submission',
    'release-drafter/release-drafter',
    're-actors/alls-green',
  ])('%s', (reference) => {
    expect(classify(reference)).toEqual({ intents: [], scripts: [] })
  })
})

describe('actions that are not known', () => {
  test.each([
    'acme/deploy',
    'actions/unheard-of',
    'github/codeql-action',
    'docker://acme/tool',
    'constructor/__proto__',
    'a/b/c',
  ])('%s', (reference) => {
    expect(classify(reference)).toBeUndefined()
  })
})

describe('actions that may do anything', () => {
  test.each<readonly [string, Inputs]>([
    ['actions/github-script', { script: 'await run()' }],
    ['appleboy/ssh-action', { script: './restart.sh' }],
    ['benc-uk/workflow-dispatch', {}],
    ['aquasecurity/trivy-action', { 'scan-type': '${{ matrix.type }}' }],
    ['pulumi/actions', { command: '${{ inputs.command }}' }],
    ['azure/k8s-deploy', { action: '${{ inputs.action }}' }],
    ['goreleaser/goreleaser-action', { args: '${{ inputs.args }}' }],
    ['magefile/mage-action', { args: '${{ inputs.targets }}' }],
  ])('%s %j', (reference, inputs) => {
    expect(said(classify(reference, inputs))).toBe('?')
  })
})

test('commands of an action that mean what the tree says are handed on', () => {
  expect(classify('magefile/mage-action', { args: 'ci "a b"' })).toEqual({
    intents: [],
    scripts: [],
    follow: ["mage ci 'a b'"],
  })
})

describe('actions', () => {
  test.each<readonly [string, Inputs, string]>([
    ['actions/checkout', {}, 'checkout git'],
    ['Actions/Checkout', {}, 'checkout git'],
    ['actions/setup-node', { 'node-version': '22' }, 'setup setup-node'],
    ['actions/cache', {}, 'restore-cache actions-cache'],
    ['actions/cache/restore', {}, 'restore-cache actions-cache'],
    ['swatinem/rust-cache', {}, 'restore-cache rust-cache'],
    ['actions/deploy-pages', {}, 'docs github-pages'],
    ['peaceiris/actions-gh-pages', {}, 'docs documentation'],
    ['jamesives/github-pages-deploy-action', {}, 'docs documentation'],
    ['actions/dependency-review-action', {}, 'sca dependency-review'],
    [
      'actions/dependency-review-action',
      { 'deny-licenses': 'GPL-3.0' },
      'sca dependency-review, licence-scan dependency-review',
    ],
    ['actions/attest-build-provenance', {}, 'attest github-attestations'],
    ['actions/create-release', {}, 'release github-release'],
    ['github/codeql-action/init', {}, 'setup codeql'],
    ['github/codeql-action/autobuild', {}, 'build codeql'],
    ['github/codeql-action/analyze', {}, 'sast codeql'],
    ['golangci/golangci-lint-action', {}, 'lint golangci-lint'],
    ['super-linter/super-linter/slim', {}, 'lint super-linter'],
    ['oxsecurity/megalinter/flavors/go', {}, 'lint megalinter'],
    ['zizmorcore/zizmor-action', {}, 'lint zizmor'],
    ['astral-sh/ruff-action', {}, 'lint ruff'],
    ['astral-sh/ruff-action', { args: 'format --check' }, 'format-check ruff'],
    ['reviewdog/action-eslint', {}, 'lint eslint'],
    ['amannn/action-semantic-pull-request', {}, 'lint commit-lint'],
    ['codecov/codecov-action', {}, 'coverage codecov-action'],
    ['codecov/codecov-action', { report_type: 'test_results' }, 'test-report codecov-action'],
    ['dorny/test-reporter', {}, 'test-report test-report'],
    ['cypress-io/github-action', {}, 'acceptance-test cypress'],
    ['cypress-io/github-action', { runTests: 'false' }, ''],
    ['cypress-io/github-action', { component: 'true' }, 'integration-test cypress'],
    ['datadog/synthetics-ci-github-action', {}, 'verify-deployment datadog-synthetics'],
    ['treosh/lighthouse-ci-action', {}, 'performance-test lighthouse, accessibility-test lighthouse'],
    ['actions-rs/cargo', { command: 'test', args: '--workspace' }, 'unit-test cargo'],
    ['actions-rs/cargo', { command: 'fmt', args: '--all -- --check' }, 'format-check rustfmt'],
    ['gradle/actions/setup-gradle', {}, 'setup setup-gradle'],
    ['gradle/gradle-build-action', {}, 'setup gradle'],
    ['gradle/gradle-build-action', { arguments: 'build -x test' }, 'build gradle'],
    ['docker/login-action', {}, 'setup login-action'],
    ['docker/build-push-action', {}, 'build docker'],
    ['docker/build-push-action', { push: 'false' }, 'build docker'],
    ['docker/build-push-action', { push: 'true' }, 'build docker, publish docker'],
    [
      'docker/build-push-action',
      { push: "${{ github.event_name != 'pull_request' }}" },
      'build docker, publish docker',
    ],
    [
      'docker/build-push-action',
      { PUSH: 'true', sbom: 'true', provenance: 'mode=max' },
      'build docker, publish docker, sbom docker, attest docker',
    ],
    [
      'docker/build-push-action',
      { outputs: 'type=image,name=${{ env.IMAGE }},push=true' },
      'build docker, publish docker',
    ],
    ['docker/bake-action', { push: 'true' }, 'build docker, publish docker'],
    ['hadolint/hadolint-action', {}, 'lint hadolint'],
    ['docker://hadolint/hadolint:v2.12.0', {}, 'lint hadolint'],
    ['aquasecurity/trivy-action', { 'image-ref': 'app:1' }, 'container-scan trivy'],
    ['aquasecurity/trivy-action', { 'scan-type': 'fs' }, 'sca trivy, secret-scan trivy'],
    ['aquasecurity/trivy-action', { 'scan-type': 'fs', scanners: 'vuln' }, 'sca trivy'],
    ['aquasecurity/trivy-action', { 'scan-type': 'config' }, 'iac-scan trivy'],
    ['aquasecurity/trivy-action', { 'image-ref': 'app:1', format: 'cyclonedx' }, 'sbom trivy'],
    ['snyk/actions/node', {}, 'sca snyk'],
    ['snyk/actions/node', { command: 'code test' }, 'sast snyk'],
    ['snyk/actions/docker', {}, 'container-scan snyk'],
    ['snyk/actions/setup', {}, 'setup snyk'],
    ['gitleaks/gitleaks-action', {}, 'secret-scan gitleaks'],
    ['trufflesecurity/trufflehog', {}, 'secret-scan trufflehog'],
    ['anchore/sbom-action', {}, 'sbom syft'],
    ['anchore/scan-action', { path: '.' }, 'sca grype'],
    ['anchore/scan-action', { image: 'app:1' }, 'container-scan grype'],
    ['bridgecrewio/checkov-action', {}, 'iac-scan checkov'],
    ['sonarsource/sonarqube-scan-action', {}, 'sast sonarqube, lint sonarqube'],
    ['zaproxy/action-baseline', {}, 'dast zap'],
    ['sigstore/cosign-installer', {}, 'setup cosign-installer'],
    ['slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml', {}, 'attest slsa-generator'],
    ['step-security/harden-runner', {}, 'setup harden-runner'],
    ['aws-actions/configure-aws-credentials', {}, 'setup aws'],
    [
      'aws-actions/amazon-ecs-deploy-task-definition',
      { service: 'app', 'wait-for-service-stability': 'true' },
      'deploy aws-ecs, verify-deployment aws-ecs',
    ],
    ['aws-actions/amazon-ecs-deploy-task-definition', {}, ''],
    ['aws-actions/aws-cloudformation-github-deploy', {}, 'deploy cloudformation'],
    ['aws-actions/aws-cloudformation-github-deploy', { 'no-execute-changeset': '1' }, 'iac-plan cloudformation'],
    ['azure/webapps-deploy', {}, 'deploy azure-webapp'],
    ['azure/k8s-deploy', {}, 'deploy kubectl'],
    ['azure/k8s-deploy', { action: 'reject' }, 'rollback kubectl'],
    ['azure/setup-helm', {}, 'setup setup-helm'],
    ['google-github-actions/deploy-cloudrun', {}, 'deploy cloud-run'],
    ['google-github-actions/auth', {}, 'setup gcloud'],
    ['hashicorp/setup-terraform', {}, 'setup setup-terraform'],
    ['dflook/terraform-apply', {}, 'iac-apply terraform'],
    ['gruntwork-io/terragrunt-action', { tg_command: 'run-all plan' }, 'iac-plan terragrunt'],
    ['pulumi/actions', { command: 'preview' }, 'iac-plan pulumi'],
    ['helm/kind-action', {}, 'setup kind-action'],
    ['helm/chart-releaser-action', {}, 'package chart-releaser, release chart-releaser, publish chart-releaser'],
    ['cloudflare/wrangler-action', {}, 'deploy wrangler'],
    ['cloudflare/wrangler-action', { command: 'pages deploy dist' }, 'deploy wrangler'],
    ['superfly/flyctl-actions/setup-flyctl', {}, 'setup flyctl-actions'],
    ['akhileshns/heroku-deploy', {}, 'deploy heroku'],
    ['samkirkland/ftp-deploy-action', {}, 'deploy ftp'],
    ['softprops/action-gh-release', {}, 'release github-release'],
    [
      'goreleaser/goreleaser-action',
      { args: 'release --clean' },
      'build goreleaser, release goreleaser, publish goreleaser',
    ],
    ['goreleaser/goreleaser-action', { args: 'release --snapshot --clean' }, 'build goreleaser'],
    ['googleapis/release-please-action', {}, 'release release-please'],
    ['changesets/action', {}, 'release changesets'],
    ['changesets/action', { publish: 'pnpm run release' }, 'release changesets, publish changesets'],
    ['cycjimmy/semantic-release-action', {}, 'release semantic-release, publish semantic-release'],
    ['cycjimmy/semantic-release-action', { dry_run: 'true' }, ''],
    ['pypa/gh-action-pypi-publish', {}, 'publish pypi-publish'],
    ['pyo3/maturin-action', { args: '--release' }, 'build maturin, package maturin'],
    ['slackapi/slack-github-action', {}, 'notify slack'],
    ['trstringer/manual-approval', {}, 'approve manual-approval'],
  ])('%s %j → %s', (reference, inputs, expected) => {
    expect(said(classify(reference, inputs))).toBe(expected)
  })
})

describe('scripts', () => {
  test.each<readonly [string, Inputs, readonly string[]]>([
    ['nick-fields/retry', { command: 'npm test', timeout_minutes: '5' }, ['command']],
    ['nick-fields/retry', { Command: 'npm test' }, ['Command']],
    ['reactivecircus/android-emulator-runner', { script: './gradlew connectedCheck' }, ['script']],
    ['azure/cli', { inlineScript: 'az webapp list' }, ['inlineScript']],
    ['changesets/action', { publish: 'pnpm release', title: 'Release' }, ['publish']],
    ['cypress-io/github-action', { build: 'npm run build', start: 'npm start' }, ['build', 'start']],
    ['codspeedhq/action', { run: 'cargo codspeed run' }, ['run']],
    ['actions/checkout', { ref: 'main' }, []],
  ])('%s %j → %j', (reference, inputs, expected) => {
    expect(classify(reference, inputs)?.scripts).toEqual(expected)
  })
})
