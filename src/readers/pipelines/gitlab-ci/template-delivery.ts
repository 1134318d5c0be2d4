import { AUTO_IAC_SCAN, AUTO_SCANS, type TemplateData } from './template-scans.js'

const CLUSTER = `{ if: '($CI_KUBERNETES_ACTIVE == null || $CI_KUBERNETES_ACTIVE == "") && ($KUBECONFIG == null || $KUBECONFIG == "")', when: never }`

/** The jobs by which Auto DevOps deploys. */
const AUTO_DEPLOY = `
.auto-deploy: { uses: jobs/deploy.gitlab-ci.yml }
review:
  extends: .auto-deploy
  stage: review
  environment: { name: review/$CI_COMMIT_REF_NAME, on_stop: stop_review }
  rules:
    - ${CLUSTER}
    - { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: never }
    - { if: $REVIEW_DISABLED, when: never }
    - { if: $CI_COMMIT_TAG || $CI_COMMIT_BRANCH }
stop_review:
  uses: jobs/deploy-stop.gitlab-ci.yml
  stage: cleanup
  environment: { name: review/$CI_COMMIT_REF_NAME, action: stop }
  rules:
    - ${CLUSTER}
    - { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: never }
    - { if: $REVIEW_DISABLED, when: never }
    - { if: $CI_COMMIT_TAG || $CI_COMMIT_BRANCH, when: manual }
staging:
  extends: .auto-deploy
  stage: staging
  environment: { name: staging }
  rules:
    - ${CLUSTER}
    - { if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH, when: never }
    - { if: $STAGING_ENABLED }
canary:
  extends: .auto-deploy
  stage: canary
  environment: { name: production }
  rules:
    - ${CLUSTER}
    - { if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH, when: never }
    - { if: $CANARY_ENABLED, when: manual }
production:
  extends: .auto-deploy
  stage: production
  environment: { name: production }
  rules:
    - ${CLUSTER}
    - { if: $STAGING_ENABLED || $CANARY_ENABLED || $INCREMENTAL_ROLLOUT_ENABLED || $INCREMENTAL_ROLLOUT_MODE, when: never }
    - { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }
production_manual:
  extends: .auto-deploy
  stage: production
  environment: { name: production }
  rules:
    - ${CLUSTER}
    - { if: $INCREMENTAL_ROLLOUT_ENABLED || $INCREMENTAL_ROLLOUT_MODE, when: never }
    - { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && ($STAGING_ENABLED || $CANARY_ENABLED), when: manual }
`

const BUILD = `
build: { stage: build, uses: jobs/build.gitlab-ci.yml, rules: [{ if: $BUILD_DISABLED, when: never }, { if: $CI_COMMIT_TAG || $CI_COMMIT_BRANCH }] }
`
const TEST = `
test: { stage: test, uses: jobs/test.gitlab-ci.yml, rules: [{ if: $TEST_DISABLED, when: never }, { if: $CI_COMMIT_TAG || $CI_COMMIT_BRANCH }] }
`
const AUTO_DEVOPS_STAGES = `
stages: [build, test, deploy, review, dast, staging, canary, production, 'incremental rollout 10%', 'incremental rollout 25%', 'incremental rollout 50%', 'incremental rollout 100%', performance, cleanup]
`

/** A job for changes under review, and on branches that have none. */
const CHECKING = `
  rules:
    - { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }
    - { if: $CI_OPEN_MERGE_REQUESTS, when: never }
    - { if: $CI_COMMIT_BRANCH }`

