/**
 * What the templates and components that GitLab hands out bring into a pipeline, as far as it matters here: the names of
 * their jobs, when these run, and under `uses` what the lexicon calls their code. `allow_failure` is left out: it is not
 * the repository's word. Sources: gitlab.com/gitlab-org/gitlab, lib/gitlab/ci/templates; gitlab.com/components.
 */
export interface TemplateData {
  /** Names of templates without `.gitlab-ci.yml`, addresses of components without host and version; lower case. */
  readonly names: readonly string[]
  readonly yaml: string
}

/** A job that runs on branches, and for merge requests where a variable says so. */
const usually = (disabled: string, exists = ''): string => `
  rules:
    - { if: '$${disabled} == "true" || $${disabled} == "1"', when: never }
    - { if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $AST_ENABLE_MR_PIPELINES == "true"'${exists} }
    - { if: '$CI_OPEN_MERGE_REQUESTS && $AST_ENABLE_MR_PIPELINES == "true"', when: never }
    - { if: $CI_COMMIT_BRANCH${exists} }`

/** A job that runs for merge requests, and on branches that have none. */
const latest = (disabled: string, exists = ''): string => `
  rules:
    - { if: '$${disabled} == "true" || $${disabled} == "1"', when: never }
    - { if: '$CI_PIPELINE_SOURCE == "merge_request_event"'${exists} }
    - { if: $CI_OPEN_MERGE_REQUESTS, when: never }
    - { if: $CI_COMMIT_BRANCH${exists} }`

type Rules = typeof usually

const SEMGREP = `, exists: ['**/*.{py,js,jsx,ts,tsx,cjs,mjs,c,cc,cpp,cp,cxx,h,hpp,go,java,cs,scala,sc,php,swift,m,rb,kt}', '**/*.c++']`
const LOCK_FILES =
  'Gemfile.lock,composer.lock,gems.locked,go.sum,npm-shrinkwrap.json,package-lock.json,yarn.lock,pnpm-lock.yaml,packages.lock.json,conan.lock'

const sast = (rules: Rules): string => `
sast: { stage: test, uses: jobs/sast.gitlab-ci.yml, rules: [{ when: never }] }
.sast-analyzer: { extends: sast }
semgrep-sast:
  extends: .sast-analyzer${rules('SAST_DISABLED', SEMGREP)}
spotbugs-sast:
  extends: .sast-analyzer${rules('SAST_DISABLED', `, exists: ['**/*.groovy']`)}
pmd-apex-sast:
  extends: .sast-analyzer${rules('SAST_DISABLED', `, exists: ['**/*.cls']`)}
sobelow-sast:
  extends: .sast-analyzer${rules('SAST_DISABLED', `, exists: ['**/mix.exs']`)}
kubesec-sast:
  extends: .sast-analyzer
  rules: [{ if: '$SCAN_KUBERNETES_MANIFESTS == "true" && $CI_COMMIT_BRANCH' }]
gitlab-advanced-sast:
  extends: .sast-analyzer
  rules: [{ if: '$GITLAB_ADVANCED_SAST_ENABLED == "true" && $CI_COMMIT_BRANCH' }]
${['bandit', 'brakeman', 'eslint', 'flawfinder', 'gosec', 'mobsf-android', 'mobsf-ios', 'nodejs-scan', 'phpcs-security-audit', 'security-code-scan'].map((name) => `${name}-sast: { extends: .sast-analyzer }`).join('\n')}
`

const dependencyScanning = (rules: Rules): string => `
dependency_scanning: { stage: test, uses: jobs/dependency-scanning.gitlab-ci.yml, rules: [{ when: never }] }
.ds-analyzer: { extends: dependency_scanning }
gemnasium-dependency_scanning:
  extends: .ds-analyzer${rules('DEPENDENCY_SCANNING_DISABLED', `, exists: ['**/{${LOCK_FILES}}']`)}
gemnasium-maven-dependency_scanning:
  extends: .ds-analyzer${rules('DEPENDENCY_SCANNING_DISABLED', `, exists: ['**/{build.gradle,build.gradle.kts,build.sbt,pom.xml}']`)}
gemnasium-python-dependency_scanning:
  extends: .ds-analyzer${rules('DEPENDENCY_SCANNING_DISABLED', `, exists: ['**/{requirements.txt,requirements.pip,Pipfile,Pipfile.lock,requires.txt,setup.py,poetry.lock,uv.lock}']`)}
`

/** A template of one job that is named as its variable and report are. */
const single = (job: string, stage: string, uses: string, rules: string): string => `
${job}:
  stage: ${stage}
  uses: ${uses}.gitlab-ci.yml${rules}
`

const iacSast = (rules: Rules): string => `
iac-sast: { stage: test, uses: jobs/sast-iac.gitlab-ci.yml, rules: [{ when: never }] }
kics-iac-sast:
  extends: iac-sast${rules('SAST_DISABLED')}
`

/** A job that runs on branches and tags. */
const onBranchesAndTags = (disabled: string): string => `
  rules:
    - { if: $${disabled}, when: never }
    - { if: $CI_COMMIT_TAG || $CI_COMMIT_BRANCH }`

