import { describe, expect, test } from '@jest/globals'
import { systemWords, type AnyCheck, type CiSystem, type SystemWords } from '../../../src/check-api/index.js'
import { plain } from '../../../src/core/message.js'
import environmentDeclared from '../../../checks/deployment/deploy-environment-declared.js'
import needsTests from '../../../checks/deployment/deploy-needs-tests.js'
import trigger from '../../../checks/integration/ci-trigger-on-change.js'
import { run } from '../../helpers/check-tester.js'

const DEPLOY = 'helm upgrade --install api ./chart'
type Files = Readonly<Record<string, string>>

describe('systemWords', () => {
  test.each<[CiSystem, keyof SystemWords, string]>([
    ['github-actions', 'onFailure', 'if: failure()'],
    ['gitlab-ci', 'lock', 'resource_group: …'],
    ['jenkins', 'onFailure', 'post { failure { … } }'],
    ['azure-pipelines', 'waiting', 'dependsOn'],
    ['circleci', 'lock', 'serial-group: …'],
    ['bitbucket-pipelines', 'identity', 'oidc: true'],
    ['travis-ci', 'change', 'if: type = pull_request'],
    ['drone', 'onFailure', 'status: [failure]'],
    ['woodpecker', 'lock', 'concurrency: 1'],
    ['buildkite', 'cancelling', 'cancel_in_progress'],
    ['google-cloud-build', 'waiting', 'waitFor'],
    ['tekton', 'waiting', 'runAfter'],
    ['argo-workflows', 'lock', 'synchronization: {mutexes: [{name: deploy-…}]}'],
    ['aws-codebuild', 'lock', 'ConcurrentBuildLimit: 1'],
    ['aws-codebuild', 'stepMayFail', 'on-failure: CONTINUE'],
    ['circleci', 'pipefail', 'set -o pipefail'],
    ['aws-codepipeline', 'onFailure', 'OnFailure: {Result: ROLLBACK}'],
  ])('%s: %s', (system, word, key) => {
    expect(systemWords(system)[word]).toBe(key)
  })

  test('what a system has no key for is said in general words, not in those of another', () => {
    expect(systemWords('travis-ci').lock).toBe('a lock for the environment')
    expect(systemWords('circleci').environment).not.toContain('url')
  })
})

test.each<[string, AnyCheck, Files, string, string]>([
  [
    'GitHub',
    needsTests,
    {
      '.github/workflows/ci.yml': `on: push
jobs:
  test: { runs-on: ubuntu-24.04, steps: [{ run: npx jest }] }
  deploy: { runs-on: ubuntu-24.04, environment: production, steps: [{ run: ${DEPLOY} }] }`,
    },
    'unordered',
    'Let the job wait for "test": "needs".',
  ],
  [
    'CircleCI',
    needsTests,
    {
      '.circleci/config.yml': `version: 2.1
jobs:
  test: { docker: [{ image: node }], steps: [{ run: npx jest }] }
  deploy: { docker: [{ image: node }], steps: [{ run: ${DEPLOY} }] }
workflows: { ci: { jobs: [test, deploy] } }`,
    },
    'unordered',
    'Let the job wait for "test": "requires".',
  ],
  [
    'Azure Pipelines',
    environmentDeclared,
    { 'azure-pipelines.yml': `trigger: [main]\njobs:\n  - job: deploy\n    steps: [{ script: ${DEPLOY} }]` },
    'missing',
    'Name the environment in the job: "environment: …, in a deployment job".',
  ],
  [
    'GitLab',
    trigger,
    { '.gitlab-ci.yml': 'test:\n  script: npx jest\n  rules: [{ if: $CI_PIPELINE_SOURCE == "schedule" }]' },
    'otherwise',
    'Start it for "if: $CI_PIPELINE_SOURCE == "merge_request_event"", and for pushes to the default branch.',
  ],
])('the remedy names the keys of %s', (_, check, files, messageId, remedy) => {
  const found = run(check, { files }).result.outcomes.find((each) => each.kind === 'problem')
  expect(found?.messageId).toBe(messageId)
  expect(found && plain(found.remedy)).toBe(remedy)
})