/** Hidden jobs of Terraform and OpenTofu around GitLab's own state store. */
const infrastructure = (prefix: string, program: string): string => {
  const enter = prefix === 'terraform' ? 'cd $TF_ROOT, ' : ''
  const job = (name: string, stage: string, keys: string): string => `
'.${prefix}:${name}':
  stage: ${stage}
  script: [${enter}${program} ${COMMANDS.get(name) ?? name}]${keys}`
  const on = (action: string): string => `
  environment: { name: $TF_STATE_NAME, action: ${action} }
  resource_group: $TF_STATE_NAME`
  const plan = on('prepare') + CHECKING
  const apply = `${on('start')}
  rules:
    - { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $TF_AUTO_DEPLOY == "true"' }
    - { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: manual }`
  return [
    'variables: { TF_ROOT: "${CI_PROJECT_DIR}", TF_STATE_NAME: default }',
    job('fmt', 'validate', `\n  needs: []${CHECKING}`),
    job('validate', 'validate', CHECKING),
    job('build', 'build', plan),
    job('plan', 'build', plan),
    job('deploy', 'deploy', apply),
    job('apply', 'deploy', apply),
    job('destroy', 'cleanup', `${on('stop')}\n  when: manual`),
  ].join('')
}

/** Where the name of a job is not that of its command. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['build', 'plan'],
  ['deploy', 'apply'],
])

const TERRAFORM_BASE = infrastructure('terraform', 'gitlab-terraform')
const TOFU_BASE = infrastructure('opentofu', 'gitlab-tofu')

/** Jobs of the full Terraform and OpenTofu templates, made of the hidden ones. */
const jobsOfBase = (prefix: string, jobs: readonly string[]): string =>
  jobs.map((job) => `\n${job}: { extends: '.${prefix}:${job}' }`).join('')

/** Templates and components that build, deploy and say when pipelines run. */
export const DELIVERY: readonly TemplateData[] = [
  { names: ['jobs/build', 'jobs/build.latest'], yaml: BUILD },
  { names: ['jobs/test'], yaml: TEST },
  {
    names: ['jobs/code-intelligence'],
    yaml: 'code_intelligence_go: { stage: test, uses: jobs/code-intelligence.gitlab-ci.yml }',
  },
  { names: ['jobs/deploy', 'jobs/deploy.latest'], yaml: AUTO_DEPLOY },
  {
    names: ['auto-devops', 'beta/auto-devops'],
    yaml: [AUTO_DEVOPS_STAGES, BUILD, TEST, AUTO_DEPLOY, ...AUTO_SCANS].join('\n'),
  },
  {
    names: ['workflows/branch-pipelines'],
    yaml: 'workflow: { rules: [{ if: $CI_COMMIT_TAG }, { if: $CI_COMMIT_BRANCH }] }',
  },
  {
    names: ['workflows/mergerequest-pipelines'],
    yaml: `workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID }, { if: $CI_COMMIT_TAG }, { if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH }] }`,
  },
  { names: ['terraform/base', 'terraform/base.latest'], yaml: TERRAFORM_BASE },
  { names: ['opentofu/base', 'opentofu/base.latest', 'components/opentofu/job-templates'], yaml: TOFU_BASE },
  {
    names: ['terraform', 'terraform.latest'],
    yaml: `${TERRAFORM_BASE}
stages: [validate, test, build, deploy, cleanup]${jobsOfBase('terraform', ['fmt', 'validate', 'build', 'deploy'])}
${AUTO_IAC_SCAN}`,
  },
  {
    names: ['opentofu', 'opentofu.latest', 'components/opentofu/full-pipeline'],
    yaml: `${TOFU_BASE}${jobsOfBase('opentofu', ['fmt', 'validate', 'plan', 'apply', 'destroy'])}`,
  },
  {
    names: ['components/opentofu/validate-plan-apply'],
    yaml: `${TOFU_BASE}${jobsOfBase('opentofu', ['fmt', 'validate', 'plan', 'apply'])}`,
  },
  {
    names: ['components/opentofu/validate-plan'],
    yaml: `${TOFU_BASE}${jobsOfBase('opentofu', ['fmt', 'validate', 'plan'])}`,
  },
  ...['fmt', 'validate', 'plan', 'apply', 'destroy'].map((job) => ({
    names: [`components/opentofu/${job}`],
    yaml: `${TOFU_BASE}${jobsOfBase('opentofu', [job])}`,
  })),
]
