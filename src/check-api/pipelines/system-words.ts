import type { CiSystem } from '../../models/index.js'

/** How a CI system writes what a remedy asks for: keys as they stand in its files. */
export interface SystemWords {
  /** What lets one deployment at a time run. */
  readonly lock: string
  /** What lets a newer run cancel a job. */
  readonly cancelling: string
  /** What keeps a job with an environment from being recorded as a deployment. */
  readonly unrecorded: string
  /** What names the environment of a job that deploys. */
  readonly environment: string
  /** What starts a pipeline for changes under review. */
  readonly change: string
  /** What starts a pipeline, or stops an environment, when a change is closed. */
  readonly closed: string
  /** What lets a job wait for another. */
  readonly waiting: string
  /** What lets a step or job run because something before it failed. */
  readonly onFailure: string
  /** What lets a step or job run only if nothing before it failed. */
  readonly onSuccess: string
  /** What lets a job fail without failing the run. */
  readonly mayFail: string
  /** What lets a step fail without failing its job. */
  readonly stepMayFail: string
  /** What lets a pipe have the status of the command that failed. */
  readonly pipefail: string
  /** What gives a job an identity token. */
  readonly identity: string
  /** What brings findings of scanners to one place. */
  readonly findings: string
  /** What runs a job again for failures that are none of its scripts. */
  readonly retry: string
}

const GITHUB: SystemWords = {
  lock: 'concurrency: {group: deploy-…, cancel-in-progress: false}',
  cancelling: 'cancel-in-progress',
  unrecorded: 'deployment: false',
  environment: 'environment: {name: …, url: …}',
  change: 'pull_request',
  closed: 'on: {pull_request: {types: [closed]}}',
  waiting: 'needs',
  onFailure: 'if: failure()',
  onSuccess: '!failure() && !cancelled()',
  mayFail: 'continue-on-error',
  stepMayFail: 'continue-on-error',
  pipefail: 'shell: bash',
  identity: 'permissions: {id-token: write}',
  findings: 'SARIF by github/codeql-action/upload-sarif, with a category for each tool',
  retry: 'a retry around the steps that need the network',
}

/** What has no key of its own is said in general words. */
const GENERAL: SystemWords = {
  lock: 'a lock for the environment',
  cancelling: 'cancelling by newer runs',
  unrecorded: 'what leaves the record out',
  environment: 'the name of the environment',
  change: 'changes under review',
  closed: 'a schedule that looks for closed changes',
  waiting: 'the order of jobs',
  onFailure: 'a condition that something failed',
  onSuccess: 'success of what ran before',
  mayFail: 'leave to fail',
  stepMayFail: 'leave to fail',
  pipefail: 'set -o pipefail',
  identity: 'an identity token of the CI system',
  findings: 'an import into DefectDojo, Security Hub or the like',
  retry: 'a retry around the steps that need the network',
}

/**
 * Sources, by system: the reference of its file format (GitLab CI/CD YAML syntax reference · Azure Pipelines YAML schema:
 * stages.stage, pr, jobs.deployment · CircleCI configuration reference; controlling serial execution; OpenID Connect
 * tokens · Jenkins handbook, Pipeline syntax; plugins Lockable Resources and OpenID Connect Provider · Bitbucket Cloud,
 * configure bitbucket-pipelines.yml · Travis CI docs, Conditions; Job lifecycle; Build stages · Drone docs, pipeline
 * reference · Woodpecker docs, Workflow syntax · Buildkite docs, step types; Controlling concurrency · Google Cloud Build,
 * build configuration and trigger schema · Tekton docs, Pipelines; Pipelines as Code · Argo Workflows, field reference ·
 * AWS CloudFormation, AWS::CodeBuild::Project and AWS::CodePipeline::Pipeline; CodeBuild, build specification).
 */
