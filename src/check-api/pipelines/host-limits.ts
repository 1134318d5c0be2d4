import type { CiSystem } from '../../models/index.js'

/** What ends a job that names no time limit. */
export interface HostLimit {
  /**
   * `host`: the system ends it within about an hour, or files cannot say more than the system does. `setting`: a setting
   * outside of the files decides. `late`: the system ends it after more than an hour, or never.
   */
  readonly by: 'host' | 'setting' | 'late'
  /** A sentence without its full stop: what happens to a job without a limit. */
  readonly what: string
  /** After how many hours a system ends it that does so `late`; absent for never. */
  readonly hours?: number
  /** The key of the system's files that sets a limit; absent where there is none. */
  readonly key?: string
  /** True if the key can be given once, for all jobs of a pipeline. */
  readonly forAll?: true
}

/**
 * For every CI system. Sources, in the order of the table: GitHub docs, Workflow syntax, jobs.<job_id>.timeout-minutes ·
 * GitLab docs, Customize pipeline configuration, Set a limit for how long jobs can run · Jenkins handbook, Pipeline syntax,
 * options · Microsoft Learn, Specify jobs in your pipeline, Timeouts · CircleCI support, Updates to maximum duration of
 * jobs; CircleCI docs, Configuration reference, run · Atlassian support, Bitbucket Cloud, Step options, Max time · Travis
 * CI docs, Customize the build, Build timeouts · Drone docs, Repository settings, timeout · Woodpecker docs, Project
 * settings, Timeout · Buildkite docs, Build timeouts · Google Cloud docs, Build configuration file schema, timeout · Tekton
 * docs, PipelineRuns, Configuring a failure timeout · Argo Workflows docs, Field reference, activeDeadlineSeconds; Default
 * workflow spec · AWS CodeBuild API reference, CreateProject, timeoutInMinutes · AWS CodeDeploy user guide, AppSpec hooks
 * section, timeout · AWS CodePipeline user guide, Quotas · Argo CD docs, argocd-cmd-params-cm.yaml · Flux docs,
 * Kustomization, Timeout.
 */
export const HOST_LIMITS: Readonly<Record<CiSystem, HostLimit>> = {
  'github-actions': { by: 'late', what: 'GitHub ends it after 6 hours', hours: 6, key: 'timeout-minutes' },
  'gitlab-ci': {
    by: 'setting',
    what: 'GitLab ends it as the project’s settings say, after 1 hour unless somebody changed it',
    key: 'timeout',
  },
  jenkins: {
    by: 'late',
    what: 'Jenkins never ends it',
    forAll: true,
    key: "timeout(time: …, unit: 'MINUTES')",
  },
  'azure-pipelines': { by: 'host', what: 'Azure Pipelines ends it after 1 hour', key: 'timeoutInMinutes' },
  circleci: {
    by: 'host',
    what: 'CircleCI ends it after ten minutes without output, or one to five hours as the plan says',
  },
  'bitbucket-pipelines': {
    by: 'late',
    what: 'Bitbucket ends it after 2 hours',
    hours: 2,
    forAll: true,
    key: 'max-time',
  },
  'travis-ci': {
    by: 'host',
    what: 'Travis CI ends it after ten minutes without output, or 50 minutes (private repositories: 120)',
  },
  drone: {
    by: 'setting',
    what: 'Drone ends it as the repository’s settings say, after 1 hour unless somebody changed it',
  },
  woodpecker: {
    by: 'setting',
    what: 'Woodpecker ends it as the repository’s settings say, after 1 hour unless somebody changed it',
  },
  buildkite: {
    by: 'setting',
    what: 'Buildkite ends it as the settings of the pipeline and of the organization say, and never unless they do',
    key: 'timeout_in_minutes',
  },
  'google-cloud-build': { by: 'host', what: 'Cloud Build ends the build after 1 hour', key: 'timeout' },
  tekton: {
    by: 'setting',
    what: 'Tekton ends the run as config-defaults of the cluster says, after 1 hour unless somebody changed it',
    key: 'timeouts',
  },
  'argo-workflows': {
    by: 'late',
    what: 'Argo Workflows never ends it, unless the workflowDefaults of its controller say so',
    key: 'activeDeadlineSeconds',
    forAll: true,
  },
  'aws-codebuild': {
    by: 'setting',
    what: 'CodeBuild ends it as the project says, after 1 hour unless somebody changed it',
    key: 'TimeoutInMinutes',
  },
  'aws-codedeploy': { by: 'host', what: 'CodeDeploy ends each script after 1 hour', key: 'timeout' },
  'aws-codepipeline': { by: 'host', what: 'CodePipeline ends it by the quota for its kind of action' },
  'pre-commit-ci': { by: 'host', what: 'pre-commit.ci ends it after a few minutes' },
}

/**
 * Values by which a limit is switched off (Microsoft Learn, Specify jobs in your pipeline, Timeouts: 0 is what the agent
 * allows, forever on one's own; Tekton docs, PipelineRuns, Configuring a failure timeout: 0 is none).
 */
export function isSwitchedOff(system: CiSystem, timeout: string): boolean {
  return (system === 'azure-pipelines' || system === 'tekton') && /^0+(?:[hms]|$)/.test(timeout.trim())
}
