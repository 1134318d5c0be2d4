import { workflowTexts } from '../structured/workflow.js'
import { group, model, type Pick, type Target } from '../target.js'

/** What a pipeline target asks for. */
export const pipelines: Pick = (models) => [models.pipelines, models.delivery]

const CALLED = { 'package.json': '{"scripts":{"test":"jest","build":"tsc -p ."}}', Makefile: 'test:\n\tnpm test\n' }

/** What pipelines include, call and are started by. */
const PARTS = {
  '.github/actions/build/action.yml': /(?:^|\/)action\.ya?ml$/,
  '.github/workflows/called.yml': /\.github\/workflows\/[^/]+\.ya?ml$/,
  'ci/jobs.yml': /\.gitlab-ci\.ya?ml$|ci\/[^/]+\.ya?ml$/,
  'ci/steps.yml': /azure-pipelines[^/]*\.ya?ml$|templates\/[^/]+\.ya?ml$/,
  'vars/shipIt.groovy': /vars\/[^/]+\.groovy$/,
  'appspec.yml': /appspec\.ya?ml$/,
  'pipeline.json': /pipeline[^/]*\.json$/,
  'delivery.yaml': /pipeline[^/]*\.ya?ml$/,
  '.circleci/continue.yml': /\.circleci\/[^/]+\.ya?ml$/,
}

const CALLING = {
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  a:\n    uses: ./.github/workflows/called.yml\n  b:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ./.github/actions/build\n',
  '.gitlab-ci.yml': 'include: ci/jobs.yml\ntest:\n  script: make test\n',
  'azure-pipelines.yml': 'steps:\n  - template: ci/steps.yml\n',
  Jenkinsfile: "@Library('own') _\npipeline { agent any; stages { stage('a') { steps { shipIt('web') } } } }\n",
  '.circleci/config.yml':
    "version: 2.1\nsetup: true\norbs:\n  continuation: circleci/continuation@1.0.0\njobs:\n  s:\n    docker: [{ image: 'cimg/base:2024.01' }]\n    steps:\n      - continuation/continue: { configuration_path: .circleci/continue.yml }\nworkflows:\n  w:\n    jobs: [s]\n",
}

/** Adapters of CI systems. */
export const PIPELINE_TARGETS: readonly Target[] = [
  {
    ...model('github-actions', '.github/workflows/ci.yml', /\.github\/workflows\/[^/]+\.ya?ml$/, pipelines, CALLED),
    structured: workflowTexts,
  },
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
  group('parts of pipelines', PARTS, pipelines, CALLING),
]
