import { describe, expect, test } from '@jest/globals'
import type { IntentKind } from '../../src/core/intent-kind.js'
import { classifyAction, classifyCommand } from '../../src/lexicon/index.js'
import { words } from './helpers.js'

/** A command with which the evidence of a practice is given, and what it must be taken for; none: it must be known. */
type Row = readonly [command: string, kind?: IntentKind | undefined]

const COMMANDS: Readonly<Record<string, readonly Row[]>> = {
  'errors are tied to versions (OA.TI.4)': [
    ['sentry-cli releases new 1.2.0'],
    ['sentry-cli sourcemaps upload dist'],
    ['datadog-ci sourcemaps upload dist'],
    ['rollbar-cli upload-sourcemaps dist'],
    ['bugsnag-cli upload dist'],
    ['honeybadger deploy'],
  ],
  'recurring work is automated (OA.BCL.2)': [
    ['release-please release-pr', 'release'],
    ['semantic-release', 'release'],
    ['changeset publish', 'publish'],
    ['goreleaser release', 'release'],
    ['renovate'],
  ],
  'environments for development (DL.LD.1, DL.LD.2)': [
    ['devcontainer up --workspace-folder .'],
    ['docker compose up -d'],
    ['vagrant up'],
    ['tilt ci'],
    ['skaffold run', 'deploy'],
    ['devspace deploy', 'deploy'],
    ['okteto deploy', 'deploy'],
    ['okteto preview deploy'],
    ['garden deploy', 'deploy'],
    ['nix develop --command true'],
    ['devenv test', 'unit-test'],
    ['sst deploy --stage alice', 'deploy'],
    ['ampx sandbox'],
    ['ampx pipeline-deploy --branch main', 'deploy'],
    ['amplify push', 'deploy'],
  ],
  'security hooks (DL.LD.4)': [
    ['gitleaks detect', 'secret-scan'],
    ['detect-secrets-hook --baseline .secrets.baseline', 'secret-scan'],
    ['trufflehog filesystem .', 'secret-scan'],
    ['ggshield secret scan ci', 'secret-scan'],
    ['talisman --scan', 'secret-scan'],
    ['git secrets --scan', 'secret-scan'],
    ['bandit -r src', 'sast'],
    ['checkov -d infrastructure', 'iac-scan'],
    ['pre-commit run --all-files', 'lint'],
  ],
  'clean-up (DL.LD.7, DL.LD.10)': [
    ['aws-nuke run --no-dry-run', 'cleanup'],
    ['cloud-nuke aws', 'cleanup'],
    ['custodian run policy.yml'],
  ],
  'licences (DL.SCM.5)': [
    ['license-checker --onlyAllow MIT', 'licence-scan'],
    ['go-licenses check ./...', 'licence-scan'],
    ['licensed status', 'licence-scan'],
    ['ort analyze -i .'],
    ['fossa test', 'licence-scan'],
    ['cargo deny check licenses', 'licence-scan'],
  ],
  'versions (DL.SCM.8)': [
    ['gitversion /output json'],
    ['python -m setuptools_scm'],
    ['setuptools-scm'],
    ['cargo release --execute', 'publish'],
    ['nx release', 'release'],
  ],
  'bills of materials (DL.SCM.10)': [
    ['syft . -o spdx-json', 'sbom'],
    ['trivy fs --format cyclonedx .', 'sbom'],
    ['cyclonedx-npm --output-file bom.json', 'sbom'],
    ['cyclonedx-py environment', 'sbom'],
    ['cdxgen -o bom.json', 'sbom'],
    ['docker buildx build --sbom=true .', 'sbom'],
    ['sbom-tool generate -b out', 'sbom'],
    ['mvn cyclonedx:makeAggregateBom', 'sbom'],
    ['gradle cyclonedxBom', 'sbom'],
  ],
  'documentation (DL.EAC.5)': [
    ['mkdocs build --strict', 'docs'],
    ['docusaurus build', 'docs'],
    ['sphinx-build -W docs out', 'docs'],
    ['antora playbook.yml', 'docs'],
    ['typedoc', 'docs'],
    ['terraform-docs markdown .'],
    ['vale docs', 'lint'],
    ['markdownlint docs', 'lint'],
    ['lychee docs', 'lint'],
  ],
  'infrastructure in programming languages (DL.EAC.6)': [
    ['cdk synth', 'build'],
    ['pulumi preview', 'iac-plan'],
    ['cdktf synth', 'build'],
    ['cdk8s synth', 'build'],
    ['packer build image.pkr.hcl', 'build'],
  ],
  'commit messages (DL.CR.7)': [
    ['commitlint --from origin/main', 'lint'],
    ['cz check --rev-range origin/main..HEAD', 'lint'],
    ['gitlint', 'lint'],
    ['cog check', 'lint'],
  ],
  'attestations (DL.CS.1)': [
    ['cosign attest --predicate p.json image', 'attest'],
    ['in-toto-run -n build -- make', 'attest'],
    ['witness run -- make', 'attest'],
    ['npm publish --provenance', 'attest'],
    ['docker buildx build --provenance=mode=max .', 'attest'],
  ],
  'signatures (DL.CS.2)': [
    ['cosign sign image', 'sign'],
    ['notation sign image', 'sign'],
    ['gpg --detach-sign file', 'sign'],
    ['aws signer start-signing-job', 'sign'],
    ['signtool sign /f cert.pfx app.exe', 'sign'],
    ['codesign -s Developer App.app', 'sign'],
    ['mvn gpg:sign', 'sign'],
    ['helm package --sign chart', 'sign'],
  ],
  'verified signatures (DL.CS.3, AG.ACG.11)': [
    ['cosign verify image', 'verify-signature'],
    ['cosign verify-attestation image', 'verify-signature'],
    ['gh attestation verify file -o acme', 'verify-signature'],
    ['slsa-verifier verify-artifact file', 'verify-signature'],
    ['gpg --verify file.asc', 'verify-signature'],
    ['npm audit signatures', 'verify-signature'],
  ],
  'reproducible builds (DL.CI.7)': [
    ['diffoscope one two'],
    ['reprotest .'],
    ['nix build', 'build'],
    ['bazel build //...', 'build'],
  ],
  'migrations (DL.ADS.5)': [
    ['squawk migrations/1.sql', 'lint'],
    ['atlas migrate lint', 'lint'],
    ['flyway migrate', 'migrate-database'],
    ['liquibase update', 'migrate-database'],
  ],
  'selected tests (QA.FT.4)': [
    ['nx affected -t test', 'unit-test'],
    ['turbo run test --affected', 'unit-test'],
    ['bazel test //...', 'unit-test'],
    ['pants --changed-since=origin/main test', 'unit-test'],
    ['jest --changedSince=main', 'unit-test'],
    ['launchable subset pytest'],
  ],
  'load (QA.NT.2)': [
    ['k6 run load.js', 'performance-test'],
    ['artillery run load.yml', 'performance-test'],
    ['locust -f load.py --headless', 'performance-test'],
    ['mvn gatling:test', 'performance-test'],
    ['jmeter -n -t plan.jmx', 'performance-test'],
  ],
  'accessibility (QA.NT.3)': [
    ['axe https://shop.example', 'accessibility-test'],
    ['pa11y-ci', 'accessibility-test'],
    ['lhci autorun', 'accessibility-test'],
    ['test-storybook'],
  ],
  'conformance (QA.NT.5)': [
    ['trivy config .', 'iac-scan'],
    ['kics scan -p .', 'iac-scan'],
    ['conftest test plan.json', 'iac-scan'],
    ['inspec exec profile'],
    ['oscap xccdf eval --profile cis content.xml', 'iac-scan'],
    ['kube-bench run', 'iac-scan'],
    ['prowler aws', 'iac-scan'],
    ['cfn-guard validate -d template.yml -r rules', 'iac-scan'],
    ['opa test policy', 'iac-test'],
  ],
  'experiments (QA.NT.6)': [
    ['aws fis start-experiment --experiment-template-id x', 'resilience-test'],
    ['az rest --method post --url https://management.azure.com/x'],
    ['litmusctl run chaos-experiment', 'resilience-test'],
    ['gremlin attack latency', 'resilience-test'],
    ['chaos run experiment.json', 'resilience-test'],
  ],
  'contracts (QA.NT.7)': [
    ['pact-broker can-i-deploy --pacticipant shop', 'contract-test'],
    ['buf breaking --against .git', 'contract-test'],
    ['oasdiff breaking old.yml new.yml', 'contract-test'],
    ['graphql-inspector diff old new', 'contract-test'],
    ['mvn schema-registry:test-compatibility', 'contract-test'],
    ['api-extractor run'],
    ['cargo semver-checks', 'contract-test'],
    ['mvn japicmp:cmp', 'contract-test'],
    ['mvn revapi:check', 'contract-test'],
    ['gradle japicmp', 'contract-test'],
  ],
  'static analysis (QA.ST.4)': [
    ['codeql database analyze db', 'sast'],
    ['semgrep ci', 'sast'],
    ['sonar-scanner', 'sast'],
    ['cx scan create', 'sast'],
    ['veracode static scan app.zip', 'sast'],
    ['snyk code test', 'sast'],
  ],
  'dynamic analysis (QA.ST.5)': [
    ['zap-baseline.py -t https://shop.example', 'dast'],
    ['nuclei -u https://shop.example', 'dast'],
    ['hawk scan', 'dast'],
    ['schemathesis run openapi.yml', 'contract-test'],
  ],
  'dependencies (QA.ST.6)': [
    ['osv-scanner -r .', 'sca'],
    ['npm audit', 'sca'],
    ['snyk test', 'sca'],
    ['trivy fs .', 'sca'],
    ['grype dir:.', 'sca'],
    ['dependency-check.sh --scan .', 'sca'],
  ],
  'data (QA.DT.1)': [
    ['dbt test', 'data-test'],
    ['great_expectations checkpoint run shop'],
    ['soda scan -d shop checks.yml'],
    ['dataform test'],
    ['sqlmesh test', 'data-test'],
  ],
  'drift (AG.DEP.2)': [
    ['driftctl scan', 'drift-check'],
    ['terraform plan -detailed-exitcode', 'drift-check'],
    ['aws cloudformation detect-stack-drift --stack-name shop', 'drift-check'],
  ],
  'cost (AG.ACG.7)': [['infracost breakdown --path .'], ['infracost diff --path .']],
}