const CODE_QUALITY = single('code_quality', 'test', 'jobs/code-quality', onBranchesAndTags('CODE_QUALITY_DISABLED'))
const SECRET_DETECTION = (rules: Rules): string => `
.secret-analyzer: { stage: test, uses: jobs/secret-detection.gitlab-ci.yml }
secret_detection:
  extends: .secret-analyzer${rules('SECRET_DETECTION_DISABLED')}
`
const CONTAINER_SCANNING = (rules: Rules): string =>
  single('container_scanning', 'test', 'jobs/container-scanning', rules('CONTAINER_SCANNING_DISABLED'))

/** The scans that Auto DevOps runs. */
export const AUTO_SCANS: readonly string[] = [
  CODE_QUALITY,
  sast(usually),
  SECRET_DETECTION(usually),
  dependencyScanning(usually),
  CONTAINER_SCANNING(usually),
]

/** What the Terraform template scans. */
export const AUTO_IAC_SCAN: string = iacSast(usually)

/** Templates and components that scan and measure. */
export const SCANS: readonly TemplateData[] = [
  { names: ['jobs/sast', 'security/sast'], yaml: sast(usually) },
  { names: ['jobs/sast.latest', 'security/sast.latest', 'components/sast/sast'], yaml: sast(latest) },
  { names: ['jobs/sast-iac', 'security/sast-iac'], yaml: iacSast(usually) },
  {
    names: ['jobs/sast-iac.latest', 'security/sast-iac.latest', 'components/sast/iac-sast'],
    yaml: iacSast(latest),
  },
  { names: ['jobs/secret-detection', 'security/secret-detection'], yaml: SECRET_DETECTION(usually) },
  {
    names: [
      'jobs/secret-detection.latest',
      'security/secret-detection.latest',
      'components/secret-detection/secret-detection',
    ],
    yaml: SECRET_DETECTION(latest),
  },
  { names: ['jobs/dependency-scanning', 'security/dependency-scanning'], yaml: dependencyScanning(usually) },
  {
    names: ['jobs/dependency-scanning.latest', 'security/dependency-scanning.latest'],
    yaml: dependencyScanning(latest),
  },
  {
    names: ['jobs/dependency-scanning.v2', 'components/dependency-scanning/main'],
    yaml: single('dependency-scanning', 'test', 'jobs/dependency-scanning', latest('DEPENDENCY_SCANNING_DISABLED')),
  },
  { names: ['jobs/container-scanning', 'security/container-scanning'], yaml: CONTAINER_SCANNING(usually) },
  {
    names: [
      'jobs/container-scanning.latest',
      'security/container-scanning.latest',
      'components/container-scanning/container-scanning',
    ],
    yaml: CONTAINER_SCANNING(latest),
  },
  {
    names: ['jobs/dast', 'jobs/dast.latest', 'security/dast', 'security/dast.latest', 'dast', 'components/dast/dast'],
    yaml: single('dast', 'dast', 'jobs/dast', usually('DAST_DISABLED')),
  },
  {
    names: [
      'security/api-security',
      'security/api-security.latest',
      'api-security',
      'components/api-security/api-security',
    ],
    yaml: single('api_security', 'dast', 'jobs/dast', usually('API_SECURITY_DISABLED')),
  },
  {
    names: ['security/dast-api', 'security/dast-api.latest', 'dast-api'],
    yaml: single('dast_api', 'dast', 'jobs/dast', usually('DAST_API_DISABLED')),
  },
  {
    names: ['security/api-fuzzing', 'security/api-fuzzing.latest', 'api-fuzzing', 'components/api-fuzzing/api-fuzzing'],
    yaml: single('apifuzzer_fuzz', 'fuzz', 'jobs/api-fuzzing', usually('API_FUZZING_DISABLED')),
  },
  {
    names: ['security/coverage-fuzzing', 'security/coverage-fuzzing.latest', 'coverage-fuzzing'],
    yaml: '.fuzz_base: { uses: jobs/coverage-fuzzing.gitlab-ci.yml }',
  },
  {
    names: [
      'jobs/license-scanning',
      'jobs/license-scanning.latest',
      'security/license-scanning',
      'security/license-management',
    ],
    yaml: single('license_scanning', 'test', 'jobs/license-scanning', onBranchesAndTags('LICENSE_MANAGEMENT_DISABLED')),
  },
  {
    names: [
      'code-quality',
      'jobs/code-quality',
      'jobs/code-quality.latest',
      'components/code-quality-oss/codequality-os-scanners-integration/codequality-oss',
      'components/code-quality/code-quality',
    ],
    yaml: CODE_QUALITY,
  },
  {
    names: ['verify/accessibility', 'verify/accessibility.latest'],
    yaml: `
.a11y: { stage: accessibility, uses: verify/accessibility.gitlab-ci.yml }
a11y: { extends: .a11y }`,
  },
  {
    names: [
      'verify/browser-performance',
      'verify/browser-performance.latest',
      'jobs/browser-performance-testing',
      'jobs/browser-performance-testing.latest',
    ],
    yaml: single(
      'browser_performance',
      'performance',
      'verify/browser-performance',
      onBranchesAndTags('BROWSER_PERFORMANCE_DISABLED'),
    ),
  },
  {
    names: ['verify/load-performance-testing', 'jobs/load-performance-testing'],
    yaml: single(
      'load_performance',
      'performance',
      'verify/load-performance-testing',
      onBranchesAndTags('LOAD_PERFORMANCE_DISABLED'),
    ),
  },
]
