import { model, type Pick, type Target } from '../target.js'

/** What a pipeline target asks for. */
export const pipelines: Pick = (models) => [models.pipelines, models.delivery]

const CALLED = { 'package.json': '{"scripts":{"test":"jest","build":"tsc -p ."}}', Makefile: 'test:\n\tnpm test\n' }

/** Adapters of CI systems. */
export const PIPELINE_TARGETS: readonly Target[] = [
  model('github-actions', '.github/workflows/ci.yml', /\.github\/workflows\/[^/]+\.ya?ml$/, pipelines, CALLED),
  model('gitlab-ci', '.gitlab-ci.yml', /\.gitlab-ci\.ya?ml$/, pipelines, CALLED),
  model('jenkins', 'Jenkinsfile', /Jenkinsfile/, pipelines, CALLED),
  model('azure-pipelines', 'azure-pipelines.yml', /azure-pipelines[^/]*\.ya?ml$/, pipelines, CALLED),
  model('circleci', '.circleci/config.yml', /\.circleci\/config\.ya?ml$/, pipelines, CALLED),
  model('bitbucket', 'bitbucket-pipelines.yml', /bitbucket-pipelines\.ya?ml$/, pipelines, CALLED),
  model('aws-codebuild', 'buildspec.yml', /buildspec[^/]*\.ya?ml$/, pipelines, CALLED),
  model('travis-ci', '.travis.yml', /\.travis\.yml$/, pipelines, CALLED),
  model('drone', '.drone.yml', /\.drone\.ya?ml$/, pipelines, CALLED),
  model('woodpecker', '.woodpecker.yml', /\.woodpecker(?:\/[^/]+)?\.ya?ml$/, pipelines, CALLED),
  model('buildkite', '.buildkite/pipeline.yml', /\.buildkite\/[^/]+\.ya?ml$/, pipelines, CALLED),
  model('tekton', '.tekton/push.yaml', /tekton[^/]*\/.*\.ya?ml$/, pipelines),
  model('argo-workflows', 'workflows/build.yaml', /workflows?\/.*\.ya?ml$/, pipelines),
  model('google-cloud-build', 'cloudbuild.yaml', /cloudbuild[^/]*\.ya?ml$/, pipelines, CALLED),
]