const ACTIONS: readonly (readonly [action: string, kind?: IntentKind | undefined])[] = [
  ['getsentry/action-release', 'notify'],
  ['googleapis/release-please-action', 'release'],
  ['changesets/action', 'release'],
  ['goreleaser/goreleaser-action', undefined],
  ['actions/dependency-review-action', 'sca'],
  ['anchore/sbom-action', 'sbom'],
  ['actions/attest-sbom', 'attest'],
  ['actions/attest-build-provenance', 'attest'],
  ['actions/attest', 'attest'],
  ['slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml', 'attest'],
  ['amannn/action-semantic-pull-request', 'lint'],
  ['reviewdog/action-eslint', 'lint'],
  ['github/codeql-action/analyze', 'sast'],
  ['github/codeql-action/upload-sarif', undefined],
  ['dorny/test-reporter', 'test-report'],
  ['zaproxy/action-baseline', 'dast'],
  ['stackhawk/hawkscan-action', 'dast'],
  ['dependencytrack/gh-upload-sbom', 'sca'],
  ['infracost/actions/setup', 'setup'],
  ['renovatebot/github-action', undefined],
  ['aws-actions/configure-aws-credentials', 'setup'],
  ['hashicorp/vault-action', 'setup'],
]

describe('the tools that evidence names', () => {
  const rows = Object.entries(COMMANDS).flatMap(([practice, commands]) =>
    commands.map(([command, kind]) => [practice, command, kind] as const),
  )
  test.each(rows)('%s: %s', (_, command, kind) => {
    const meaning = classifyCommand(words(command))
    expect(meaning).toBeDefined()
    if (kind !== undefined) expect(meaning?.intents.map((intent) => intent.kind)).toContain(kind)
  })

  test.each(ACTIONS)('%s', (action, kind) => {
    const [owner, repository, ...path] = action.split('/')
    const meaning = classifyAction(`${owner}/${repository}`, path.join('/'), new Map())
    expect(meaning).toBeDefined()
    if (kind !== undefined) expect(meaning?.intents.map((intent) => intent.kind)).toContain(kind)
  })
})