const WORDS: Readonly<Partial<Record<CiSystem, Partial<SystemWords>>>> = {
  'github-actions': GITHUB,
  'gitlab-ci': {
    lock: 'resource_group: …',
    cancelling: 'interruptible',
    unrecorded: 'environment:action',
    environment: 'environment: {name: …, url: …}',
    change: 'if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    closed: 'environment: {on_stop: …}',
    waiting: 'needs',
    onFailure: 'when: on_failure',
    onSuccess: 'when: on_success',
    identity: 'id_tokens',
    findings: 'artifacts:reports (sast, dependency_scanning, container_scanning, secret_detection)',
    retry: 'retry: {max: 1, when: [runner_system_failure, stuck_or_timeout_failure]}',
    mayFail: 'allow_failure',
  },
  jenkins: {
    lock: "lock('deploy-…')",
    cancelling: 'abortPrevious',
    change: 'when { changeRequest() }',
    waiting: 'a stage before it',
    onFailure: 'post { failure { … } }',
    onSuccess: 'post { success { … } }',
    identity: 'idToken credentials of the plugin oidc-provider',
    findings: 'recordIssues, which reads SARIF and the formats of most tools',
    retry: 'retry(count: 2, conditions: [agent()])',
    mayFail: 'catch',
    stepMayFail: 'catch',
  },
  'azure-pipelines': {
    lock: 'lockBehavior: sequential, with an exclusive lock on the environment',
    cancelling: 'autoCancel',
    environment: 'environment: …, in a deployment job',
    change: 'pr (Azure Repos: build validation of the branch policy)',
    waiting: 'dependsOn',
    onFailure: 'condition: failed()',
    onSuccess: 'condition: succeeded()',
    identity: 'a service connection with workload identity federation',
    findings: 'SARIF by AdvancedSecurity-Publish@1',
    mayFail: 'continueOnError',
    stepMayFail: 'continueOnError',
  },
  circleci: {
    lock: 'serial-group: …',
    change: 'branches of every name',
    waiting: 'requires',
    onFailure: 'when: on_fail',
    onSuccess: 'when: on_success',
    identity: '$CIRCLE_OIDC_TOKEN_V2',
  },
  'bitbucket-pipelines': {
    lock: 'deployment: …',
    environment: 'deployment: …',
    change: 'pull-requests',
    waiting: 'a step before it',
    onFailure: 'after-script, where $BITBUCKET_EXIT_CODE is not 0',
    identity: 'oidc: true',
    mayFail: 'on-fail: {strategy: ignore}',
    stepMayFail: 'after-script',
  },
  'travis-ci': {
    change: 'if: type = pull_request',
    waiting: 'stage',
    onFailure: 'after_failure',
    onSuccess: 'after_success',
    mayFail: 'allow_failures',
    stepMayFail: 'a phase behind the result',
  },
  drone: {
    lock: 'concurrency: {limit: 1}',
    change: 'event: pull_request',
    waiting: 'depends_on',
    onFailure: 'status: [failure]',
    onSuccess: 'status: [success]',
    mayFail: 'failure: ignore',
    stepMayFail: 'failure: ignore',
  },
  woodpecker: {
    lock: 'concurrency: 1',
    change: 'event: pull_request',
    closed: 'event: pull_request_closed',
    waiting: 'depends_on',
    onFailure: 'status: [failure]',
    onSuccess: 'status: [success]',
    mayFail: 'failure: ignore',
    stepMayFail: 'failure: ignore',
  },
  buildkite: {
    lock: 'concurrency: 1 and concurrency_group: …',
    cancelling: 'cancel_in_progress',
    change: 'build.pull_request.id != null',
    waiting: 'depends_on',
    onFailure: 'wait: {continue_on_failure: true}',
    retry: 'retry: {automatic: [{exit_status: -1, limit: 2}]}',
    identity: 'buildkite-agent oidc request-token',
    mayFail: 'soft_fail',
    stepMayFail: 'soft_fail',
  },
  'pre-commit-ci': {},
  'google-cloud-build': {
    change: 'github: {pullRequest: …} of the trigger',
    waiting: 'waitFor',
    identity: 'serviceAccount',
    mayFail: 'allowFailure',
    stepMayFail: 'allowFailure',
  },
  tekton: {
    lock: 'concurrency_limit: 1 of the Repository',
    cancelling: 'pipelinesascode.tekton.dev/cancel-in-progress',
    change: 'pipelinesascode.tekton.dev/on-event: "[pull_request]"',
    waiting: 'runAfter',
    onFailure: 'finally, when $(tasks.status) is Failed',
    onSuccess: 'finally, when $(tasks.status) is Succeeded',
    identity: 'serviceAccountName',
    mayFail: 'onError: continue',
    stepMayFail: 'onError: continue',
  },
  'argo-workflows': {
    lock: 'synchronization: {mutexes: [{name: deploy-…}]}',
    waiting: 'dependencies',
    onFailure: 'onExit, when {{workflow.status}} != Succeeded',
    onSuccess: 'onExit, when {{workflow.status}} == Succeeded',
    identity: 'serviceAccountName',
    mayFail: 'continueOn: {failed: true}',
    stepMayFail: 'continueOn: {failed: true}',
  },
  'aws-codebuild': {
    lock: 'ConcurrentBuildLimit: 1',
    change: 'EVENT: PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED',
    waiting: 'depend-on',
    onFailure: 'finally, where $CODEBUILD_BUILD_SUCCEEDING is 0',
    onSuccess: '$CODEBUILD_BUILD_SUCCEEDING = 1',
    identity: 'ServiceRole',
    mayFail: 'ignore-failure: true',
    stepMayFail: 'on-failure: CONTINUE',
  },
  'aws-codedeploy': { onFailure: 'AutoRollbackConfiguration', identity: 'ServiceRoleArn' },
  'aws-codepipeline': {
    lock: 'ExecutionMode: QUEUED',
    change: 'GitConfiguration: {PullRequest: …}',
    waiting: 'a stage before it',
    onFailure: 'OnFailure: {Result: ROLLBACK}',
    identity: 'RoleArn',
  },
}

/** The words of a system, for remedies; general ones for what it has no key for. */
export function systemWords(system: CiSystem): SystemWords {
  return { ...GENERAL, ...WORDS[system] }
}
